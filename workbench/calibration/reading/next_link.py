"""The one more reading that would make assessors most comparable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.ratings.pairs import iterate_pairs
from workbench.calibration.severities.connectivity import label_sets

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import BoolArray, FloatArray, IntArray
    from workbench.calibration.ratings.ratings import Ratings


@dataclass(frozen=True, slots=True)
class NextLink:
    """Let `assessor` read `attempt`, which `shares_with` judged.

    `joins` holds the two sets that it would link, empty when all are linked already; `gain` is
    the share by which the mean variance of severities would fall, None while sets are apart.
    """

    attempt: str
    assessor: str
    shares_with: tuple[str, ...]
    joins: tuple[tuple[str, ...], ...]
    gain: float | None


def next_link(ratings: Ratings) -> NextLink | None:
    """The shared submission that would help most; None when nothing is left to share.

    While there are sets without common work: an attempt of the largest set that most assessors
    judged, for the busiest assessor of the next. Else the reading that lowers the mean variance
    of severities most. On the graph of assessors with a weight per shared unit the variances
    are the diagonal of the Laplacian's pseudo-inverse V; a reading of m units shared by i and j
    lowers their sum by m |V (e_i - e_j)|^2 / (1 + m V_(i-j)) (Sherman and Morrison 1950;
    A-optimality: Silvey, Optimal Design, 1980).
    """
    own = ratings.without_definitive
    if not len(own):
        return None
    judged = _judged(own)
    label = label_sets(ratings)
    present: BoolArray = np.asarray(judged.any(axis=0))
    sets = _sets_by_size(label, present)
    if len(sets) > 1:
        return _join(own, judged, sets)
    return _strengthen(own, judged)


def _judged(ratings: Ratings) -> BoolArray:
    """Which attempts each assessor judged, shape (attempts, assessors)."""
    judged = np.zeros((len(ratings.attempts), len(ratings.assessors)), dtype=np.bool_)
    judged[ratings.attempt, ratings.assessor] = True
    return judged


def _sets_by_size(label: IntArray, present: BoolArray) -> list[IntArray]:
    sets = [np.flatnonzero((label == one) & present) for one in np.unique(label[present])]
    return sorted(sets, key=lambda members: (-len(members), int(members[0])))


def _join(ratings: Ratings, judged: BoolArray, sets: list[IntArray]) -> NextLink:
    home, other = sets[0], sets[1]
    readers = judged[:, home].sum(axis=1)
    attempt = int(np.argmax(readers))
    assessor = int(other[np.argmax(judged[:, other].sum(axis=0))])
    names = ratings.assessors
    return NextLink(
        ratings.attempts[attempt],
        names[assessor],
        tuple(names[code] for code in np.flatnonzero(judged[attempt])),
        (tuple(names[code] for code in home), tuple(names[code] for code in other)),
        None,
    )


def _strengthen(ratings: Ratings, judged: BoolArray) -> NextLink | None:
    assessors = len(ratings.assessors)
    weight = np.zeros((assessors, assessors))
    for pairs in iterate_pairs(ratings):
        one, two = ratings.assessor[pairs.first], ratings.assessor[pairs.second]
        np.add.at(weight, (one, two), 2.0 / pairs.raters)
    weight = weight + weight.T
    laplacian = np.diag(weight.sum(axis=1)) - weight
    spread = np.asarray(np.linalg.pinv(laplacian, hermitian=True), dtype=np.float64)
    gain = _gains(spread, len(ratings.details))
    for flat in np.argsort(-gain, axis=None).tolist():
        one, two = divmod(flat, assessors)
        free = judged[:, one] & ~judged[:, two] & (judged.sum(axis=1) == 1)
        if gain[one, two] > 0 and free.any():
            attempt = int(np.argmax(free))
            names = ratings.assessors
            share = float(gain[one, two] / np.trace(spread))
            return NextLink(ratings.attempts[attempt], names[two], (names[one],), (), share)
    return None


def _gains(spread: FloatArray, units: int) -> FloatArray:
    """By how much sharing `units` more lowers the sum of variances, for every pair."""
    square = spread @ spread
    length = np.diag(square)[:, None] + np.diag(square)[None, :] - 2 * square
    between = np.diag(spread)[:, None] + np.diag(spread)[None, :] - 2 * spread
    gain = units * length / (1 + units * between)
    np.fill_diagonal(gain, 0.0)
    return np.asarray(gain)
