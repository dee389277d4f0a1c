"""Marginal maximum likelihood of the many-facet Rasch model on a compressed table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

from workbench.calibration.rasch.steps import Steps, count_levels, level_chances, make_steps

if TYPE_CHECKING:
    from workbench.calibration.rasch.steps import Model
    from workbench.calibration.ratings.arrays import FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings

_SPREADS = 5.0
_CYCLES = 200
_CLOSE = 1e-6
_LONGEST = 4.0


@dataclass(frozen=True, eq=False)
class Table:
    """Ratings compressed for the model.

    A *block* is a detail judged by an assessor; attempts with the same blocks share a *design*,
    and attempts of one design, program and sum of levels are a *group*, since these fix the
    posterior of a Rasch model. `design_blocks` counts the blocks of each design.
    """

    block_detail: IntArray
    block_assessor: IntArray
    block_of: IntArray
    design_blocks: csr_array
    group_design: IntArray
    group_score: FloatArray
    group_program: IntArray
    group_size: FloatArray
    group_of: IntArray
    level_counts: FloatArray
    level_sums: FloatArray
    programs: int
    assessor_basis: FloatArray
    steps: Steps

    @cached_property
    def blocks_design(self) -> csr_array:
        """The transpose of `design_blocks`."""
        return self.design_blocks.T.tocsr()

    @cached_property
    def design_groups(self) -> csr_array:
        """Which groups belong to each design, as ones."""
        groups = len(self.group_design)
        shape = (self.design_blocks.shape[0], groups)
        return csr_array((np.ones(groups), (self.group_design, np.arange(groups))), shape=shape)


@dataclass(frozen=True, eq=False)
class Parameters:
    """A point of the likelihood: free severities, steps, program means, log of the spread."""

    severity: FloatArray
    steps: FloatArray
    means: FloatArray
    log_spread: float

    def flat(self) -> FloatArray:
        """All of them end to end."""
        return np.concatenate([self.severity, self.steps, self.means, [self.log_spread]])

    def unflat(self, values: FloatArray) -> Parameters:
        """The point with these values in the same order."""
        a = len(self.severity)
        b = a + len(self.steps)
        return Parameters(values[:a], values[a:b], values[b:-1], float(values[-1]))


@dataclass(frozen=True, eq=False)
class Expected:
    """The expectation step: chances per block and node, posterior per group, log likelihood."""

    chances: FloatArray
    posterior: FloatArray
    log_likelihood: float


@dataclass(frozen=True, eq=False)
class Estimate:
    """The maximum, the nodes it was found on, and how many cycles it took."""

    parameters: Parameters
    nodes: FloatArray
    log_likelihood: float
    cycles: int
    converged: bool


def compress(ratings: Ratings, model: Model, basis: FloatArray) -> Table:
    """The table of these ratings; severities are `basis` @ free severities."""
    details, assessors = len(ratings.details), len(ratings.assessors)
    key = ratings.detail.astype(np.int64) * assessors + ratings.assessor
    present = np.flatnonzero(np.bincount(key, minlength=details * assessors))
    place = np.zeros(details * assessors, dtype=np.int32)
    place[present] = np.arange(len(present))
    block_of = place[key]
    counts = count_levels(ratings)
    sums = np.bincount(ratings.assessor, weights=ratings.level, minlength=assessors)
    design, blocks = _designs(ratings, block_of, len(present))
    program = ratings.program if ratings.program is not None else np.zeros(1, dtype=np.int32)
    programs = max(1, len(ratings.programs))
    attempts = len(ratings.attempts)
    score = np.bincount(ratings.attempt, weights=ratings.level, minlength=attempts)
    span = int(score.max(initial=0)) + 1
    group_key = (design.astype(np.int64) * span + score.astype(np.int64)) * programs + program
    groups, group_of = np.unique(group_key, return_inverse=True)
    rated = np.bincount(ratings.attempt, minlength=attempts) > 0
    size = np.bincount(group_of, weights=rated, minlength=len(groups))
    return Table(
        present // assessors,
        present % assessors,
        block_of,
        blocks,
        groups // programs // span,
        (groups // programs % span).astype(np.float64),
        groups % programs,
        np.asarray(size, dtype=np.float64),
        group_of,
        counts,
        sums.astype(np.float64),
        programs,
        basis,
        make_steps(counts, model),
    )


def _designs(ratings: Ratings, block_of: IntArray, blocks: int) -> tuple[IntArray, csr_array]:
    """The design of each attempt, and the blocks of each design.

    Attempts are told apart by sums of random numbers per block (92 bits, so that two designs
    share a sum less than once in a billion runs).
    """
    random = np.random.default_rng(20)
    attempts = len(ratings.attempts)
    sums = [
        np.bincount(
            ratings.attempt,
            weights=random.integers(1, 1 << 46, blocks).astype(np.float64)[block_of],
            minlength=attempts,
        ).astype(np.uint64)
        for _ in range(2)
    ]
    mixed = sums[0] * np.uint64(0x9E3779B97F4A7C15) ^ sums[1]
    _, first, design = np.unique(mixed, return_index=True, return_inverse=True)
    shown = np.zeros(attempts, dtype=np.bool_)
    shown[first] = True
    rows = np.flatnonzero(shown[ratings.attempt])
    cells = (np.ones(len(rows)), (design[ratings.attempt[rows]], block_of[rows]))
    return design, csr_array(cells, shape=(len(first), blocks))


def expect(table: Table, nodes: FloatArray, at: Parameters) -> Expected:
    """Chances, posteriors of all groups and the log likelihood at a point."""
    severity = table.assessor_basis @ at.severity
    cumulative = table.steps.cumulative(at.steps)
    where = nodes[None, :] - severity[table.block_assessor][:, None]
    chances, log_total = level_chances(where, cumulative[table.block_detail][:, None, :])
    log_prior = _log_prior(nodes, at)
    joint = log_prior[table.group_program] + table.group_score[:, None] * nodes
    joint -= (table.design_blocks @ log_total)[table.group_design]
    most = joint.max(axis=1, keepdims=True)
    np.subtract(joint, most, out=joint)
    posterior: FloatArray = np.exp(joint, out=joint)
    total = posterior.sum(axis=1, keepdims=True)
    posterior /= total
    finite = np.where(table.steps.used, cumulative, 0.0)
    constant = table.level_sums @ severity + float((table.level_counts * finite).sum())
    likelihood = float(table.group_size @ (np.log(total) + most)[:, 0]) - float(constant)
    return Expected(chances, np.asarray(posterior), likelihood)


def _log_prior(nodes: FloatArray, at: Parameters) -> FloatArray:
    spread = np.exp(at.log_spread)
    place = (nodes[None, :] - at.means[:, None]) / spread
    step = float(nodes[1] - nodes[0]) / np.sqrt(2 * np.pi)
    return np.asarray(-0.5 * place**2 - np.log(spread) + np.log(step))


def improve(table: Table, nodes: FloatArray, at: Parameters, known: Expected) -> Parameters:
    """One maximisation step: Newton for severities and steps, moments for the population."""
    weight = known.posterior * table.group_size[:, None]
    by_block = table.blocks_design @ (table.design_groups @ weight)
    gradient, information = newton_parts(table, known.chances, by_block)
    step = np.linalg.pinv(information, hermitian=True) @ gradient
    step /= max(1.0, float(np.abs(step).max()) / 2)
    severity = at.severity - step[: len(at.severity)]
    steps = at.steps - step[len(at.severity) :]
    return _replace_population(table, nodes, weight, Parameters(severity, steps, at.means, 0.0))


def _replace_population(
    table: Table, nodes: FloatArray, weight: FloatArray, at: Parameters
) -> Parameters:
    """New means and spread; the mean over all attempts stays 0, the steps take up the shift."""
    size = np.bincount(table.group_program, weights=table.group_size, minlength=table.programs)
    sums = np.bincount(table.group_program, weights=weight @ nodes, minlength=table.programs)
    means = sums / np.maximum(size, 1)
    total = float(size.sum())
    variance = (float((weight @ nodes**2).sum()) - float(size @ means**2)) / total
    shift = float(size @ means) / total
    return replace(
        at,
        steps=at.steps - shift * table.steps.shift,
        means=means - shift,
        log_spread=0.5 * float(np.log(max(variance, 1e-8))),
    )


def newton_parts(
    table: Table, chances: FloatArray, by_block: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Gradient and information of severities and steps for expected counts by block and node.

    Both are for minus the parameters, so that the step is subtracted.
    """
    details, levels = table.steps.used.shape
    first = np.einsum("mq,mqk->mk", by_block, chances)
    second = np.einsum("mqk,mql->mkl", chances * by_block[:, :, None], chances)
    spread = np.einsum("mk,kl->mkl", first, np.eye(levels)) - second
    number = np.arange(levels, dtype=np.float64)
    assessors = len(table.level_sums)
    basis, design = table.assessor_basis, table.steps.design
    own = np.bincount(
        table.block_assessor, weights=np.einsum("k,mkl,l->m", number, spread, number),
        minlength=assessors,
    )  # fmt: skip
    cross = np.zeros((assessors, details, levels))
    cross[table.block_assessor, table.block_detail] = np.einsum("k,mkl->ml", number, spread)
    by_detail = np.zeros((details, levels, levels))
    np.add.at(by_detail, table.block_detail, spread)
    expected = np.zeros((details, levels))
    np.add.at(expected, table.block_detail, first)
    sums = np.bincount(table.block_assessor, weights=first @ number, minlength=assessors)
    shaped = design.reshape(details, levels, -1)
    step_information = np.einsum("dkf,dkl,dlg->fg", shaped, by_detail, shaped, optimize=True)
    mixed = basis.T @ cross.reshape(assessors, -1) @ design
    information = np.block([[basis.T @ (own[:, None] * basis), mixed], [mixed.T, step_information]])
    observed = np.concatenate(
        [basis.T @ (table.level_sums - sums), design.T @ (table.level_counts - expected).ravel()]
    )
    return observed, information


def maximise(table: Table, nodes: FloatArray, start: Parameters) -> Estimate:
    """The maximum from `start`, by expectation and maximisation with SQUAREM steps.

    Varadhan and Roland, Scandinavian J. of Statistics 35 (2008), scheme S3, falling back to the
    plain step wherever the likelihood would drop.
    """
    at, known = start, expect(table, nodes, start)
    for cycle in range(1, _CYCLES + 1):
        one = improve(table, nodes, at, known)
        two = improve(table, nodes, one, expect(table, nodes, one))
        first, last = one.flat() - at.flat(), two.flat() - one.flat()
        if np.abs(last).max() < _CLOSE:
            known = expect(table, nodes, two)
            return Estimate(two, nodes, known.log_likelihood, cycle, converged=True)
        at, known = _leap(table, nodes, at, (first, last, two), known)
    return Estimate(at, nodes, known.log_likelihood, _CYCLES, converged=False)


def _leap(
    table: Table,
    nodes: FloatArray,
    at: Parameters,
    steps: tuple[FloatArray, FloatArray, Parameters],
    known: Expected,
) -> tuple[Parameters, Expected]:
    first, last, plain = steps
    bend = last - first
    length = float(np.linalg.norm(first)) / max(float(np.linalg.norm(bend)), 1e-300)
    length = min(max(length, 1.0), _LONGEST)
    there = at.unflat(at.flat() + 2 * length * first + length**2 * bend)
    reached = expect(table, nodes, there)
    if np.isfinite(reached.log_likelihood) and reached.log_likelihood >= known.log_likelihood:
        return there, reached
    return plain, expect(table, nodes, plain)
