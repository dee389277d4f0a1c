"""R19: which brackets belong together, and what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.assessment.locating.tokens import Token

_CLOSING: Final = {")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Bracket:
    """Where a bracket closes, and whether it holds a word or another bracket."""

    close: int
    has_word: bool
    is_nested: bool


def find_brackets(tokens: Sequence[Token]) -> dict[int, Bracket]:
    """The brackets that are closed, by the index of their opening token."""
    found: dict[int, Bracket] = {}
    opened: list[int] = []
    words = 0
    words_before: dict[int, int] = {}
    nested: set[int] = set()
    for index, token in enumerate(tokens):
        words += token.kind in {"word", "quoted", "file", "ordinal"} or token.spelled
        if token.word in _CLOSING.values():
            opened.append(index)
            words_before[index] = words
        elif opened and tokens[opened[-1]].word == _CLOSING.get(token.word):
            start = opened.pop()
            found[start] = Bracket(index, words > words_before[start], start in nested)
            nested.update(opened[-1:])
    return found
