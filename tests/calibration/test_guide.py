"""The numbers of the guide are those that the program computes from the guide's own table."""

from __future__ import annotations

import re

import pytest

from tests.conftest import CHECKOUT
from workbench.calibration.agreeing.decisions import chance_of_wrong_decision
from workbench.calibration.page.overview import Overview, overview
from workbench.calibration.page.sentences import (
    say_adjacent,
    say_beyond_chance,
    say_comparable,
    say_decision,
    say_exact,
    say_number,
    say_severity,
)
from workbench.calibration.ratings.columns import ratings_from_arrays
from workbench.calibration.ratings.file import RatingsFile
from workbench.calibration.ratings.scale import make_scale

GUIDE = CHECKOUT / "docs" / "guide" / "calibration.md"
DETAILS = ("1a", "1b", "2a", "2b")


@pytest.fixture(scope="module")
def guide() -> str:
    """The guide's text in one line, quotation marks of Markdown left out."""
    return re.sub(r"\s+", " ", re.sub(r"^> ?", "", GUIDE.read_text(), flags=re.MULTILINE))


@pytest.fixture(scope="module")
def seen() -> Overview:
    """The overview of the guide's table."""
    rows = re.search(r"attempt  (.*?)```", GUIDE.read_text(), re.DOTALL)
    assert rows is not None
    head, *lines = rows.group(1).strip().splitlines()
    cells = [
        (attempt, detail, name, int(mark))
        for attempt, *marks in (line.split() for line in lines)
        for name, four in zip(head.split(), marks, strict=True)
        for detail, mark in zip(DETAILS, four, strict=True)
        if mark != "."
    ]
    attempt, detail, assessor, level = (list(column) for column in zip(*cells, strict=True))
    ratings = ratings_from_arrays(attempt, detail, assessor, level, make_scale(3))
    return overview(RatingsFile(ratings))


def test_the_sentences_of_the_guide_are_those_of_the_page(guide: str, seen: Overview) -> None:
    panel = seen.panel
    figures = (say_exact, say_adjacent, say_beyond_chance, say_comparable)
    for said in (say(panel) for say in figures):
        assert said.split(f" {panel.n_shared_units} shared")[0] in guide
    assert say_decision(seen.decisions) in guide
    for one in seen.severity.assessors[:2]:
        assert say_severity(one, one.assessor) in guide


def test_the_coefficients_of_the_guide_are_computed(guide: str, seen: Overview) -> None:
    panel = seen.panel
    assert f"AC1 is {_two(panel.ac1.value)}" in guide
    assert f"kappa is {_two(panel.fleiss.value)} here" in guide
    assert f"weighted {_two(panel.fleiss_weighted.value)}, with" in guide
    assert f"Level 3 makes up {100 * panel.level_shares[2]:.0f} of 100" in guide
    assert (panel.n_shared_units, panel.n_units - panel.n_shared_units) == (48, 8)
    pair = seen.pairs[0]
    assert (pair.assessor, pair.other, pair.exact.n) == ("Ada", "Bo", 20)
    assert f"agree on {100 * (pair.exact.value or 0):.0f} in 100" in guide
    kappas = f"{_two(pair.kappa.value)}, weighted {_two(pair.kappa_weighted.value)}"
    assert f"a kappa of {kappas}" in guide


def test_the_decisions_of_the_guide_are_computed(guide: str, seen: Overview) -> None:
    assert seen.decisions.differing == ("P02", "P10", "P14")
    assert [(one.detail, one.alone) for one in seen.decisions.deciding] == [("1a", 2), ("2a", 1)]
    assert f"{100 * chance_of_wrong_decision(0.95, 24):.0f} times in 100" in guide
    reads = [one for one in seen.second_reads if one.reason != "audit"]
    assert [one.attempt for one in reads] == ["P02", "P10", "P14", "P03", "P05", "P11", "P12"]
    assert {one.reason for one in reads[3:]} == {"close decision"}


def test_the_measures_of_the_guide_are_computed(guide: str, seen: Overview) -> None:
    assert not any(one.flagged for one in seen.severity.assessors)
    link = seen.next_link
    assert link is not None
    assert f"here {link.attempt}, read by {link.assessor}" in guide
    assert f"uncertainty of severities by {100 * (link.gain or 0):.0f} %" in guide
    found = seen.facets
    assert found is not None
    measures = {one.detail: _two(one.measure.value) for one in found.details}
    assert measures["1b"] == measures["2a"]
    assert f"the hardest here ({measures['1b']}), 2b the easiest ({measures['2b']})" in guide
    fair = ", ".join(f"{one.assessor} {one.fair_average:.2f}" for one in found.assessors)
    assert f"average attempt: {fair}." in guide
    assert f"Ada's infit is {found.assessors[0].fit.infit:.2f}: typical" in guide
    assert found.assessors[0].fit.word == "typical"
    risk = seen.risk
    assert risk is not None
    assert f"about {100 * risk.false_earn:.0f} of 100 attempts read once" in guide
    assert f"and {100 * risk.false_not_yet:.0f} do not earn that should" in guide


def test_the_python_of_the_guide_runs() -> None:
    block = re.search(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    assert block is not None
    names: dict[str, object] = {}
    exec(block.group(1), names)  # noqa: S102  the guide's own lines
    assert names["same"] == pytest.approx(2 / 3)


def _two(value: float | None) -> str:
    assert value is not None
    return say_number(value)
