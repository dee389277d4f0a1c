"""Every two ratings of one unit, compressed to a table per pair of assessors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.calibration.ratings.arrays import FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of ratings of one unit; all arrays have one entry per pair.

    `first` and `second` are rows of the ratings, `raters` counts the ratings of the unit.
    """

    first: IntArray
    second: IntArray
    raters: IntArray


@dataclass(frozen=True, eq=False)
class PairTables:
    """The table of levels of every pair of assessors that shares work.

    `first` < `second` are assessor codes, one entry per pair of assessors; `tables` counts the
    units, shape (pairs, levels, levels), rows the first assessor's level. `pair`, `cell` (row x
    levels + column) and `attempt` have one entry per unit and pair.
    """

    first: IntArray
    second: IntArray
    tables: FloatArray
    pair: IntArray
    cell: IntArray
    attempt: IntArray


def iterate_pairs(ratings: Ratings) -> Iterator[Pairs]:
    """All pairs of ratings of one unit, in portions of at most one pair per rating."""
    order = ratings.by_unit
    unit = ratings.unit[order]
    if not len(unit):
        return
    starts = np.flatnonzero(np.concatenate(([True], unit[1:] != unit[:-1])))
    sizes = np.diff(np.append(starts, len(unit)))
    raters = np.repeat(sizes, sizes)
    for lag in range(1, int(sizes.max())):
        at = np.flatnonzero(unit[lag:] == unit[:-lag])
        yield Pairs(order[at], order[at + lag], raters[at])


def tabulate_pairs(ratings: Ratings) -> PairTables:
    """The table of levels of every pair of assessors, from one pass over the shared units."""
    levels, assessors = len(ratings.scale), len(ratings.assessors)
    keys: list[IntArray] = []
    cells: list[IntArray] = []
    attempts: list[IntArray] = []
    for pairs in iterate_pairs(ratings):
        one, two = ratings.assessor[pairs.first], ratings.assessor[pairs.second]
        x, y = ratings.level[pairs.first], ratings.level[pairs.second]
        swap = one > two
        low, high = np.where(swap, two, one), np.where(swap, one, two)
        keys.append(low.astype(np.int64) * assessors + high)
        cells.append(np.where(swap, y, x).astype(np.int32) * levels + np.where(swap, x, y))
        attempts.append(ratings.attempt[pairs.first])
    key, cell, attempt = join(keys), join(cells), join(attempts)
    present, pair = np.unique(key, return_inverse=True)
    counts = np.bincount(pair * levels**2 + cell, minlength=len(present) * levels**2)
    tables = counts.reshape(len(present), levels, levels).astype(np.float64)
    return PairTables(present // assessors, present % assessors, tables, pair, cell, attempt)


def sum_squares_by_group(
    group: IntArray, attempt: IntArray, value: FloatArray, shape: tuple[int, int]
) -> tuple[FloatArray, IntArray]:
    """For each group the sum of squared totals per attempt, and in how many attempts it occurs.

    `shape` is (groups, attempts).
    """
    totals = coo_array((value, (group, attempt)), shape).tocsr()
    row = np.repeat(np.arange(shape[0]), np.diff(totals.indptr))
    squares = np.bincount(row, weights=totals.data**2, minlength=shape[0])
    return squares.astype(np.float64), np.diff(totals.indptr)


def join(parts: list[IntArray]) -> IntArray:
    """The parts end to end; no parts make an empty array."""
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
