"""Random designs of ratings with a known truth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from workbench.calibration.ratings.columns import ratings_from_arrays
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.ratings.scale import Scale, make_scale

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Truth:
    """What a simulated set of ratings was made from, in logits."""

    severity: Floats
    difficulty: Floats
    thresholds: Floats
    ability: Floats
    own: Floats
    """What each assessor's severity is off in each detail, shape (assessors, details)."""

    @property
    def overall(self) -> Floats:
        """The severity of each assessor over all details, around the mean."""
        return _centred(self.severity + self.own.mean(axis=1))


@dataclass(frozen=True)
class Design:
    """How simulated work is judged; the defaults are a middling program."""

    attempts: int = 60
    details: int = 8
    assessors: int = 5
    per_attempt: int = 2
    levels: int = 4
    spread: float = 1.2
    severity_spread: float = 0.4
    shared: float = 1.0
    halo: float = 0.0
    interaction: float = 0.0
    program_gap: float = 0.0
    programs: int = 1


def draw_truth(design: Design, random: np.random.Generator) -> Truth:
    """Severities, difficulties and thresholds of a program."""
    return Truth(
        _centred(random.normal(0, design.severity_spread, design.assessors)),
        _centred(random.normal(0, 0.7, design.details)),
        np.linspace(-1.5, 1.5, design.levels - 1) if design.levels > 2 else np.zeros(1),
        random.normal(0, design.spread, design.attempts),
        random.normal(0, design.interaction, (design.assessors, design.details)),
    )


def simulate(design: Design, seed: int = 0, fixed: Truth | None = None) -> tuple[Ratings, Truth]:
    """Ratings under a many-facet rating scale model.

    `fixed` keeps severities, difficulties and thresholds; only the attempts are drawn anew.

    `shared` is the share of attempts that `per_attempt` assessors judge, the others get one.
    With programs each program has assessors of its own; shared attempts are judged across.
    `halo` is the spread of an assessor's impression of an attempt, the same in all details;
    `interaction` that of an assessor's severity between details.
    """
    random = np.random.default_rng(seed)
    truth = draw_truth(design, random)
    if fixed is not None:
        truth = replace(fixed, ability=truth.ability)
    program = np.arange(design.attempts) % design.programs
    attempt, assessor = _allocate(design, program, random)
    rows = np.repeat(np.arange(len(attempt)), design.details)
    detail = np.tile(np.arange(design.details), len(attempt))
    halo = random.normal(0, design.halo, len(attempt))[rows] if design.halo else 0.0
    a, j = attempt[rows], assessor[rows]
    ability = truth.ability[a] + design.program_gap * program[a]
    place = ability + halo - truth.severity[j] - truth.difficulty[detail] - truth.own[j, detail]
    level = draw_levels(place, truth.thresholds, random)
    ratings = ratings_from_arrays(
        a, detail, j, level + 1, make_scale(design.levels), program=program[a]
    )
    return ratings, truth


def draw_levels(place: Floats, thresholds: Floats, random: np.random.Generator) -> Ints:
    """One level (from 0) per place on the logit scale, by the rating scale model."""
    steps = np.cumsum(place[:, None] - thresholds, axis=1)
    weight = np.exp(np.column_stack([np.zeros(len(place)), steps]))
    below = np.cumsum(weight, axis=1) / weight.sum(axis=1, keepdims=True)
    return np.asarray((random.random(len(place))[:, None] > below).sum(axis=1))


def scattered(
    seed: int, units: int, assessors: int, levels: int, missing: float, alike: float
) -> npt.NDArray[np.float64]:
    """A matrix of units by assessors with levels 1 to `levels`, NaN where not rated."""
    random = np.random.default_rng(seed)
    base = random.integers(1, levels + 1, (units, 1)).astype(float)
    other = random.integers(1, levels + 1, (units, assessors)).astype(float)
    table = np.where(random.random((units, assessors)) < alike, base, other)
    table[random.random((units, assessors)) < missing] = np.nan
    return table


def scale_of(levels: int) -> Scale:
    """The scale 1 to `levels`."""
    return make_scale(levels)


def _centred(values: Floats) -> Floats:
    return np.asarray(values - values.mean())


def _allocate(design: Design, program: Ints, random: np.random.Generator) -> tuple[Ints, Ints]:
    attempts, assessors = [], []
    group = np.arange(design.assessors) % design.programs
    for attempt in range(design.attempts):
        shared = random.random() < design.shared
        home = np.flatnonzero(group == program[attempt])
        if design.programs > 1 and not shared:
            chosen = random.choice(home, min(design.per_attempt, len(home)), replace=False)
        else:
            size = design.per_attempt if shared else 1
            chosen = random.choice(design.assessors, size, replace=False)
        attempts += [attempt] * len(chosen)
        assessors += chosen.tolist()
    return np.array(attempts), np.array(assessors)
