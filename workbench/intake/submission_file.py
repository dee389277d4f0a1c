"""`submission.json` (`mcw-submission/1`): what one practitioner handed in, parsed and formatted."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from workbench.assessment.event import Json
from workbench.assessment.self_analysis import Citation, Claim, SelfAnalysis
from workbench.assessment.submission import (
    Answer,
    Artifact,
    Practitioner,
    RubricReference,
    Submission,
)
from workbench.intake.bundle_errors import SubmissionFormatError, SubmissionVersionError
from workbench.intake.file_shape import ShapeError, convert_or_say, decode_json, say_place

SUBMISSION_FORMAT: Final = "mcw-submission/1"


class _FilePart(msgspec.Struct):
    answers: dict[str, str] = {}
    reflection: str | None = None


class _FileCitation(msgspec.Struct):
    artifact: str
    where: str
    locator: str | None = None


class _FileClaim(msgspec.Struct):
    id: str
    detail: str
    artifact: str
    where: str
    explanation: str
    locator: str | None = None
    also: tuple[_FileCitation, ...] = ()


class _File(msgspec.Struct):
    format: Literal["mcw-submission/1"]
    id: str
    attempt: int
    practitioner: Practitioner
    rubric: RubricReference
    parts: dict[str, _FilePart]
    artifacts: tuple[Artifact, ...]
    evidence: tuple[_FileClaim, ...]
    previous: str | None = None
    submitted: str | None = None


def parse_submission(raw: bytes, source: str) -> Submission:
    """The submission in the JSON; fields that are not known are passed over.

    Args:
        raw: UTF-8 JSON.
        source: What to call the file in an error.

    Raises:
        SubmissionVersionError: The format is a later one.
        SubmissionFormatError: It is no JSON or breaks the format; the sentence says where.
    """
    try:
        table = decode_json(raw)
        found = table.get("format") if isinstance(table, dict) else None
        if isinstance(found, str) and found != SUBMISSION_FORMAT:
            raise SubmissionVersionError(source, found, SUBMISSION_FORMAT)
        file = convert_or_say(table, _File)
        _check(file)
    except ShapeError as error:
        raise SubmissionFormatError(source, str(error)) from error
    return Submission(
        id=file.id,
        attempt=file.attempt,
        practitioner=file.practitioner,
        rubric=file.rubric,
        answers=tuple(_read_answers(file.parts)),
        artifacts=file.artifacts,
        self_analysis=SelfAnalysis(claims=tuple(_read_claim(claim) for claim in file.evidence)),
        previous=file.previous,
        submitted=file.submitted,
    )


def format_submission(submission: Submission) -> bytes:
    """The JSON that parses to this submission, indented for people."""
    table: dict[str, Json] = {
        "format": SUBMISSION_FORMAT,
        "id": submission.id,
        "attempt": submission.attempt,
        "previous": submission.previous,
        "submitted": submission.submitted,
        "practitioner": msgspec.to_builtins(submission.practitioner),
        "rubric": msgspec.to_builtins(submission.rubric),
        "parts": _format_answers(submission.answers),
        "artifacts": msgspec.to_builtins(submission.artifacts),
        "evidence": [_format_claim(claim) for claim in submission.self_analysis.claims],
    }
    return msgspec.json.format(msgspec.json.encode(table), indent=2) + b"\n"


def _read_answers(parts: dict[str, _FilePart]) -> list[Answer]:
    answers = []
    for part_id, part in parts.items():
        answers += [
            Answer(part=part_id, question=question, file=file)
            for question, file in part.answers.items()
        ]
        if part.reflection is not None:
            answers.append(Answer(part=part_id, question=None, file=part.reflection))
    return answers


def _read_claim(claim: _FileClaim) -> Claim:
    first = Citation(artifact=claim.artifact, where=claim.where, locator=claim.locator)
    others = (Citation(artifact=c.artifact, where=c.where, locator=c.locator) for c in claim.also)
    return Claim(
        id=claim.id,
        detail=claim.detail,
        citations=(first, *others),
        explanation=claim.explanation,
    )


def _check(file: _File) -> None:
    """Raise what the types cannot say; ids have to name one thing each."""
    if file.attempt < 1:
        raise ShapeError(fault="'attempt' should be 1 or more")
    if not file.id:
        raise ShapeError(fault="'id' is empty")
    _check_ids("artifacts", [artifact.id for artifact in file.artifacts])
    _check_ids("evidence", [claim.id for claim in file.evidence])


def _check_ids(name: str, ids: list[str]) -> None:
    for index, item_id in enumerate(ids):
        if not item_id:
            raise ShapeError(place=say_place(name, index), fault="'id' is empty")
        if item_id in ids[:index]:
            raise ShapeError(
                place=say_place(name, index), fault=f"the id “{item_id}” is used before"
            )


def _format_answers(answers: tuple[Answer, ...]) -> dict[str, Json]:
    parts: dict[str, dict[str, Json]] = {}
    for answer in answers:
        part = parts.setdefault(answer.part, {})
        if answer.question is None:
            part["reflection"] = answer.file
        else:
            texts = part.setdefault("answers", {})
            if isinstance(texts, dict):
                texts[answer.question] = answer.file
    return dict(parts)


def _format_claim(claim: Claim) -> dict[str, Json]:
    first, *others = [msgspec.to_builtins(citation) for citation in claim.citations]
    table: dict[str, Json] = {
        "id": claim.id,
        "detail": claim.detail,
        **first,
        "explanation": claim.explanation,
    }
    return {**table, "also": others} if others else table
