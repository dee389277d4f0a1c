"""The checks of a submission, each by an example that has the flaw and one that has not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.builders import build_artifact, build_claim, build_rubric, build_submission
from workbench.assessment.credential import WordRule
from workbench.assessment.evidence import ArtifactFacts
from workbench.assessment.finding import Finding, Severity
from workbench.assessment.resolving import resolve_citation
from workbench.assessment.submission import Submission
from workbench.intake.checks import check_submission

SOUND_TEXTS = {
    "part1/P1.1.md": "We listened to everybody every week.",
    "part3/reflection.md": "It changed how I listen to people.",
}
PLAN = ArtifactFacts(media="pdf", size_bytes=9, pages=2, texts=("The plan.", "The timeline."))
MINUTES = ArtifactFacts(media="text", size_bytes=9, texts=("Minutes.",))


def check(submission: Submission | None = None, **known: Any) -> dict[str, Finding]:  # noqa: ANN401 - what a test spells out
    rubric = known.pop("rubric", build_rubric())
    submission = submission or build_submission(rubric=rubric)
    facts = known.pop("facts", {"A1": PLAN, "A2": MINUTES})
    resolutions = {
        (claim.id, number): resolve_citation(
            claim, number, submission.find_artifact(citation.artifact), facts.get(citation.artifact)
        )
        for claim in submission.self_analysis.claims
        for number, citation in enumerate(claim.citations)
    }
    texts = known.pop("texts", SOUND_TEXTS)
    findings = check_submission(
        rubric, submission, texts=texts, facts=facts, resolutions=resolutions
    )
    return {finding.check: finding for finding in findings}


def test_a_sound_submission_has_only_the_remark_on_what_is_never_cited() -> None:
    assert set(check()) == {"artifact.never_cited"}


@pytest.mark.parametrize(
    ("rule", "severity"),
    [("require", Severity.BLOCKS), ("warn", Severity.LOOK), ("guide", Severity.REMARK)],
)
def test_a_short_answer_weighs_as_the_rubric_says(rule: WordRule, severity: Severity) -> None:
    rubric = build_rubric(min_words=50)
    parts = tuple(replace(part, word_rule=rule) for part in rubric.parts)
    assert check(rubric=replace(rubric, parts=parts))["answer.too_short"].severity == severity


def test_an_unanswered_question_blocks() -> None:
    submission = replace(build_submission(), answers=build_submission().answers[1:])
    finding = check(submission)["answer.missing"]
    assert finding.severity == Severity.BLOCKS
    assert finding.question == "P1.1"
    assert finding.request


def test_a_detail_without_a_claim_is_named() -> None:
    submission = build_submission(claims=[build_claim("1a"), build_claim("1b")])
    assert check(submission)["claim.missing"].detail == "2a"


def test_the_same_explanation_for_two_details_is_told() -> None:
    claims = [build_claim(d, explanation="The same words.") for d in ("1a", "1b", "2a")]
    assert "1a, 1b, 2a" in check(build_submission(claims=claims))["claim.repeated"].sentence


def test_an_artifact_that_cannot_be_opened_blocks_only_when_it_is_cited() -> None:
    broken = ArtifactFacts(media="pdf", size_bytes=7, problem="It is damaged.")
    assert check(facts={"A1": broken})["artifact.not_openable"].severity == Severity.BLOCKS
    assert check(facts={"A2": broken})["artifact.not_openable"].severity == Severity.LOOK


def test_a_scan_is_said_to_have_no_text() -> None:
    scan = replace(PLAN, texts=("", ""))
    assert check(facts={"A1": scan})["artifact.no_text"].artifact == "A1"


def test_findings_of_citations_are_listed_with_their_place() -> None:
    submission = build_submission(claims=[build_claim(d, "page 9") for d in ("1a", "1b", "2a")])
    finding = check(submission)["citation.past_the_end"]
    assert (finding.detail, finding.claim, finding.citation) == ("2a", "c-2a", 0)


def test_the_heaviest_finding_comes_first() -> None:
    rubric = build_rubric()
    submission = build_submission(answers=(), claims=[], artifacts=(build_artifact("A1"),))
    findings = check_submission(rubric, submission, texts={}, facts={}, resolutions={})
    weights = [list(Severity).index(finding.severity) for finding in findings]
    assert weights == sorted(weights)
    assert weights[0] == 0
