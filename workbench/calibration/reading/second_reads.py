"""Which attempts should be read again, and why, most pressing first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from workbench.calibration.agreeing.decisions import (
    EARNED,
    EVERY_DETAIL,
    NOT_YET,
    DecisionRule,
    Readings,
    read_decisions,
)
from workbench.calibration.rasch.decision_errors import find_turning_point
from workbench.calibration.severities.severity import Severity, severity

if TYPE_CHECKING:
    from workbench.calibration.rasch.measures import Facets
    from workbench.calibration.ratings.arrays import BoolArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings

Reason = Literal["decisions differ", "close decision", "wide gap", "flagged assessor", "audit"]

AUDIT_SHARE = 0.10
WIDE_GAP = 2


@dataclass(frozen=True, slots=True)
class SecondRead:
    """One attempt to read again; `details` are those the reason is about."""

    attempt: str
    reason: Reason
    sentence: str
    details: tuple[str, ...] = ()


def second_reads(
    ratings: Ratings,
    rule: DecisionRule = EVERY_DETAIL,
    *,
    severities: Severity | None = None,
    model: Facets | None = None,
    audit_share: float = AUDIT_SHARE,
    seed: int = 0,
) -> tuple[SecondRead, ...]:
    """Who reads again: each attempt once, under the first reason that holds.

    In this order: decisions differ; a decision within one error of flipping; two assessors two
    levels apart, on different sides of passing; a single reading by a flagged assessor; a
    random audit of the other single readings. With a `model` a decision is close when the
    attempt's proficiency lies within one posterior error of the point where decisions turn;
    without, when a *not yet* hangs on one detail that is one level short. The same seed gives
    the same audit. Not "any gap of two levels": that sends most attempts to a third reader.
    """
    own = ratings.without_definitive
    read = read_decisions(own, rule)
    flagged = {one.assessor for one in (severities or severity(ratings)).assessors if one.flagged}
    found: dict[int, SecondRead] = {}
    for reads in (
        _differing(own, read),
        _close(own, read, rule, model),
        _wide_gaps(own),
        _by_flagged(own, read, flagged),
    ):
        for code, one in reads.items():
            found.setdefault(code, one)
    single = np.flatnonzero(np.bincount(read.attempt, minlength=len(own.attempts)) == 1)
    rest = np.array([code for code in single.tolist() if code not in found], dtype=np.int64)
    sample = np.random.default_rng(seed).permutation(rest)
    for code in sorted(sample[: round(audit_share * len(rest))].tolist()):
        sentence = "Drawn at random, so that agreement is known for ordinary work too."
        found[code] = SecondRead(own.attempts[code], "audit", sentence)
    return tuple(found.values())


def _decided(read: Readings, attempts: int) -> tuple[BoolArray, BoolArray]:
    earned, not_yet = (
        np.bincount(read.attempt[read.decision == outcome], minlength=attempts) > 0
        for outcome in (EARNED, NOT_YET)
    )
    return np.asarray(earned), np.asarray(not_yet)


def _differing(ratings: Ratings, read: Readings) -> dict[int, SecondRead]:
    earned, not_yet = _decided(read, len(ratings.attempts))
    split = _sides(ratings)
    return {
        code: SecondRead(
            ratings.attempts[code],
            "decisions differ",
            "One assessor decided earned, another not yet.",
            _names(ratings, split[code]),
        )
        for code in np.flatnonzero(earned & not_yet).tolist()
    }


def _sides(ratings: Ratings) -> BoolArray:
    """Where assessors stand on different sides of passing, shape (attempts, details)."""
    shape = (len(ratings.attempts), len(ratings.details))
    passed, failed = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    above = ratings.level >= ratings.scale.passing_level
    passed[ratings.attempt[above], ratings.detail[above]] = True
    failed[ratings.attempt[~above], ratings.detail[~above]] = True
    return np.asarray(passed & failed)


def _close(
    ratings: Ratings, read: Readings, rule: DecisionRule, model: Facets | None
) -> dict[int, SecondRead]:
    if model is None:
        return _one_short(ratings, read, rule)
    turn = find_turning_point(model, ratings, rule)
    if turn is None:
        return {}
    earned, not_yet = _decided(read, len(ratings.attempts))
    near = np.abs(model.attempt_mean - turn) < model.attempt_error
    sentence = "Its level as a whole lies within one error of where decisions turn."
    return {
        code: SecondRead(ratings.attempts[code], "close decision", sentence)
        for code in np.flatnonzero(near & (earned ^ not_yet)).tolist()
    }


def _one_short(ratings: Ratings, read: Readings, rule: DecisionRule) -> dict[int, SecondRead]:
    """Readings that one more level in one detail would turn to *earned*."""
    need = rule.needed(len(ratings.details))
    allowed = len(ratings.details) - need
    turned = (read.decision == NOT_YET) & (read.below == allowed + 1) & (read.missing == 0)
    readings = set(zip(read.attempt[turned].tolist(), read.assessor[turned].tolist(), strict=True))
    short = ratings.level == ratings.scale.passing_level - 1
    found: dict[int, SecondRead] = {}
    rows = zip(
        ratings.attempt[short].tolist(),
        ratings.assessor[short].tolist(),
        ratings.detail[short].tolist(),
        strict=True,
    )
    for attempt, assessor, detail in rows:
        if (attempt, assessor) in readings:
            name = ratings.details[detail]
            sentence = f"Not yet, by one level in {name} alone."
            found.setdefault(
                attempt,
                SecondRead(ratings.attempts[attempt], "close decision", sentence, (name,)),
            )
    return found


def _wide_gaps(ratings: Ratings) -> dict[int, SecondRead]:
    shape = (len(ratings.attempts), len(ratings.details))
    size = shape[0] * shape[1]
    low = np.full(size, np.iinfo(np.int8).max, dtype=np.int8)
    high = np.full(size, -1, dtype=np.int8)
    np.minimum.at(low, ratings.unit, ratings.level)
    np.maximum.at(high, ratings.unit, ratings.level)
    passing = ratings.scale.passing_level
    apart = high.astype(np.int64) - low >= WIDE_GAP
    wide = (apart & (high >= passing) & (low < passing)).reshape(shape)
    return {
        code: SecondRead(
            ratings.attempts[code],
            "wide gap",
            "Assessors stand two levels apart on a detail that decides.",
            _names(ratings, wide[code]),
        )
        for code in np.flatnonzero(wide.any(axis=1)).tolist()
    }


def _by_flagged(ratings: Ratings, read: Readings, flagged: set[str]) -> dict[int, SecondRead]:
    alone = np.bincount(read.attempt, minlength=len(ratings.attempts)) == 1
    who = zip(read.attempt.tolist(), read.assessor.tolist(), strict=True)
    return {
        attempt: SecondRead(
            ratings.attempts[attempt],
            "flagged assessor",
            f"Read only by {ratings.assessors[assessor]}, who judges apart from the team.",
        )
        for attempt, assessor in who
        if alone[attempt] and ratings.assessors[assessor] in flagged
    }


def _names(ratings: Ratings, marked: BoolArray) -> tuple[str, ...]:
    codes: IntArray = np.flatnonzero(marked)
    return tuple(ratings.details[code] for code in codes)
