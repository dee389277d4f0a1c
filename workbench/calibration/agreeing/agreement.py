"""How far assessors agree: the whole panel of coefficients, in one pass over the ratings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from workbench.calibration.agreeing import chance
from workbench.calibration.agreeing.cohen import cohen_values
from workbench.calibration.agreeing.conger import conger
from workbench.calibration.agreeing.icc import Intraclass, intraclass
from workbench.calibration.agreeing.panel import AgreementPanel
from workbench.calibration.figure import Figure, make_coefficient, make_share, make_undefined
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.ratings.scale import ScaleError, WeightName, as_scale, make_weights
from workbench.calibration.ratings.units import UnitTable, tabulate_units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.calibration.ratings.arrays import FloatArray, IntArray
    from workbench.calibration.ratings.scale import Levels, Metric, Scale

Errors = Literal["clustered", "published"]

NOT_SHARED = "No detail was given a level by two assessors."
NO_VARIATION = "Everyone chose the same level, so there is nothing beyond chance to agree on."
_ONE_LEVEL = "The scale has a single level."
_NO_ORDER = "This scale has no order."


def agreement(
    ratings: Ratings,
    scale: Scale | Levels | None = None,
    weights: WeightName | FloatArray = "linear",
    *,
    errors: Errors | None = None,
) -> AgreementPanel:
    """Every agreement coefficient of these ratings, with errors, intervals and n.

    `scale` re-reads the levels on another declared scale of the same length. With `clustered`
    errors units of one attempt are not taken as independent: G / (G - 1) times the squared
    residual sums per attempt. `published` takes every unit as independent and gives the
    standard errors that the literature prints: Gwet's (2014) for AC, Fleiss, Conger,
    Brennan-Prediger and alpha; Fleiss, Cohen and Everitt's (1969) for Cohen's kappa. Without
    `errors` they are clustered wherever an attempt has several units, and else, with nothing
    to cluster, the published ones.
    Intervals: Fisher-z for coefficients, Wilson for shares. Sources of the formulas: modules
    `chance`, `conger`, `cohen`, `icc`.

    A unit rated once counts in the expected agreement of AC and Fleiss, not in the observed,
    and not at all in alpha. Without any variation the coefficients are undefined.

    Raises:
        ScaleError: if `scale` has another number of levels, or the weights don't fit it.
    """
    ratings = _on_scale(ratings, None if scale is None else as_scale(scale))
    if errors == "published":
        ratings = _every_unit_apart(ratings)
    table = tabulate_units(ratings)
    if errors is None:
        errors = "published" if len(table.unit_pattern) == table.rated_attempts else "clustered"
    chosen = make_weights(ratings.scale, "identity" if ratings.scale.nominal else weights)
    case = _Case(ratings, table, chosen, errors == "published")
    block, why_no_icc = _intraclass_of_sums(ratings)
    shares = chance.measure_shares(table, np.eye(len(ratings.scale)))
    return AgreementPanel(
        scale=ratings.scale,
        weights=weights if isinstance(weights, str) else "own",
        n_ratings=len(ratings),
        n_units=len(table.unit_pattern),
        n_shared_units=table.n_shared,
        n_attempts=table.rated_attempts,
        n_shared_attempts=table.shared_attempts,
        n_assessors=int(np.count_nonzero(np.bincount(ratings.assessor))) if len(ratings) else 0,
        level_shares=tuple(float(share) for share in shares.levels),
        **case.shares(),
        **case.for_two(),
        **case.for_all(),
        **case.alphas(),
        icc=block,
        icc_undefined=why_no_icc,
    )


def agreement_by_detail(
    ratings: Ratings, weights: WeightName | FloatArray = "linear"
) -> dict[str, AgreementPanel]:
    """The panel of each detail by itself, in the order of `ratings.details`."""
    return {
        name: agreement(ratings.where(ratings.detail == code), weights=weights)
        for code, name in enumerate(ratings.details)
    }


@dataclass(frozen=True, eq=False)
class _Case:
    """One set of ratings with what all its coefficients share."""

    ratings: Ratings
    table: UnitTable
    weights: FloatArray
    published: bool

    def shares(self) -> Mapping[str, Figure]:
        """Exact and adjacent agreement, observed and as the mix of levels alone would give."""
        levels = len(self.ratings.scale)
        gap = np.abs(np.subtract.outer(np.arange(levels), np.arange(levels)))
        figures = {}
        for name, counted, reach in (
            ("exact", "expected", 0),
            ("adjacent", "expected_adjacent", 1),
        ):
            counts = (gap <= reach).astype(np.float64)
            shares = chance.measure_shares(self.table, counts)
            figures[name] = self._share(
                chance.observed_agreement(self.table, shares, published=self.published)
            )
            figures[counted] = self._expected(float(shares.levels @ counts @ shares.levels))
        return figures

    def for_all(self) -> Mapping[str, Figure]:
        """The coefficients for any number of assessors, plain and weighted."""
        figures: dict[str, Figure] = {}
        plain = np.eye(len(self.ratings.scale))
        for weights, ending, gwet in ((plain, "", "ac1"), (self.weights, "_weighted", "ac2")):
            shares = chance.measure_shares(self.table, weights)
            of = chance.brennan_prediger(self.table, shares, weights, published=self.published)
            figures[f"brennan_prediger{ending}"] = self._coefficient(of)
            of = chance.fleiss(self.table, shares, weights, published=self.published)
            figures[f"fleiss{ending}"] = self._coefficient(of)
            of = chance.gwet(self.table, shares, weights, published=self.published)
            figures[gwet] = self._coefficient(of)
            of, by_attempt = conger(
                self.ratings, self.table, shares, weights, published=self.published
            )
            figures[f"conger{ending}"] = self._coefficient(of, by_attempt)
        return figures

    def alphas(self) -> Mapping[str, Figure]:
        """Krippendorff's alpha for each metric."""
        metrics: tuple[Metric, ...] = ("nominal", "ordinal", "interval", "ratio")
        return {f"alpha_{metric}": self._alpha(metric) for metric in metrics}

    def for_two(self) -> Mapping[str, Figure]:
        """Cohen's kappa, where exactly two assessors rated."""
        names = ("cohen", "cohen_linear", "cohen_quadratic", "cohen_weighted")
        present = np.flatnonzero(np.bincount(self.ratings.assessor, minlength=1))
        if len(present) != 2:  # noqa: PLR2004  kappa is for two
            reason = f"Cohen's kappa compares two assessors; here are {len(present)}."
            return dict.fromkeys(names, make_undefined(reason, self.table.n_shared))
        scale = self.ratings.scale
        kinds: tuple[WeightName, ...] = ("identity", "linear", "quadratic")
        weights = [
            None if scale.nominal and kind != "identity" else make_weights(scale, kind)
            for kind in kinds
        ]
        cells = _crosstab(self.ratings)
        return {
            name: self._cohen(cells, matrix)
            for name, matrix in zip(names, [*weights, self.weights], strict=True)
        }

    def _missing(self) -> str | None:
        if len(self.ratings.scale) == 1:
            return _ONE_LEVEL
        if not self.table.n_shared:
            return NOT_SHARED
        return None

    def _no_variation(self) -> bool:
        return bool(np.count_nonzero(self.table.frequency @ self.table.patterns) < 2)  # noqa: PLR2004

    def _sums(self, residual: FloatArray) -> FloatArray:
        return np.asarray(self.table.by_attempt @ residual)

    def _share(self, of: chance.Coefficient) -> Figure:
        if not self.table.n_shared:
            return make_undefined(NOT_SHARED)
        units = float(len(self.table.unit_pattern))
        error = chance.clustered_error(self.table, self._sums(of.residual), units)
        return make_share(of.value, _finite(error), self.table.n_shared, self.table.shared_attempts)

    def _expected(self, value: float) -> Figure:
        n, clusters = len(self.table.unit_pattern), self.table.rated_attempts
        if not n:
            return make_undefined("There are no ratings.")
        return Figure(value, n, clusters, no_interval="It follows from the mix of levels.")

    def _coefficient(self, of: chance.Coefficient, by_attempt: FloatArray | None = None) -> Figure:
        shared = self.table.n_shared
        reason = self._missing() or (NO_VARIATION if self._no_variation() else None)
        if reason or np.isnan(of.value):
            return make_undefined(reason or NO_VARIATION, shared, self.table.shared_attempts)
        sums = self._sums(of.residual)
        sums = sums if by_attempt is None else sums + by_attempt
        error = chance.clustered_error(self.table, sums, float(len(self.table.unit_pattern)))
        return make_coefficient(of.value, _finite(error), shared, self.table.shared_attempts)

    def _alpha(self, metric: Metric) -> Figure:
        shared, attempts = self.table.n_shared, self.table.shared_attempts
        reason = self._missing()
        if self.ratings.scale.nominal and metric != "nominal":
            reason = _NO_ORDER
        if metric == "ratio" and self.ratings.scale.values[0] < 0:
            reason = "The ratio metric needs values that are not negative."
        if reason:
            return make_undefined(reason, shared, attempts)
        scale = self.ratings.scale
        of = chance.krippendorff(self.table, scale, metric, published=self.published)
        if np.isnan(of.value):
            return make_undefined(NO_VARIATION, shared, attempts)
        sums = self._sums(of.residual)
        grown = attempts / max(attempts - 1, 1)
        error = float(np.sqrt(grown * (sums @ sums))) / shared
        return make_coefficient(of.value, error, shared, attempts)

    def _cohen(self, cells: _Crosstab, weights: FloatArray | None) -> Figure:
        n, clusters = len(cells.cell), cells.clusters
        if weights is None or self._missing():
            return make_undefined(self._missing() or _NO_ORDER, n, clusters)
        kappa, residual = cohen_values(cells.table[None], weights)
        if np.isnan(kappa[0]):
            return make_undefined(NO_VARIATION, n, clusters)
        each = residual[0].ravel()[cells.cell]
        sums = np.bincount(cells.attempt, weights=each)
        grown = 1.0 if self.published else clusters / max(clusters - 1, 1)
        error = float(np.sqrt(grown * (sums @ sums)) / n) if clusters > 1 else None
        return make_coefficient(float(kappa[0]), error, n, clusters)


@dataclass(frozen=True, eq=False)
class _Crosstab:
    """Two assessors' levels: their table, and cell and attempt of each shared unit."""

    table: FloatArray
    cell: IntArray
    attempt: IntArray
    clusters: int


def _crosstab(ratings: Ratings) -> _Crosstab:
    order, levels = ratings.by_unit, len(ratings.scale)
    unit, level = ratings.unit[order], ratings.level[order].astype(np.int64)
    at = np.flatnonzero(unit[1:] == unit[:-1])
    assessor = ratings.assessor[order]
    swapped = assessor[at] > assessor[at + 1]
    first = np.where(swapped, level[at + 1], level[at])
    second = np.where(swapped, level[at], level[at + 1])
    cell = first * levels + second
    table = np.bincount(cell, minlength=levels * levels).astype(np.float64)
    attempt = ratings.attempt[order][at]
    clusters = int(np.count_nonzero(np.bincount(attempt))) if len(attempt) else 0
    return _Crosstab(table.reshape(levels, levels), cell, attempt, clusters)


def _on_scale(ratings: Ratings, scale: Scale | None) -> Ratings:
    if scale is None:
        return ratings
    if len(scale) != len(ratings.scale):
        message = f"The ratings use {len(ratings.scale)} levels; the scale has {len(scale)}."
        raise ScaleError(message)
    return replace(ratings, scale=scale)


def _every_unit_apart(ratings: Ratings) -> Ratings:
    """The same with each unit as an attempt of its own, of one detail."""
    names, unit = np.unique(ratings.unit, return_inverse=True)
    attempts = tuple(str(name) for name in names)
    return replace(
        ratings,
        attempt=unit.astype(np.int32),
        detail=np.zeros_like(ratings.detail),
        attempts=attempts,
        details=("all",),
        program=None,
    )


def _intraclass_of_sums(ratings: Ratings) -> tuple[tuple[Intraclass, ...], str | None]:
    """The six forms over the attempts that every assessor judged in every detail."""
    attempts, assessors = len(ratings.attempts), len(ratings.assessors)
    complete = attempts * assessors * len(ratings.details)
    reason = "Fewer than two attempts were judged in every detail by every assessor."
    if assessors < 2 or len(ratings) < 2 * complete // max(attempts, 1):  # noqa: PLR2004
        return (), reason
    if attempts * assessors > 4 * len(ratings):
        return (), reason
    key = ratings.attempt.astype(np.int64) * assessors + ratings.assessor
    value = np.asarray(ratings.scale.values)[ratings.level]
    counts = np.bincount(key, minlength=attempts * assessors).reshape(attempts, assessors)
    sums = np.bincount(key, weights=value, minlength=attempts * assessors).reshape(counts.shape)
    whole = (counts == len(ratings.details)).all(axis=1)
    if whole.sum() < 2:  # noqa: PLR2004
        return (), reason
    return intraclass(sums[whole]), None


def _finite(error: float) -> float | None:
    return error if np.isfinite(error) else None
