"""Whether an assessor has become stricter or more lenient since the team was last measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse.csgraph import connected_components
from scipy.special import expit, ndtr

from workbench.calibration.figure import Figure, make_undefined, normal_quantile
from workbench.calibration.ratings.pairs import iterate_pairs
from workbench.calibration.severities.severity import Severity, severity
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings

DAYS = 7.0
MEMORY = 0.2
LIMIT = 3.0
LEAST_CHANGE = 0.3
FALSE_DISCOVERIES = 0.05
NO_WORK = "No dated work is shared with others."


class DriftError(WorkbenchError):
    """Drift can't be followed in these ratings."""

    def __init__(self) -> None:
        super().__init__(
            "These ratings have no dates, so drift can't be followed. Give the table a column "
            "`when`, or use reports of finished reviews."
        )


@dataclass(frozen=True, slots=True)
class DriftPeriod:
    """One assessor's period: its first day, units compared, standardised residual, EWMA.

    Positive is stricter than before; `ewma` is in units of its own error, its limits are -3
    and 3.
    """

    start: float
    n: int
    residual: float
    ewma: float


@dataclass(frozen=True, slots=True)
class AssessorDrift:
    """How one assessor moved: `change` is in logits against the frozen severity.

    `since` is the first day of the run on this side of 0 that leads to the present, None
    without an alarm.
    """

    assessor: str
    periods: tuple[DriftPeriod, ...]
    change: Figure
    p: float | None
    alarm: bool
    since: float | None


def drift(
    ratings: Ratings, frozen: Severity | None = None, *, days: float = DAYS
) -> tuple[AssessorDrift, ...]:
    """Drift of every assessor in periods of `days`, in the order of their codes.

    `frozen` holds the severities of the season's start (by default those of these ratings).
    For each shared unit with different levels the residual of an assessor is what they gave
    less what the frozen severities expect of this pair of levels (see `severity`); its sum over
    a period, standardised, enters an exponentially weighted moving average with weight 0.2
    (Roberts, Technometrics 1, 1959; in rating: Myford and Wolfe, J. of Educational Measurement
    46, 2009). Variances are inflated by what the clustering in attempts adds for this assessor.
    The change in logits is one Newton step for all assessors at once, periods weighted by the
    same memory, around the median change or the definitive judgments. An alarm needs all of:
    the average beyond 3 of its errors; a change of over 0.3 logit whose interval excludes 0; and
    a place among the discoveries of which 5 % may be false (Benjamini and Hochberg 1995).

    Raises:
        DriftError: when the ratings have no dates.
    """
    if ratings.when is None or not np.isfinite(ratings.when).any():
        raise DriftError
    base = frozen or severity(ratings)
    known = {one.assessor: one.logits.value for one in base.assessors}
    place = np.array([known.get(name) or 0.0 for name in ratings.assessors])
    first = float(np.nanmin(ratings.when))
    period = np.floor((ratings.when - first) / days)
    sums = _sum_by_period(ratings, place, period)
    starts = np.asarray(first + days * np.arange(sums.n.shape[1]), dtype=np.float64)
    change, error = _changes(sums, ratings.definitive)
    lines = [
        _follow(code, name, sums, starts, (float(change[code]), float(error[code])))
        for code, name in enumerate(ratings.assessors)
    ]
    passed = _discoveries([line.p for line in lines])
    return tuple(
        _with_alarm(line) if discovery and _is_marked(line) else line
        for line, discovery in zip(lines, passed, strict=True)
    )


@dataclass(frozen=True, eq=False)
class _Sums:
    """What the pairs say: by assessor and period, and by assessors with fading weights.

    `score` (toward strictness), `information` and `n` have the shape (assessors, periods);
    `recent_score` (assessors,) and the Laplacians `recent` and `recent_twice` (assessors,
    assessors) weigh each period by its memory, the last by the square of it.
    """

    score: FloatArray
    information: FloatArray
    n: IntArray
    inflation: FloatArray
    attempts: IntArray
    recent_score: FloatArray
    recent: FloatArray
    recent_twice: FloatArray


def _sum_by_period(ratings: Ratings, place: FloatArray, period: FloatArray) -> _Sums:
    dated = np.isfinite(period)
    at = np.where(dated, period, 0).astype(np.int64)
    assessors, last = len(ratings.assessors), int(at.max(initial=0))
    score, information = np.zeros((assessors, last + 1)), np.zeros((assessors, last + 1))
    n = np.zeros((assessors, last + 1), dtype=np.int64)
    by_attempt = np.zeros((len(ratings.attempts), assessors))
    recent_score = np.zeros(assessors)
    recent, twice = np.zeros((assessors, assessors)), np.zeros((assessors, assessors))
    for pairs in iterate_pairs(ratings):
        both = dated[pairs.first] & dated[pairs.second]
        first, second = pairs.first[both], pairs.second[both]
        gap = ratings.level[first].astype(np.float64) - ratings.level[second]
        one, two = ratings.assessor[first], ratings.assessor[second]
        surprise = expit(-gap * (place[two] - place[one]))
        weight = 2.0 / pairs.raters[both]
        toward, known = weight * gap * surprise, weight * gap**2 * surprise * (1 - surprise)
        memory = (1 - MEMORY) ** (last - np.maximum(at[first], at[second]))
        np.add.at(recent, (one, two), -memory * known)
        np.add.at(twice, (one, two), -(memory**2) * known)
        for rows, who, sign in ((first, one, -1.0), (second, two, 1.0)):
            np.add.at(score, (who, at[rows]), sign * toward)
            np.add.at(information, (who, at[rows]), known)
            np.add.at(n, (who, at[rows]), 1)
            np.add.at(by_attempt, (ratings.attempt[rows], who), sign * toward)
            np.add.at(recent_score, who, sign * memory * toward)
    spread, total = (by_attempt**2).sum(axis=0), information.sum(axis=1)
    inflation = np.maximum(1.0, spread / np.maximum(total, 1e-12))
    attempts: IntArray = (by_attempt != 0).sum(axis=0)
    laplacians = [_complete_laplacian(matrix) for matrix in (recent, twice)]
    return _Sums(score, information, n, inflation, attempts, recent_score, *laplacians)


def _complete_laplacian(half: FloatArray) -> FloatArray:
    both = half + half.T
    return np.asarray(both - np.diag(both.sum(axis=1)))


def _changes(sums: _Sums, definitive: int | None) -> tuple[FloatArray, FloatArray]:
    """Everybody's change at once, with errors: one Newton step from the frozen severities.

    At once, so that those who share work with somebody who moved don't seem to move the other
    way. Their origin is the definitive judgments or else the median change of the set.
    """
    inverse = np.linalg.pinv(sums.recent, hermitian=True)
    change = inverse @ sums.recent_score
    _, label = connected_components(sums.recent != 0, directed=False)
    for number in np.unique(label).tolist():
        members = np.flatnonzero(label == number)
        fixed = definitive if definitive is not None and definitive in members else None
        change[members] -= np.median(change[members]) if fixed is None else change[fixed]
    variance = np.diag(inverse @ sums.recent_twice @ inverse) * sums.inflation
    return np.asarray(change), np.sqrt(np.maximum(variance, 0.0))


def _follow(
    code: int, name: str, sums: _Sums, starts: FloatArray, moved: tuple[float, float]
) -> AssessorDrift:
    used = np.flatnonzero(sums.n[code])
    inflation = float(sums.inflation[code])
    if not len(used) or sums.information[code].sum() <= 0:
        return AssessorDrift(name, (), make_undefined(NO_WORK), None, alarm=False, since=None)
    score, information = sums.score[code, used], sums.information[code, used]
    noise = np.sqrt(inflation * np.maximum(information, 1e-12))
    residual = np.where(information > 0, score / noise, 0.0)
    average = _moving_average(residual)
    periods = tuple(
        DriftPeriod(float(starts[at]), int(sums.n[code, at]), float(z), float(e))
        for at, z, e in zip(used, residual, average, strict=True)
    )
    change, error = moved
    half = normal_quantile() * error
    n, clusters = int(sums.n[code].sum()), int(sums.attempts[code])
    figure = Figure(change, n, clusters, error, change - half, change + half)
    p = float(2 * ndtr(-abs(change) / error)) if error > 0 else None
    return AssessorDrift(name, periods, figure, p, alarm=False, since=None)


def _moving_average(residual: FloatArray) -> FloatArray:
    """The average in units of its own error after each period."""
    level, averages = 0.0, []
    for step, value in enumerate(residual.tolist(), start=1):
        level = MEMORY * value + (1 - MEMORY) * level
        spread = MEMORY / (2 - MEMORY) * (1 - (1 - MEMORY) ** (2 * step))
        averages.append(level / np.sqrt(spread))
    return np.array(averages)


def _discoveries(p_values: list[float | None]) -> list[bool]:
    """Which of these stand when 5 % of those that do may be false (Benjamini and Hochberg)."""
    known = sorted(p for p in p_values if p is not None)
    limits = [p for rank, p in enumerate(known, 1) if p <= FALSE_DISCOVERIES * rank / len(known)]
    limit = max(limits, default=-1.0)
    return [p is not None and p <= limit for p in p_values]


def _is_marked(line: AssessorDrift) -> bool:
    change = line.change
    if change.value is None or change.low is None or change.high is None:
        return False
    apart = change.low > 0 or change.high < 0
    return bool(apart and abs(change.value) > LEAST_CHANGE and abs(line.periods[-1].ewma) > LIMIT)


def _with_alarm(line: AssessorDrift) -> AssessorDrift:
    side = np.sign(line.periods[-1].ewma)
    since = line.periods[-1].start
    for period in reversed(line.periods):
        if np.sign(period.ewma) != side:
            break
        since = period.start
    return AssessorDrift(line.assessor, line.periods, line.change, line.p, alarm=True, since=since)
