"""The standing words of a report: dates, counts, verdicts."""

from __future__ import annotations

from datetime import UTC, datetime

from workbench.assessment.credential import Part, Rubric
from workbench.assessment.judgment import ACCEPTED, Judgment
from workbench.assessment.scoring import DecisionOutcome
from workbench.report.neutral import neutralise_line

PROGRAM = "Assessor Workbench"

DECISION_TITLES: dict[DecisionOutcome, str] = {
    "earned": "Earned",
    "not_yet": "Not yet earned",
    "cannot_be_scored": "Cannot be scored",
    "open": "Not decided yet",
}

_MONTHS = (  # fixed: a report reads the same whatever the locale
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def say_day(instant: str | None) -> str:
    """An ISO 8601 instant as `14 November 2026`; what can't be read stays as it is."""
    moment = _read(instant)
    if moment is None:
        return neutralise_line(instant or "")
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def say_instant(instant: str | None) -> str:
    """An ISO 8601 instant as `14 November 2026, 15:02 UTC`."""
    moment = _read(instant)
    return say_day(instant) if moment is None else f"{say_day(instant)}, {moment:%H:%M} UTC"


def say_count(number: int, noun: str) -> str:
    """`1 word`, `1,214 words`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def say_verdict(judgment: Judgment) -> str:
    """What became of a part, in a word or two."""
    if judgment.cannot_judge is not None:
        return "could not be judged"
    if judgment.level is None:
        return "not judged yet"
    return "accepted" if judgment.level == ACCEPTED else "not accepted"


def say_open(judgment: Judgment) -> str:
    """Why a detail has no level."""
    return "Could not be judged" if judgment.cannot_judge is not None else "Not judged yet"


def name_part(rubric: Rubric, part: Part) -> str:
    """`Part 1 · Overview questions`, counted as the rubric orders its parts."""
    number = [other.id for other in rubric.parts].index(part.id) + 1
    return f"Part {number} · {neutralise_line(part.title)}"


def say_length(part: Part, words: int) -> str:
    """The part's length, and the minimum where it is not reached."""
    said = say_count(words, "word")
    if words >= part.min_words:
        return said
    each = " for each answer" if part.count == "each" else ""
    return f"{said} (at least {part.min_words:,} asked for{each})"


def shorten(text: str, limit: int) -> str:
    """The text on one line, at most that long, ended at a word and with an ellipsis if cut."""
    line = neutralise_line(text)
    if len(line) <= limit:
        return line
    kept, _, rest = line[:limit].rpartition(" ")
    return f"{(kept or rest).rstrip(' ,;:.')}…"


def shorten_digest(digest: str) -> str:
    """`9f2c…41d0`."""
    return digest if len(digest) <= 12 else f"{digest[:4]}…{digest[-4:]}"  # noqa: PLR2004 - as long


def _read(instant: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(instant or "")
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment
