"""One number with its error, its interval and the n behind it, or the reason why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from scipy.special import ndtri, stdtrit

CONFIDENCE = 0.95
FEW_UNITS = 20
INDICATIVE_UNITS = 50
_AS_GOOD_AS_ONE = 1 - 1e-9

Standing = Literal["counts only", "indicative", "firm"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that says what stands behind it.

    `n` counts the units (details of attempts) that were compared, `clusters` the attempts they
    came from. `value` is None exactly when `undefined` holds the reason. `error` is the standard
    error, `low` and `high` the 95 % interval; where only the interval can't be had,
    `no_interval` says why.
    """

    value: float | None
    n: int
    clusters: int
    error: float | None = None
    low: float | None = None
    high: float | None = None
    undefined: str | None = None
    no_interval: str | None = None

    @property
    def standing(self) -> Standing:
        """What may be shown: below 20 units counts only, up to 50 it is indicative."""
        if self.n < FEW_UNITS:
            return "counts only"
        return "indicative" if self.n < INDICATIVE_UNITS else "firm"


def make_undefined(reason: str, n: int = 0, clusters: int = 0) -> Figure:
    """A figure that doesn't exist, with the reason as a sentence."""
    return Figure(None, n, clusters, undefined=reason, no_interval=reason)


def make_coefficient(value: float, error: float | None, n: int, clusters: int) -> Figure:
    """A coefficient up to 1 with a Fisher-z interval on clusters - 1 degrees of freedom.

    z = atanh(value), its error = error / (1 - value^2); outside (-1, 1) the plain interval.
    """
    if error is None or clusters < 2:  # noqa: PLR2004  one cluster has no spread
        return Figure(value, n, clusters, no_interval="A single attempt has no spread.")
    if error == 0 or not math.isfinite(error):
        return Figure(value, n, clusters, 0.0, no_interval="Every attempt came out alike.")
    quantile = student_quantile(clusters - 1)
    if abs(value) >= _AS_GOOD_AS_ONE:
        low, high = value - quantile * error, min(1.0, value + quantile * error)
        return Figure(value, n, clusters, error, low, high)
    z, half = math.atanh(value), quantile * error / (1 - value**2)
    return Figure(value, n, clusters, error, math.tanh(z - half), math.tanh(z + half))


def make_share(share: float, error: float | None, n: int, clusters: int) -> Figure:
    """A share between 0 and 1 with Wilson's interval at the effective number of units.

    The effective number is share (1 - share) / error^2, so that units of one attempt, which
    resemble each other, don't count as independent (Kish's design effect in Wilson 1927, with
    Student's quantile for few attempts). A share of 0 or 1 shows no spread: there the number of
    attempts is taken, the least that the data can be worth.
    """
    effective = float(clusters)
    if error is not None and error > 0 and 0 < share < 1:
        effective = share * (1 - share) / error**2
    low, high = wilson_interval(share, effective, clusters)
    return Figure(share, n, clusters, error, low, high)


def make_measure(
    value: float,
    error: float,
    n: int,
    clusters: int,
    *,
    freedom: float | None = None,
    least: float = 0.0,
) -> Figure:
    """A measure without bounds, with Student's interval on `freedom` or clusters - 1 degrees.

    `least` is the error that a model expects for certain: the interval is never narrower than
    that makes it, on the normal quantile.
    """
    if clusters < 2:  # noqa: PLR2004  one cluster has no spread
        return Figure(value, n, clusters, no_interval="A single attempt has no spread.")
    half = student_quantile(clusters - 1 if freedom is None else freedom) * error
    half = max(half, normal_quantile() * least)
    return Figure(value, n, clusters, max(error, least), value - half, value + half)


def wilson_interval(share: float, n: float, clusters: int | None = None) -> tuple[float, float]:
    """Wilson's (1927) 95 % interval of a share out of n, which may be a fraction, n > 0.

    With `clusters` Student's quantile takes the place of the normal one.
    """
    few = clusters is not None and clusters > 1
    quantile = student_quantile(clusters - 1) if few and clusters else normal_quantile()
    square = quantile**2 / n
    middle = (share + square / 2) / (1 + square)
    half = quantile / (1 + square) * math.sqrt(share * (1 - share) / n + square / (4 * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def normal_quantile() -> float:
    """The two-sided 95 % quantile of the normal distribution."""
    return float(ndtri(1 - (1 - CONFIDENCE) / 2))


def student_quantile(df: float) -> float:
    """The two-sided 95 % quantile of Student's distribution, df > 0."""
    return float(stdtrit(df, 1 - (1 - CONFIDENCE) / 2))
