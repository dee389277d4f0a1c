"""The level structure of a Rasch model: which levels each detail used, and its thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import BoolArray, FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings

Model = Literal["rating scale", "partial credit"]


@dataclass(frozen=True, eq=False)
class Steps:
    """How the cumulative thresholds of all details follow from the free parameters.

    The weight of level x of detail d at place t is exp(x t - c[d, x]) over the levels `used`,
    shape (details, levels); a level nobody used has no weight, and the levels beside it keep
    their numbers. c, flat, is `design` @ parameters, shape (details x levels, parameters).
    """

    used: BoolArray
    design: FloatArray

    def cumulative(self, parameters: FloatArray) -> FloatArray:
        """The thresholds summed up to each level, infinite where a level isn't used."""
        flat = self.design @ parameters
        return np.where(self.used, flat.reshape(self.used.shape), np.inf)

    @property
    def lowest(self) -> FloatArray:
        """The lowest level used by each detail."""
        lowest: IntArray = self.used.argmax(axis=1)
        return lowest.astype(np.float64)

    @property
    def highest(self) -> FloatArray:
        """The highest level used by each detail."""
        below: IntArray = self.used[:, ::-1].argmax(axis=1)
        return np.asarray(self.used.shape[1] - 1.0 - below)

    @cached_property
    def shift(self) -> FloatArray:
        """The parameters that add x - lowest to c[d, x] of every detail."""
        levels = np.arange(self.used.shape[1], dtype=np.float64)
        along = (levels - self.lowest[:, None]) * self.used
        solution, *_ = np.linalg.lstsq(self.design, along.ravel())
        return np.asarray(solution, dtype=np.float64)

    def locations(self) -> FloatArray:
        """The matrix that turns c, flat, into the mean threshold of each detail."""
        details, levels = self.used.shape
        matrix = np.zeros((details, details * levels))
        for detail in range(details):
            low, high = int(self.lowest[detail]), int(self.highest[detail])
            if high > low:
                matrix[detail, detail * levels + high] += 1 / (high - low)
                matrix[detail, detail * levels + low] -= 1 / (high - low)
        return matrix


def count_levels(ratings: Ratings) -> FloatArray:
    """How often each detail got each level, shape (details, levels)."""
    shape = (len(ratings.details), len(ratings.scale))
    key = ratings.detail.astype(np.int64) * shape[1] + ratings.level
    return np.bincount(key, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)


def make_steps(counts: FloatArray, model: Model) -> Steps:
    """The steps for details that got their levels this often, shape (details, levels).

    Rating scale: c[d, x] = (x - lowest) location[d] + T[x], with one set of thresholds T for
    all details. Partial credit: every c[d, x] above the lowest level of its detail is free.
    """
    observed = counts > 0
    used = np.broadcast_to(observed.any(axis=0), observed.shape)
    if model == "partial credit":
        used = observed
    return Steps(used, _shared_steps(used) if model == "rating scale" else _own_steps(used))


def _shared_steps(used: BoolArray) -> FloatArray:
    details, levels = used.shape
    present = np.flatnonzero(used[0])
    middle = present[1:-1]
    design = np.zeros((details, levels, details + len(middle)))
    for detail in range(details):
        design[detail, present, detail] = present - present[0]
        design[detail, middle, details + np.arange(len(middle))] = 1
    return design.reshape(details * levels, -1)


def _own_steps(used: BoolArray) -> FloatArray:
    details, levels = used.shape
    free = used.copy()
    free[np.arange(details), used.argmax(axis=1)] = False
    design = np.zeros((details * levels, int(free.sum())))
    design[np.flatnonzero(free.ravel()), np.arange(int(free.sum()))] = 1
    return design


def level_chances(place: FloatArray, cumulative: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The chance of each level and the log of the total weight.

    `place` has any shape, `cumulative` that shape (or one that broadcasts to it) and one more
    axis for the levels; results have the shapes (…, levels) and (…).
    """
    levels = np.arange(cumulative.shape[-1])
    log_weight = place[..., None] * levels - cumulative
    most = log_weight.max(axis=-1, keepdims=True)
    weight = np.exp(log_weight - most)
    total = weight.sum(axis=-1, keepdims=True)
    return weight / total, (np.log(total) + most)[..., 0]
