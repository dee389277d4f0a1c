"""How often each assessor gave the same level as others, detail by detail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.ratings.pairs import iterate_pairs

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import FloatArray
    from workbench.calibration.ratings.ratings import Ratings


@dataclass(frozen=True, eq=False)
class HeatMap:
    """Shares of the same level (0 to 1) and shared units, shape (assessors, details).

    Every shared unit counts once, whatever the number of others; the share is NaN where `n` is
    0.
    """

    share: FloatArray
    n: FloatArray


def map_agreement(ratings: Ratings) -> HeatMap:
    """Exact agreement of each assessor with the others on each detail."""
    shape = (len(ratings.assessors), len(ratings.details))
    size = shape[0] * shape[1]
    same, total = np.zeros(size), np.zeros(size)
    for pairs in iterate_pairs(ratings):
        weight = 1.0 / (pairs.raters - 1)
        hit = weight * (ratings.level[pairs.first] == ratings.level[pairs.second])
        for rows in (pairs.first, pairs.second):
            key = ratings.assessor[rows].astype(np.int64) * shape[1] + ratings.detail[rows]
            same += np.bincount(key, weights=hit, minlength=size)
            total += np.bincount(key, weights=weight, minlength=size)
    share = np.divide(same, total, out=np.full(size, np.nan), where=total > 0)
    return HeatMap(share.reshape(shape), total.reshape(shape))
