"""Chance-corrected agreement from the compressed unit table: values, and what each unit adds.

All formulas are those of Gwet, Handbook of Inter-Rater Reliability (4th ed. 2014), chapters 2 to
5, and of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). A *residual* is the
deviation of one unit's share in a coefficient; residuals sum to 0 over the n units, and the
coefficient's standard error follows from their sums per attempt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import FloatArray
    from workbench.calibration.ratings.scale import Metric, Scale
    from workbench.calibration.ratings.units import UnitTable

_TINY = 1e-12


@dataclass(frozen=True, eq=False)
class Coefficient:
    """A coefficient with the residual of each pattern; `value` is NaN where undefined."""

    value: float
    residual: FloatArray


@dataclass(frozen=True, eq=False)
class Shares:
    """Observed agreement and use of levels in a unit table.

    `observed` has one entry per pattern (0 where fewer than two rated), `mean` is their mean
    over shared units, `levels` the mean share of each level over all rated units, `n` and
    `n_shared` count the units.
    """

    observed: FloatArray
    mean: float
    levels: FloatArray
    n: float
    n_shared: float


def observed_by_pattern(patterns: FloatArray, weights: FloatArray) -> FloatArray:
    """The weighted share of agreeing pairs in a unit of each pattern, 0 below two ratings.

    Sum over levels k of n_k ((W n)_k - 1) / (r (r - 1)).
    """
    raters = patterns.sum(axis=1)
    agreeing = (patterns * (patterns @ weights.T - 1)).sum(axis=1)
    pairs = raters * (raters - 1)
    share: FloatArray = np.divide(agreeing, pairs, out=np.zeros_like(agreeing), where=pairs > 0)
    return share


def measure_shares(table: UnitTable, weights: FloatArray) -> Shares:
    """The shares that Fleiss, Brennan-Prediger and Gwet start from."""
    observed = observed_by_pattern(table.patterns, weights)
    n, n_shared = float(table.frequency.sum()), float(table.n_shared)
    mean = float(observed @ table.frequency / n_shared) if n_shared else float("nan")
    return Shares(observed, mean, table.frequency @ _profile(table) / max(n, 1.0), n, n_shared)


def observed_agreement(table: UnitTable, shares: Shares, *, published: bool) -> Coefficient:
    """Share of agreeing pairs, each shared unit counting once (Gwet 2014, ch. 3).

    For `published` see `correct`.
    """
    return correct(table, shares, 0.0, np.zeros(len(table.patterns)), published=published)


def brennan_prediger(
    table: UnitTable, shares: Shares, weights: FloatArray, *, published: bool
) -> Coefficient:
    """Brennan and Prediger (1981): chance = sum of weights / levels^2."""
    expected = float(weights.sum() / len(weights) ** 2)
    return correct(table, shares, expected, np.zeros(len(table.patterns)), published=published)


def fleiss(
    table: UnitTable, shares: Shares, weights: FloatArray, *, published: bool
) -> Coefficient:
    """Fleiss (1971), weighted: chance = pi' W pi, with pi over all rated units."""
    expected = float(shares.levels @ weights @ shares.levels)
    slope = (weights + weights.T) / 2 @ shares.levels
    return correct(table, shares, expected, _profile(table) @ slope - expected, published=published)


def gwet(table: UnitTable, shares: Shares, weights: FloatArray, *, published: bool) -> Coefficient:
    """AC1 (identity weights) and AC2: chance = sum(W) / (q (q - 1)) sum pi (1 - pi).

    Gwet, British J. of Mathematical and Statistical Psychology 61 (2008), eq. 7 and appendix.
    """
    levels = len(weights)
    factor = float(weights.sum()) / (levels * (levels - 1)) if levels > 1 else 0.0
    expected = factor * float(shares.levels @ (1 - shares.levels))
    residual = factor * (_profile(table) @ (1 - shares.levels)) - expected
    return correct(table, shares, expected, residual, published=published)


def correct(
    table: UnitTable,
    shares: Shares,
    expected: float,
    expected_residual: FloatArray,
    *,
    published: bool,
) -> Coefficient:
    """(observed - expected) / (1 - expected), with the residual of each pattern.

    `expected_residual` is half the derivative of the expected agreement in direction of one
    unit. `published` keeps Gwet's own form of the residual, which treats the number of units
    rated twice as fixed; the other form does not, and where no unit is rated once they agree.
    """
    if 1 - expected < _TINY or not shares.n_shared:
        return Coefficient(float("nan"), np.zeros(len(table.patterns)))
    value = (shares.mean - expected) / (1 - expected)
    shared = (table.raters > 1).astype(np.float64)
    grown = shares.n / shares.n_shared
    if published:
        own = grown * shared * (shares.observed - expected) / (1 - expected) - value
    else:
        own = grown * shared * (shares.observed - shares.mean) / (1 - expected)
    return Coefficient(value, own - 2 * (1 - value) * expected_residual / (1 - expected))


def krippendorff(table: UnitTable, scale: Scale, metric: Metric, *, published: bool) -> Coefficient:
    """Krippendorff's alpha over the units with two ratings or more.

    alpha = 1 - Do / De, with De from the N pairable ratings without replacement; the residuals
    are Gwet's (2014, ch. 5), for the ordinal metric with the term that the ranks, themselves
    made of the ratings, add. `published` keeps Gwet's form, which leaves the factor
    (1 - 1 / N) of the coefficient out of its error.
    """
    patterns = np.where(table.raters[:, None] > 1, table.patterns, 0.0)
    raters, frequency = patterns.sum(axis=1), table.frequency * (table.raters > 1)
    units = frequency.sum()
    if not units:
        return Coefficient(float("nan"), np.zeros(len(patterns)))
    mean_raters = float(frequency @ raters / units)
    levels = frequency @ patterns / (units * mean_raters)
    apart = metric_distance(scale, metric, levels[None])[0]
    expected = float(levels @ apart @ levels)
    if expected < _TINY:
        return Coefficient(float("nan"), np.zeros(len(patterns)))
    pairs = _pairs_apart(patterns, apart)
    observed = float(frequency @ pairs / (units * mean_raters))
    small = 1 - 1 / float(frequency @ raters)
    ratio = observed / expected
    excess = (raters - mean_raters) / mean_raters
    own = pairs / mean_raters - observed * (1 + excess)
    slope = patterns @ apart @ levels / mean_raters - expected * (1 + excess)
    residual = (2 * ratio * slope - own) / expected
    if metric == "ordinal":
        residual = residual + _rank_term(patterns, frequency, levels, mean_raters)
    residual = residual * (raters > 0)
    return Coefficient(1 - small * ratio, residual if published else small * residual)


def fleiss_error_if_independent(counts: FloatArray) -> float:
    """The null standard error of Fleiss' kappa, for a test that it is 0.

    `counts` has one row per unit and one column per level, the same number of ratings m in each
    row: sqrt(2 ((sum pq)^2 - sum pq (q - p)) / (N m (m - 1))) / sum pq. Fleiss, Nee and Landis,
    Psychological Bulletin 86 (1979), eq. 12.
    """
    units, raters = len(counts), float(counts[0].sum())
    p = counts.sum(axis=0) / (units * raters)
    pq = p * (1 - p)
    spread = pq.sum() ** 2 - float((pq * (1 - 2 * p)).sum())
    return float(np.sqrt(2 * spread / (units * raters * (raters - 1))) / pq.sum())


def metric_distance(scale: Scale, metric: Metric, levels: FloatArray) -> FloatArray:
    """Krippendorff's squared difference of two levels, shape (batch, levels, levels).

    `levels` holds the share of each level in the pairable ratings, shape (batch, levels); the
    ordinal metric is the squared distance of the middle ranks in units of N.
    """
    batch, size = levels.shape
    if metric == "nominal":
        return np.broadcast_to(1 - np.eye(size), (batch, size, size))
    if metric == "ordinal":
        rank = np.cumsum(levels, axis=1) - levels / 2
        return np.asarray((rank[:, :, None] - rank[:, None, :]) ** 2)
    values = np.asarray(scale.values)
    gap, total = values[:, None] - values[None, :], values[:, None] + values[None, :]
    if metric == "ratio":
        gap = np.divide(gap, total, out=np.zeros_like(gap), where=total != 0)
    return np.broadcast_to(gap**2, (batch, size, size))


def clustered_error(table: UnitTable, sums: FloatArray, units: float) -> float:
    """The standard error of a mean over `units` units, from the residual sums per attempt.

    sqrt(G / (G - 1) sum_g (sum of residuals in attempt g)^2) / units, with G rated attempts.
    """
    clusters = table.rated_attempts
    if clusters < 2:  # noqa: PLR2004  one cluster has no spread
        return float("nan")
    return float(np.sqrt(clusters / (clusters - 1) * (sums @ sums)) / units)


def _profile(table: UnitTable) -> FloatArray:
    return table.patterns / np.maximum(table.raters, 1)[:, None]


def _pairs_apart(patterns: FloatArray, apart: FloatArray) -> FloatArray:
    raters = patterns.sum(axis=1)
    total = np.einsum("pk,kl,pl->p", patterns, apart, patterns)
    apart_by: FloatArray = np.divide(total, raters - 1, out=np.zeros_like(total), where=raters > 1)
    return apart_by


def _rank_term(
    patterns: FloatArray, frequency: FloatArray, levels: FloatArray, mean_raters: float
) -> FloatArray:
    """What moving the middle ranks by one unit's ratings does to ordinal alpha."""
    raters = patterns.sum(axis=1)
    inverse = np.divide(frequency, raters - 1, out=np.zeros_like(raters), where=raters > 1)
    together = np.einsum("p,pk,pl->kl", inverse, patterns, patterns)
    together -= np.diag(inverse @ patterns)
    together /= frequency @ raters
    rank = np.cumsum(levels) - levels / 2
    gap = rank[:, None] - rank[None, :]
    observed, expected = float((together * gap**2).sum()), float(levels @ gap**2 @ levels)
    by_rank = -4 * (together * gap).sum(axis=1) / expected
    by_rank += 4 * observed / expected**2 * levels * (gap @ levels)
    rank_by_share = np.tril(np.ones_like(gap), -1) + np.eye(len(levels)) / 2
    return np.asarray(
        (patterns - raters[:, None] * levels) @ (by_rank @ rank_by_share) / mean_raters
    )


def drawn_coefficients(
    patterns: FloatArray, frequency: FloatArray, weights: FloatArray
) -> dict[str, FloatArray]:
    """The values alone, for many tables of the same patterns at once.

    `frequency` has the shape (tables, patterns). Keys: observed, brennan_prediger, fleiss,
    gwet; NaN where undefined.
    """
    raters = patterns.sum(axis=1)
    shared = frequency[:, raters > 1].sum(axis=1)
    shared = np.where(shared > 0, shared, np.nan)
    observed = frequency @ observed_by_pattern(patterns, weights) / shared
    rated = frequency[:, raters > 0].sum(axis=1)
    levels = frequency @ (patterns / np.maximum(raters, 1)[:, None]) / rated[:, None]
    varied = np.where((levels > 0).sum(axis=1) > 1, 1.0, np.nan)
    size = len(weights)
    factor = weights.sum() / max(size * (size - 1), 1)
    expected = {
        "brennan_prediger": np.full(len(frequency), weights.sum() / size**2),
        "fleiss": np.einsum("tk,kl,tl->t", levels, weights, levels),
        "gwet": factor * (levels * (1 - levels)).sum(axis=1),
    }
    values = {"observed": observed}
    for name, by_chance in expected.items():
        room = np.where(1 - by_chance > _TINY, 1 - by_chance, np.nan)
        values[name] = varied * (observed - by_chance) / room
    return values


def drawn_alpha(
    patterns: FloatArray, frequency: FloatArray, scale: Scale, metric: Metric
) -> FloatArray:
    """Krippendorff's alpha alone, for many tables of the same patterns; NaN where undefined."""
    raters, size = patterns.sum(axis=1), patterns.shape[1]
    pairable = np.where(raters[:, None] > 1, patterns, 0.0)
    together = np.einsum("pk,pl->pkl", pairable, pairable) - np.einsum(
        "pk,kl->pkl", pairable, np.eye(size)
    )
    together /= np.maximum(raters - 1, 1)[:, None, None]
    joint = (frequency @ together.reshape(len(patterns), -1)).reshape(-1, size, size)
    margin = joint.sum(axis=2)
    total = margin.sum(axis=1)
    total = np.where(total > 0, total, np.nan)
    levels = margin / total[:, None]
    apart = metric_distance(scale, metric, levels)
    observed = (joint * apart).sum(axis=(1, 2)) / total
    expected = np.einsum("tk,tkl,tl->t", levels, apart, levels)
    ratio = observed / np.where(expected > _TINY, expected, np.nan)
    return np.asarray(1 - (1 - 1 / total) * ratio)
