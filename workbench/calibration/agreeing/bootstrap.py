"""Percentile intervals from drawing whole attempts again, a thousand times in a second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.special import ndtr, ndtri

from workbench.calibration.agreeing import chance
from workbench.calibration.agreeing.cohen import cohen_values
from workbench.calibration.figure import student_quantile
from workbench.calibration.ratings.pairs import tabulate_pairs
from workbench.calibration.ratings.scale import WeightName, make_weights
from workbench.calibration.ratings.units import tabulate_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.calibration.ratings.arrays import FloatArray
    from workbench.calibration.ratings.ratings import Ratings
    from workbench.calibration.ratings.scale import Metric

REPLICATIONS = 1000
_PORTION = 50


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval; `undefined` draws had no value and are left out of it."""

    low: float
    high: float
    replications: int
    undefined: int


def bootstrap_agreement(
    ratings: Ratings,
    weights: WeightName | FloatArray = "linear",
    *,
    replications: int = REPLICATIONS,
    seed: int = 0,
) -> dict[str, Interval]:
    """Bias-corrected percentile intervals of the panel's figures, attempts drawn again.

    Keys are the fields of `AgreementPanel`: exact, adjacent, fleiss, brennan_prediger, ac1 and
    their weighted forms, the alphas, and Cohen's kappas where exactly two assessors rated. A
    figure that is undefined in more than half of the draws has no entry. The same seed gives
    the same intervals (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 14;
    whole clusters: Field and Welsh, J. of the Royal Statistical Society B 69, 2007). The
    percentiles are those of Student's distribution, wider by sqrt(G / (G - 1)) for G attempts,
    since draws spread less than samples do (Hesterberg, American Statistician 69, 2015).
    """
    draws = _draw_units(ratings, weights, replications, seed)
    present = np.count_nonzero(np.bincount(ratings.assessor, minlength=1))
    if present == 2:  # noqa: PLR2004  kappa is for two
        draws |= _draw_kappas(ratings, weights, replications, seed)
    attempts = int(np.count_nonzero(np.bincount(ratings.attempt, minlength=1)))
    made = {name: _interval(values, attempts) for name, values in draws.items()}
    return {name: interval for name, interval in made.items() if interval is not None}


def _interval(values: FloatArray, attempts: int) -> Interval | None:
    """The interval from the figure itself, which comes first, and its draws."""
    estimate, draws = values[0], values[1:]
    defined = draws[~np.isnan(draws)]
    if np.isnan(estimate) or attempts < 2 or len(defined) < max(2, len(draws) / 2):  # noqa: PLR2004
        return None
    below = np.mean(defined < estimate) + np.mean(defined == estimate) / 2
    shift = 2 * ndtri(np.clip(below, 1 / len(draws), 1 - 1 / len(draws)))
    reach = student_quantile(attempts - 1) * np.sqrt(attempts / (attempts - 1))
    low, high = np.quantile(defined, ndtr((shift - reach, shift + reach)))
    return Interval(float(low), float(high), len(draws), len(draws) - len(defined))


def _resample(by_attempt: csr_array, replications: int, seed: int) -> Iterator[FloatArray]:
    """Column totals of the attempts themselves, then of resampled ones, shape (draws, columns)."""
    rated = np.flatnonzero(np.diff(by_attempt.indptr))
    by_column = by_attempt[rated].T.tocsr()
    attempts = len(rated)
    yield by_column.sum(axis=1)[None]
    random = np.random.default_rng(seed)
    for start in range(0, replications, _PORTION):
        draws = min(_PORTION, replications - start)
        picked = random.integers(0, attempts, (draws, attempts), dtype=np.int32)
        picked += (np.arange(draws, dtype=np.int32) * attempts)[:, None]
        times = np.bincount(picked.ravel(), minlength=draws * attempts)
        yield (by_column @ times.reshape(draws, attempts).T.astype(np.float64)).T


def _draw_units(
    ratings: Ratings, weights: WeightName | FloatArray, replications: int, seed: int
) -> dict[str, FloatArray]:
    table, scale = tabulate_units(ratings), ratings.scale
    if not table.n_shared:
        return {}
    chosen = make_weights(scale, "identity" if scale.nominal else weights)
    near = make_weights(scale, "identity" if scale.nominal else "adjacent")
    forms = {"": np.eye(len(scale)), "_weighted": chosen, "adjacent": near}
    metrics: tuple[Metric, ...] = ("nominal", "ordinal", "interval", "ratio")
    parts: dict[str, list[FloatArray]] = {}
    for frequency in _resample(table.by_attempt, replications, seed):
        for ending, matrix in forms.items():
            drawn = chance.drawn_coefficients(table.patterns, frequency, matrix)
            for name, values in _named(drawn, ending).items():
                parts.setdefault(name, []).append(values)
        for metric in ("nominal",) if scale.nominal else metrics:
            values = chance.drawn_alpha(table.patterns, frequency, scale, metric)
            parts.setdefault(f"alpha_{metric}", []).append(values)
    return {name: np.concatenate(values) for name, values in parts.items()}


def _named(drawn: dict[str, FloatArray], ending: str) -> dict[str, FloatArray]:
    if ending == "adjacent":
        return {"adjacent": drawn["observed"]}
    gwet = "ac1" if not ending else "ac2"
    named = {gwet: drawn["gwet"]} | {
        f"{name}{ending}": drawn[name] for name in ("fleiss", "brennan_prediger")
    }
    return named if ending else named | {"exact": drawn["observed"]}


def _draw_kappas(
    ratings: Ratings, weights: WeightName | FloatArray, replications: int, seed: int
) -> dict[str, FloatArray]:
    pairs, scale = tabulate_pairs(ratings), ratings.scale
    if not len(pairs.pair):
        return {}
    size = len(scale)
    shape = (len(ratings.attempts), size**2)
    cells = csr_array((np.ones(len(pairs.cell)), (pairs.attempt, pairs.cell)), shape=shape)
    forms = {"cohen": np.eye(size)}
    if not scale.nominal:
        forms |= {
            "cohen_linear": make_weights(scale, "linear"),
            "cohen_quadratic": make_weights(scale, "quadratic"),
            "cohen_weighted": make_weights(scale, weights),
        }
    parts: dict[str, list[FloatArray]] = {name: [] for name in forms}
    for totals in _resample(cells, replications, seed):
        for name, matrix in forms.items():
            parts[name].append(cohen_values(totals.reshape(-1, size, size), matrix)[0])
    return {name: np.concatenate(values) for name, values in parts.items()}
