from __future__ import annotations

import pytest

from tests.builders import build_submission
from tests.report.builders import build_judgment, build_scorecard
from workbench.assessment.submission import Practitioner
from workbench.report.names import clean_name, suggest_file_name


def test_a_name_says_whose_attempt_it_is_and_what_was_decided() -> None:
    scorecard = build_scorecard(judgments={"1a": build_judgment()})
    assert suggest_file_name(scorecard, "practitioner", "pdf") == (
        "4F7K-attempt-1-not-yet-report.pdf"
    )


def test_the_report_for_the_file_has_a_name_of_its_own() -> None:
    assert suggest_file_name(build_scorecard(), "file", "html") == (
        "4F7K-attempt-1-earned-file-report.html"
    )


def test_a_key_cannot_lead_out_of_the_folder() -> None:
    submission = build_submission(practitioner=Practitioner(key="../../etc/x"))
    name = suggest_file_name(build_scorecard(submission=submission), "file", "pdf")
    assert name == "etc-x-attempt-1-earned-file-report.pdf"


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
