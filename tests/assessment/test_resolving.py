"""Where citations lead: labels and counts, ends, quoted words, choices."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import build_artifact, build_claim
from workbench.assessment.answering import apply_answers, format_choice, format_destination
from workbench.assessment.evidence import ArtifactFacts, Resolution
from workbench.assessment.quoted_words import find_pages_with, find_quoted_words, fold_text
from workbench.assessment.resolving import resolve_citation

PLAN = build_artifact("A1", "plan.pdf")
LABELS = ("i", "ii", "iii", "1", "2", "3", "4")


def resolve(where: str, explanation: str = "", **facts: Any) -> Resolution:  # noqa: ANN401 - facts of all kinds
    known = {"media": "pdf", "size_bytes": 1, "pages": 7, **facts}
    claim = build_claim("1a", where, explanation=explanation)
    return resolve_citation(claim, 0, PLAN, ArtifactFacts(**known))


def words(resolution: Resolution) -> list[str]:
    return [destination.words for destination in resolution.destinations]


def test_a_page_number_means_the_printed_label_and_both_are_told() -> None:
    resolution = resolve("p. 3", labels=LABELS)
    assert words(resolution) == ["page 6 (printed “3”)"]
    assert format_destination(resolution.destinations[0]) == "page=6"


def test_without_labels_a_page_number_is_the_count() -> None:
    assert words(resolve("p. 3")) == ["page 3"]


def test_a_roman_page_is_found_by_its_label() -> None:
    assert words(resolve("page iii", labels=LABELS)) == ["page 3 (printed “iii”)"]


def test_a_roman_page_that_is_not_printed_leads_nowhere_and_says_so() -> None:
    resolution = resolve("page ix", labels=LABELS)
    assert resolution.status == "unresolvable"
    assert "ix" in resolution.findings[0].sentence


def test_a_page_past_the_end_says_how_many_there_are() -> None:
    resolution = resolve("page 12")
    assert resolution.status == "unresolvable"
    assert resolution.findings[0].check == "citation.past_the_end"
    assert "7 pages" in resolution.findings[0].sentence


def test_past_the_end_the_page_of_the_quoted_words_is_proposed_and_can_be_accepted() -> None:
    texts = ("", "we agreed on three norms and read them aloud", "", "", "", "", "")
    resolution = resolve(
        "page 12", "They “agreed on three norms and read them” there.", texts=texts
    )
    finding = resolution.findings[0]
    assert finding.proposal is not None
    assert resolution.destinations == ()
    accepted = apply_answers(resolution, {finding.key: finding.proposal})
    assert words(accepted) == ["page 2"]
    assert accepted.findings == ()
    assert accepted.citation.where == "page 12"


def test_an_answer_that_was_never_offered_changes_nothing() -> None:
    resolution = resolve("page 12")
    assert apply_answers(resolution, {resolution.findings[0].key: "page=1"}) == resolution


def test_quoted_words_on_the_cited_page_are_lit() -> None:
    texts = ("", "", "all voices are heard here", "", "", "", "")
    resolution = resolve("p. 3", "See “all voices are heard here”.", texts=texts)
    assert resolution.findings == ()
    assert resolution.destinations[0].place.quote == "all voices are heard here"


def test_quoted_words_on_another_page_are_told_and_the_cited_page_stays() -> None:
    texts = ("", "", "", "", "all voices are\nheard here", "", "")
    resolution = resolve("p. 3", "See “All voices are heard here.”", texts=texts)
    assert words(resolution) == ["page 3"]
    finding = resolution.findings[0]
    assert finding.check == "citation.misplaced"
    assert "page 5, not on page 3" in finding.sentence


def test_quoted_words_that_stand_on_two_pages_prove_nothing() -> None:
    texts = ("", "all voices are heard here", "", "all voices are heard here", "", "", "")
    assert resolve("p. 3", "“all voices are heard here”", texts=texts).findings == ()


def test_an_ambiguous_place_is_a_choice_and_opens_nothing() -> None:
    resolution = resolve("page 2 or 3")
    assert resolution.status == "ambiguous"
    assert resolution.destinations == ()
    assert [choice.words for choice in resolution.choices] == ["page 2", "page 3"]
    assert resolution.findings[0].proposal is None


def test_quoted_words_decide_between_choices_by_a_proposal_only() -> None:
    texts = ("", "", "all voices are heard here", "", "", "", "")
    resolution = resolve("page 2 or 3", "“all voices are heard here”", texts=texts)
    assert resolution.status == "ambiguous"
    assert resolution.findings[0].proposal == "page=3"


def test_a_moment_past_the_end_of_a_recording_says_how_long_it_is() -> None:
    resolution = resolve("4:10", media="video", pages=None, duration=150.0)
    assert resolution.status == "unresolvable"


def test_a_moment_inside_is_told_as_a_clock() -> None:
    assert words(resolve("2:15-2:20", media="video", pages=None, duration=150.0)) == ["2:15–2:20"]


def test_slides_become_pages_of_the_rendition() -> None:
    resolution = resolve("slides 2-3", media="pptx", pages=8)
    assert words(resolution) == ["slides 2–3"]
    assert format_destination(resolution.destinations[0]) == "page=2-3&slide=2-3"


def test_an_artifact_that_was_not_handed_in_leads_nowhere() -> None:
    resolution = resolve_citation(build_claim(), 0, None, None)
    assert resolution.status == "unresolvable"


@pytest.mark.parametrize(
    ("page", "quote"),
    [
        ("the differ-\nence we made together", "the difference we made together"),
        ("of\ufb01ce hours for every family", "office hours for every family"),
        ("“Nobody’s voice” is left out", '"Nobody\'s voice" is left out'),
        ("A WELL-KNOWN rule for all", "a well known rule for all".replace(" known", "-known")),
    ],
)
def test_folding_makes_print_and_quotation_alike(page: str, quote: str) -> None:
    assert find_pages_with(quote, [fold_text(page)]) == (1,)


def test_words_do_not_match_inside_other_words() -> None:
    assert find_pages_with("art is long here", [fold_text("smart is long hereafter")]) == ()


def test_short_quotations_are_not_evidence_of_a_place() -> None:
    assert find_quoted_words("She said “yes” and “we all agreed on it”.") == (
        "we all agreed on it",
    )


CLIPS = (
    build_artifact("A1", "meeting.mp4", label="Clip 1"),
    build_artifact("A2", "council.mp4", label="Clip 2"),
)


def resolve_in_clip(where: str) -> Resolution:
    known = ArtifactFacts(media="video", size_bytes=1, duration=150.0)
    return resolve_citation(build_claim("1a", where), 0, CLIPS[0], known, others=CLIPS)


@pytest.mark.parametrize("where", ["Clip 1, 1:05", "1:05 (Clip 1)", "meeting.mp4 1:05"])
def test_naming_the_cited_artifact_changes_nothing(where: str) -> None:
    assert words(resolve_in_clip(where)) == ["1:05"]


@pytest.mark.parametrize("where", ["Clip 2, 1:05", "1:05 (Clip 2)"])
def test_naming_another_artifact_is_a_choice_between_the_two(where: str) -> None:
    resolution = resolve_in_clip(where)
    assert resolution.status == "ambiguous"
    assert [choice.artifact for choice in resolution.choices] == ["A1", "A2"]


def test_a_choice_in_another_artifact_is_accepted_there_and_not_in_the_first() -> None:
    resolution = resolve_in_clip("Clip 2, 1:05")
    other = resolution.choices[1]
    finding = resolution.findings[0]
    accepted = apply_answers(resolution, {finding.key: format_choice(other, "A1")})
    assert [place.artifact for place in accepted.destinations] == ["A2"]
    assert accepted.citation.where == "Clip 2, 1:05"


def test_a_name_that_no_artifact_has_is_read_as_the_one_cited() -> None:
    assert words(resolve_in_clip("Clip 7, 1:05")) == ["1:05"]
