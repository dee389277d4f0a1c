"""Words quoted in an explanation, and the pages where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{1,600})[”“»\"]")
_FEWEST_WORDS = 4
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


def fold_text(text: str) -> str:
    """The text's words alone, with one space around each.

    Case, ligatures, kinds of quotation marks, hyphens (also at the end of a line) and all
    punctuation make no difference afterwards.
    """
    joined = re.sub(r"[-\u00ad\u2010\u2011]\s*\n\s*", "", text)
    plain = unicodedata.normalize("NFKC", joined).translate(_HYPHENS).casefold()
    return f" {_NOT_WORD.sub(' ', plain).strip()} "
