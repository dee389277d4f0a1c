"""Every two assessors on every attempt they both judged: what severity is estimated from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.ratings.pairs import iterate_pairs, join

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import FloatArray, IntArray
    from workbench.calibration.ratings.pairs import Pairs
    from workbench.calibration.ratings.ratings import Ratings


@dataclass(frozen=True, eq=False)
class Meetings:
    """Two assessors on one attempt, and how far apart they were.

    `attempt`, `one` and `two` (codes, one < two) have one entry per meeting. `gaps` counts the
    details by the levels that `one` gave more, from -(levels - 1) to levels - 1, shape
    (meetings, 2 levels - 1); in a unit of r ratings each of its pairs weighs 2 / r. `units_of`
    counts the units that each assessor shares with anyone.
    """

    attempt: IntArray
    one: IntArray
    two: IntArray
    gaps: FloatArray
    units_of: IntArray

    @cached_property
    def assessors(self) -> int:
        """How many assessors there are, with or without meetings."""
        return len(self.units_of)

    @cached_property
    def gap(self) -> FloatArray:
        """The levels apart that the columns of `gaps` stand for."""
        most = self.gaps.shape[1] // 2
        return np.arange(-most, most + 1, dtype=np.float64)

    @cached_property
    def row(self) -> IntArray:
        """The number of each meeting's attempt among those with meetings, from 0."""
        _, row = np.unique(self.attempt, return_inverse=True)
        return row

    @cached_property
    def clusters(self) -> int:
        """How many attempts have meetings."""
        return int(self.row.max(initial=-1)) + 1

    @cached_property
    def readings(self) -> IntArray:
        """Attempt (by `row`) x assessors + assessor of all readings that meet another, once."""
        both = [self.row * self.assessors + code for code in (self.one, self.two)]
        return np.asarray(np.unique(np.concatenate(both)))

    @cached_property
    def attempts_of(self) -> IntArray:
        """In how many attempts each assessor meets another."""
        return np.bincount(self.readings % self.assessors, minlength=self.assessors)

    @cached_property
    def pair(self) -> IntArray:
        """The number of each meeting's pair of assessors, from 0."""
        place = np.zeros(self.assessors**2, dtype=np.int64)
        one, two = self.pairs
        place[one * self.assessors + two] = np.arange(len(one))
        return np.asarray(place[self.one * self.assessors + self.two])

    @cached_property
    def pairs(self) -> tuple[IntArray, IntArray]:
        """The two assessors of each pair."""
        key = np.unique(self.one * self.assessors + self.two)
        return key // self.assessors, key % self.assessors

    @cached_property
    def table(self) -> FloatArray:
        """`gaps` summed over the meetings of each pair, shape (pairs, 2 levels - 1)."""
        return _sum_rows(self.pair, self.gaps, len(self.pairs[0]))


def find_meetings(ratings: Ratings) -> Meetings:
    """All meetings, from one pass over the pairs of ratings."""
    assessors = len(ratings.assessors)
    shared = np.zeros(len(ratings), dtype=np.bool_)
    keys: list[IntArray] = []
    counts = [np.zeros((0, 2 * len(ratings.scale) - 1))]
    for pairs in iterate_pairs(ratings):
        shared[pairs.first] = shared[pairs.second] = True
        key, gaps = _count_runs(ratings, pairs)
        keys.append(key)
        counts.append(gaps)
    present, meeting = np.unique(join(keys), return_inverse=True)
    return Meetings(
        present // assessors**2,
        present // assessors % assessors,
        present % assessors,
        _sum_rows(meeting, np.concatenate(counts), len(present)),
        np.bincount(ratings.assessor[shared], minlength=assessors),
    )


def _count_runs(ratings: Ratings, pairs: Pairs) -> tuple[IntArray, FloatArray]:
    """Meetings as (attempt, one, two) in one number, and their gaps; some in several pieces.

    Pairs come in the order of their units, so that one meeting's follow each other: counting
    runs leaves fifty times fewer numbers to sort.
    """
    assessors, levels = len(ratings.assessors), len(ratings.scale)
    one, two = ratings.assessor[pairs.first], ratings.assessor[pairs.second]
    wide = len(ratings.attempts) * assessors**2 >= np.iinfo(np.int32).max
    key = np.multiply(
        ratings.attempt[pairs.first], assessors**2, dtype=np.int64 if wide else np.int32
    )
    key += np.minimum(one, two) * assessors
    key += np.maximum(one, two)
    gap = ratings.level[pairs.first] - ratings.level[pairs.second]
    np.negative(gap, out=gap, where=one > two)
    changes = np.concatenate(([True], key[1:] != key[:-1]))[: len(key)]
    cell = np.cumsum(changes, dtype=np.int32) - 1
    runs = int(cell[-1]) + 1 if len(cell) else 0
    cell *= 2 * levels - 1
    cell += gap
    cell += levels - 1
    weight = 2.0 / pairs.raters if pairs.raters.max(initial=2) > 2 else None  # noqa: PLR2004  a pair
    gaps = np.bincount(cell, weights=weight, minlength=runs * (2 * levels - 1))
    return key[changes], gaps.reshape(runs, -1).astype(np.float64)


def _sum_rows(group: IntArray, rows: FloatArray, groups: int) -> FloatArray:
    width = rows.shape[1]
    key = (group[:, None] * width + np.arange(width)).ravel()
    sums = np.bincount(key, weights=rows.ravel(), minlength=groups * width)
    return np.asarray(sums.reshape(groups, width), dtype=np.float64)
