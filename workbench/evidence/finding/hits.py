"""Where words stand in a text, as somebody who searches means them: folded, as one phrase."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from workbench.evidence.finding.folding import fold_text, fold_with_places, goes_on

_KEPT_TEXTS = 8_192
_HYPHEN_AT_END = re.compile(r"[-\u2010\u2011] *[\r\n]")


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a text, as indexes of its letters; `end` is not part of it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Needle:
    """What is searched for."""

    words: str
    """As typed."""
    folded: str

    def __bool__(self) -> bool:
        """False where there is nothing to search for."""
        return bool(self.folded)


def make_needle(words: str) -> Needle:
    """What is searched for when somebody types these words; spaces around them don't count."""
    return Needle(words, fold_text(words).strip())


def count_hits(text: str, needle: Needle) -> int:
    """How many hits `find_hits` has, in a small part of its time; folded texts are kept."""
    if _needs_hyphens(text, needle):
        return len(find_hits(text, needle))
    return sum(1 for _ in _find_starts(_keep_folded(text), needle.folded))


def find_hits(text: str, needle: Needle) -> tuple[Hit, ...]:
    """Every stretch of the text that holds the words, in order; none overlaps another.

    A hyphen at the end of a line is taken for parting a word, and for one of the word's own.
    """
    if not needle:
        return ()
    hits = _find(text, needle, keeps_hyphens=False)
    if _needs_hyphens(text, needle):
        hits = _merge(hits, _find(text, needle, keeps_hyphens=True))
    return tuple(hits)


@lru_cache(maxsize=_KEPT_TEXTS)
def _keep_folded(text: str) -> str:
    return fold_text(text)


def _needs_hyphens(text: str, needle: Needle) -> bool:
    return "-" in needle.folded and _HYPHEN_AT_END.search(text) is not None


def _find(text: str, needle: Needle, *, keeps_hyphens: bool) -> list[Hit]:
    folded, owners = fold_with_places(text, keeps_hyphens=keeps_hyphens)
    length = len(needle.folded)
    return [
        Hit(owners[start], _find_end(text, owners[start + length - 1]))
        for start in _find_starts(folded, needle.folded)
    ]


def _find_starts(folded: str, wanted: str) -> Iterator[int]:
    if not wanted:
        return
    start = folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        is_whole = end == len(folded) or not goes_on(folded[end])
        if is_whole:
            yield start
        start = folded.find(wanted, end if is_whole else start + 1)


def _find_end(text: str, last: int) -> int:
    """After that letter and the accents that stand on it."""
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _merge(hits: list[Hit], more: list[Hit]) -> list[Hit]:
    """Both in order, without those that overlap an earlier one."""
    merged: list[Hit] = []
    for hit in sorted((*hits, *more), key=lambda hit: (hit.start, hit.end)):
        if not merged or hit.start >= merged[-1].end:
            merged.append(hit)
    return merged
