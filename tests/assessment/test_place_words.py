"""Places in words."""

from __future__ import annotations

import pytest

from workbench.assessment.locator import read_canonical
from workbench.assessment.place_words import format_clock, say_place


@pytest.mark.parametrize(
    ("canonical", "words"),
    [
        ("page=6", "page 6"),
        ("page=6-8", "pages 6–8"),
        ("page=6-", "page 6 onwards"),
        ("page=last", "last page"),
        ("page=3&para=2", "page 3, paragraph 2"),
        ("t=135,190", "2:15–3:10"),
        ("t=3725.5", "1:02:05.5"),
        ("slide=4&layer=notes", "slide 4, notes"),
        ("sheet=Survey&cell=B12", "sheet Survey, cell B12"),
        ("all", ""),
    ],
)
def test_a_place_reads_as_people_say_it(canonical: str, words: str) -> None:
    locator = read_canonical(canonical)
    assert locator is not None
    assert say_place(locator.places[0]) == words


def test_the_printed_label_is_told_only_where_it_differs() -> None:
    locator = read_canonical("page=6")
    assert locator is not None
    assert say_place(locator.places[0], label="3") == "page 6 (printed “3”)"
    assert say_place(locator.places[0], label="6") == "page 6"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (59.96, "0:59.96"),
        (59.9996, "1:00"),
        (1.56, "0:01.56"),
        (6.7, "0:06.7"),
        (0.033, "0:00.033"),
    ],
)
def test_a_moment_is_told_as_exactly_as_it_leads_to_its_frame(seconds: float, words: str) -> None:
    assert format_clock(seconds) == words
