"""The declared scale of levels, and how much two different levels count as agreeing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import numpy as np

from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.assessment.credential import Rubric
    from workbench.calibration.ratings.arrays import BoolArray, FloatArray

WeightName = Literal[
    "identity", "adjacent", "linear", "quadratic", "ordinal", "radical", "ratio", "circular",
    "bipolar",
]  # fmt: skip
Metric = Literal["nominal", "ordinal", "interval", "ratio"]
Levels: TypeAlias = "Sequence[object] | int"

_MOST_LEVELS = 100


class ScaleError(WorkbenchError):
    """The scale, or the weights on it, can't be used."""


@dataclass(frozen=True)
class Scale:
    """The levels a rubric declares, lowest first, used or not.

    `values` are the numbers behind the levels, rising; without them the order numbers 1, 2, 3…
    are taken. `passing` is the position (from 0) of the lowest level that passes; without it
    the highest level alone passes. A `nominal` scale has no order: weights other than identity
    are refused for it.
    """

    levels: tuple[str, ...]
    values: tuple[float, ...] = ()
    passing: int | None = None
    nominal: bool = False

    def __post_init__(self) -> None:
        """Fill in the order numbers and refuse what is no scale."""
        if not self.values:
            object.__setattr__(self, "values", tuple(float(n + 1) for n in range(len(self.levels))))
        _refuse_bad_scale(self)

    def __len__(self) -> int:
        return len(self.levels)

    @property
    def passing_level(self) -> int:
        """The position (from 0) of the lowest level that passes."""
        return len(self.levels) - 1 if self.passing is None else self.passing


def make_scale(levels: Levels, passing: int | None = None) -> Scale:
    """A scale of these levels, lowest first; a number stands for that many unnamed levels.

    Levels given as numbers keep their values: `make_scale([0, 1, 2])` has the values 0, 1, 2.
    """
    if isinstance(levels, int):
        levels = range(1, levels + 1)
    if all(isinstance(level, int | float) for level in levels):
        values = tuple(float(str(level)) for level in levels)
        return Scale(tuple(str(level) for level in levels), values, passing)
    return Scale(tuple(str(level) for level in levels), passing=passing)


def as_scale(scale: Scale | Levels) -> Scale:
    """The scale itself, or one of these levels."""
    return scale if isinstance(scale, Scale) else make_scale(scale)


def scale_of_rubric(rubric: Rubric) -> Scale:
    """The scale a rubric declares; levels go by their ids."""
    levels = sorted(rubric.levels, key=lambda level: level.order)
    passing = [position for position, level in enumerate(levels) if level.passing]
    return Scale(tuple(level.id for level in levels), passing=min(passing, default=None))


def make_weights(scale: Scale, weights: WeightName | FloatArray) -> FloatArray:
    """How much each pair of levels agrees: 1 on the diagonal, shape (levels, levels).

    The names are Gwet's (Handbook of Inter-Rater Reliability, 4th ed. 2014, ch. 3), computed
    from the declared levels and never from those that happened to be used: identity; linear
    1 - |a - b| / range; quadratic, its square; ordinal 1 - C(n, 2) / max over the n levels from
    a to b; radical; ratio; circular; bipolar. `adjacent` counts a difference of one level as
    agreement. A matrix of one's own must be square and finite, with 1 on the diagonal and at most
    1 elsewhere; with 0 on the diagonal and more elsewhere it holds disagreements d, as in Cohen
    (1968), which become 1 - d / max d.

    Raises:
        ScaleError: for an unknown name, a matrix of the wrong shape, or an order on a scale
            without one.
    """
    if isinstance(weights, str):
        return _named_weights(scale, weights)
    own = np.asarray(weights, dtype=np.float64)
    size = len(scale)
    if own.shape != (size, size):
        message = f"The weights have the shape {own.shape}; the scale needs {size} by {size}."
        raise ScaleError(message)
    if np.isfinite(own).all() and not np.diag(own).any() and own.min() >= 0 and own.max() > 0:
        own = 1 - own / own.max()
    if not np.isfinite(own).all() or np.any(np.diag(own) != 1) or own.max() > 1:
        message = (
            "Weights must be numbers, 1 on the diagonal and at most 1 elsewhere; or "
            "disagreements, 0 on the diagonal and more elsewhere."
        )
        raise ScaleError(message)
    return own


def _refuse_bad_scale(scale: Scale) -> None:
    levels, values = scale.levels, scale.values
    if len(levels) > _MOST_LEVELS:
        message = f"A scale has at most {_MOST_LEVELS} levels; here: {len(levels)}."
        raise ScaleError(message)
    if len(levels) < 1 or len(set(levels)) != len(levels):
        message = f"A scale needs levels with different names, lowest first; here: {levels}."
        raise ScaleError(message)
    if len(values) != len(levels) or not all(np.diff(values) > 0):
        message = f"A scale needs one rising number per level; here: {values} for {levels}."
        raise ScaleError(message)
    if scale.passing is not None and not 0 <= scale.passing < len(levels):
        message = f"The passing level {scale.passing} is not one of the {len(levels)} levels."
        raise ScaleError(message)


def _named_weights(scale: Scale, name: str) -> FloatArray:
    size = len(scale)
    if name not in get_args(WeightName):
        message = f"There are no weights named {name!r}; try {', '.join(get_args(WeightName))}."
        raise ScaleError(message)
    if name == "identity" or size == 1:
        return np.eye(size)
    if scale.nominal:
        message = f"This scale has no order, so {name} weights mean nothing on it."
        raise ScaleError(message)
    if name == "adjacent":
        position = np.arange(size)
        near: BoolArray = np.abs(position[:, None] - position[None, :]) <= 1
        return near.astype(np.float64)
    return np.asarray(1 - _disagreement(np.asarray(scale.values), name))


def _disagreement(values: FloatArray, name: str) -> FloatArray:
    """The share of the greatest disagreement, 0 to 1, for two levels."""
    one, other = values[:, None], values[None, :]
    gap = np.abs(one - other)
    low, high = values[0], values[-1]
    if name == "ordinal":
        position = np.arange(len(values))
        steps = np.abs(position[:, None] - position[None, :])
        raw = steps * (steps + 1) / 2.0
    elif name == "ratio":
        total = one + other
        raw = np.divide(gap, total, out=np.zeros_like(gap), where=total != 0) ** 2
    elif name == "circular":
        raw = np.sin(np.pi * gap / (high - low + 1)) ** 2
    elif name == "bipolar":
        below, above = one + other - 2 * low, 2 * high - one - other
        raw = np.divide(gap**2, below * above, out=np.zeros_like(gap), where=gap > 0)
    else:
        raw = gap ** {"linear": 1.0, "quadratic": 2.0, "radical": 0.5}[name]
    return np.asarray(raw / raw.max())
