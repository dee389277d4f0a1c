from __future__ import annotations

import pytest

from tests.builders import build_submission
from tests.report.builders import build_judgment, build_scorecard
from workbench.assessment.submission import Practitioner
from workbench.report.names import NamePatternError, clean_name, name_report


def test_a_name_says_whose_attempt_it_is_and_what_was_decided() -> None:
    scorecard = build_scorecard(judgments={"1a": build_judgment()})
    assert name_report(scorecard, "practitioner") == "4F7K-attempt-1-not-yet-report"


def test_the_report_for_the_file_has_a_name_of_its_own() -> None:
    assert name_report(build_scorecard(), "file") == "4F7K-attempt-1-earned-file-report"


def test_a_key_cannot_lead_out_of_the_folder() -> None:
    submission = build_submission(practitioner=Practitioner(key="../../etc/x"))
    name = name_report(build_scorecard(submission=submission), "file")
    assert name == "etc-x-attempt-1-earned-file-report"


def test_a_program_has_a_pattern_of_its_own() -> None:
    pattern = "{date} {credential}/{practitioner}.{attempt} ({decision}, {audience})"
    assert name_report(build_scorecard(), "file", pattern) == (
        "2026-11-14-small-rubric-4F7K.1-(earned,-file)"
    )


@pytest.mark.parametrize("pattern", ["{name}", "{practitioner", "{practitioner!r}", "a}{b"])
def test_a_pattern_that_cannot_be_followed_says_what_can_stand_there(pattern: str) -> None:
    with pytest.raises(NamePatternError, match=r"\{practitioner\}, \{attempt\}"):
        name_report(build_scorecard(), "file", pattern)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("a\\b:c?", "a-b-c"),
        ("\u202egpj.exe", "gpj.exe"),
        (" . ", "submission"),
        ("Łukasz 明美", "Łukasz-明美"),
        ("é" * 200, "é" * 60),
    ],
)
def test_every_system_accepts_the_name(text: str, cleaned: str) -> None:
    assert clean_name(text) == cleaned
