from __future__ import annotations

from tests.resources.opened import (
    FOLDER,
    ZIPS,
    find_claim,
    read_payload,
    read_texts,
)
from workbench.intake.bundle import Bundle
from workbench.intake.checking import check_bundle

CHANGED = {
    "submission.json",
    "part1/P1.4.md",
    "part2/artifacts/A1-plan.pdf",
    "part2/artifacts/A3-minutes.docx",
    "part2/renditions/A3.pdf",
}


def test_flaw_the_minutes_are_cited_past_their_end_with_words_of_page_2(first: Bundle) -> None:
    cites, quotes = find_claim(first, "2b")
    texts = read_texts(first, "part2/renditions/A3.pdf")
    assert cites == [
        ("A2", "Clip 1, 2:15–3:10"),
        ("A1", "p. 3, second paragraph"),
        ("A3", "page 12"),
    ]
    assert [quotes[0] in text for text in texts] == [False, True, False, False]


def test_flaw_words_of_the_plan_stand_on_another_page_than_cited(first: Bundle) -> None:
    cites, quotes = find_claim(first, "3c")
    found = [quotes[0] in text for text in read_texts(first, FOLDER + "A1-plan.pdf")]
    assert cites[0] == ("A1", "p. 9")
    assert found.index(True) == 13
    assert found.count(True) == 1


def test_flaw_one_place_is_ambiguous(first: Bundle) -> None:
    assert find_claim(first, "2d")[0][0] == ("A3", "page 2 or 3")


def test_words_quoted_from_the_front_matter_stand_where_they_are_cited(first: Bundle) -> None:
    cites, quotes = find_claim(first, "2d")
    assert cites[1] == ("A1", "p. iii")
    assert quotes[0] in read_texts(first, FOLDER + "A1-plan.pdf")[2]


def test_flaw_only_the_certificate_is_never_cited(first: Bundle) -> None:
    claims = first.submission.self_analysis.claims
    cited = {citation.artifact for claim in claims for citation in claim.citations}
    assert {artifact.id for artifact in first.submission.artifacts} - cited == {"A9"}


def test_the_second_attempt_follows_the_first_and_mends_its_places(
    first: Bundle, second: Bundle
) -> None:
    assert second.submission.previous == first.submission.id
    assert find_claim(second, "2b")[0][2] == ("A3", "page 2")
    assert find_claim(second, "2d")[0][0] == ("A3", "page 3")
    assert find_claim(second, "3c")[0][0] == ("A1", "p. 11")
    assert "are marked." in read_texts(second, FOLDER + "A1-plan.pdf")[5]


def test_between_the_attempts_only_what_is_told_has_changed() -> None:
    before, after = read_payload(ZIPS[1]), read_payload(ZIPS[2])
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == CHANGED


EXPECTED = {
    "answer.thin",
    "artifact.consent_missing",
    "artifact.never_cited",
    "artifact.no_text",
    "citation.ambiguous",
    "citation.misplaced",
    "citation.past_the_end",
}


def test_the_checks_find_the_flaws_that_are_told_and_no_others() -> None:
    assert sorted(finding.check for finding in check_bundle(ZIPS[1])) == sorted(EXPECTED)


def test_in_the_second_attempt_every_citation_leads_somewhere() -> None:
    found = {finding.check for finding in check_bundle(ZIPS[2])}
    assert found == {"artifact.consent_missing", "artifact.never_cited", "artifact.no_text"}
