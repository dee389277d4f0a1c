"""The compressed table that every coefficient is computed from: which levels met in a unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings

_MOST_CODES = 1 << 22


@dataclass(frozen=True, eq=False)
class UnitTable:
    """Units (a detail of an attempt) grouped by the levels they got.

    `patterns` has one row per way the levels can fall, counting the ratings of each level,
    shape (patterns, levels). `unit_pattern` and `unit_attempt` have one entry per unit with at
    least one rating. Two assessors on four levels make at most 14 patterns, however many units.
    """

    patterns: FloatArray
    unit_pattern: IntArray
    unit_attempt: IntArray
    n_attempts: int

    @cached_property
    def frequency(self) -> FloatArray:
        """How many units have each pattern."""
        counts = np.bincount(self.unit_pattern, minlength=len(self.patterns))
        return counts.astype(np.float64)

    @cached_property
    def by_attempt(self) -> csr_array:
        """How many units of each attempt have each pattern, shape (attempts, patterns)."""
        shape = (self.n_attempts, len(self.patterns))
        if shape[0] * shape[1] <= max(_MOST_CODES, 2 * len(self.unit_pattern)):
            key = self.unit_attempt.astype(np.int64) * shape[1] + self.unit_pattern
            counts = np.bincount(key, minlength=shape[0] * shape[1])
            return csr_array(counts.reshape(shape).astype(np.float64))
        ones = np.ones(len(self.unit_pattern))
        return csr_array((ones, (self.unit_attempt, self.unit_pattern)), shape=shape)

    @cached_property
    def raters(self) -> FloatArray:
        """How many assessors rated a unit of each pattern."""
        return np.asarray(self.patterns.sum(axis=1))

    @cached_property
    def n_shared(self) -> int:
        """Units with two ratings or more."""
        return int(self.frequency[self.raters > 1].sum())

    @cached_property
    def shared_attempts(self) -> int:
        """Attempts with at least one unit of two ratings or more."""
        shared = (self.raters > 1).astype(np.float64)
        return int(np.count_nonzero(self.by_attempt @ shared))

    @cached_property
    def rated_attempts(self) -> int:
        """Attempts with at least one rating."""
        return int(np.count_nonzero(self.by_attempt @ np.ones(len(self.patterns))))


def tabulate_units(ratings: Ratings) -> UnitTable:
    """The table of the units of these ratings, from one pass over them.

    With at most m ratings in a unit, base m + 1 numbers whose digits count the levels name the
    patterns, so that one weighted `bincount` over the units finds them all.
    """
    levels, unit = len(ratings.scale), ratings.unit
    bins = len(ratings.attempts) * len(ratings.details)
    if bins > 8 * len(unit) + 1000:
        present, unit = np.unique(unit, return_inverse=True)
        raters = np.bincount(unit)
    else:
        raters = np.bincount(unit, minlength=bins)
        present = np.flatnonzero(raters) if not raters.all() else np.arange(bins)
    most = int(raters.max(initial=0))
    if (most + 1) ** levels < 2**53:
        code = _pattern_codes(unit, ratings.level, most + 1, levels)[: len(raters)]
        code = code if len(code) == len(present) else code[present]
        patterns, pattern = _digits(code, most + 1, levels)
    else:
        key = unit.astype(np.int64) * levels + ratings.level
        counts = np.bincount(key, minlength=len(raters) * levels).reshape(-1, levels)
        counts = counts if len(counts) == len(present) else counts[present]
        patterns, pattern = np.unique(counts, axis=0, return_inverse=True)
    attempt = present // max(1, len(ratings.details))
    return UnitTable(patterns.astype(np.float64), pattern, attempt, len(ratings.attempts))


def _pattern_codes(unit: IntArray, level: IntArray, base: int, levels: int) -> IntArray:
    power = (float(base) ** np.arange(levels))[level]
    codes: IntArray = np.bincount(unit, weights=power).astype(np.int64)
    return codes


def _digits(code: IntArray, base: int, levels: int) -> tuple[IntArray, IntArray]:
    """The patterns behind the codes, and the row of each unit's pattern among them."""
    span = base**levels
    if span <= _MOST_CODES:
        used = np.flatnonzero(np.bincount(code, minlength=span))
        place = np.zeros(span, dtype=np.int32)
        place[used] = np.arange(len(used))
        pattern: IntArray = place[code]
    else:
        used, pattern = np.unique(code, return_inverse=True)
    return (used[:, None] // base ** np.arange(levels, dtype=np.int64)) % base, pattern
