"""Agreement of each assessor with the definitive judgments of anchors and seeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.agreeing.decisions import (
    EVERY_DETAIL,
    OPEN,
    DecisionRule,
    read_decisions,
)
from workbench.calibration.figure import Figure, make_share, make_undefined

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import IntArray
    from workbench.calibration.ratings.ratings import Ratings

_NONE = "This assessor judged nothing that has a definitive judgment."


@dataclass(frozen=True, slots=True)
class AnchorAgreement:
    """One assessor on the details with definitive judgments.

    `exact`, `low` and `high` count details, `sides_right` those on the right side of passing;
    `share` is exact of all. `decisions_right` of `decisions` attempts were decided as the
    definitive judgments decide.
    """

    assessor: str
    exact: int
    low: int
    high: int
    sides_right: int
    share: Figure
    decisions: int
    decisions_right: int


def agreement_with_definitive(
    ratings: Ratings, rule: DecisionRule = EVERY_DETAIL
) -> tuple[AnchorAgreement, ...]:
    """Each assessor against the definitive judgments, in order of their codes.

    Empty without definitive judgments. The share's interval is Wilson's with errors clustered
    by attempt.
    """
    if ratings.definitive is None:
        return ()
    truth = np.full(len(ratings.attempts) * len(ratings.details), -1, dtype=np.int64)
    of_lead = ratings.assessor == ratings.definitive
    truth[ratings.unit[of_lead]] = ratings.level[of_lead]
    right = truth[ratings.unit]
    rows = np.flatnonzero((right >= 0) & ~of_lead)
    decided = _decisions(ratings, rule)
    return tuple(
        _compare(ratings, rows[ratings.assessor[rows] == code], right, name, decided[code])
        for code, name in enumerate(ratings.assessors)
        if code != ratings.definitive
    )


def _compare(
    ratings: Ratings, rows: IntArray, right: IntArray, name: str, decided: tuple[int, int]
) -> AnchorAgreement:
    level, truth = ratings.level[rows].astype(np.int64), right[rows]
    gap = level - truth
    passing = ratings.scale.passing_level
    sides = int(np.count_nonzero((level >= passing) == (truth >= passing)))
    counts = [int(np.count_nonzero(hit)) for hit in (gap == 0, gap < 0, gap > 0)]
    exact, low, high = counts
    if not len(rows):
        return AnchorAgreement(name, 0, 0, 0, 0, make_undefined(_NONE), *decided)
    share = exact / len(rows)
    _, cluster = np.unique(ratings.attempt[rows], return_inverse=True)
    sums = np.bincount(cluster, weights=(gap == 0) - share)
    clusters = len(sums)
    error = float(np.sqrt(clusters / max(clusters - 1, 1) * (sums @ sums)) / len(rows))
    figure = make_share(share, error, len(rows), clusters)
    return AnchorAgreement(name, exact, low, high, sides, figure, *decided)


def _decisions(ratings: Ratings, rule: DecisionRule) -> list[tuple[int, int]]:
    """For each assessor how many decisions can be held against the definitive, and how many fit."""
    read = read_decisions(ratings, rule)
    truth = np.full(len(ratings.attempts), OPEN, dtype=np.int64)
    of_lead = read.assessor == ratings.definitive
    truth[read.attempt[of_lead]] = read.decision[of_lead]
    both = (truth[read.attempt] != OPEN) & (read.decision != OPEN)
    fits = both & (truth[read.attempt] == read.decision)
    sizes = len(ratings.assessors)
    total = np.bincount(read.assessor[both], minlength=sizes)
    hits = np.bincount(read.assessor[fits], minlength=sizes)
    return list(zip(total.tolist(), hits.tolist(), strict=True))
