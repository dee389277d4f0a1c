"""Which cited places count as seen."""

from __future__ import annotations

import pytest

from workbench.assessment.evidence import Destination
from workbench.assessment.locator import Place, Span, read_canonical
from workbench.assessment.seen import covers, find_seen_state


def place(text: str) -> Place:
    locator = read_canonical(text)
    assert locator is not None
    return locator.places[0]


@pytest.mark.parametrize(
    ("seen", "cited", "expected"),
    [
        ("page=3", "page=3", True),
        ("page=3", "page=3&para=2", True),
        ("page=4", "page=3", False),
        ("page=2-5", "page=3", True),
        ("t=135,190", "t=135,190", True),
        ("t=150", "t=135,190", True),
        ("t=10,20", "t=135,190", False),
        ("t=134.9", "t=135", True),
        ("page=3", "t=135", False),
    ],
)
def test_a_place_is_covered(seen: str, cited: str, *, expected: bool) -> None:
    assert covers(place(seen), place(cited)) is expected


def test_one_of_two_places_seen_is_partly() -> None:
    cited = [
        Destination(artifact="A1", place=Place(page=Span(1, 1)), words=""),
        Destination(artifact="A1", place=Place(page=Span(2, 2)), words=""),
    ]
    assert find_seen_state(cited, [("A1", "page=2")]) == "partly"
    assert find_seen_state(cited, [("A1", "page=2"), ("A1", "page=1")]) == "seen"


def test_the_same_page_of_another_artifact_does_not_count() -> None:
    cited = [Destination(artifact="A1", place=Place(page=Span(1, 1)), words="")]
    assert find_seen_state(cited, [("A2", "page=1")]) == "unseen"


def test_a_citation_that_leads_nowhere_is_never_seen() -> None:
    assert find_seen_state([], [("A1", "page=1")]) == "unseen"
