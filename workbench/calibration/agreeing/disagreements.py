"""Where assessors gave the same detail different levels, the most consequential first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from workbench.calibration.ratings.ratings import Ratings


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One detail of one attempt with the level (from 0) that each assessor gave it."""

    attempt: str
    detail: str
    levels: tuple[tuple[str, int], ...]
    decides: bool

    @property
    def gap(self) -> int:
        """How many levels lie between the highest and the lowest."""
        given = [level for _, level in self.levels]
        return max(given) - min(given)


def list_disagreements(ratings: Ratings, most: int | None = None) -> tuple[Disagreement, ...]:
    """All units with different levels: across passing first, then by gap; `most` at most."""
    size = len(ratings.attempts) * len(ratings.details)
    low = np.full(size, np.iinfo(np.int8).max, dtype=np.int8)
    high = np.full(size, -1, dtype=np.int8)
    np.minimum.at(low, ratings.unit, ratings.level)
    np.maximum.at(high, ratings.unit, ratings.level)
    units = np.flatnonzero(high.astype(np.int64) > low)
    passing = ratings.scale.passing_level
    across = (high[units] >= passing) & (low[units] < passing)
    gap = high[units].astype(np.int64) - low[units]
    order = np.lexsort((units, -gap, ~across))[:most]
    wanted = units[order]
    rows = np.flatnonzero(np.isin(ratings.unit, wanted))
    levels: dict[int, list[tuple[str, int]]] = {}
    for row in rows.tolist():
        given = (ratings.assessors[ratings.assessor[row]], int(ratings.level[row]))
        levels.setdefault(int(ratings.unit[row]), []).append(given)
    return tuple(
        Disagreement(
            ratings.attempts[unit // len(ratings.details)],
            ratings.details[unit % len(ratings.details)],
            tuple(levels[unit]),
            bool(decides),
        )
        for unit, decides in zip(wanted.tolist(), across[order], strict=True)
    )
