from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.builders import build_artifact, build_claim, build_submission
from workbench.assessment.self_analysis import Citation
from workbench.assessment.submission import Practitioner, RubricReference
from workbench.intake.bundle_errors import SubmissionFormatError, SubmissionVersionError
from workbench.intake.submission_file import format_submission, parse_submission


def refuse(change: Callable[[dict[str, Any]], object]) -> str:
    table = json.loads(format_submission(build_submission()))
    change(table)
    with pytest.raises(SubmissionFormatError) as caught:
        parse_submission(json.dumps(table).encode(), "sent.zip")
    return str(caught.value)


def test_what_is_written_is_read_again() -> None:
    artifact = build_artifact(
        media_type="video/mp4", renditions=("r.pdf",), captions=("c.vtt",), duration=152.5,
        consent="All who can be seen agreed.",
    )  # fmt: skip
    places = (
        Citation(artifact="A1", where="p. 1", locator="page=1"),
        Citation(artifact="A2", where="2:15–3:10"),
    )
    submission = build_submission(
        artifacts=(artifact,),
        claims=(build_claim(citations=places), build_claim("1b")),
        previous="urn:uuid:1",
        practitioner=Practitioner(key="4F7K", name="A Name"),
    )
    assert parse_submission(format_submission(submission), "x") == submission


def test_the_least_that_a_submission_holds_is_read() -> None:
    raw = b"""{"format": "mcw-submission/1", "id": "urn:uuid:1", "attempt": 2,
        "practitioner": {"key": "4F7K"}, "rubric": {"id": "a", "version": "1"},
        "parts": {}, "artifacts": [], "evidence": []}"""
    submission = parse_submission(b"\xef\xbb\xbf" + raw, "x")
    assert submission.attempt == 2
    assert submission.rubric == RubricReference(id="a", version="1")
    assert submission.submitted is None


def test_fields_that_are_not_known_are_passed_over() -> None:
    table = json.loads(format_submission(build_submission()))
    table["mood"] = "good"
    table["evidence"][0]["mood"] = {"very": ["good"]}
    table["artifacts"][0]["mood"] = None
    assert parse_submission(json.dumps(table).encode(), "x") == build_submission()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda t: t.pop("artifacts"), "sent.zip: 'artifacts' is missing"),
        (lambda t: t["evidence"][1].pop("where"), "evidence, entry 2: 'where' is missing"),
        (
            lambda t: t["evidence"][0].update(detail=7),
            "evidence, entry 1: 'detail' should be text, not a whole number",
        ),
        (
            lambda t: t["evidence"].append("1a"),
            "evidence, entry 4: this should be a group of named values, not text",
        ),
        (
            lambda t: t["artifacts"][0].update(duration="long"),
            "artifacts, entry 1: 'duration' should be a number or empty, not text",
        ),
        (lambda t: t["parts"].update(P1=[]), "parts: 'one of its values' should be a group"),
        (lambda t: t.update(attempt=0), "'attempt' should be 1 or more"),
        (lambda t: t.update(id=""), "'id' is empty"),
        (lambda t: t["artifacts"][1].update(id="A1"), "artifacts, entry 2: the id “A1” is used"),
        (lambda t: t["evidence"][1].update(id=""), "evidence, entry 2: 'id' is empty"),
        (lambda t: t.pop("format"), "'format' is missing"),
        (lambda t: t.update(format=1), "'format' should be text"),
    ],
)
def test_a_broken_submission_says_where(change: Callable[[Any], object], fault: str) -> None:
    assert fault in refuse(change)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "not valid JSON"),
        (b'{"format": ', "not valid JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format": "\xff"}', "not valid JSON"),
        (b"[]", "should be a group of named values, not a list"),
        (b"null", "should be a group of named values, not empty"),
    ],
)
def test_what_is_no_submission_at_all_is_told(raw: bytes, fault: str) -> None:
    with pytest.raises(SubmissionFormatError, match=fault):
        parse_submission(raw, "sent.zip")


def test_a_later_format_is_told() -> None:
    with pytest.raises(SubmissionVersionError, match="mcw-submission/2"):
        parse_submission(b'{"format": "mcw-submission/2"}', "sent.zip")
