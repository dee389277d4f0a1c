"""Would another assessor have decided the same, and which details decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.stats import binom, chi2

from workbench.calibration.agreeing.agreement import agreement
from workbench.calibration.ratings.pairs import iterate_pairs
from workbench.calibration.ratings.scale import make_scale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.calibration.figure import Figure
    from workbench.calibration.ratings.arrays import BoolArray, FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings

Outcome = Literal["earned", "not_yet", "cannot_be_scored", "open"]

EARNED, NOT_YET, OPEN = 1, 0, -1
_MOST_CELLS = 20_000_000
_SURE = 0.95


@dataclass(frozen=True)
class DecisionRule:
    """Earned when at least `need` details (None: all) reach the scale's passing level."""

    need: int | None = None

    def needed(self, details: int) -> int:
        """How many of this many details must pass."""
        return details if self.need is None else min(self.need, details)


EVERY_DETAIL = DecisionRule()


@dataclass(frozen=True, eq=False)
class Readings:
    """One entry per assessor and attempt: `decision` is 1 earned, 0 not yet, -1 open.

    `below` counts the details judged below the passing level, `missing` those not judged.
    """

    attempt: IntArray
    assessor: IntArray
    decision: IntArray
    below: IntArray
    missing: IntArray


@dataclass(frozen=True, slots=True)
class DecidingDetail:
    """How often a detail stands between two assessors' different decisions.

    `split` counts the differing attempts in which one who decided *not yet* judged it below
    passing and one who decided *earned* did not; in `alone` of them it was the only such detail
    of a *not yet*. `both_ways` is True when no assessor is plainly the stricter one on it, which
    points at its wording.
    """

    detail: str
    split: int
    alone: int
    both_ways: bool


@dataclass(frozen=True, slots=True)
class Decisions:
    """Agreement on the decision, and what decides.

    `same` is the share of pairs of assessors with the same decision, each attempt counting
    once, `ac1` the same beyond chance. `differing` names the attempts with different decisions,
    `deciding` the details behind them, most first.
    """

    same: Figure
    ac1: Figure
    n_attempts: int
    n_open: int
    earned: float | None
    differing: tuple[str, ...]
    deciding: tuple[DecidingDetail, ...]


def decisions(
    ratings: Ratings,
    rule: DecisionRule = EVERY_DETAIL,
    outcomes: Mapping[tuple[str, str], str] | None = None,
) -> Decisions:
    """How far assessors' decisions about the same attempts agree.

    Decisions follow from the levels by `rule`, or are those given by (attempt, assessor) in
    `outcomes`. A reading is open, and left out, while missing judgments could still turn it.
    Wilson's interval for `same`; AC1 by Gwet (2008) over attempts (see `agreement`). Definitive
    judgments don't count as one more assessor here.
    """
    own = ratings.without_definitive
    read = read_decisions(own, rule, outcomes)
    decided = read.decision != OPEN
    panel = agreement(_decision_ratings(own, read, decided))
    differing = _differing(read, len(own.attempts))
    return Decisions(
        panel.exact,
        panel.ac1,
        int(np.count_nonzero(np.bincount(read.attempt[decided]) > 1)) if decided.any() else 0,
        int(np.count_nonzero(~decided)),
        float(np.mean(read.decision[decided])) if decided.any() else None,
        tuple(own.attempts[code] for code in np.flatnonzero(differing)),
        _deciding(own, read, differing),
    )


def read_decisions(
    ratings: Ratings,
    rule: DecisionRule = EVERY_DETAIL,
    outcomes: Mapping[tuple[str, str], str] | None = None,
) -> Readings:
    """The decision of every assessor about every attempt they judged."""
    assessors, details = len(ratings.assessors), len(ratings.details)
    key = ratings.attempt.astype(np.int64) * assessors + ratings.assessor
    if len(ratings.attempts) * assessors <= _MOST_CELLS:
        present = np.flatnonzero(np.bincount(key))
        place = np.zeros(len(ratings.attempts) * assessors, dtype=np.int32)
        place[present] = np.arange(len(present))
        row = place[key]
    else:
        present, row = np.unique(key, return_inverse=True)
    judged = np.bincount(row, minlength=len(present))
    fails = ratings.level < ratings.scale.passing_level
    below = np.bincount(row[fails], minlength=len(present))
    missing, need = details - judged, rule.needed(details)
    passed = judged - below
    decision = np.where(passed >= need, EARNED, np.where(passed + missing < need, NOT_YET, OPEN))
    attempt, assessor = present // assessors, present % assessors
    if outcomes is not None:
        decision = _given(ratings, attempt, assessor, outcomes)
    return Readings(attempt, assessor, decision, below, missing)


def chance_of_wrong_decision(
    accuracy: float, details: int, below: int = 0, rule: DecisionRule = EVERY_DETAIL
) -> float:
    """How often one assessor decides wrongly, with independent errors in each detail.

    `accuracy` is the chance (0 to 1) of judging one detail on the right side of passing,
    `below` the number of the `details` that are truly below it: the sum of two binomial counts
    against the rule. With 24 truly proficient details and 0.95 it is 1 - 0.95^24 = 0.71.
    """
    kept = binom.pmf(np.arange(details - below + 1), details - below, accuracy)
    raised = binom.pmf(np.arange(below + 1), below, 1 - accuracy)
    passed = np.convolve(kept, raised)
    need = rule.needed(details)
    earned = float(passed[need:].sum())
    return 1 - earned if details - below >= need else earned


def _given(
    ratings: Ratings,
    attempt: IntArray,
    assessor: IntArray,
    outcomes: Mapping[tuple[str, str], str],
) -> IntArray:
    code = {"earned": EARNED, "not_yet": NOT_YET}
    pairs = zip(attempt.tolist(), assessor.tolist(), strict=True)
    names = ((ratings.attempts[a], ratings.assessors[j]) for a, j in pairs)
    return np.array([code.get(outcomes.get(pair, ""), OPEN) for pair in names], dtype=np.int64)


def _decision_ratings(ratings: Ratings, read: Readings, decided: BoolArray) -> Ratings:
    """The decisions as ratings of a single detail on a scale of two levels."""
    return replace(
        ratings,
        scale=make_scale(("not yet", "earned")),
        attempt=read.attempt[decided].astype(np.int32),
        detail=np.zeros(int(decided.sum()), dtype=np.int32),
        assessor=read.assessor[decided].astype(np.int32),
        level=read.decision[decided].astype(np.int8),
        details=("decision",),
        when=None,
        definitive=None,
    )


def _differing(read: Readings, attempts: int) -> BoolArray:
    earned, not_yet = (
        np.bincount(read.attempt[read.decision == outcome], minlength=attempts) > 0
        for outcome in (EARNED, NOT_YET)
    )
    return np.asarray(earned & not_yet)


def _deciding(ratings: Ratings, read: Readings, differing: BoolArray) -> tuple[DecidingDetail, ...]:
    """The details that split the differing attempts, most often alone first."""
    rows = differing[ratings.attempt]
    some = ratings.where(rows)
    if not len(some):
        return ()
    assessors = len(some.assessors)
    row = np.searchsorted(
        read.attempt * assessors + read.assessor,
        some.attempt.astype(np.int64) * assessors + some.assessor,
    )
    decision, below = read.decision[row], read.below[row]
    fails = some.level < some.scale.passing_level
    shape = (len(some.attempts), len(some.details))
    blocks = _marked(some, fails & (decision == NOT_YET), shape)
    alone = _marked(some, fails & (decision == NOT_YET) & (below == 1), shape)
    passes = _marked(some, ~fails & (decision == EARNED), shape)
    split, only = (blocks & passes).sum(axis=0), (alone & passes).sum(axis=0)
    sided = one_sided_details(ratings)
    found = [
        DecidingDetail(name, int(split[code]), int(only[code]), not sided[code])
        for code, name in enumerate(some.details)
        if split[code]
    ]
    return tuple(sorted(found, key=lambda detail: (-detail.alone, -detail.split)))


def _marked(ratings: Ratings, rows: BoolArray, shape: tuple[int, int]) -> BoolArray:
    marks = np.zeros(shape, dtype=np.bool_)
    marks[ratings.attempt[rows], ratings.detail[rows]] = True
    return marks


def one_sided_details(ratings: Ratings) -> BoolArray:
    """For each detail whether the same assessors are the stricter ones on it.

    Over the units on which two assessors differ, assessor j gave the higher level u_j times and
    the lower l_j times; sum (u_j - l_j)^2 / (u_j + l_j) is compared with the 95 % quantile of
    chi-square on as many degrees of freedom as assessors differ, less one.
    """
    shape = (len(ratings.details), len(ratings.assessors))
    higher, lower = np.zeros(shape), np.zeros(shape)
    for pairs in iterate_pairs(ratings):
        gap = ratings.level[pairs.first] - ratings.level[pairs.second]
        for rows, sign in ((pairs.first, 1), (pairs.second, -1)):
            higher += _count(ratings, rows[gap * sign > 0], shape)
            lower += _count(ratings, rows[gap * sign < 0], shape)
    total = higher + lower
    excess = np.divide((higher - lower) ** 2, total, out=np.zeros(shape), where=total > 0)
    freedom = np.maximum((total > 0).sum(axis=1) - 1, 1)
    return np.asarray(excess.sum(axis=1) > chi2.ppf(_SURE, freedom))


def _count(ratings: Ratings, rows: IntArray, shape: tuple[int, int]) -> FloatArray:
    key = ratings.detail[rows].astype(np.int64) * shape[1] + ratings.assessor[rows]
    return np.bincount(key, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)
