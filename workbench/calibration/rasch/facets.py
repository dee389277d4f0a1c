"""Many-facet Rasch measures of assessors, details, programs and attempts on one scale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.rasch.describe import describe
from workbench.calibration.rasch.marginal import Estimate, Parameters, Table, compress, maximise
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.severities.connectivity import connectivity
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.calibration.rasch.facets_errors import FacetErrors
    from workbench.calibration.rasch.measures import Facets
    from workbench.calibration.rasch.steps import Model
    from workbench.calibration.ratings.arrays import FloatArray, IntArray

_WIDTH = 6.0
_PER_NODE = 1.5
_WIDENINGS = 3
_TYPICAL_INFORMATION = 0.6


class FacetsError(WorkbenchError):
    """These ratings can't be put on one scale."""


def facets(
    ratings: Ratings, model: Model = "rating scale", *, errors: FacetErrors = "robust"
) -> Facets:
    """The many-facet Rasch model by marginal maximum likelihood.

    P(level x of detail d by assessor j | proficiency t) is proportional to
    exp(x (t - severity_j) - c[d, x]), with the thresholds c of `model` (Linacre, Many-Facet
    Rasch Measurement, 1989; Masters, Psychometrika 47, 1982). Proficiency is normal with a mean
    per program and one spread; the normal is integrated on equal steps over 6 spreads either
    side of every mean. EM (Bock and Aitkin, Psychometrika 46, 1981). Errors are clustered by
    attempt: `robust` is the sandwich, which stays right where an assessor's impression of an
    attempt colours all its details; `bhhh` the outer product of the scores alone, right where
    the model holds and too small where it doesn't (`facets_errors`). The definitive judgments
    are an assessor of severity 0.

    Assessors and details that got only the lowest or only the highest level have no finite
    measure: they are left out, and a remark names them.

    Raises:
        FacetsError: when assessors fall into sets that share no attempts (the sets are named),
            when there are fewer than two attempts or everyone gave the same level.
    """
    kept, left_out = _without_extremes(ratings)
    _refuse_unlinked(kept)
    table = compress(kept, model, _basis(kept))
    found = _estimate(table, kept)
    described = describe(kept, (model, errors), table, found)
    return replace(described, remarks=(*left_out, *described.remarks))


def _without_extremes(ratings: Ratings) -> tuple[Ratings, tuple[str, ...]]:
    """The ratings of those with a finite measure, and a sentence on each of the others."""
    remarks: list[str] = []
    while len(ratings):
        low, high = int(ratings.level.min()), int(ratings.level.max())
        keep = np.ones(len(ratings), dtype=np.bool_)
        for codes, names in (
            (ratings.assessor, ratings.assessors),
            (ratings.detail, ratings.details),
        ):
            for code, level in _extremes(codes, ratings.level, len(names), (low, high)):
                keep &= codes != code
                only = ratings.scale.levels[level]
                remarks.append(f"{names[code]} has only {only}, so there is no finite measure.")
        if keep.all():
            break
        ratings = ratings.where(keep)
    return ratings, tuple(remarks)


def _extremes(
    codes: IntArray, level: IntArray, size: int, ends: tuple[int, int]
) -> list[tuple[int, int]]:
    """The codes all of whose ratings are at one end of the levels in use, with that end."""
    n = np.bincount(codes, minlength=size)
    found = []
    for end in ends:
        at_end = np.bincount(codes[level == end], minlength=size)
        found += [(int(code), end) for code in np.flatnonzero((n > 0) & (at_end == n))]
    return found if ends[0] < ends[1] else []


def _refuse_unlinked(ratings: Ratings) -> None:
    if len(np.unique(ratings.attempt)) < 2 or len(np.unique(ratings.level)) < 2:  # noqa: PLR2004
        message = "A scale needs two attempts and two different levels at least."
        raise FacetsError(message)
    net = connectivity(ratings)
    if not net.connected:
        sets = "; ".join(", ".join(one.assessors) for one in net.sets)
        message = (
            f"These assessors share no attempts across sets, so they can't be put on one scale: "
            f"{sets}. Let one attempt of each set be judged by somebody of another."
        )
        raise FacetsError(message)


def _basis(ratings: Ratings) -> FloatArray:
    """Severities from free ones: around their mean, or from the definitive judgments."""
    assessors = len(ratings.assessors)
    rated = np.flatnonzero(np.bincount(ratings.assessor, minlength=assessors))
    basis = np.zeros((assessors, max(len(rated) - 1, 0)))
    if ratings.definitive is not None and ratings.definitive in rated:
        others = rated[rated != ratings.definitive]
        basis[others, np.arange(len(others))] = 1
    else:
        basis[rated[:-1], np.arange(len(rated) - 1)] = 1
        basis[rated[-1], :] = -1
    return basis


def _estimate(table: Table, ratings: Ratings) -> Estimate:
    start = _start(table)
    most = float(np.bincount(ratings.attempt).max())
    step = min(0.5, _PER_NODE / np.sqrt(_TYPICAL_INFORMATION * most))
    found = maximise(table, _nodes(start, step), start)
    for _ in range(_WIDENINGS):
        if _wide_enough(found) or not found.converged:
            break
        found = maximise(table, _nodes(found.parameters, step), found.parameters)
    return found


def _nodes(at: Parameters, step: float) -> FloatArray:
    spread = float(np.exp(at.log_spread))
    low = float(at.means.min()) - _WIDTH * spread
    high = float(at.means.max()) + _WIDTH * spread
    return np.linspace(low, high, max(15, int(np.ceil((high - low) / step)) + 1))


def _wide_enough(found: Estimate) -> bool:
    spread = float(np.exp(found.parameters.log_spread))
    means, nodes = found.parameters.means, found.nodes
    reach = min(means.min() - nodes[0], nodes[-1] - means.max())
    return bool(reach > (_WIDTH - 1) * spread)


def _start(table: Table) -> Parameters:
    """Thresholds from the counts of neighbouring levels, a generous spread."""
    counts = table.level_counts + 0.5
    steps = np.log(counts[:, :1] / counts)
    target = np.where(table.steps.used, steps, 0.0).ravel()
    start = np.asarray(np.linalg.lstsq(table.steps.design, target)[0], dtype=np.float64)
    severity = np.zeros(table.assessor_basis.shape[1])
    return Parameters(severity, start, np.zeros(table.programs), float(np.log(1.5)))
