"""What the posterior of each attempt leaves open about the measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from workbench.calibration.ratings.arrays import gram

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.calibration.rasch.marginal import Estimate, Expected, Table
    from workbench.calibration.ratings.arrays import FloatArray, IntArray

_ORDERS = 3
_NOTHING = 1e-6  # of a step between nodes: the posterior lies on fewer nodes than the order
_PORTION_CELLS = 4_000_000


@dataclass(frozen=True, eq=False)
class Open:
    """`expected` is what the posterior expects of each group's severities and steps.

    `missing` is the information that is lost because proficiency isn't known: the sum over
    attempts of the posterior covariance of the complete-data score, all parameters but the last
    mean.
    """

    expected: FloatArray
    missing: FloatArray


def find_missing(table: Table, found: Estimate, known: Expected) -> Open:
    """The missing information of Louis (J. of the Royal Statistical Society B 44, 1982).

    Given the levels, a score is a smooth function of proficiency alone; it is expanded in the
    polynomials that are orthonormal under the attempt's posterior, up to the third order. What
    that leaves out is less than a thousandth of the missing information, which matters where
    two programs share one attempt in a hundred and nearly all of it is missing.
    """
    rasch = table.assessor_basis.shape[1] + table.steps.design.shape[1]
    expected = np.zeros((len(table.group_design), rasch))
    total = np.zeros((rasch + table.programs,) * 2)
    for designs, groups in _portions(table, len(found.nodes)):
        curves = _curves(table, known, designs)
        terms = _polynomials(known.posterior[groups], found.nodes)
        parts = np.empty((len(terms), groups.stop - groups.start, rasch))
        ends = np.searchsorted(
            table.group_design[groups], np.arange(designs.start, designs.stop + 1)
        )
        for curve, low, high in zip(curves, ends[:-1], ends[1:], strict=True):
            parts[:, low:high] = terms[:, low:high] @ curve
        expected[groups] = parts[0]
        root = np.sqrt(table.group_size[groups])[:, None]
        for term, part in zip(terms[1:], parts[1:], strict=True):
            of_population = _population_terms(table, found, term, groups)
            total += gram(np.hstack([part, -of_population]) * root)
    return Open(expected, total)


def free_means(table: Table, of_mean: FloatArray) -> FloatArray:
    """Values per program, of all means but the last, which follows from the others."""
    size = np.bincount(table.group_program, weights=table.group_size, minlength=table.programs)
    return np.asarray(of_mean[:, :-1] - of_mean[:, -1:] * (size[:-1] / max(size[-1], 1)))


def _portions(table: Table, nodes: int) -> Iterator[tuple[slice, slice]]:
    """Ranges of designs, with their groups, whose curves have a bounded size."""
    details, levels = table.steps.used.shape
    designs = table.design_blocks.shape[0]
    size = max(1, _PORTION_CELLS // (nodes * (details * levels + len(table.level_sums))))
    for start in range(0, designs, size):
        stop = min(start + size, designs)
        low, high = np.searchsorted(table.group_design, (start, stop))
        yield slice(start, stop), slice(int(low), int(high))


def _curves(table: Table, known: Expected, designs: slice) -> FloatArray:
    """What each design expects of severities and steps at each node, (designs, nodes, both)."""
    details, levels = table.steps.used.shape
    assessors, nodes = len(table.level_sums), known.chances.shape[1]
    blocks = table.design_blocks[designs]
    n, of = blocks.shape[0], blocks.indices
    row = np.repeat(np.arange(n), np.diff(blocks.indptr))
    chances = known.chances.reshape(len(known.chances), -1)
    by_detail = _gather(row * details + table.block_detail[of], of, n * details, chances)
    steps = by_detail.reshape(n, details, nodes, levels).swapaxes(1, 2)
    levels_given = known.chances @ np.arange(levels, dtype=np.float64)
    given = _gather(row * assessors + table.block_assessor[of], of, n * assessors, levels_given)
    severities = given.reshape(n, assessors, nodes).swapaxes(1, 2)
    return np.concatenate(
        [
            severities @ -table.assessor_basis,
            steps.reshape(n, nodes, -1) @ -table.steps.design,
        ],
        axis=2,
    )


def _gather(row: IntArray, block: IntArray, rows: int, values: FloatArray) -> FloatArray:
    """Sums of the rows of `values` that belong together."""
    belongs = csr_array((np.ones(len(row)), (row, block)), shape=(rows, len(values)))
    return np.asarray(belongs @ values)


def _polynomials(posterior: FloatArray, nodes: FloatArray) -> FloatArray:
    """The orthonormal polynomials of each posterior times the posterior, order 0 first.

    By their three-term recurrence (Gautschi, Orthogonal Polynomials, 2004, ch. 2), shape
    (orders + 1, groups, nodes).
    """
    place = (nodes - nodes.mean()) / (nodes[1] - nodes[0])
    last, now = np.zeros_like(posterior), np.ones_like(posterior)
    link = np.zeros((len(posterior), 1))
    found = [posterior]
    for _ in range(_ORDERS):
        middle = (posterior * now**2) @ place
        grown = (place - middle[:, None]) * now - link * last
        link = np.sqrt((posterior * grown**2).sum(axis=1, keepdims=True))
        last, now = now, np.divide(grown, link, out=np.zeros_like(grown), where=link > _NOTHING)
        found.append(posterior * now)
    return np.asarray(found)


def _population_terms(table: Table, found: Estimate, term: FloatArray, groups: slice) -> FloatArray:
    """The scores of the program means but the last and of the log spread, in one polynomial."""
    at, program = found.parameters, table.group_program[groups]
    variance = np.exp(2 * at.log_spread)
    first, second = term @ found.nodes, term @ found.nodes**2
    of_mean = np.zeros((len(program), table.programs))
    of_mean[np.arange(len(program)), program] = first / variance
    of_spread = (second - 2 * at.means[program] * first) / variance
    return np.hstack([free_means(table, of_mean), of_spread[:, None]])
