"""Ratings: who gave which detail of which attempt which level, as integer codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.calibration.ratings.arrays import BoolArray, FloatArray, IntArray
    from workbench.calibration.ratings.scale import Scale

_SHOWN_PROBLEMS = 5
_MOST_CELLS = 50_000_000


class RatingsError(WorkbenchError):
    """Rows that can't be ratings; `problems` holds (row from 1, reason), in order."""

    def __init__(self, problems: Sequence[tuple[int, str]], source: str = "the ratings") -> None:
        self.problems = tuple(problems)
        shown = "; ".join(f"row {row}: {reason}" for row, reason in problems[:_SHOWN_PROBLEMS])
        more = len(problems) - _SHOWN_PROBLEMS
        rest = f"; and {more} more" if more > 0 else ""
        super().__init__(
            f"{source} can't be used: {shown}{rest}. Correct these rows and try again."
        )


@dataclass(frozen=True, eq=False)
class Ratings:
    """One level per row; all arrays have one entry per rating, codes count from 0.

    `attempt`, `detail`, `assessor` index into `attempts`, `details`, `assessors`; `level` is the
    position on `scale`. `program` has one entry per *attempt* (index into `programs`), `when`
    one per rating in days (any origin), each None where unknown. `definitive` is the code of the
    assessor that stands for the definitive judgments, whose severity is 0 by definition.
    `left_out` counts rows without a level. Make one with `ratings_from_arrays`.
    """

    scale: Scale
    attempt: IntArray
    detail: IntArray
    assessor: IntArray
    level: IntArray
    attempts: tuple[str, ...]
    details: tuple[str, ...]
    assessors: tuple[str, ...]
    program: IntArray | None = None
    programs: tuple[str, ...] = ()
    when: FloatArray | None = None
    definitive: int | None = None
    left_out: int = 0

    def __len__(self) -> int:
        return len(self.level)

    @cached_property
    def unit(self) -> IntArray:
        """The unit of each rating: attempt x details + detail."""
        wide = len(self.attempts) * len(self.details) >= np.iinfo(np.int32).max
        unit = np.multiply(self.attempt, len(self.details), dtype=np.int64 if wide else np.int32)
        unit += self.detail
        return unit

    @cached_property
    def by_unit(self) -> IntArray:
        """The rows in the order of their units."""
        from scipy.sparse import coo_array  # noqa: PLC0415  SciPy's sparse part is slow to import

        unit = self.unit
        if len(unit) == 0 or np.all(unit[1:] >= unit[:-1]):
            return np.arange(len(unit))
        bins = len(self.attempts) * len(self.details)
        if bins > 8 * len(unit) + 1000:
            return np.argsort(unit, kind="stable")
        # A counting sort, five times faster than argsort for a million rows.
        row = np.arange(len(unit), dtype=np.int32)
        order: IntArray = coo_array((row, (unit, row)), (bins, len(unit))).tocsr().data
        return order

    @property
    def without_definitive(self) -> Ratings:
        """The same without the definitive judgments."""
        if self.definitive is None:
            return self
        return self.where(self.assessor != self.definitive)

    def where(self, keep: BoolArray) -> Ratings:
        """The ratings for which `keep` (one truth value per rating) holds; all names stay."""
        return Ratings(
            self.scale,
            self.attempt[keep],
            self.detail[keep],
            self.assessor[keep],
            self.level[keep],
            self.attempts,
            self.details,
            self.assessors,
            self.program,
            self.programs,
            None if self.when is None else self.when[keep],
            self.definitive,
        )


def count_attempts(ratings: Ratings, code: IntArray, size: int) -> IntArray:
    """In how many attempts each code (one per rating, below `size`) occurs, shape (size,)."""
    key = ratings.attempt.astype(np.int64) * size + code
    if len(ratings.attempts) * size > _MOST_CELLS:
        return np.bincount(np.unique(key) % size, minlength=size)
    seen = np.zeros(len(ratings.attempts) * size, dtype=np.bool_)
    seen[key] = True
    return np.asarray(seen.reshape(-1, size).sum(axis=0))
