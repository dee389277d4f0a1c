"""Names for report files that every system accepts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.assessment.scorecard import Scorecard
from workbench.errors import WorkbenchError
from workbench.paths import make_file_name
from workbench.report.content import Audience
from workbench.report.neutral import neutralise_line

_IN_BRACES = re.compile(r"\{(\w+)\}")


USUAL = "{practitioner}-attempt-{attempt}-{decision}{file}-report"
"""A name such as `4F7K-attempt-1-not-yet-report`; for the file `…-file-report`."""


class NamePatternError(WorkbenchError):
    """A pattern for names that cannot be followed."""

    def __init__(self, pattern: str, words: Sequence[str]) -> None:
        known = ", ".join(f"{{{word}}}" for word in words)
        super().__init__(
            f"Files cannot be named after the pattern “{pattern}”. What may stand in braces is "
            f"{known}; all other letters stand for themselves."
        )


def name_report(scorecard: Scorecard, audience: Audience, pattern: str = "") -> str:
    """The name of the report's files without their ending, by the pattern or the usual one.

    Raises:
        NamePatternError: the pattern asks for something that there is not.
    """
    words = _list_words(scorecard, audience)
    parts = _IN_BRACES.split(pattern or USUAL)
    names, rest = parts[1::2], "".join(parts[::2])
    if not set(names) <= set(words) or "{" in rest or "}" in rest:
        raise NamePatternError(pattern, tuple(words))
    filled = [words[part] if number % 2 else part for number, part in enumerate(parts)]
    return clean_name("".join(filled))


def _list_words(scorecard: Scorecard, audience: Audience) -> dict[str, str]:
    submission, trail = scorecard.submission, scorecard.provenance
    return {
        "practitioner": clean_name(submission.practitioner.key),
        "attempt": str(submission.attempt),
        "decision": scorecard.decision.outcome.replace("_", "-"),
        "audience": audience,
        "file": "-file" if audience == "file" else "",
        "credential": scorecard.rubric.id,
        "date": (trail.finished_at or trail.written_at)[:10],
    }


def clean_name(text: str) -> str:
    """The text as part of a file name: no separators, no reserved names, not too long."""
    return make_file_name(neutralise_line(text), otherwise="submission")
