"""Every pair of ratings of one unit, as the table that severity is estimated from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.ratings.pairs import iterate_pairs, join

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings

DENSE_CELLS = 8_000_000


@dataclass(frozen=True, eq=False)
class PairedWork:
    """Every pair of ratings of one unit, and the table of (assessor, assessor, gap).

    `cell` names the entry of the flat table that each pair falls into; `used` are the entries
    that occur, with their assessors `one` and `two`, levels apart `gap` and total `weight`.
    `row_one` and `row_two` are attempt x assessors + assessor of each pair.
    """

    cell: IntArray
    pair_weight: FloatArray
    row_one: IntArray
    row_two: IntArray
    used: IntArray
    one: IntArray
    two: IntArray
    gap: FloatArray
    weight: FloatArray
    shape: tuple[int, int]
    attempts_of: IntArray
    clusters: int
    units_of: IntArray


def compare_pairs(ratings: Ratings) -> PairedWork:
    """The compressed table of all pairs of ratings, from one pass."""
    assessors, reach = len(ratings.assessors), 2 * len(ratings.scale) - 1
    cells: list[IntArray] = []
    rows_one: list[IntArray] = []
    rows_two: list[IntArray] = []
    weights: list[FloatArray] = []
    most = assessors * max(len(ratings.attempts), assessors * reach)
    width = np.int64 if most >= np.iinfo(np.int32).max else np.int32
    shared = np.zeros(len(ratings), dtype=np.bool_)
    for pairs in iterate_pairs(ratings):
        one, two = ratings.assessor[pairs.first], ratings.assessor[pairs.second]
        gap = ratings.level[pairs.first] - ratings.level[pairs.second]
        key = np.multiply(one, assessors * reach, dtype=width)
        key += two * reach
        key += gap
        key += len(ratings.scale) - 1
        cells.append(key)
        attempt = np.multiply(ratings.attempt[pairs.first], assessors, dtype=width)
        rows_one.append(attempt + one)
        rows_two.append(attempt + two)
        weights.append(2.0 / pairs.raters)
        shared[pairs.first] = shared[pairs.second] = True
    cell, row_one, row_two = join(cells), join(rows_one), join(rows_two)
    weight = np.concatenate(weights) if weights else np.zeros(0)
    totals = np.bincount(cell, weights=weight, minlength=1)
    used = np.flatnonzero(totals)
    shape = (len(ratings.attempts), assessors)
    return PairedWork(
        cell,
        weight,
        row_one,
        row_two,
        used,
        used // reach // assessors,
        used // reach % assessors,
        (used % reach - (len(ratings.scale) - 1)).astype(np.float64),
        totals[used].astype(np.float64),
        shape,
        *_attempts_of(row_one, row_two, shape),
        np.bincount(ratings.assessor[shared], minlength=assessors),
    )


def _attempts_of(
    row_one: IntArray, row_two: IntArray, shape: tuple[int, int]
) -> tuple[IntArray, int]:
    """In how many attempts each assessor shares a detail with somebody, and all of these."""
    if shape[0] * shape[1] > DENSE_CELLS:
        rows = np.unique(np.concatenate([row_one, row_two]))
        return np.bincount(rows % shape[1], minlength=shape[1]), len(np.unique(rows // shape[1]))
    seen = np.zeros(shape[0] * shape[1], dtype=np.bool_)
    seen[row_one] = True
    seen[row_two] = True
    table = seen.reshape(shape)
    return np.asarray(table.sum(axis=0)), int(np.count_nonzero(table.any(axis=1)))
