"""R6: printed page labels, such as roman numerals and 'A-3'."""

from __future__ import annotations

from typing import Final

from workbench.assessment.locating.clock import read_number
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.numerals import format_roman, read_roman
from workbench.assessment.locating.pieces import End
from workbench.assessment.locating.place import Place, Span

MOST_IN_A_ROW: Final = 30
_MOST_LETTERS: Final = 2

Readings = tuple[Place, ...]


def read_label(cursor: Cursor) -> End | None:
    """The printed label that stands next, or None.

    A lower-case roman numeral is one, and so is a capital with a number ('A-3'). Capitals alone
    and a number with a letter may be one: they leave a doubt.
    """
    token, after = cursor.token(), cursor.token(1)
    if token.kind == "number" and _is_letter_of(after.text, glued=after.glued):
        cursor.at += 2
        cursor.is_doubtful = True
        return End("label", token.text + after.text)
    if token.kind != "word" or not token.text.isascii():
        return None
    return _read_prefixed_label(cursor) or _read_roman_label(cursor)


def spell_labels(first: End, last: End | None) -> tuple[list[Readings], bool]:
    """The readings of every page from one label to the other, and whether they are in doubt.

    The grammar has no range of labels, so each page of a range is named. Only labels that
    count alike (iv to vi, A-3 to A-5) have others between them.
    """
    if last is None:
        return [_read_page(first)], False
    labels = _count_romans(first.text, last.text) or _count_prefixed(first.text, last.text)
    if labels is None or len(labels) > MOST_IN_A_ROW:
        return [_read_page(end) for end in (first, last) if end.text], True
    is_backwards = labels[0] != first.text
    return [(Place(pagelabel=label),) for label in labels], is_backwards


def _read_prefixed_label(cursor: Cursor) -> End | None:
    """'A-3' or 'A3' in capitals."""
    token, after, last = (cursor.token(offset) for offset in range(3))
    if not (token.text.isupper() and len(token.text) <= _MOST_LETTERS and after.glued):
        return None
    if after.kind == "number":
        cursor.at += 2
        return End("label", token.text + after.text)
    if after.word == "-" and last.kind == "number" and last.glued:
        cursor.at += 3
        return End("label", f"{token.text}-{last.text}")
    return None


def _read_roman_label(cursor: Cursor) -> End | None:
    text = cursor.token().text
    is_roman = read_roman(text.lower()) is not None
    if not (is_roman and text.islower()) and not (text.isupper() and (is_roman or len(text) == 1)):
        return None
    cursor.at += 1
    cursor.is_doubtful |= text.isupper()
    return End("label", text)


def _is_letter_of(text: str, *, glued: bool) -> bool:
    return glued and len(text) == 1 and text.isalpha() and text.lower() != "f"


def _read_page(end: End) -> Readings:
    """The label, and the count that it may be meant as."""
    label = Place(pagelabel=end.text)
    count = read_roman(end.text.lower()) if end.text.isupper() else None
    if end.kind == "count":
        return (Place(page=Span(read_number(end.text), read_number(end.text))),)
    if end.text[0].isdigit():
        count = read_number(end.text[:-1])
    return (label,) if count is None else (label, Place(page=Span(count, count)))


def _count_romans(first: str, last: str) -> list[str] | None:
    start, end = read_roman(first), read_roman(last)
    if start is None or end is None:
        return None
    return [format_roman(value) for value in _count(start, end)]


def _count_prefixed(first: str, last: str) -> list[str] | None:
    prefix = first.rstrip("0123456789")
    digits = (first[len(prefix) :], last[len(prefix) :])
    if not last.startswith(prefix) or not all(number.isdigit() for number in digits):
        return None
    start, end = (read_number(number) for number in digits)
    return [f"{prefix}{value}" for value in _count(start, end)]


def _count(start: int, end: int) -> range:
    return range(min(start, end), min(max(start, end), min(start, end) + MOST_IN_A_ROW) + 1)
