"""A transcript for reading, made of captions: paragraphs by speaker and pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.evidence.captions import Caption

_PAUSE = 2.0
"""Seconds of silence that end a paragraph."""
_LONGEST = 45.0
"""Seconds after which a paragraph ends with the next sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenParagraph:
    """What one person says without a pause."""

    start: float
    """Seconds."""
    end: float
    text: str
    speaker: str = ""


def make_transcript(captions: Sequence[Caption]) -> tuple[SpokenParagraph, ...]:
    """The paragraphs in order of time; lines that roll up are said once."""
    paragraphs: list[SpokenParagraph] = []
    speaker = ""
    for caption in captions:
        words = " ".join(caption.text.split())
        last = paragraphs[-1] if paragraphs else None
        if last is not None and _goes_on(last, caption, speaker):
            paragraphs[-1] = replace(
                last, end=max(last.end, caption.end), text=_join(last.text, words)
            )
        else:
            paragraphs.append(
                SpokenParagraph(
                    start=caption.start, end=caption.end, text=words, speaker=caption.speaker
                )
            )
        speaker = caption.speaker
    return tuple(paragraphs)


def _goes_on(last: SpokenParagraph, caption: Caption, speaker: str) -> bool:
    if caption.speaker != speaker or caption.start - last.end > _PAUSE:
        return False
    is_long = caption.end - last.start > _LONGEST
    return not (is_long and last.text.endswith((".", "?", "!", "…", "”")))


def _join(before: str, words: str) -> str:
    """Automatic captions repeat the line before as the first of the next: that is said once."""
    for length in range(min(len(before), len(words)), 0, -1):
        is_whole_word = length == len(words) or words[length].isspace()
        begins_word = length == len(before) or before[-length - 1].isspace()
        if (
            is_whole_word
            and begins_word
            and " " in words[:length]
            and before.endswith(words[:length])
        ):
            return before + words[length:]
    return f"{before} {words}"
