"""Agreement of every two assessors, and of each with the rest of the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.agreeing.agreement import NO_VARIATION, NOT_SHARED
from workbench.calibration.agreeing.cohen import cohen_values, gwet_values
from workbench.calibration.figure import (
    Figure,
    make_coefficient,
    make_measure,
    make_share,
    make_undefined,
)
from workbench.calibration.ratings.pairs import (
    PairTables,
    iterate_pairs,
    join,
    sum_squares_by_group,
    tabulate_pairs,
)
from workbench.calibration.ratings.scale import WeightName, make_weights

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.calibration.ratings.arrays import FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings


@dataclass(frozen=True, slots=True)
class Comparison:
    """One assessor against another, or against the rest (`other` is None).

    `higher` is the mean number of levels that `assessor` gave more than the other on the same
    detail of the same attempt, in the values of the scale; `kappa` and `ac1` are plain,
    `kappa_weighted` and `ac2` have the weights asked for.
    """

    assessor: str
    other: str | None
    exact: Figure
    adjacent: Figure
    kappa: Figure
    kappa_weighted: Figure
    ac1: Figure
    ac2: Figure
    higher: Figure


def agreement_of_pairs(
    ratings: Ratings, weights: WeightName | FloatArray = "linear"
) -> tuple[Comparison, ...]:
    """Agreement of every two assessors that share work, all at once, in order of their codes.

    Cohen's kappa and Gwet's AC (see `cohen`) on the details both gave a level, errors clustered
    by attempt.
    """
    tables = tabulate_pairs(ratings)
    measured = _measure(ratings, tables, np.ones(len(tables.pair)), weights)
    names = ratings.assessors
    pairs = zip(tables.first.tolist(), tables.second.tolist(), strict=True)
    return tuple(
        Comparison(names[one], names[two], *(figures[n] for figures in measured))
        for n, (one, two) in enumerate(pairs)
    )


def agreement_with_rest(
    ratings: Ratings, weights: WeightName | FloatArray = "linear"
) -> tuple[Comparison, ...]:
    """Each assessor against all others who judged the same details, in order of their codes.

    Every shared unit counts once: the others' levels share its weight. Kappa and AC compare the
    assessor's levels with the others' as if they were one person's.
    """
    tables, weight = _against_rest(ratings)
    measured = _measure(ratings, tables, weight, weights)
    return tuple(
        Comparison(name, None, *(figures[code] for figures in measured))
        for code, name in enumerate(ratings.assessors)
    )


def _against_rest(ratings: Ratings) -> tuple[PairTables, FloatArray]:
    levels, assessors = len(ratings.scale), len(ratings.assessors)
    who: list[IntArray] = []
    cells: list[IntArray] = []
    attempts: list[IntArray] = []
    weights: list[FloatArray] = []
    for pairs in iterate_pairs(ratings):
        for one, two in ((pairs.first, pairs.second), (pairs.second, pairs.first)):
            who.append(ratings.assessor[one])
            cells.append(ratings.level[one].astype(np.int32) * levels + ratings.level[two])
            attempts.append(ratings.attempt[one])
            weights.append(1.0 / (pairs.raters - 1))
    assessor, cell, attempt = join(who), join(cells), join(attempts)
    weight = np.concatenate(weights) if weights else np.zeros(0)
    size = assessors * levels**2
    counts = np.bincount(assessor * levels**2 + cell, weights=weight, minlength=size)
    tables = counts.reshape(assessors, levels, levels).astype(np.float64)
    everyone = np.arange(assessors)
    return PairTables(everyone, everyone, tables, assessor, cell, attempt), weight


@dataclass(frozen=True, eq=False)
class _Measured:
    """Values of all groups with their clustered errors."""

    n: IntArray
    clusters: IntArray
    value: FloatArray
    error: FloatArray


def _measure(
    ratings: Ratings, tables: PairTables, weight: FloatArray, weights: WeightName | FloatArray
) -> tuple[list[Figure], ...]:
    scale = ratings.scale
    size, values = len(scale), np.asarray(scale.values)
    plain = np.eye(size)
    near = make_weights(scale, "identity" if scale.nominal else "adjacent")
    chosen = make_weights(scale, "identity" if scale.nominal else weights)
    gap = values[:, None] - values[None, :]
    of = _Errors(ratings, tables, weight)
    exact, adjacent, higher = (of.mean(cells) for cells in (plain, near, gap))
    beyond = [
        of.measured(*values(tables.tables, matrix))
        for values in (cohen_values, gwet_values)
        for matrix in (plain, chosen)
    ]
    return (
        _figures(exact, NOT_SHARED, make_share),
        _figures(adjacent, NOT_SHARED, make_share),
        *(_figures(one, NO_VARIATION, make_coefficient) for one in beyond),
        _figures(higher, NOT_SHARED, make_measure),
    )


def _figures(
    measured: _Measured, reason: str, make: Callable[[float, float, int, int], Figure]
) -> list[Figure]:
    rows = zip(
        measured.value.tolist(),
        measured.error.tolist(),
        measured.n.tolist(),
        measured.clusters.tolist(),
        strict=True,
    )
    return [
        make_undefined(reason if n else NOT_SHARED, n, clusters)
        if np.isnan(value)
        else make(value, error, n, clusters)
        for value, error, n, clusters in rows
    ]


class _Errors:
    """Turns means over cells into values with errors clustered by attempt, for every group."""

    def __init__(self, ratings: Ratings, tables: PairTables, weight: FloatArray) -> None:
        self._tables, self._weight = tables, weight
        self._shape = (len(tables.first), len(ratings.attempts))
        self._total = tables.tables.sum(axis=(1, 2))

    def mean(self, cells: FloatArray) -> _Measured:
        """The mean of a value per cell, shape (levels, levels), in each group."""
        total = np.where(self._total > 0, self._total, np.nan)
        value = (self._tables.tables * cells).sum(axis=(1, 2)) / total
        return self.measured(value, cells[None] - value[:, None, None])

    def measured(self, value: FloatArray, residual: FloatArray) -> _Measured:
        """The values with the errors that these residuals per cell make."""
        tables, size = self._tables, residual.shape[1] ** 2
        flat = np.nan_to_num(residual).reshape(-1, size)
        each = flat[tables.pair, tables.cell] * self._weight
        squares, clusters = sum_squares_by_group(tables.pair, tables.attempt, each, self._shape)
        grown = clusters / np.maximum(clusters - 1, 1)
        error = np.sqrt(grown * squares) / np.maximum(self._total, 1)
        return _Measured(np.rint(self._total).astype(np.int64), clusters, value, error)
