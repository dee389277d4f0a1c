"""Reading citations: what practitioners write, rule by rule, and what holds for any text."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from tests.assessment.locator_cases import (
    Case,
    count_verdicts,
    format_table,
    read_cases,
    read_shared_cases,
)
from workbench.assessment.locator import parse_locator

CASES = {rule: list(cases) for rule, cases in groupby(read_cases(), lambda case: case.rules[0])}
RULES = [f"R{number}" for number in range(1, 25)]
FEWEST_PER_RULE = 10


def describe(case: Case) -> str:
    got = case.parse()
    asked = f"{case.text!r} ({case.media}, {case.pages}, {case.duration})"
    return f"{case.weigh()}: {asked} gives {got.canonical or got.candidates or got.reason}"


@pytest.mark.parametrize("rule", RULES)
def test_citations_are_read_as_their_rule_says(rule: str) -> None:
    faults = [describe(case) for case in CASES[rule] if case.weigh() != "right"]
    assert not faults, "\n".join(faults)


def test_every_rule_has_cases_of_its_own() -> None:
    few = [rule for rule in RULES if len(CASES[rule]) < FEWEST_PER_RULE]
    assert not few
    assert list(CASES) == RULES


def test_no_case_stands_twice() -> None:
    asked = [(case.text, case.media, case.pages, case.duration) for case in read_cases()]
    assert len(asked) == len(set(asked))


def test_no_citation_jumps_to_a_wrong_place() -> None:
    table = count_verdicts(read_cases())
    assert sum(counts["false jump"] for counts in table.values()) == 0, format_table(table)


def test_a_wrong_place_is_counted_as_a_false_jump() -> None:
    wrong = Case(("R3",), "page 4", "pdf", canonical="page=5")
    assert count_verdicts([wrong])["R3"]["false jump"] == 1
    unclear = Case(("R15",), "4", "pdf", status="ambiguous", candidates=("page=4",))
    assert unclear.weigh() == "false jump"


def test_the_examples_of_the_format_are_read_as_it_says(reference: Path) -> None:
    cases = list(read_shared_cases(reference / "locators.json"))
    assert cases
    faults = [describe(case) for case in cases if case.weigh() != "right"]
    assert not faults, "\n".join(faults)


def test_about_is_remembered_though_it_changes_no_place() -> None:
    assert parse_locator("about 2:15", media="video").approx
    assert not parse_locator("2:15", media="video").approx


def test_an_unknown_medium_is_none() -> None:
    assert parse_locator("5", media="hologram") == parse_locator("5")


def test_a_length_that_is_no_number_is_not_known() -> None:
    assert parse_locator("5:00", media="video", duration=float("nan")).canonical == "t=300"
    last = parse_locator("last 30 seconds", media="video", duration=float("inf"))
    assert last.reason == "needs_duration"
