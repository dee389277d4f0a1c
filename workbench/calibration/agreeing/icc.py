"""Intraclass correlations of a complete table of attempts by assessors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import fdtrc, fdtri

from workbench.calibration.figure import CONFIDENCE
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    import numpy.typing as npt

    from workbench.calibration.ratings.arrays import FloatArray

IccForm = Literal["ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"]
_FORMS: tuple[IccForm, ...] = (
    "ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)",
)  # fmt: skip
_TINY = 1e-12
_UPPER = 1 - (1 - CONFIDENCE) / 2


class IccError(WorkbenchError):
    """The table isn't one from which intraclass correlations can be had."""


@dataclass(frozen=True, slots=True)
class Intraclass:
    """One form with its F test and 95 % interval; NaN never: see `undefined`."""

    form: IccForm
    value: float | None
    f: float | None
    df1: int
    df2: int
    p: float | None
    low: float | None
    high: float | None
    undefined: str | None = None


@dataclass(frozen=True, slots=True)
class _Squares:
    n: int
    k: int
    between: float
    within: float
    judges: float
    rest: float


def intraclass(table: npt.ArrayLike) -> tuple[Intraclass, ...]:
    """The six forms, in the order (1,1) (2,1) (3,1) (1,k) (2,k) (3,k).

    `table` has one row per attempt and one column per assessor, no gaps, at least two of each.
    (1,·): assessors differ from attempt to attempt; (2,·): absolute agreement of the same
    random assessors; (3,·): consistency of these assessors; (·,k): the mean of all k. Shrout
    and Fleiss, Psychological Bulletin 86 (1979); intervals of the (2,·) forms by McGraw and
    Wong, Psychological Methods 1 (1996).

    Raises:
        IccError: when the table has gaps or fewer than two rows or columns.
    """
    values = np.asarray(table, dtype=np.float64)
    if values.ndim != 2 or min(values.shape) < 2 or not np.isfinite(values).all():  # noqa: PLR2004
        message = (
            "Intraclass correlations need two attempts and two assessors at least, and every "
            "assessor's figure for every attempt."
        )
        raise IccError(message)
    squares = _split(values)
    if squares.between + squares.within < _TINY:
        reason = "All assessors gave all attempts the same."
        return tuple(
            Intraclass(form, None, None, 0, 0, None, None, None, reason) for form in _FORMS
        )
    random, random_mean = _one_way(squares)
    absolute, absolute_mean = _agreement(squares)
    fixed, fixed_mean = _consistency(squares)
    return (random, absolute, fixed, random_mean, absolute_mean, fixed_mean)


def _split(values: FloatArray) -> _Squares:
    n, k = values.shape
    grand, rows, columns = values.mean(), values.mean(axis=1), values.mean(axis=0)
    between = k * float(((rows - grand) ** 2).sum())
    judges = n * float(((columns - grand) ** 2).sum())
    within = float(((values - rows[:, None]) ** 2).sum())
    return _Squares(
        n,
        k,
        between / (n - 1),
        within / (n * (k - 1)),
        judges / (k - 1),
        max(0.0, within - judges) / ((n - 1) * (k - 1)),
    )


def _one_way(s: _Squares) -> tuple[Intraclass, Intraclass]:
    df1, df2 = s.n - 1, s.n * (s.k - 1)
    return _from_f(("ICC(1,1)", "ICC(1,k)"), s, s.within, df1, df2)


def _consistency(s: _Squares) -> tuple[Intraclass, Intraclass]:
    df1, df2 = s.n - 1, (s.n - 1) * (s.k - 1)
    return _from_f(("ICC(3,1)", "ICC(3,k)"), s, s.rest, df1, df2)


def _from_f(
    forms: tuple[IccForm, IccForm], s: _Squares, error: float, df1: int, df2: int
) -> tuple[Intraclass, Intraclass]:
    """The two forms whose interval follows from the F ratio alone."""
    value = _ratio(s.between - error, s.between + (s.k - 1) * error)
    mean = _ratio(s.between - error, s.between)
    f = _ratio(s.between, error)
    if not f:
        return _bare(forms, (value, mean), df1, df2)
    low, high = f / fdtri(df1, df2, _UPPER), f * fdtri(df2, df1, _UPPER)
    p = float(fdtrc(df1, df2, f))
    bounds = [float((x - 1) / (x + s.k - 1)) for x in (low, high)]
    means = [float(1 - 1 / x) for x in (low, high)]
    return (
        Intraclass(forms[0], value, f, df1, df2, p, bounds[0], bounds[1]),
        Intraclass(forms[1], mean, f, df1, df2, p, means[0], means[1]),
    )


def _agreement(s: _Squares) -> tuple[Intraclass, Intraclass]:
    forms: tuple[IccForm, IccForm] = ("ICC(2,1)", "ICC(2,k)")
    df1, df2 = s.n - 1, (s.n - 1) * (s.k - 1)
    spread = s.between + (s.k - 1) * s.rest + s.k * (s.judges - s.rest) / s.n
    value = _ratio(s.between - s.rest, spread)
    mean = _ratio(s.between - s.rest, s.between + (s.judges - s.rest) / s.n)
    f = _ratio(s.between, s.rest)
    if not f or value is None or mean is None:
        return _bare(forms, (value, mean), df1, df2)
    bounds = _agreement_bounds(s, value)
    if not np.isfinite(bounds).all():
        return _bare(forms, (value, mean), df1, df2)
    means = [_ratio(s.k * x, 1 + (s.k - 1) * x) for x in bounds]
    p = float(fdtrc(df1, df2, f))
    return (
        Intraclass(forms[0], value, f, df1, df2, p, bounds[0], bounds[1]),
        Intraclass(forms[1], mean, f, df1, df2, p, means[0], means[1]),
    )


def _bare(
    forms: tuple[IccForm, IccForm], values: tuple[float | None, float | None], df1: int, df2: int
) -> tuple[Intraclass, Intraclass]:
    """Values without a test, where there is no error or no spread to hold them against."""
    reason = "The attempts, or the assessors, do not differ at all."
    one, other = (
        Intraclass(form, value, None, df1, df2, None, None, None, reason if value is None else None)
        for form, value in zip(forms, values, strict=True)
    )
    return one, other


def _ratio(top: float, bottom: float) -> float | None:
    return top / bottom if abs(bottom) > _TINY else None


def _agreement_bounds(s: _Squares, value: float) -> tuple[float, float]:
    ratio, k, n = s.judges / s.rest, s.k, s.n
    part = n * (1 + (k - 1) * value) - k * value
    top = (k - 1) * (n - 1) * (k * value * ratio + part) ** 2
    df = top / ((n - 1) * (k * value * ratio) ** 2 + part**2)
    # The quantile for `low` as its reciprocal: for few degrees of freedom it is past all numbers.
    upper, lower = fdtri(df, n - 1, 1 - _UPPER), fdtri(df, n - 1, _UPPER)
    noise = k * s.judges + (k * n - k - n) * s.rest
    low = n * (upper * s.between - s.rest) / (noise + n * upper * s.between)
    high = n * (lower * s.between - s.rest) / (noise + n * lower * s.between)
    return float(low), float(high)
