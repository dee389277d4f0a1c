"""Errors and fit of the many-facet Rasch model, from one pass over the ratings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.linalg import block_diag
from scipy.sparse import coo_array

from workbench.calibration.rasch.marginal import newton_parts
from workbench.calibration.ratings.arrays import gram

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from workbench.calibration.rasch.marginal import Estimate, Expected, Table
    from workbench.calibration.ratings.arrays import FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings

FacetErrors = Literal["robust", "bhhh"]

_PORTION_CELLS = 1_000_000


@dataclass(frozen=True, eq=False)
class Pass:
    """What the ratings say under the estimated model.

    `surprise` is observed less expected for every level of every rating, shape (ratings,
    levels), `slope` the expected slope of each level's chance along proficiency; `weight` is
    the posterior weight by block, level and node, summed over ratings.
    """

    surprise: npt.NDArray[np.float32]
    slope: npt.NDArray[np.float32]
    weight: FloatArray


def pass_over(ratings: Ratings, table: Table, known: Expected) -> Pass:
    """One pass, block by block, so that each product stays small."""
    levels = len(ratings.scale)
    blocks, nodes = known.chances.shape[:2]
    order, starts = _by_block(table.block_of, blocks)
    group = table.group_of[ratings.attempt]
    shape = (len(ratings), levels)
    surprise, slope = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    number = np.arange(levels, dtype=np.float64)
    weight = np.zeros((blocks, levels, nodes))
    unit = np.eye(levels)
    for block in range(blocks):
        rows = order[starts[block] : starts[block + 1]]
        posterior = known.posterior[group[rows]]
        observed, chances = unit[ratings.level[rows]], known.chances[block]
        surprise[rows] = observed - posterior @ chances
        slope[rows] = posterior @ (chances * (number - (chances @ number)[:, None]))
        weight[block] = observed.T @ posterior
    return Pass(surprise, slope, weight)


def _by_block(block_of: IntArray, blocks: int) -> tuple[IntArray, IntArray]:
    row = np.arange(len(block_of), dtype=np.int32)
    table = coo_array((row, (block_of, row)), (blocks, len(block_of))).tocsr()
    return table.data, table.indptr


def covariance_of(
    ratings: Ratings,
    table: Table,
    found: Estimate,
    known: Expected,
    seen: Pass,
    errors: FacetErrors,
) -> FloatArray:
    """The covariance of all parameters, in the order of `Parameters.flat` less the last mean.

    The score of an attempt is the posterior mean of its complete-data score (Fisher's
    identity). `bhhh` inverts the outer product B of the scores (Berndt, Hall, Hall and Hausman
    1974), `robust` is the sandwich H^-1 B H^-1 with H the complete information less what the
    posterior leaves open (Louis, J. of the Royal Statistical Society B 44, 1982), to first
    order in the spread of each posterior: v u u', u the slope of the score along proficiency.
    The means of the programs sum to 0 over attempts, so the last has no row of its own.
    """
    width = len(found.parameters.flat()) - 1
    outer, missing = np.zeros((width, width)), np.zeros((width, width))
    mean = known.posterior @ found.nodes
    variance = known.posterior @ found.nodes**2 - mean**2
    for part in _portions(ratings, width + len(table.level_counts.ravel())):
        group = table.group_of[part[0]]
        scores = [_facet_scores(ratings, table, part, seen.surprise)]
        scores.append(_population_scores(table, found, known, group))
        outer += gram(np.hstack(scores))
        slopes = [_facet_scores(ratings, table, part, -seen.slope)]
        slopes.append(_population_slopes(table, found, mean, group))
        missing += gram(np.hstack(slopes) * np.sqrt(variance[group])[:, None])
    if errors == "bhhh":
        return np.asarray(np.linalg.pinv(outer, hermitian=True))
    inverse = np.linalg.pinv(_complete(table, found, known, seen) - missing, hermitian=True)
    clusters = float(table.group_size.sum())
    return np.asarray(inverse @ outer @ inverse * clusters / max(clusters - 1, 1))


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


def _facet_scores(
    ratings: Ratings,
    table: Table,
    part: tuple[IntArray, IntArray],
    of_level: npt.NDArray[np.float32],
) -> FloatArray:
    """What a value per rating and level adds to each severity and step, for these attempts."""
    attempts, rows = part
    n, (details, levels) = len(attempts), table.steps.used.shape
    at = np.searchsorted(attempts, ratings.attempt[rows])
    value = of_level[rows]
    assessors = len(ratings.assessors)
    by_assessor = np.bincount(
        at * assessors + ratings.assessor[rows],
        weights=value @ np.arange(levels, dtype=np.float64),
        minlength=n * assessors,
    ).reshape(n, assessors)
    by_step = np.zeros((n * details, levels))
    key = at * details + ratings.detail[rows]
    for level in range(1, levels):
        by_step[:, level] = np.bincount(key, weights=value[:, level], minlength=n * details)
    steps = by_step.reshape(n, -1) @ table.steps.design
    return np.hstack([-by_assessor @ table.assessor_basis, -steps])


def _complete(table: Table, found: Estimate, known: Expected, seen: Pass) -> FloatArray:
    """The information that would be there if every attempt's proficiency were known."""
    _, facets = newton_parts(table, known.chances, seen.weight.sum(axis=1))
    size = np.bincount(table.group_program, weights=table.group_size, minlength=table.programs)
    spread = np.exp(found.parameters.log_spread)
    ratio = size[:-1] / max(size[-1], 1)
    means = (np.diag(size[:-1]) + size[-1] * np.outer(ratio, ratio)) / spread**2
    return np.asarray(block_diag(facets, means, [[2 * size.sum()]]))


def _population_slopes(
    table: Table, found: Estimate, mean: FloatArray, group: IntArray
) -> FloatArray:
    """The slopes of the population scores along proficiency."""
    at = found.parameters
    spread = np.exp(at.log_spread)
    program = table.group_program[group]
    of_mean = np.zeros((len(group), table.programs))
    of_mean[np.arange(len(group)), program] = 1 / spread**2
    apart = mean[group] - at.means[program]
    return np.hstack([_free_means(table, of_mean), (2 * apart / spread**2)[:, None]])


def _free_means(table: Table, of_mean: FloatArray) -> FloatArray:
    """Scores of the means but the last, which follows from the others."""
    size = np.bincount(table.group_program, weights=table.group_size, minlength=table.programs)
    return np.asarray(of_mean[:, :-1] - of_mean[:, -1:] * (size[:-1] / max(size[-1], 1)))


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
    return np.hstack([_free_means(table, of_mean), of_spread[:, None]])
