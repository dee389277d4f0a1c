"""How strict each assessor is, from what two assessors gave to the same detail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.special import expit

from workbench.calibration.figure import Figure, make_measure, make_undefined
from workbench.calibration.ratings.arrays import gram
from workbench.calibration.severities.paired_work import DENSE_CELLS, PairedWork, compare_pairs

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

    Standard errors are cluster-robust by attempt (Liang and Zeger, Biometrika 73, 1986), with
    the factor G / (G - assessors), at most 2, that small programs need; intervals are Student's
    on the assessor's own shared attempts less one. Assessors without shared details, and logits
    of assessors whose differences all go one way, are undefined with the reason.
    """
    work = compare_pairs(ratings)
    label = _number_sets(work, len(ratings.assessors))
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
    error: FloatArray
    finite: BoolArray
    spread: float
    trust: FloatArray

    def figure(self, code: int, n: int, clusters: int) -> Figure:
        """The measure of one assessor."""
        return make_measure(float(self.value[code]), float(self.error[code]), n, clusters)


def _number_sets(work: PairedWork, assessors: int) -> IntArray:
    """The number of each assessor's set of linked assessors, the largest set first."""
    _, label = _components(work.one, work.two, assessors, "weak")
    order = np.argsort(-np.bincount(label, minlength=1), kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    numbers: IntArray = rank[label]
    return numbers


def _components(one: IntArray, two: IntArray, assessors: int, kind: str) -> tuple[int, IntArray]:
    graph = coo_array((np.ones(len(one)), (one, two)), (assessors, assessors))
    count, label = connected_components(graph, directed=True, connection=kind)
    return int(count), label


def _in_levels(work: PairedWork, label: IntArray, definitive: int | None) -> _Measures:
    """Least squares of the differences: gap = severity of the second - of the first."""
    bread = _laplacian(work, work.weight)
    inverse = _invert(bread, label)
    value = inverse @ _push(work, work.weight * work.gap)
    rest = work.gap - (value[work.two] - value[work.one])
    covariance = _sandwich(work, inverse, work.pair_weight, rest)
    everyone = np.ones(work.shape[1], dtype=np.bool_)
    return _referred(value, covariance, label, definitive, everyone & (work.attempts_of > 0))


def _in_logits(work: PairedWork, label: IntArray, definitive: int | None) -> _Measures:
    """Newton's method on the conditional likelihood of the order within each pair."""
    part, finite = _estimable(work, label)
    inside = finite[work.one] & finite[work.two] & (part[work.one] == part[work.two])
    inside &= work.gap != 0
    value = np.zeros(work.shape[1])
    for _ in range(_STEPS):
        surprise = inside * expit(-work.gap * (value[work.two] - value[work.one]))
        bread = _laplacian(work, work.weight * work.gap**2 * surprise * (1 - surprise))
        step = _invert(bread, part) @ _push(work, work.weight * work.gap * surprise)
        value = value + step / max(1.0, float(np.abs(step).max(initial=0.0)) / 2)
        if np.abs(step).max(initial=0.0) < _CLOSE:
            break
    surprise = inside * expit(-work.gap * (value[work.two] - value[work.one]))
    bread = _laplacian(work, work.weight * work.gap**2 * surprise * (1 - surprise))
    covariance = _sandwich(work, _invert(bread, part), work.pair_weight, work.gap * surprise)
    return _referred(value, covariance, part, definitive, finite)


def _estimable(work: PairedWork, label: IntArray) -> tuple[IntArray, BoolArray]:
    """The part of its set in which each assessor's logits are finite, and whether there is one.

    Finite estimates exist where everybody was both above and below somebody, in a circle: the
    strong components of *gave more than* (Ford, American Mathematical Monthly 64, 1957).
    """
    assessors = work.shape[1]
    up, down = work.gap > 0, work.gap < 0
    source = np.concatenate([work.one[up], work.two[down]])
    target = np.concatenate([work.two[up], work.one[down]])
    _, part = _components(source, target, assessors, "strong")
    sizes = np.bincount(part)[part]
    finite = np.zeros(assessors, dtype=np.bool_)
    for number in np.unique(label).tolist():
        members = np.flatnonzero(label == number)
        main = part[members[np.argmax(sizes[members])]]
        finite |= (part == main) & (sizes > 1)
    return part, finite


def _laplacian(work: PairedWork, weight: FloatArray) -> FloatArray:
    assessors = work.shape[1]
    key = work.one * assessors + work.two
    flat = np.bincount(key, weights=weight, minlength=assessors**2)
    between = flat.reshape(assessors, assessors)
    between = between + between.T
    return np.asarray(np.diag(between.sum(axis=1)) - between)


def _push(work: PairedWork, value: FloatArray) -> FloatArray:
    """What the cells add to the score of each severity: up for the second, down for the first."""
    up = np.bincount(work.two, weights=value, minlength=work.shape[1])
    return np.asarray(up - np.bincount(work.one, weights=value, minlength=work.shape[1]))


def _invert(bread: FloatArray, label: IntArray) -> FloatArray:
    """The inverse of a Laplacian with the severities of each set summing to 0."""
    same = (label[:, None] == label[None, :]) / np.bincount(label)[label]
    lonely = np.diag((np.diag(bread) == 0).astype(np.float64))
    return np.asarray(np.linalg.inv(bread + same + lonely) - same)


def _sandwich(
    work: PairedWork, inverse: FloatArray, weight: FloatArray, of_cell: FloatArray
) -> FloatArray:
    """The covariance from score sums per attempt: bread, meat, bread."""
    table = np.zeros(int(work.used.max(initial=0)) + 1)
    table[work.used] = of_cell
    score = weight * table[work.cell]
    size = work.shape[0] * work.shape[1]
    if size <= DENSE_CELLS:
        sums = np.asarray(
            np.bincount(work.row_two, weights=score, minlength=size), dtype=np.float64
        )
        sums -= np.bincount(work.row_one, weights=score, minlength=size)
        meat = gram(sums.reshape(work.shape))
    else:
        rows = np.concatenate([work.row_two, work.row_one])
        both = np.concatenate([score, -score])
        sparse = coo_array((both, (rows // work.shape[1], rows % work.shape[1])), work.shape)
        by_attempt = sparse.tocsr()
        meat = (by_attempt.T @ by_attempt).toarray()
    grown = work.clusters / max(work.clusters - work.shape[1], work.clusters / 2, 1)
    return np.asarray(inverse @ meat @ inverse * grown)


def _referred(
    value: FloatArray,
    covariance: FloatArray,
    label: IntArray,
    definitive: int | None,
    finite: BoolArray,
) -> _Measures:
    """The measures against the definitive judgments, where the set has any."""
    shift = np.eye(len(value))
    if definitive is not None and finite[definitive]:
        shift[label == label[definitive], definitive] -= 1
    value = shift @ value
    error = np.sqrt(np.clip(np.einsum("ij,jk,ik->i", shift, covariance, shift), 0, None))
    spread = _true_spread(value[finite], error[finite])
    trust = spread**2 / np.maximum(spread**2 + error**2, np.finfo(float).tiny)
    return _Measures(value, error, finite, spread, trust)


def _true_spread(value: FloatArray, error: FloatArray) -> float:
    """The standard deviation of severities that is left after their errors."""
    if len(value) < 2:  # noqa: PLR2004  one has no spread
        return 0.0
    return float(np.sqrt(max(0.0, float(np.var(value, ddof=1) - np.mean(error**2)))))
