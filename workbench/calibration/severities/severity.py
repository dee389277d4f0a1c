"""How strict each assessor is, from what two assessors gave to the same detail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.special import expit

from workbench.calibration.figure import Figure, make_measure, make_undefined
from workbench.calibration.severities.meetings import Meetings, find_meetings
from workbench.calibration.severities.robust import Robust, robust_errors

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import BoolArray, FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings

FLAG_LEVELS = 0.15
FLAG_LOGITS = 0.5
ALONE = "Shares no detail with anyone, so nothing can be said about severity."
ONE_WAY = "Every difference with the others goes the same way, so there is no finite measure."
_STEPS = 50
_CLOSE = 1e-10


@dataclass(frozen=True, slots=True)
class AssessorSeverity:
    """One assessor's severity; positive is stricter than the origin.

    `levels` is how many levels less this assessor gives per detail than the origin, `logits`
    the same on the scale of the Rasch model. `shrunk_levels` is drawn toward the origin by as
    much as the figure is uncertain, for rankings. `set_number` tells sets of linked assessors
    apart, from 0 for the largest: measures of different sets must not be compared.
    """

    assessor: str
    set_number: int
    levels: Figure
    logits: Figure
    shrunk_levels: float | None
    n_attempts: int

    @property
    def flagged(self) -> bool:
        """True when the interval excludes 0 and the size matters (0.15 level or 0.5 logit)."""
        return any(
            figure.value is not None
            and figure.low is not None
            and figure.high is not None
            and (figure.low > 0 or figure.high < 0)
            and abs(figure.value) > least
            for figure, least in ((self.levels, FLAG_LEVELS), (self.logits, FLAG_LOGITS))
        )


@dataclass(frozen=True, slots=True)
class Severity:
    """Severities of all assessors, in the order of their codes.

    Their origin in each set is the mean of its assessors, or the definitive judgments, where
    the set has any.
    """

    assessors: tuple[AssessorSeverity, ...]
    sets: tuple[tuple[str, ...], ...]
    levels_spread: float
    logits_spread: float


def severity(ratings: Ratings) -> Severity:
    """Severity of each assessor by pairwise-conditional likelihood, in logits and in levels.

    For two ratings x1, x2 of one unit the attempt, the detail and the thresholds of a Rasch
    model cancel: logit P(this order | these two levels) = (x1 - x2)(severity2 - severity1)
    (Choppin 1968; Garner and Engelhard 2002; Zwinderman, Applied Psychological Measurement 19,
    1995). A unit of r ratings counts as r - 1 comparisons, so each of its pairs weighs 2 / r.
    Newton's method on the table by (assessor, assessor, gap). In levels: least squares of the
    differences, which is the fixed-effects estimate within units.

    Standard errors are cluster-robust by attempt and intervals Student's, both corrected for
    the few attempts that may link an assessor to the rest (`robust`). Assessors without shared
    details, and logits of assessors whose differences all go one way, are undefined with the
    reason.
    """
    work = find_meetings(ratings)
    label = _number_sets(work)
    levels = _in_levels(work, label, ratings.definitive)
    logits = _in_logits(work, label, ratings.definitive)
    linked = work.attempts_of > 0
    people = []
    for code, name in enumerate(ratings.assessors):
        number, clusters = int(label[code]), int(work.attempts_of[code])
        if not linked[code]:
            nothing = make_undefined(ALONE)
            people.append(AssessorSeverity(name, number, nothing, nothing, None, 0))
            continue
        n = int(work.units_of[code])
        in_levels = levels.figure(code, n, clusters)
        in_logits = make_undefined(ONE_WAY, n, clusters)
        if logits.finite[code]:
            in_logits = logits.figure(code, n, clusters)
        shrunk = float(levels.value[code] * levels.trust[code])
        people.append(AssessorSeverity(name, number, in_levels, in_logits, shrunk, clusters))
    sets = tuple(
        tuple(ratings.assessors[code] for code in np.flatnonzero(label == number))
        for number in range(int(label.max(initial=-1)) + 1)
    )
    return Severity(tuple(people), sets, levels.spread, logits.spread)


@dataclass(frozen=True, eq=False)
class _Measures:
    """Severities with errors; `trust` is how much of each is left after shrinking."""

    value: FloatArray
    robust: Robust
    finite: BoolArray
    spread: float
    trust: FloatArray

    def figure(self, code: int, n: int, clusters: int) -> Figure:
        """The measure of one assessor."""
        error, least, freedom = (
            float(part[code])
            for part in (self.robust.error, self.robust.least, self.robust.freedom)
        )
        value = float(self.value[code])
        return make_measure(value, error, n, clusters, freedom=freedom, least=least)


def _number_sets(work: Meetings) -> IntArray:
    """The number of each assessor's set of linked assessors, the largest set first."""
    _, label = _components(*work.pairs, work.assessors, "weak")
    order = np.argsort(-np.bincount(label, minlength=1), kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    numbers: IntArray = rank[label]
    return numbers


def _components(one: IntArray, two: IntArray, assessors: int, kind: str) -> tuple[int, IntArray]:
    graph = coo_array((np.ones(len(one)), (one, two)), (assessors, assessors))
    count, label = connected_components(graph, directed=True, connection=kind)
    return int(count), label


def _in_levels(work: Meetings, label: IntArray, definitive: int | None) -> _Measures:
    """Least squares of the differences: gap = severity of the second - of the first."""
    one, two = work.pairs
    inverse = _invert(_laplacian(work, work.table.sum(axis=1)), label)
    value = inverse @ _push(work, work.table @ work.gap)
    rest = work.gap - (value[two] - value[one])[:, None]
    freedom = max(float(work.table.sum()) - work.assessors, 1.0)
    variance = float((work.table * rest**2).sum()) / freedom
    known = np.full(work.table.shape, 1 / variance if variance > 0 else 1.0)
    shift = _shift(label, definitive, work.attempts_of > 0)
    robust = robust_errors(work, inverse * variance, shift, (rest * known, known))
    return _measures(shift @ value, robust, work.attempts_of > 0)


def _in_logits(work: Meetings, label: IntArray, definitive: int | None) -> _Measures:
    """Newton's method on the conditional likelihood of the order within each pair."""
    one, two = work.pairs
    part, finite = _estimable(work, label)
    inside = (finite[one] & finite[two] & (part[one] == part[two]))[:, None]
    value = np.zeros(work.assessors)
    surprise, known, inverse = _look(work, value, part, inside)
    for _ in range(_STEPS):
        step = inverse @ _push(work, (work.table * surprise) @ work.gap)
        largest = float(np.abs(step).max(initial=0.0))
        if largest < _CLOSE:
            break
        value = value + step / max(1.0, largest / 2)
        surprise, known, inverse = _look(work, value, part, inside)
    shift = _shift(part, definitive, finite)
    robust = robust_errors(work, inverse, shift, (work.gap * surprise, known))
    return _measures(shift @ value, robust, finite)


def _look(
    work: Meetings, value: FloatArray, part: IntArray, inside: BoolArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Surprise and information of each pair and gap, and the inverse of all the information."""
    one, two = work.pairs
    surprise = inside * expit(-work.gap * (value[two] - value[one])[:, None])
    known = work.gap**2 * surprise * (1 - surprise)
    inverse = _invert(_laplacian(work, (work.table * known).sum(axis=1)), part)
    return np.asarray(surprise), np.asarray(known), inverse


def _estimable(work: Meetings, label: IntArray) -> tuple[IntArray, BoolArray]:
    """The part of its set in which each assessor's logits are finite, and whether there is one.

    Finite estimates exist where everybody was both above and below somebody, in a circle: the
    strong components of *gave more than* (Ford, American Mathematical Monthly 64, 1957).
    """
    one, two = work.pairs
    up, down = (work.table[:, side].any(axis=1) for side in (work.gap > 0, work.gap < 0))
    source = np.concatenate([one[up], two[down]])
    target = np.concatenate([two[up], one[down]])
    _, part = _components(source, target, work.assessors, "strong")
    sizes = np.bincount(part)[part]
    finite = np.zeros(work.assessors, dtype=np.bool_)
    for number in np.unique(label).tolist():
        members = np.flatnonzero(label == number)
        main = part[members[np.argmax(sizes[members])]]
        finite |= (part == main) & (sizes > 1)
    return part, finite


def _laplacian(work: Meetings, weight: FloatArray) -> FloatArray:
    """The Laplacian of the graph of assessors with a weight per pair."""
    between = np.zeros((work.assessors, work.assessors))
    between[work.pairs] = weight
    between = between + between.T
    return np.asarray(np.diag(between.sum(axis=1)) - between)


def _push(work: Meetings, value: FloatArray) -> FloatArray:
    """What the pairs add to the score of each severity: up for the second, down for the first."""
    one, two = work.pairs
    up = np.bincount(two, weights=value, minlength=work.assessors)
    return np.asarray(up - np.bincount(one, weights=value, minlength=work.assessors))


def _invert(bread: FloatArray, label: IntArray) -> FloatArray:
    """The inverse of a Laplacian with the severities of each set summing to 0."""
    same = (label[:, None] == label[None, :]) / np.bincount(label)[label]
    lonely = np.diag((np.diag(bread) == 0).astype(np.float64))
    return np.asarray(np.linalg.inv(bread + same + lonely) - same)


def _shift(label: IntArray, definitive: int | None, finite: BoolArray) -> FloatArray:
    """What turns severities into those against the definitive judgments, where a set has any."""
    shift = np.eye(len(label))
    if definitive is not None and finite[definitive]:
        shift[label == label[definitive], definitive] -= 1
    return shift


def _measures(value: FloatArray, robust: Robust, finite: BoolArray) -> _Measures:
    error = np.maximum(robust.error, robust.least)
    spread = _true_spread(value[finite], error[finite])
    trust = spread**2 / np.maximum(spread**2 + error**2, np.finfo(float).tiny)
    return _Measures(value, robust, finite, spread, trust)


def _true_spread(value: FloatArray, error: FloatArray) -> float:
    """The standard deviation of severities that is left after their errors."""
    if len(value) < 2:  # noqa: PLR2004  one has no spread
        return 0.0
    return float(np.sqrt(max(0.0, float(np.var(value, ddof=1) - np.mean(error**2)))))
