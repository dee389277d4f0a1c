"""The part of an `mcw-report/1` file that calibration reads; other fields are left alone."""

from __future__ import annotations

from typing import Literal

import msgspec

FORMAT = "mcw-report/1"

Outcome = Literal["earned", "not_yet", "cannot_be_scored", "open"]


class Submission(msgspec.Struct, frozen=True):
    """Which attempt was judged."""

    id: str
    attempt: int = 1
    practitioner: str = ""


class Level(msgspec.Struct, frozen=True):
    """One level of the rubric's scale."""

    id: str
    order: int
    label: str = ""
    passing: bool = False


class Rubric(msgspec.Struct, frozen=True):
    """The identity of the rubric and its scale."""

    id: str
    levels: list[Level]
    title: str = ""
    version: str = ""
    sha256: str = ""


class Assessor(msgspec.Struct, frozen=True):
    """Who judged; the practitioner's copy of a report doesn't say."""

    id: str | None = None
    name: str | None = None


class Decision(msgspec.Struct, frozen=True):
    """What the rule made of the judgments."""

    outcome: Outcome = "open"


class Feedback(msgspec.Struct, frozen=True):
    """What the practitioner is told."""

    looked_at: str = ""
    unmet: str = ""
    next_step: str = ""
    praise: str = ""


class Detail(msgspec.Struct, frozen=True):
    """One judgment."""

    id: str
    title: str = ""
    level: str | None = None
    rationale: str = ""
    feedback: Feedback = Feedback()


class Report(msgspec.Struct, frozen=True):
    """One assessor's report of one attempt."""

    format: str
    submission: Submission
    rubric: Rubric
    assessor: Assessor
    details: list[Detail]
    finished: str | None = None
    written: str = ""
    decision: Decision = Decision()


def decode_report(content: bytes) -> Report:
    """The report in these bytes.

    Raises:
        ValueError: with a reason that can follow "can't be read:".
    """
    try:
        report = msgspec.json.decode(content, type=Report)
    except msgspec.MsgspecError as error:
        message = f"it is no {FORMAT} report with its assessor named ({error})."
        raise ValueError(message) from error
    if report.format != FORMAT:
        message = (
            f"its format is {report.format!r}, this program reads {FORMAT}; a newer version of "
            "the workbench may read it."
        )
        raise ValueError(message)
    if report.assessor.id is None:
        message = "it doesn't say who judged; export the copy for the file, not the practitioner's."
        raise ValueError(message)
    return report
