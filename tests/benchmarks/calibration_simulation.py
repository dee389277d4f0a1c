"""Bias, error and coverage of every interval and of severity, from simulated programs.

`python -m tests.benchmarks.calibration_simulation [REPLICATIONS]`. Severities, difficulties and
thresholds of a program stay as they are; attempts are drawn anew in each replication. What an
agreement figure should have been is its mean over so many more draws from the same program that
they hold twenty times the attempts of a replication.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from tests.calibration.designs import Design, Truth, draw_truth, simulate
from workbench.calibration.agreeing.agreement import agreement
from workbench.calibration.agreeing.bootstrap import bootstrap_agreement
from workbench.calibration.agreeing.decisions import DecisionRule, decisions
from workbench.calibration.figure import Figure
from workbench.calibration.rasch.facets import FacetsError, facets
from workbench.calibration.ratings.columns import ratings_from_matrix
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.ratings.scale import make_scale
from workbench.calibration.severities.severity import severity

REPLICATIONS = 400
BOOTSTRAP = ", bootstrap"
RATINGS_PER_REPLICATION = 100_000
LARGE = 100_000
TIMES_MORE = 20
AGREEMENT = ("exact", "adjacent", "ac1", "ac2", "fleiss_weighted", "conger_weighted")
ALPHAS = ("alpha_nominal", "alpha_ordinal", "alpha_interval")
KAPPAS = ("cohen", "cohen_linear", "cohen_quadratic")


@dataclass(frozen=True)
class Scenario:
    """A program and what is looked at in it."""

    name: str
    design: Design
    two: bool = False

    @property
    def ratings(self) -> int:
        """About how many ratings it makes."""
        design = self.design
        readers = design.shared * design.per_attempt + (1 - design.shared)
        if design.programs > 1:
            readers = design.per_attempt
        return round(design.attempts * design.details * readers)


BASE = Design(attempts=60, details=8, assessors=5)
TWO_PROGRAMS = replace(BASE, programs=2, assessors=6)
HALF_PASS = DecisionRule(need=3)
SCENARIOS = (
    Scenario("20 ratings", Design(attempts=5, details=2, assessors=3)),
    Scenario("100 ratings", Design(attempts=10, details=5, assessors=4)),
    Scenario("1,000 ratings", BASE),
    Scenario("10,000 ratings", Design(attempts=400, details=12, assessors=10)),
    Scenario("100,000 ratings", Design(attempts=2500, details=20, assessors=25)),
    Scenario("1,000,000 ratings", Design(attempts=25_000, details=20, assessors=50)),
    Scenario("two assessors", replace(BASE, assessors=2), two=True),
    Scenario("four per attempt", replace(BASE, per_attempt=4)),
    Scenario("a quarter read twice", replace(BASE, attempts=200, shared=0.25)),
    Scenario("halo", replace(BASE, halo=1.0)),
    Scenario("assessor x detail", replace(BASE, attempts=300, interaction=0.3)),
    Scenario("two programs, 10 % shared", replace(TWO_PROGRAMS, attempts=400, shared=0.1)),
    Scenario("two programs, 1 % shared", replace(TWO_PROGRAMS, attempts=1200, shared=0.01)),
)


@dataclass
class Tally:
    """What became of one figure over the replications."""

    gaps: list[float]
    inside: list[bool]

    def add(self, figure: Figure, truth: float) -> None:
        """Count one replication; a figure without value or interval isn't counted."""
        if figure.value is None:
            return
        self.gaps.append(figure.value - truth)
        if figure.low is not None and figure.high is not None:
            self.inside.append(figure.low <= truth <= figure.high)

    def row(self) -> str:
        """Bias, root mean square error, coverage, and how often there was a figure."""
        if not self.gaps:
            return "never defined"
        gaps = np.array(self.gaps)
        covered = f"{100 * np.mean(self.inside):5.1f} %" if self.inside else "      -"
        error = np.sqrt(np.mean(gaps**2))
        return f"{gaps.mean():+8.4f} {error:8.4f} {covered} {len(gaps):6d}"


def run(scenario: Scenario, replications: int) -> dict[str, Tally]:
    """The tallies of all figures of a scenario."""
    random = np.random.default_rng(1)
    truth = draw_truth(scenario.design, random)
    target = _find_target(scenario, truth)
    tallies: dict[str, Tally] = {}
    for seed in range(replications):
        ratings, _ = simulate(scenario.design, seed, truth)
        for name, (figure, known) in _figures(ratings, scenario, truth, seed):
            right = known if known is not None else target.get(name.removesuffix(BOOTSTRAP))
            if right is not None:
                tallies.setdefault(name.split(" of ")[0], Tally([], [])).add(figure, right)
    return tallies


def _find_target(scenario: Scenario, truth: Truth) -> dict[str, float]:
    """The agreement figures of the program itself."""
    attempts = max(LARGE, scenario.design.attempts)
    large = replace(scenario.design, attempts=attempts)
    draws = -(-TIMES_MORE * scenario.design.attempts // attempts)
    found: dict[str, list[float]] = {}
    for draw in range(draws):
        ratings, _ = simulate(large, 1_000_000 + draw, truth)
        for name, (figure, _) in _figures(ratings, scenario, truth, seed=None):
            if figure.value is not None:
                found.setdefault(name, []).append(figure.value)
    return {name: float(np.mean(values)) for name, values in found.items()}


Named = Iterator[tuple[str, tuple[Figure, float | None]]]


def _figures(ratings: Ratings, scenario: Scenario, truth: Truth, seed: int | None) -> Named:
    """Every figure by name, with what it should be where that is known beforehand.

    Without a seed only those whose target has to be computed from this large draw.
    """
    panel = agreement(ratings)
    for name in (*AGREEMENT, *ALPHAS, *(KAPPAS if scenario.two else ())):
        yield name, (getattr(panel, name), None)
    yield "same decision", (decisions(ratings, HALF_PASS).same, None)
    if seed is None:
        return
    if scenario.two and panel.cohen_linear.value is not None:
        drawn = bootstrap_agreement(ratings, replications=300, seed=seed)
        if "cohen_linear" in drawn:
            interval = drawn["cohen_linear"]
            figure = replace(panel.cohen_linear, low=interval.low, high=interval.high)
            yield f"cohen_linear{BOOTSTRAP}", (figure, None)
    yield from _measures(ratings, truth)


def _measures(ratings: Ratings, truth: Truth) -> Named:
    for code, one in enumerate(severity(ratings).assessors):
        known = float(truth.overall[int(ratings.assessors[code])])
        yield f"severity by pairs of {code}", (one.logits, known)
    try:
        found = facets(ratings)
    except FacetsError:
        return
    for code, measured in enumerate(found.assessors):
        known = float(truth.overall[int(measured.assessor)])
        yield f"severity, Rasch of {code}", (measured.measure, known)
    if len(found.programs) > 1:
        first, second = (program.mean for program in found.programs)
        gap = (first.value or 0.0) - (second.value or 0.0)
        yield "gap between programs of 0", (Figure(gap, first.n, first.clusters), 0.0)


def refused() -> str:
    """What is said of groups without common work."""
    rows = [[1, 2, None, None], [2, 1, None, None], [None, None, 1, 3], [None, None, 3, 2]]
    try:
        facets(ratings_from_matrix(np.array(rows, dtype=object), make_scale(3)))
    except FacetsError as error:
        return str(error)
    return "NOT REFUSED"


def main(write: Callable[[str], object] = sys.stdout.write) -> None:
    """Print the report, a table per scenario."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else REPLICATIONS
    write("Coverage of 95 % intervals; aim 93 to 97 %\n")
    for scenario in SCENARIOS:
        replications = max(3, min(most, most * RATINGS_PER_REPLICATION // scenario.ratings))
        write(f"\n{scenario.name}, {replications} replications\n")
        write(f"  {'':28s} {'bias':>8s} {'RMSE':>8s} {'covered':>7s} {'counted':>6s}\n")
        for name, tally in run(scenario, replications).items():
            write(f"  {name:28s} {tally.row()}\n")
    write(f"\nDisjoint groups: {refused()}\n")


if __name__ == "__main__":
    main()
