"""How often one reading decides wrongly, if the many-facet Rasch model holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq

from workbench.calibration.agreeing.decisions import EVERY_DETAIL, DecisionRule
from workbench.calibration.rasch.steps import level_chances

if TYPE_CHECKING:
    from workbench.calibration.rasch.measures import Facets
    from workbench.calibration.ratings.arrays import BoolArray, FloatArray
    from workbench.calibration.ratings.ratings import Ratings

_NODES = 201
_WIDTH = 6.0
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class DecisionErrors:
    """Shares of all attempts, under the model, for one reading by one of these assessors.

    `false_earn` was earned though it shouldn't have been, `false_not_yet` the reverse;
    `deserving` is the share that should earn.
    """

    deserving: float
    false_earn: float
    false_not_yet: float


def decision_errors(
    found: Facets, ratings: Ratings, rule: DecisionRule = EVERY_DETAIL
) -> DecisionErrors:
    """False *earned* and false *not yet* of a single reading under the model.

    An attempt deserves to earn when an assessor of severity 0 would more likely than not pass
    each detail that the rule needs. One reading passes each detail independently with the
    model's chance (a Poisson-binomial count against the rule), averaged over the assessors and
    over the programs' normal distributions. The model knows no strengths of an attempt in
    single details: where attempts have them, true errors are fewer. Details without a finite
    measure, which everyone gave the same level, are left out.
    """
    passing = ratings.scale.passing_level
    spread = found.spread
    means = np.array([program.mean.value for program in found.programs], dtype=np.float64)
    sizes = np.array([program.mean.n for program in found.programs], dtype=np.float64)
    nodes = np.linspace(means.min() - _WIDTH * spread, means.max() + _WIDTH * spread, _NODES)
    weight = np.exp(-0.5 * ((nodes[:, None] - means) / spread) ** 2) @ sizes
    weight = weight / weight.sum()
    cumulative = _measured(found, ratings)
    need = rule.needed(len(cumulative))
    deserving = _deserves(nodes, cumulative, passing, need)
    severities = found.severities
    earned = np.mean(
        [_chance_to_earn(nodes - one, cumulative, passing, need) for one in severities],
        axis=0,
    )
    return DecisionErrors(
        float(weight @ deserving),
        float(weight @ (earned * (1 - deserving))),
        float(weight @ ((1 - earned) * deserving)),
    )


def find_turning_point(
    found: Facets, ratings: Ratings, rule: DecisionRule = EVERY_DETAIL
) -> float | None:
    """The proficiency at which an assessor of severity 0 decides either way equally often.

    None when the rule can't be met or can't be missed with the levels in use.
    """
    cumulative = _measured(found, ratings)
    passing, need = ratings.scale.passing_level, rule.needed(len(cumulative))

    def excess(place: float) -> float:
        at = np.array([place])
        return float(_chance_to_earn(at, cumulative, passing, need)[0]) - _HALF

    low, high = -30.0, 30.0
    if excess(low) > 0 or excess(high) < 0:
        return None
    return float(brentq(excess, low, high))


def _measured(found: Facets, ratings: Ratings) -> FloatArray:
    """The cumulative thresholds of the details that have a measure."""
    names = {detail.detail for detail in found.details}
    rows = [row for row, name in enumerate(ratings.details) if name in names]
    return found.cumulative[rows]


def _pass_chances(place: FloatArray, cumulative: FloatArray, passing: int) -> FloatArray:
    """The chance of passing each detail, shape (places, details)."""
    shape = (len(place), len(cumulative))
    chances, _ = level_chances(np.broadcast_to(place[:, None], shape), cumulative[None])
    return np.asarray(chances[:, :, passing:].sum(axis=2))


def _deserves(place: FloatArray, cumulative: FloatArray, passing: int, need: int) -> FloatArray:
    passes = _pass_chances(place, cumulative, passing) > _HALF
    enough: BoolArray = passes.sum(axis=1) >= need
    return enough.astype(np.float64)


def _chance_to_earn(
    place: FloatArray, cumulative: FloatArray, passing: int, need: int
) -> FloatArray:
    """The chance that at least `need` details pass, shape (places,)."""
    passes = _pass_chances(place, cumulative, passing)
    count = np.zeros((len(place), passes.shape[1] + 1))
    count[:, 0] = 1
    for detail in range(passes.shape[1]):
        p = passes[:, detail : detail + 1]
        raised = np.hstack([np.zeros((len(place), 1)), count[:, :-1]])
        count = count * (1 - p) + raised * p
    return np.asarray(count[:, need:].sum(axis=1))
