"""What is known about the artifact when a citation is read; the artifact itself stays closed."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Final

MEDIA: Final = frozenset(
    {"pdf", "docx", "odt", "pptx", "xlsx", "text", "image", "audio", "video", "unknown"}
)


@dataclass(frozen=True, slots=True)
class Context:
    """Kind, page count and duration in seconds of the cited artifact, as far as they are known."""

    media: str = "unknown"
    pages: int | None = None
    duration: float | None = None


def make_context(media: str | None, pages: int | None, duration: float | None) -> Context:
    """The context with a medium from the list, and without a duration that is no number."""
    name = (media or "unknown").lower()
    is_known = duration is not None and isfinite(duration)
    return Context(
        media=name if name in MEDIA else "unknown",
        pages=pages,
        duration=duration if is_known else None,
    )
