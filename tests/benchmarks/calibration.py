"""Agreement and severity on a million ratings: the floor, ours, and peers, as ratios.

`python -m tests.benchmarks.calibration` prints the speed table, then a short simulation report;
`python -m tests.benchmarks.calibration_simulation` the long one. Everything runs in this one
process and on one thread.
"""

from __future__ import annotations

import importlib.util
import sys
import time
import tracemalloc
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import krippendorff
import numpy as np
import pandas as pd  # type: ignore[import-untyped]  # ships no types
import raschpy
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # ships no types

from tests.benchmarks import calibration_simulation
from tests.calibration.designs import Design, simulate
from workbench.calibration.agreeing.agreement import agreement
from workbench.calibration.agreeing.bootstrap import bootstrap_agreement
from workbench.calibration.agreeing.decisions import decisions
from workbench.calibration.rasch.facets import facets
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.severities.connectivity import connectivity
from workbench.calibration.severities.severity import severity

MILLION = Design(attempts=25_000, details=20, assessors=50)
TEN_THOUSAND = Design(attempts=400, details=12, assessors=10)
SHORT_SIMULATION = 60
ROUNDS = 3
Work = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One piece of work, ours, and what others take for the same."""

    name: str
    ours: Callable[[Ratings], object]
    aim_ms: float | None
    peers: tuple[tuple[str, Work], ...] = ()


def main() -> None:
    """Print the speed table for a million and for ten thousand ratings, and a simulation."""
    warnings.simplefilter("ignore")
    with threadpool_limits(1):
        for design in (MILLION, TEN_THOUSAND):
            ratings, _ = simulate(design, seed=1)
            _print_table(ratings, _rows(ratings))
    sys.argv = [sys.argv[0], str(SHORT_SIMULATION)]
    calibration_simulation.main()


def _print_table(ratings: Ratings, rows: tuple[Row, ...]) -> None:
    floor, _ = _measure(lambda: np.bincount(ratings.level, minlength=4))
    sys.stdout.write(
        f"\n{len(ratings):,} ratings, {len(ratings.assessors)} assessors, two per unit. "
        f"Floor: one np.bincount, {1000 * floor:.2f} ms\n"
        f"{'work':32s} {'ours ms':>9s} {'aim ms':>7s} {'x floor':>8s} {'MB':>6s}  peers (x ours)\n"
    )
    for row in rows:
        ours, memory = _measure(lambda row=row: row.ours(_fresh(ratings)))  # type: ignore[misc]
        others = ", ".join(f"{name} {_measure(work)[0] / ours:.1f}" for name, work in row.peers)
        aim = "" if row.aim_ms is None or len(ratings) < 1_000_000 else f"{row.aim_ms:.0f}"
        figures = f"{1000 * ours:9.1f} {aim:>7s} {ours / floor:8.0f} {memory:6.0f}"
        sys.stdout.write(f"{row.name:32s} {figures}  {others}\n")
        sys.stdout.flush()


def _fresh(ratings: Ratings) -> Ratings:
    """The same ratings with nothing remembered from an earlier round."""
    return ratings.where(np.ones(len(ratings), dtype=np.bool_))


def _measure(work: Work) -> tuple[float, float]:
    """The best time of some rounds in seconds, and the growth of memory in MB in one more."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
        if times[0] > 1:
            break
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return min(times), peak / 1e6


def _rows(ratings: Ratings) -> tuple[Row, ...]:
    counts = _counts(ratings)
    both = counts.sum(axis=1) == 2
    pairs = ratings.level[ratings.by_unit].reshape(-1, 2)
    table = _wide(ratings)
    return (
        Row(
            "agreement panel",
            agreement,
            100,
            (
                ("krippendorff, one alpha", lambda: _alpha(counts)),
                ("statsmodels, Fleiss alone", lambda: fleiss_kappa(counts[both])),
                ("sklearn, one kappa", lambda: cohen_kappa_score(*pairs.T, weights="linear")),
                *_irrcac(ratings),
            ),
        ),
        Row(
            "severity with connectivity",
            lambda ratings: (severity(ratings), connectivity(ratings)),
            100,
            (("raschpy", lambda: raschpy.MFRM(table, max_score=3).calibrate_global()),),
        ),
        Row("facets with errors", facets, 1500, (("raschpy", lambda: _raschpy_errors(table)),)),
        Row("1,000 cluster bootstraps", bootstrap_agreement, 2500),
        Row("decisions", decisions, None),
    )


def _counts(ratings: Ratings) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    levels = len(ratings.scale)
    key = ratings.unit.astype(np.int64) * levels + ratings.level
    size = len(ratings.attempts) * len(ratings.details) * levels
    return np.bincount(key, minlength=size).reshape(-1, levels)


def _alpha(counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> float:
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="ordinal"))


def _wide(ratings: Ratings) -> pd.DataFrame:
    columns = {"r": ratings.assessor, "p": ratings.attempt, "d": ratings.detail, "x": ratings.level}
    return pd.DataFrame(columns).pivot_table(index=["r", "p"], columns="d", values="x")


def _raschpy_errors(table: pd.DataFrame) -> None:
    model = raschpy.MFRM(table, max_score=3)
    model.calibrate_global()


def _irrcac(ratings: Ratings) -> tuple[tuple[str, Work], ...]:
    """AC2 by irrCAC, where somebody has installed it; it is no dependency of ours."""
    if importlib.util.find_spec("irrCAC") is None:
        return ()
    from irrCAC.raw import CAC  # type: ignore[import-not-found]  # noqa: PLC0415  optional

    table = pd.DataFrame(ratings.level[ratings.by_unit].reshape(-1, 2))
    return (("irrCAC, AC2 alone", lambda: CAC(table, weights="linear").gwet()),)


if __name__ == "__main__":
    main()
