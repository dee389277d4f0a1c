"""R4: what ties the two ends of a range, and what leaves a range open."""

from __future__ import annotations

from typing import Final

from workbench.assessment.locating.clock import read_number
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.pieces import End
from workbench.assessment.locating.place import Span
from workbench.assessment.locating.words import GENERIC, OPEN_WORDS, RANGE_WORDS

OPEN: Final = End("open")
_FILLERS: Final = ("the", "at", "@", "timestamp")
_AFTER_END: Final = frozenset({"", ",", ";", "and", "or", "&", ")", "]", "."})


def take_range_sign(cursor: Cursor) -> bool:
    """Whether a sign or a word of a range stands next; it and its fillers are read."""
    is_up_to = cursor.word() == "up" and cursor.word(1) == "to"
    is_and = cursor.is_between and cursor.word() == "and"
    if cursor.word() not in RANGE_WORDS and not is_up_to and not is_and:
        return False
    cursor.at += 2 if is_up_to else 1
    while cursor.take(*_FILLERS) or cursor.take_approximate():
        pass
    if cursor.token(1).kind == "number":
        cursor.take("#")
    return True


def take_open_end(cursor: Cursor) -> bool:
    """Whether the range has no end: 'ff.', 'onwards', 'to the end'; if so that is read."""
    start = cursor.at
    cursor.take("and")
    if cursor.word() in OPEN_WORDS or (cursor.word() == "on" and cursor.word(1) in _AFTER_END):
        cursor.at += 1
        return True
    cursor.at = start
    if cursor.word() in {"+", "-"} and cursor.token().glued and cursor.word(1) in _AFTER_END:
        cursor.at += 1
        cursor.is_doubtful = True
        return True
    if take_range_sign(cursor) and _take_the_end(cursor):
        return True
    cursor.at = start
    return False


def read_span(first: End, last: End | None) -> Span:
    """The whole numbers of a range, its second end completed; it may still run backwards.

    Raises:
        InvalidValueError: An end has too many digits.
    """
    start = read_number(first.text)
    if last is None:
        return Span(start, start)
    if last.kind == "open":
        return Span(start, None)
    return Span(start, read_number(inherit_digits(first, last)))


def inherit_digits(first: End, last: End) -> str:
    """R4: the digits of the second end, with the leading ones of the first where it has fewer.

    They are inherited only when that makes the second end the larger one.
    """
    missing = len(first.text) - len(last.text)
    if first.spelled or last.spelled or last.repeated or missing <= 0:
        return last.text
    whole = first.text[:missing] + last.text
    return whole if read_number(whole) > read_number(first.text) else last.text


def _take_the_end(cursor: Cursor) -> bool:
    if not cursor.take("end"):
        return False
    if cursor.word() == "of":
        offset = 2 if cursor.word(1) in {"the", "this"} else 1
        if cursor.word(offset) in GENERIC:
            cursor.at += offset + 1
        else:
            cursor.is_doubtful = True
    return True
