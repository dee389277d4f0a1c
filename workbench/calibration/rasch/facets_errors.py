"""Errors and fit of the many-facet Rasch model, from one pass over the ratings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.linalg import block_diag
from scipy.sparse import coo_array

from workbench.calibration.rasch.marginal import newton_parts
from workbench.calibration.rasch.missing import find_missing, free_means
from workbench.calibration.ratings.arrays import gram

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.calibration.rasch.marginal import Estimate, Expected, Table
    from workbench.calibration.ratings.arrays import FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings

FacetErrors = Literal["robust", "bhhh"]

_PORTION_CELLS = 1_000_000


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """How well all parameters are known, in the order of `Parameters.flat` less the last mean.

    `covariance` is what the attempts show, `least` what the model expects if it holds;
    `freedom` are the degrees of freedom of each assessor's severity.
    """

    covariance: FloatArray
    least: FloatArray
    freedom: FloatArray

    def errors(self, rows: FloatArray, first: int = 0) -> FloatArray:
        """The errors of linear functions of the parameters from `first` on, and their least.

        Shape (2, functions).
        """
        part = slice(first, first + rows.shape[1])
        both = [
            np.einsum("ij,jk,ik->i", rows, matrix[part, part], rows)
            for matrix in (self.covariance, self.least)
        ]
        return np.asarray(np.sqrt(np.maximum(both, 0)))


def weigh_levels(ratings: Ratings, table: Table, known: Expected) -> FloatArray:
    """The posterior weight by block, level and node, summed over the ratings of each block."""
    blocks, nodes, levels = known.chances.shape
    row = table.block_of * levels + ratings.level
    column = table.group_of[ratings.attempt]
    shape = (blocks * levels, len(known.posterior))
    counts = coo_array((np.ones(len(row)), (row, column)), shape).tocsr()
    return np.asarray(counts @ known.posterior).reshape(blocks, levels, nodes)


def measure_uncertainty(
    ratings: Ratings, table: Table, found: Estimate, known: Expected, errors: FacetErrors
) -> Uncertainty:
    """How well the parameters are known, with scores summed by attempt.

    The score of an attempt is the posterior mean of its complete-data score (Fisher's
    identity). `bhhh` inverts the outer product B of the scores (Berndt, Hall, Hall and Hausman
    1974), `robust` is the sandwich H^-1 B H^-1 with H the complete information less what the
    posterior leaves open (`missing`). `least` is H^-1: an attempt that alone links two programs
    fits by itself and shows no error. The means of the programs sum to 0 over attempts, so the
    last has no row of its own. Degrees of freedom are the effective number of
    attempts behind a severity, 3 (sum q^2)^2 / sum q^4 - 2 with q an attempt's part in its
    error: as many as there are where all weigh alike, few where a few link two programs.
    """
    opened = find_missing(table, found, known)
    weight = table.blocks_design @ (
        table.design_groups @ (known.posterior * table.group_size[:, None])
    )
    information = _complete(table, found, known, weight) - opened.missing
    inverse = np.linalg.pinv(information, hermitian=True)
    free = table.assessor_basis.shape[1]
    reach = inverse[:, :free] @ table.assessor_basis.T
    outer = np.zeros_like(inverse)
    squares, fourth = np.zeros(reach.shape[1]), np.zeros(reach.shape[1])
    for attempts, rows in _portions(ratings, len(inverse) + len(table.level_counts.ravel())):
        group = table.group_of[attempts]
        rasch = _observed(ratings, table, attempts, rows) - opened.expected[group]
        scores = np.hstack([rasch, _population_scores(table, found, known, group)])
        outer += gram(scores)
        parts = (scores @ reach) ** 2
        squares += parts.sum(axis=0)
        fourth += (parts**2).sum(axis=0)
    clusters = float(table.group_size.sum())
    alike = np.divide(squares**2, fourth, out=np.ones_like(fourth), where=fourth > 0)
    freedom = np.maximum(3 * alike - 2, 1)
    if errors == "bhhh":
        bhhh = np.asarray(np.linalg.pinv(outer, hermitian=True))
        return Uncertainty(bhhh, bhhh, freedom)
    covariance = inverse @ outer @ inverse * clusters / max(clusters - 1, 1)
    return Uncertainty(np.asarray(covariance), np.asarray(inverse), freedom)


def _portions(ratings: Ratings, width: int) -> Iterator[tuple[IntArray, IntArray]]:
    """Rated attempts and the rows of their ratings, in portions of a bounded size."""
    rated = np.flatnonzero(np.bincount(ratings.attempt, minlength=len(ratings.attempts)))
    size = max(1, _PORTION_CELLS // width)
    ordered = ratings.attempt
    order = np.arange(len(ordered))
    if np.any(ordered[1:] < ordered[:-1]):
        order = np.argsort(ordered, kind="stable")
        ordered = ordered[order]
    for start in range(0, len(rated), size):
        attempts = rated[start : start + size]
        low, high = np.searchsorted(ordered, (attempts[0], attempts[-1] + 1))
        yield attempts, order[low:high]


def _observed(ratings: Ratings, table: Table, attempts: IntArray, rows: IntArray) -> FloatArray:
    """What the levels of these attempts add to the score of each severity and step."""
    n, (details, levels) = len(attempts), table.steps.used.shape
    assessors, level = len(ratings.assessors), ratings.level[rows]
    at = np.searchsorted(attempts, ratings.attempt[rows])
    by_assessor = np.bincount(
        at * assessors + ratings.assessor[rows], weights=level, minlength=n * assessors
    ).reshape(n, assessors)
    key = (at * details + ratings.detail[rows]) * levels + level
    by_step = np.bincount(key, minlength=n * details * levels).reshape(n, -1).astype(np.float64)
    return np.hstack([-by_assessor @ table.assessor_basis, -by_step @ table.steps.design])


def _complete(table: Table, found: Estimate, known: Expected, by_block: FloatArray) -> FloatArray:
    """The information that would be there if every attempt's proficiency were known."""
    _, facets = newton_parts(table, known.chances, by_block)
    size = np.bincount(table.group_program, weights=table.group_size, minlength=table.programs)
    spread = np.exp(found.parameters.log_spread)
    ratio = size[:-1] / max(size[-1], 1)
    means = (np.diag(size[:-1]) + size[-1] * np.outer(ratio, ratio)) / spread**2
    return np.asarray(block_diag(facets, means, [[2 * size.sum()]]))


def _population_scores(
    table: Table, found: Estimate, known: Expected, group: IntArray
) -> FloatArray:
    """Scores of the program means but the last, and of the log spread."""
    at, nodes = found.parameters, found.nodes
    spread = np.exp(at.log_spread)
    program = table.group_program[group]
    posterior = known.posterior[group]
    apart = nodes[None, :] - at.means[program][:, None]
    own = (posterior * apart).sum(axis=1) / spread**2
    of_mean = np.zeros((len(group), table.programs))
    of_mean[np.arange(len(group)), program] = own
    of_spread = (posterior * apart**2).sum(axis=1) / spread**2 - 1
    return np.hstack([free_means(table, of_mean), of_spread[:, None]])
