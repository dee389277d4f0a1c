"""Conger's kappa: chance from each assessor's own use of the levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.agreeing.chance import Coefficient, Shares, correct

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import FloatArray
    from workbench.calibration.ratings.ratings import Ratings
    from workbench.calibration.ratings.units import UnitTable


def conger(
    ratings: Ratings, table: UnitTable, shares: Shares, weights: FloatArray, *, published: bool
) -> tuple[Coefficient, FloatArray]:
    """Conger's kappa, and what the expected agreement adds to the residual sum of each attempt.

    pe = mean over pairs of assessors g, h of p_g' W p_h, where p_g are the shares of levels
    that g gave: Conger, Psychological Bulletin 88 (1980); with missing data and its error:
    Gwet (2014), ch. 2. Undefined (NaN) below two assessors.
    """
    levels = len(ratings.scale)
    key = ratings.assessor.astype(np.int32) * levels + ratings.level
    counts = np.bincount(key, minlength=len(ratings.assessors) * levels).reshape(-1, levels)
    rated = counts.sum(axis=1)
    own = counts / np.maximum(rated, 1)[:, None]
    assessors = int(np.count_nonzero(rated))
    none = np.zeros(len(table.patterns))
    if assessors < 2:  # noqa: PLR2004  chance needs two
        return Coefficient(float("nan"), none), np.zeros(table.n_attempts)
    both = (weights + weights.T) / 2
    others = (own.sum(axis=0) - own) @ both
    together = (own * others).sum(axis=1)
    pairs = assessors * (assessors - 1)
    expected = float(together.sum() / pairs)
    of = correct(table, shares, expected, none, published=published)
    if np.isnan(of.value):
        return of, np.zeros(table.n_attempts)
    lift = shares.n / np.maximum(rated, 1)[:, None] * (others - together[:, None]) / pairs
    each = (-2 * (1 - of.value) / (1 - expected) * lift).ravel()[key]
    sums = np.bincount(ratings.attempt, weights=each, minlength=table.n_attempts)
    return of, sums.astype(np.float64)
