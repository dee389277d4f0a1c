"""Decisions are compared first, and the details behind a difference are named."""

from __future__ import annotations

import pytest

from tests.calibration.designs import Design, simulate
from workbench.calibration.agreeing.anchors import agreement_with_definitive
from workbench.calibration.agreeing.decisions import (
    DecisionRule,
    chance_of_wrong_decision,
    decisions,
    one_sided_details,
)
from workbench.calibration.ratings.columns import ratings_from_arrays
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.ratings.scale import make_scale

Row = tuple[str, str, str]


def _ratings(*rows: Row, definitive: str | None = None) -> Ratings:
    """Each row: attempt, assessor, one digit per detail, a dot where not judged."""
    cells = [
        (attempt, f"d{number}", assessor, int(mark))
        for attempt, assessor, marks in rows
        for number, mark in enumerate(marks)
        if mark != "."
    ]
    attempt, detail, assessor, level = (list(column) for column in zip(*cells, strict=True))
    scale = make_scale(3)
    return ratings_from_arrays(attempt, detail, assessor, level, scale, definitive=definitive)


def test_the_same_decision_for_other_reasons_is_the_same_decision() -> None:
    found = decisions(
        _ratings(("x", "A", "323"), ("x", "B", "332"), ("y", "A", "333"), ("y", "B", "333"))
    )
    assert found.same.value == 1
    assert found.differing == ()
    assert found.n_attempts == 2


def test_the_detail_that_alone_decides_is_named_first() -> None:
    found = decisions(
        _ratings(
            ("x", "A", "333"), ("x", "B", "332"),
            ("y", "A", "333"), ("y", "B", "122"),
            ("z", "A", "331"), ("z", "B", "333"),
        )
    )  # fmt: skip
    assert found.differing == ("x", "y", "z")
    first = found.deciding[0]
    assert (first.detail, first.split, first.alone) == ("d2", 3, 2)
    assert first.both_ways
    assert {detail.detail for detail in found.deciding} == {"d0", "d1", "d2"}


def test_a_reading_stays_open_only_while_missing_judgments_could_turn_it() -> None:
    found = decisions(_ratings(("x", "A", "33."), ("x", "B", "23."), ("y", "A", "333")))
    assert found.n_open == 1
    assert found.n_attempts == 0


def test_a_rule_may_ask_for_fewer_details() -> None:
    rows = _ratings(("x", "A", "331"), ("x", "B", "333"))
    assert decisions(rows).differing == ("x",)
    assert decisions(rows, DecisionRule(need=2)).differing == ()


def test_decisions_may_be_given_instead() -> None:
    rows = _ratings(("x", "A", "331"), ("x", "B", "333"))
    given = {("x", "A"): "earned", ("x", "B"): "earned"}
    assert decisions(rows, outcomes=given).same.value == 1


def test_twenty_four_proficient_details_at_ninety_five_percent_fail_71_times_in_100() -> None:
    assert chance_of_wrong_decision(0.95, 24) == pytest.approx(0.708, abs=0.0005)
    assert chance_of_wrong_decision(0.95, 24, below=1) == pytest.approx(0.05 * 0.95**23)
    assert chance_of_wrong_decision(0.9, 2, below=1, rule=DecisionRule(1)) == pytest.approx(0.09)


def test_a_strict_assessor_makes_details_one_sided_and_noise_does_not() -> None:
    strict, _ = simulate(Design(attempts=200, severity_spread=1.5, assessors=3), seed=1)
    fair, _ = simulate(Design(attempts=200, severity_spread=0.0, assessors=3), seed=1)
    assert one_sided_details(strict).mean() > 0.8
    assert one_sided_details(fair).mean() < 0.3


def test_the_definitive_judgments_are_no_assessor_of_their_own() -> None:
    rows = _ratings(("x", "A", "333"), ("x", "B", "332"), ("x", "lead", "323"), definitive="lead")
    found = decisions(rows)
    assert found.n_attempts == 1
    one, two = agreement_with_definitive(rows)
    assert (one.exact, one.low, one.high) == (2, 0, 1)
    assert (two.exact, two.low, two.high, two.sides_right) == (1, 1, 1, 1)
    assert (one.decisions, one.decisions_right) == (1, 0)
    assert (two.decisions, two.decisions_right) == (1, 1)


def test_without_definitive_judgments_there_is_nothing_to_compare_with() -> None:
    assert agreement_with_definitive(_ratings(("x", "A", "333"))) == ()
