"""The direction of text: levels and visual order by the Unicode Bidirectional Algorithm.

Unicode Standard Annex 9. Explicit embeddings, overrides and isolates (rules X1 to X8) are left
out, because strangers' words come here without them (`workbench.report.neutral`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from typing import Literal, TypeVar

Base = Literal[0, 1]
"""The level of the paragraph: 0 left to right, 1 right to left."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff]")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_Item = TypeVar("_Item")


def is_plain(text: str) -> bool:
    """True when nothing in the text runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is None


def find_base(text: str) -> Base:
    """The paragraph's level by its first strong character (P2, P3); 0 where there is none."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL"}:
            return 1
        if kind == "L":
            return 0
    return 0


def find_levels(text: str, base: Base) -> list[int]:
    """The embedding level of every character of one paragraph."""
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    sides = "R" if base else "L"
    _resolve_weak(kinds, sides)
    _resolve_brackets(text, kinds, sides)
    _resolve_neutral(kinds, sides)
    return [_raise_level(kind, base) for kind in kinds]


def order_visually(items: Sequence[_Item], level: Callable[[_Item], int]) -> list[_Item]:
    """The items of one line from left to right (L2)."""
    ordered = list(items)
    levels = [level(item) for item in ordered]
    lowest_odd = min((value for value in levels if value % 2), default=None)
    if lowest_odd is None:
        return ordered
    for threshold in range(max(levels), lowest_odd - 1, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and levels[end] >= threshold:
                end += 1
            if end > start + 1:
                ordered[start:end] = ordered[start:end][::-1]
                levels[start:end] = levels[start:end][::-1]
            start = max(end, start + 1)
    return ordered


def _resolve_weak(kinds: list[str], sides: str) -> None:
    _resolve_marks_and_numbers(kinds, sides)
    _resolve_separators(kinds)
    strong = sides
    for index, kind in enumerate(kinds):  # W7
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _resolve_marks_and_numbers(kinds: list[str], sides: str) -> None:
    """W1 to W3, with what has no width (BN) like a mark."""
    previous = strong = sides
    for index, kind in enumerate(kinds):
        if kind in {"NSM", "BN"}:
            kinds[index] = previous
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"
        elif kind in {"L", "R", "AL"}:
            strong = kind
        previous = kinds[index]
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _resolve_separators(kinds: list[str]) -> None:
    """W4 to W6."""
    for index in range(1, len(kinds) - 1):
        before, kind, after = kinds[index - 1 : index + 2]
        if before == after and (
            (kind == "ES" and before == "EN") or (kind == "CS" and before in {"EN", "AN"})
        ):
            kinds[index] = before
    for start, end in _find_runs(kinds, frozenset({"ET"})):
        beside = {kinds[start - 1] if start else "", kinds[end] if end < len(kinds) else ""}
        kinds[start:end] = ["EN" if "EN" in beside else "ON"] * (end - start)
    kinds[:] = ["ON" if kind in {"ES", "CS"} else kind for kind in kinds]


def _resolve_brackets(text: str, kinds: list[str], sides: str) -> None:
    """N0: both brackets of a pair take one direction, and so do marks on them."""
    for start, end in _find_bracket_pairs(text, kinds):
        inside = {_side(kind) for kind in kinds[start + 1 : end]} - {""}
        if sides in inside:
            side = sides
        elif inside:
            side = next((_side(k) for k in reversed(kinds[:start]) if _side(k)), sides)
        else:
            continue
        for bracket in (start, end):
            kinds[bracket] = side
            for mark in _find_marks_after(text, bracket):
                kinds[mark] = side


def _find_marks_after(text: str, index: int) -> Iterator[int]:
    following = range(index + 1, len(text))
    return takewhile(lambda at: unicodedata.bidirectional(text[at]) == "NSM", following)


def _find_bracket_pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    """N0 and BD16; only brackets that are still neutral, and 63 of them open at most."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for index, char in enumerate(text):
        if kinds[index] != "ON":
            continue
        if char in _PAIRS and len(opened) < 63:  # noqa: PLR2004 - the size that BD16 names
            opened.append((_PAIRS[char], index))
        elif char in {closer for closer, _ in opened}:
            while opened:
                closer, start = opened.pop()
                if closer == char:
                    found.append((start, index))
                    break
    return sorted(found)


def _resolve_neutral(kinds: list[str], sides: str) -> None:
    """N1 and N2."""
    for start, end in _find_runs(kinds, _NEUTRAL):
        before = _side(kinds[start - 1]) if start else sides
        after = _side(kinds[end]) if end < len(kinds) else sides
        kinds[start:end] = [before if before == after else sides] * (end - start)


def _find_runs(kinds: list[str], wanted: frozenset[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in wanted:
            end += 1
        if end > start:
            found.append((start, end))
        start = end + 1
    return found


def _side(kind: str) -> str:
    """The strong direction that a kind counts as, or an empty string."""
    if kind in {"R", "EN", "AN"}:
        return "R"
    return "L" if kind == "L" else ""


def _raise_level(kind: str, base: Base) -> int:
    """I1 and I2."""
    if kind in {"AN", "EN"}:
        return 2
    return base if (kind == "R") == (base == 1) else base + 1
