"""The array types of this package, and the one product that must not start threads."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.integer]
BoolArray = npt.NDArray[np.bool_]

_SMALL_PRODUCT = 200_000


def gram(rows: FloatArray) -> FloatArray:
    """The sum of the outer products of the rows, shape (columns, columns).

    In portions small enough for BLAS to stay on one thread: on a machine that is busy with
    other things its threads wait for one another a hundred times longer than the work takes.
    """
    columns = rows.shape[1]
    portion = max(16, _SMALL_PRODUCT // max(columns**2, 1))
    total = np.zeros((columns, columns))
    for start in range(0, len(rows), portion):
        block = rows[start : start + portion]
        total += block.T @ block
    return total
