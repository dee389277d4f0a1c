"""Words quoted in an explanation, and the pages where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{1,600})[”“»\"]")
_FEWEST_WORDS = 4
_FEWEST_WORDS_NEARLY = 7
_RUN = 3
_LEAST_SHARE = 0.6
_MARGIN = 0.2
"""By how much the next best page must fall behind."""
_HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212"))
_NOT_WORD = re.compile(r"[^\w]+")


def find_quoted_words(explanation: str) -> tuple[str, ...]:
    """What stands in double quotation marks and has four words or more, in order."""
    found = (" ".join(match[1].split()) for match in _QUOTED.finditer(explanation))
    return tuple(words for words in found if len(words.split()) >= _FEWEST_WORDS)


def find_pages_with(words: str, folded_pages: Sequence[str]) -> tuple[int, ...]:
    """The numbers (from 1) of the folded pages on which the words stand in that order."""
    wanted = fold_text(words)
    if not wanted.strip():
        return ()
    return tuple(number for number, page in enumerate(folded_pages, 1) if wanted in page)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A page (from 1) where quoted words stand, and the share of them that does: 1 for all."""

    page: int
    share: float


def find_sightings(words: str, folded_pages: Sequence[str]) -> tuple[Sighting, ...]:
    """Where the words stand, word for word, over the turn of a page, or else nearly.

    Nearly is when most runs of three words of a long quotation stand on one page alone.
    """
    whole = find_pages_with(words, folded_pages) or _find_turns(words, folded_pages)
    if whole:
        return tuple(Sighting(page, 1.0) for page in whole)
    wanted = fold_text(words).split()
    if len(wanted) < _FEWEST_WORDS_NEARLY:
        return ()
    runs = [f" {' '.join(wanted[at : at + _RUN])} " for at in range(len(wanted) - _RUN + 1)]
    shares = [sum(run in page for run in runs) / len(runs) for page in folded_pages]
    best = max(shares, default=0.0)
    near = [number for number, share in enumerate(shares, 1) if share > best - _MARGIN]
    return (Sighting(near[0], best),) if best >= _LEAST_SHARE and len(near) == 1 else ()


def _find_turns(words: str, folded_pages: Sequence[str]) -> tuple[int, ...]:
    wanted = fold_text(words)
    turns = enumerate(pairwise(folded_pages), 1)
    return tuple(n for n, (page, after) in turns if wanted in f"{page.rstrip()}{after}")


@lru_cache(maxsize=8)
def fold_pages(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Every page folded; kept for the few documents that are being resolved at a time."""
    return tuple(map(fold_text, texts))


def fold_text(text: str) -> str:
    """The text's words alone, with one space around each.

    Case, ligatures, kinds of quotation marks, hyphens (also at the end of a line) and all
    punctuation make no difference afterwards.
    """
    joined = re.sub(r"[-\u00ad\u2010\u2011]\s*\n\s*", "", text)
    plain = unicodedata.normalize("NFKC", joined).translate(_HYPHENS).casefold()
    return f" {_NOT_WORD.sub(' ', plain).strip()} "
