"""A hit with a few of the words around it, on one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.evidence.finding.folding import is_spaceless
from workbench.evidence.finding.hits import Hit

BEFORE, AFTER = 36, 84
"""Letters of the words around, at most."""
_ELLIPSIS = "…"
_LEADERS = re.compile(r"(?:\s?[.·_…]){5,}\s?")
"""The dots that lead to a page number in a table of contents."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What stands before, the words found as the text has them, and what stands after."""

    before: str
    words: str
    after: str

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.before}{self.words}{self.after}"


def make_excerpt(text: str, hit: Hit) -> Excerpt:
    """The hit with whole words around it; an ellipsis where the text goes on."""
    first = max(hit.start - BEFORE, 0)
    last = min(hit.end + AFTER, len(text))
    before, after = text[first : hit.start], text[hit.end : last]
    if first > 0:
        before = _ELLIPSIS + _drop_part(before[::-1], text[first - 1])[::-1]
    if last < len(text):
        after = _drop_part(after, text[last]) + _ELLIPSIS
    around = [_LEADERS.sub(" … ", part) for part in (before, after)]
    words = _flatten(text[hit.start : hit.end])
    return Excerpt(_flatten(around[0]).lstrip(), words, _flatten(around[1]))


def _drop_part(around: str, beyond: str) -> str:
    """Without the part of a word that the cut has left, where words are parted by spaces."""
    if beyond.isspace() or is_spaceless(beyond):
        return around
    whole = len(around)
    while whole and not around[whole - 1].isspace():
        whole -= 1
    return around[:whole].rstrip() if whole else around


def _flatten(text: str) -> str:
    """White space as single spaces, those at both ends too."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"
