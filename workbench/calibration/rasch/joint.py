"""Joint maximum likelihood, for comparison with the output of FACETS and Winsteps only.

Its measures are too far apart by about L / (L - 1) with L ratings per attempt, and its errors
too small: the program prints neither. Use `facets`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.rasch.steps import Steps, count_levels, level_chances, make_steps
from workbench.calibration.ratings.ratings import Ratings

if TYPE_CHECKING:
    from workbench.calibration.rasch.steps import Model
    from workbench.calibration.ratings.arrays import BoolArray, FloatArray, IntArray

_ROUNDS = 2000
_CLOSE = 1e-8


@dataclass(frozen=True, eq=False)
class JointFit:
    """Mean squares and their standardised forms (Wilson and Hilferty) for each element."""

    infit: FloatArray
    outfit: FloatArray
    infit_z: FloatArray
    outfit_z: FloatArray


@dataclass(frozen=True, eq=False)
class Joint:
    """Measures in logits, details centred at 0; NaN for attempts with an extreme sum.

    `thresholds` are relative to their detail, one array per detail from the lowest level in use
    upward; `detail_error` is the model error with everything else known.
    """

    attempts: FloatArray
    assessors: FloatArray
    details: FloatArray
    thresholds: tuple[FloatArray, ...]
    detail_error: FloatArray
    detail_fit: JointFit
    n_extreme: int


def joint_measures(ratings: Ratings, model: Model = "partial credit") -> Joint:
    """Attempts, assessors and details by unconditional (joint) maximum likelihood.

    Wright and Masters, Rating Scale Analysis (1982), ch. 4, without correction for bias.
    Attempts that got only the lowest or only the highest levels in use have no finite measure
    and are left out. Newton's method, by turns for attempts and for everything else.
    """
    steps = make_steps(count_levels(ratings), model)
    extreme = _extreme(ratings, steps)
    kept = ratings.where(~extreme[ratings.attempt])
    steps = make_steps(count_levels(kept), model)
    place, severity, parameters = _solve(kept, steps)
    cumulative = steps.cumulative(parameters)
    located = steps.locations() @ (steps.design @ parameters)
    zero = located.mean()
    place[extreme | (np.bincount(kept.attempt, minlength=len(place)) == 0)] = np.nan
    chances, _ = _chances(kept, steps, (place, severity, parameters))
    error, fit = _fit(kept, chances)
    return Joint(
        place - zero,
        severity,
        located - zero,
        tuple(_relative(row, used) for row, used in zip(cumulative, steps.used, strict=True)),
        error,
        fit,
        int(extreme.sum()),
    )


def _extreme(ratings: Ratings, steps: Steps) -> BoolArray:
    size = len(ratings.attempts)
    sums, low, high = (
        np.bincount(ratings.attempt, weights=value, minlength=size)
        for value in (
            ratings.level,
            steps.lowest[ratings.detail],
            steps.highest[ratings.detail],
        )
    )
    rated = np.bincount(ratings.attempt, minlength=size) > 0
    return np.asarray(rated & ((sums <= low) | (sums >= high)))


def _chances(
    ratings: Ratings, steps: Steps, at: tuple[FloatArray, FloatArray, FloatArray]
) -> tuple[FloatArray, FloatArray]:
    place, severity, parameters = at
    where = place[ratings.attempt] - severity[ratings.assessor]
    return level_chances(where, steps.cumulative(parameters)[ratings.detail])


def _solve(ratings: Ratings, steps: Steps) -> tuple[FloatArray, FloatArray, FloatArray]:
    place, severity = np.zeros(len(ratings.attempts)), np.zeros(len(ratings.assessors))
    parameters = np.zeros(steps.design.shape[1])
    for _ in range(_ROUNDS):
        moved = _move_attempts(ratings, steps, (place, severity, parameters))
        place = place + moved
        by_assessor, by_step = _move_rest(ratings, steps, (place, severity, parameters))
        severity, parameters = severity + by_assessor, parameters + by_step
        largest = [np.abs(step).max(initial=0.0) for step in (moved, by_assessor, by_step)]
        if max(largest) < _CLOSE:
            break
    return place, severity, parameters


def _move_attempts(
    ratings: Ratings, steps: Steps, at: tuple[FloatArray, FloatArray, FloatArray]
) -> FloatArray:
    chances, _ = _chances(ratings, steps, at)
    expected, variance = _moments(chances)
    size = len(ratings.attempts)
    rest = np.bincount(ratings.attempt, weights=ratings.level - expected, minlength=size)
    information = np.bincount(ratings.attempt, weights=variance, minlength=size)
    return np.clip(rest / np.maximum(information, 1e-12), -1, 1)


def _move_rest(
    ratings: Ratings, steps: Steps, at: tuple[FloatArray, FloatArray, FloatArray]
) -> tuple[FloatArray, FloatArray]:
    """The Newton step of severities (which sum to 0) and steps."""
    chances, _ = _chances(ratings, steps, at)
    details, levels = steps.used.shape
    assessors = len(ratings.assessors)
    number = np.arange(levels, dtype=np.float64)
    blocks = ratings.detail.astype(np.int64) * assessors + ratings.assessor
    size = details * assessors
    first = _sums(blocks, chances, size)
    observed = _sums(blocks, np.eye(levels)[ratings.level], size)
    pairs = chances[:, :, None] * chances[:, None, :]
    spread = -_sums(blocks, pairs.reshape(len(pairs), -1), size).reshape(size, levels, levels)
    spread += first[:, :, None] * np.eye(levels)
    by_detail = spread.reshape(details, assessors, levels, levels)
    design = steps.design.reshape(details, levels, -1)
    own = np.einsum("k,djkl,l->j", number, by_detail, number)
    cross = np.einsum("k,djkl,dlf->jf", number, by_detail, design, optimize=True)
    corner = np.einsum("dkf,djkl,dlg->fg", design, by_detail, design, optimize=True)
    information = np.block([[np.diag(own), cross], [cross.T, corner]])
    excess = (observed - first).reshape(details, assessors, levels)
    gradient = np.concatenate(
        [np.einsum("djk,k->j", excess, number), np.einsum("djk,dkf->f", excess, design)]
    )
    centred = np.eye(len(gradient))
    centred[:assessors, :assessors] -= 1 / assessors
    step = (
        -centred
        @ np.linalg.pinv(centred @ information @ centred, hermitian=True)
        @ (centred @ gradient)
    )
    step = np.clip(step, -1, 1)
    return step[:assessors], step[assessors:]


def _sums(key: IntArray, values: FloatArray, size: int) -> FloatArray:
    return np.column_stack(
        [np.bincount(key, weights=column, minlength=size) for column in values.T]
    )


def _moments(chances: FloatArray) -> tuple[FloatArray, FloatArray]:
    number = np.arange(chances.shape[1], dtype=np.float64)
    expected = chances @ number
    return expected, np.asarray(chances @ number**2 - expected**2)


def _fit(ratings: Ratings, chances: FloatArray) -> tuple[FloatArray, JointFit]:
    """The model error and fit of each detail: Wright and Masters (1982), table 5.3a."""
    expected, variance = _moments(chances)
    number = np.arange(chances.shape[1], dtype=np.float64)
    fourth = (chances * (number - expected[:, None]) ** 4).sum(axis=1)
    square = (ratings.level - expected) ** 2
    size = len(ratings.details)
    n, information, squares, standard = (
        np.bincount(ratings.detail, weights=value, minlength=size)
        for value in (np.ones(len(square)), variance, square, square / variance)
    )
    infit, outfit = squares / information, standard / n
    noise = np.bincount(ratings.detail, weights=fourth - variance**2, minlength=size)
    tails = np.bincount(ratings.detail, weights=fourth / variance**2, minlength=size)
    infit_z = _wilson_hilferty(infit, np.sqrt(noise) / information)
    outfit_z = _wilson_hilferty(outfit, np.sqrt(tails / n**2 - 1 / n))
    return np.asarray(1 / np.sqrt(information)), JointFit(infit, outfit, infit_z, outfit_z)


def _wilson_hilferty(square: FloatArray, spread: FloatArray) -> FloatArray:
    return np.asarray((np.cbrt(square) - 1) * 3 / spread + spread / 3)


def _relative(cumulative: FloatArray, used: BoolArray) -> FloatArray:
    present = np.flatnonzero(used)
    if len(present) < 2:  # noqa: PLR2004  a threshold lies between two
        return np.zeros(0)
    steps = np.diff(cumulative[present]) / np.diff(present)
    location = (cumulative[present[-1]] - cumulative[present[0]]) / (present[-1] - present[0])
    return np.asarray(steps - location)
