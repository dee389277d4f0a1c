"""What other rules of second reading would have cost, replayed on the stored judgments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from workbench.calibration.agreeing.decisions import (
    EARNED,
    EVERY_DETAIL,
    NOT_YET,
    OPEN,
    DecisionRule,
    Readings,
    read_decisions,
)
from workbench.calibration.figure import Figure, make_share, make_undefined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.calibration.ratings.arrays import BoolArray, FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings

Resolution = Literal["third reading", "lead", "earned if either", "earned if both"]

DRAWS = 50
NOTHING = "No attempt has two readings and a decision to hold them against."


@dataclass(frozen=True)
class Policy:
    """A rule of reading: how many are read twice, what counts as differing, who settles it.

    `double_share` is the share of attempts read twice (0 to 1). Two readings differ when their
    decisions do, or, with a `tolerance`, when any detail is more than so many levels apart. A
    third reading settles by majority; the lead reads too and is right by definition.
    """

    name: str
    double_share: float = 1.0
    tolerance: int | None = None
    resolution: Resolution = "third reading"
    minutes_per_reading: float = 45.0


@dataclass(frozen=True, slots=True)
class Replay:
    """What a policy does per attempt, over `n_attempts`: errors, readings and hours per 100."""

    policy: Policy
    n_attempts: int
    false_earn: Figure
    false_not_yet: Figure
    resolved: float | None
    readings: float | None
    hours_per_100: float | None


def replay_policies(
    ratings: Ratings,
    policies: Sequence[Policy],
    rule: DecisionRule = EVERY_DETAIL,
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> tuple[Replay, ...]:
    """Each policy replayed on every attempt that was read twice and whose right decision is known.

    Right is the decision of the definitive judgments, or, without them, that of the majority of
    at least three readings. Each of `draws` rounds takes the readings in another order, drawn
    from `seed`; a third reading that was never made is replaced by the lead's. Shares are of all
    attempts; intervals are Wilson's over attempts. With the majority as the right decision the
    errors are lower bounds, since it includes the readings it judges.
    """
    stored = _store(ratings, rule)
    return tuple(_replay(stored, policy, draws, seed) for policy in policies)


def policy(
    ratings: Ratings,
    tried: Policy,
    rule: DecisionRule = EVERY_DETAIL,
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> Replay:
    """One policy replayed: see `replay_policies`."""
    return replay_policies(ratings, (tried,), rule, draws=draws, seed=seed)[0]


@dataclass(frozen=True, eq=False)
class _Stored:
    """Decided readings of the attempts that can be replayed, sorted by attempt."""

    attempts: IntArray
    right: IntArray
    start: IntArray
    size: IntArray
    decision: IntArray
    assessor: IntArray
    levels: IntArray


def _store(ratings: Ratings, rule: DecisionRule) -> _Stored:
    read = read_decisions(ratings, rule)
    right = _right_decisions(ratings, read)
    own = (read.decision != OPEN) & (right[read.attempt] != OPEN)
    if ratings.definitive is not None:
        own &= read.assessor != ratings.definitive
    enough = np.bincount(read.attempt[own], minlength=len(right)) > 1
    own &= enough[read.attempt]
    rows = np.flatnonzero(own)
    attempts, start, size = np.unique(read.attempt[rows], return_index=True, return_counts=True)
    levels = _levels_of(ratings, read, rows)
    return _Stored(
        attempts, right[attempts], start, size, read.decision[rows], read.assessor[rows], levels
    )


def _right_decisions(ratings: Ratings, read: Readings) -> IntArray:
    """The decision of the definitive judgments, else of a majority of three or more, else open."""
    size = len(ratings.attempts)
    own = read.decision != OPEN
    if ratings.definitive is not None:
        own &= read.assessor != ratings.definitive
    earned = np.bincount(read.attempt[own & (read.decision == EARNED)], minlength=size)
    total = np.bincount(read.attempt[own], minlength=size)
    majority = np.where(2 * earned > total, EARNED, np.where(2 * earned < total, NOT_YET, OPEN))
    right = np.where(total > 2, majority, OPEN)  # noqa: PLR2004  two are no majority
    if ratings.definitive is not None:
        lead = (read.assessor == ratings.definitive) & (read.decision != OPEN)
        right[read.attempt[lead]] = read.decision[lead]
    return right


def _levels_of(ratings: Ratings, read: Readings, rows: IntArray) -> IntArray:
    """The levels of each stored reading, shape (readings, details), -9 where not judged."""
    assessors = len(ratings.assessors)
    key = read.attempt * assessors + read.assessor
    row_of = np.full(len(key), -1, dtype=np.int64)
    row_of[rows] = np.arange(len(rows))
    at = row_of[
        np.searchsorted(key, ratings.attempt.astype(np.int64) * assessors + ratings.assessor)
    ]
    levels = np.full((len(rows), len(ratings.details)), -9, dtype=np.int16)
    kept = at >= 0
    levels[at[kept], ratings.detail[kept]] = ratings.level[kept]
    return levels


def _replay(stored: _Stored, tried: Policy, draws: int, seed: int) -> Replay:
    n = len(stored.attempts)
    if not n:
        nothing = make_undefined(NOTHING)
        return Replay(tried, 0, nothing, nothing, None, None, None)
    random = np.random.default_rng(seed)
    wrong = np.zeros((2, n))
    readings, settled = np.zeros(n), np.zeros(n)
    for _ in range(draws):
        order = _shuffle(stored, random)
        double = random.random(n) < tried.double_share
        final, extra, differs = _decide(stored, order, double, tried)
        wrong[0] += (final == EARNED) & (stored.right == NOT_YET)
        wrong[1] += (final == NOT_YET) & (stored.right == EARNED)
        readings += 1 + double + extra
        settled += differs
    false_earn, false_not_yet = (_figure(errors / draws) for errors in wrong)
    mean = float(readings.mean() / draws)
    hours = mean * tried.minutes_per_reading * 100 / 60
    share = float(settled.mean() / draws)
    return Replay(tried, n, false_earn, false_not_yet, share, mean, hours)


def _shuffle(stored: _Stored, random: np.random.Generator) -> IntArray:
    """For each attempt three of its readings in random order, -1 where there is no third."""
    group = np.repeat(np.arange(len(stored.attempts)), stored.size)
    order = np.lexsort((random.random(len(group)), group))
    place = stored.start[:, None] + np.arange(3)
    inside = np.arange(3) < stored.size[:, None]
    return np.where(inside, order[np.minimum(place, len(order) - 1)], -1)


def _decide(
    stored: _Stored, order: IntArray, double: BoolArray, tried: Policy
) -> tuple[IntArray, IntArray, BoolArray]:
    """The final decisions, readings beyond the second, and where two readings differed."""
    first, second = stored.decision[order[:, 0]], stored.decision[order[:, 1]]
    differs = first != second
    if tried.tolerance is not None:
        one, two = stored.levels[order[:, 0]], stored.levels[order[:, 1]]
        known = (one >= 0) & (two >= 0)
        differs = differs | ((np.abs(one - two) > tried.tolerance) & known).any(axis=1)
    differs = differs & double
    third = np.where(order[:, 2] >= 0, stored.decision[order[:, 2]], stored.right)
    settled = {
        "third reading": np.where(first + second + third > 1, EARNED, NOT_YET),
        "lead": stored.right,
        "earned if either": np.maximum(first, second),
        "earned if both": np.minimum(first, second),
    }[tried.resolution]
    costs = tried.resolution in ("third reading", "lead")
    return np.where(differs, settled, first), differs * int(costs), differs


def _figure(each: FloatArray) -> Figure:
    n = len(each)
    share = float(each.mean())
    error = float(np.std(each, ddof=1) / np.sqrt(n)) if n > 1 else None
    return make_share(share, error, n, n)
