"""Whose forms of Chinese characters a text wants: those of Japan, of China or of Taiwan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import islice
from typing import Literal

Han = Literal["japanese", "simplified", "traditional"]

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_KANA_OR_HANGUL = re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9d\u1100-\u11ff\uac00-\ud7a3]")
"""Japanese is hardly ever written without kana; Korean forms are close to those of Japan."""
_LOOKED_AT = 2_000
"""So many characters tell enough of a text."""
_BY_LANGUAGE: dict[str, Han] = {
    "ja": "japanese",
    "ko": "japanese",
    "zh-hant": "traditional",
    "zh-tw": "traditional",
    "zh-hk": "traditional",
    "zh-mo": "traditional",
    "zh-hans": "simplified",
    "zh-cn": "simplified",
    "zh-sg": "simplified",
}
_LANGUAGE = ContextVar("language", default="")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let texts that don't tell by themselves be in that language (BCP 47) meanwhile."""
    token = _LANGUAGE.set(language.casefold().replace("_", "-"))
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def find_han(text: str) -> Han:
    """Whose forms its Chinese characters take; `japanese` where it has none."""
    if not _HAN.search(text) or _KANA_OR_HANGUL.search(text):
        return "japanese"
    language = _LANGUAGE.get()
    known = (form for tag, form in _BY_LANGUAGE.items() if f"{language}-".startswith(f"{tag}-"))
    return next(known, None) or _find_by_characters(text)


def _find_by_characters(text: str) -> Han:
    """By the standard that more of its characters stand in alone: GB 2312 or Big5."""
    leanings = [_lean(found[0]) for found in islice(_HAN.finditer(text), _LOOKED_AT)]
    return "traditional" if sum(leanings) > 0 else "simplified"


@lru_cache(maxsize=8_000)
def _lean(char: str) -> int:
    """1 for a character that only Big5 has, -1 for one that only GB 2312 has, else 0."""
    return _is_in(char, "big5") - _is_in(char, "gb2312")


def _is_in(char: str, charset: str) -> bool:
    return bool(char.encode(charset, errors="ignore"))
