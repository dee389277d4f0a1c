"""R1: one spelling for dashes, spaces and quotes, before anything is read."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPELLINGS: Final[dict[str, str]] = {
    **dict.fromkeys(map(chr, (*range(0x2010, 0x2016), 0x2212)), "-"),
    **dict.fromkeys("\u00a0\u202f", " "),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u2035", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u2036", '"'),
    **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff\u00ad", ""),
}
"""Dashes, hard spaces, curly single and double quotes and primes, and signs of no width."""
_SIGNS: Final = str.maketrans(_SPELLINGS)
_BRACKETS: Final = {"(": ")", "[": "]"}


def normalise(text: str) -> str:
    """The text in its one spelling, without the one pair of brackets that may surround it."""
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_SIGNS).split())
    return plain[1:-1].strip() if _is_surrounded(plain) else plain


def is_empty(text: str) -> bool:
    """R18: whether the text holds no letter and no digit at all."""
    return not re.search(r"[^\W_]", text)


def _is_surrounded(text: str) -> bool:
    """Whether the first bracket is closed by the very last character, not before."""
    opening = text[:1]
    closing = _BRACKETS.get(opening)
    if closing is None or not text.endswith(closing):
        return False
    depth = 0
    for index, sign in enumerate(text):
        depth += (sign == opening) - (sign == closing)
        if depth == 0:
            return index == len(text) - 1
    return False
