"""Names for report files that every system accepts."""

from __future__ import annotations

import re
import unicodedata

from workbench.assessment.scorecard import Scorecard
from workbench.report.content import Audience
from workbench.report.neutral import neutralise_line

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\s]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_LONGEST_BYTES = 120


def suggest_file_name(scorecard: Scorecard, audience: Audience, suffix: str) -> str:
    """A name such as `4F7K-attempt-1-not-yet-report.pdf`; for the file `…-file-report.pdf`.

    `suffix` comes without its dot.
    """
    submission = scorecard.submission
    outcome = scorecard.decision.outcome.replace("_", "-")
    whose = "-file" if audience == "file" else ""
    name = clean_name(submission.practitioner.key)
    return f"{name}-attempt-{submission.attempt}-{outcome}{whose}-report.{suffix}"


def clean_name(text: str) -> str:
    """The text as part of a file name: no separators, no reserved names, not too long."""
    line = unicodedata.normalize("NFC", neutralise_line(text))
    name = _FORBIDDEN.sub("-", line).strip("-. ")
    name = name.encode()[:_LONGEST_BYTES].decode(errors="ignore").strip("-. ")
    if not name:
        return "submission"
    return f"_{name}" if _RESERVED.fullmatch(name) else name
