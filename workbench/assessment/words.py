"""Counting the words of a text."""

from __future__ import annotations

import re
from functools import lru_cache

_BREAKS = re.compile(r"[\s—–]+")
_CHARACTER_BY_CHARACTER = re.compile(
    "[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d"
    "\U00020000-\U000323af]"
)
"""Kana and Chinese characters; Korean has spaces between its words."""
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


@lru_cache(maxsize=64)
def count_words(text: str) -> int:
    """How many words the text has.

    A word is what stands between white space or long dashes and has at least one letter or digit:
    `don't`, `follow-up`, `1,000` and `and/or` are one word each, a bullet or a lone hyphen is
    none. Chinese and Japanese have no spaces, so each of their characters counts as one word, the
    way word processors count them. Thai, Lao and Khmer have no spaces either, and nothing here
    takes them apart: the count is too low for them.
    """
    separate, ideographs = _CHARACTER_BY_CHARACTER.subn(" ", text)
    tokens = _BREAKS.split(separate)
    return ideographs + sum(_LETTER_OR_DIGIT.search(token) is not None for token in tokens)
