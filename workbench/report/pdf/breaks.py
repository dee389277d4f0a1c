"""Where a line may end, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_SPACE = r"\t-\r\x1c-\x20\x85\u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f\u3000"
"""White space that a line may end at, and the mark for such a place without width (U+200B)."""
_BREAK_AFTER = re.compile(rf"[^{_SPACE}]++[{_SPACE}]*+|[{_SPACE}]++")
"""Possessive: nothing is tried twice, so that the time goes by the length alone."""
_HYPHENATED = re.compile(r"(?<=\w\w[-‐])(?=[^\W\d]{2})|(?<=—)")  # noqa: RUF001 - a real hyphen
_NO_SPACES = re.compile("[\u2e80-\u2fdf\u3005-\u30ff\u31c0-\u9fff\uf900-\ufaff\uff01-\uff9d]")
"""Ideographs and kana, between which a line may end; Korean ends lines at its spaces."""
_NEVER_FIRST = frozenset(
    "、。,.:;!?)]}」』】〉》〕）］｝，．：；！？・ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ"  # noqa: RUF001 - East Asian punctuation
)
_NEVER_LAST = frozenset("([{「『【〈《〔（［｛")  # noqa: RUF001 - East Asian punctuation
_STAYS_TOGETHER = frozenset({"Mn", "Mc", "Me", "Cf"})
LONGEST_WORD = 200
"""Characters; a longer one is taken in pieces."""
_LONG = re.compile(rf"[^{_SPACE}]{{{LONGEST_WORD + 1}}}")


def split_words(text: str) -> Iterator[str]:
    """The text in words, each with the white space after it."""
    return map(re.Match.group, _BREAK_AFTER.finditer(text))


def has_long_word(text: str) -> bool:
    """Whether a word is longer than `LONGEST_WORD`."""
    return _LONG.search(text) is not None


def split_chunks(text: str) -> Iterator[str]:
    """The text in pieces between which a line may end."""
    for word in split_words(text):
        if len(word) > LONGEST_WORD:
            yield from _split_long_word(word)
            continue
        for part in _HYPHENATED.split(word):
            if _NO_SPACES.search(part):
                yield from _split_ideographs(part)
            elif part:
                yield part


def sticks(char: str) -> bool:
    """True for marks, which stay on the character before them."""
    return unicodedata.category(char) in _STAYS_TOGETHER


def _split_long_word(text: str) -> Iterator[str]:
    if _NO_SPACES.search(text):
        yield from _split_ideographs(text)
        return
    start = 0
    while start < len(text):
        end = start + LONGEST_WORD
        while end < len(text) and sticks(text[end]) and end < start + 2 * LONGEST_WORD:
            end += 1
        yield text[start:end]
        start = end


def _split_ideographs(text: str) -> Iterator[str]:
    start = 0
    for index in range(1, len(text)):
        before, after = text[index - 1], text[index]
        may_end = _NO_SPACES.match(before) or _NO_SPACES.match(after)
        stays = after in _NEVER_FIRST or before in _NEVER_LAST or after.isspace()
        if may_end and not stays and not sticks(after):
            yield text[start:index]
            start = index
    yield text[start:]
