"""R14, R18, R19: words that join, that may go, and that make a citation point nowhere."""

from __future__ import annotations

from typing import Final

from workbench.assessment.locating.clock import InvalidValueError
from workbench.assessment.locating.counts import add_counts, read_last_end
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.labels import read_label
from workbench.assessment.locating.pieces import Bare, Join, Problem, Said
from workbench.assessment.locating.words import (
    CONNECTORS,
    COUNTED,
    JOINS,
    NOISE,
    NOT_SPECIFIC,
    RELATIVE,
    STARTING,
    TIME_PREFIXES,
    JoinKind,
)

_NUMERIC: Final = frozenset({"number", "dotted", "clock", "prime", "ordinal"})
_JOIN_SIGNS: Final[dict[str, JoinKind]] = {**JOINS, "-": "dash", ":": ":"}
_LEADING: Final = frozenset({"at", "from", "on", "in", ":", "the", "time"})
_TIME_NOUNS: Final = ("stamp", "stamps", "code", "codes", "range", "mark", ":")


def read_join(cursor: Cursor) -> bool:
    """R5, R16, R19: read what stands between two places, or leads to the first.

    Raises:
        InvalidValueError: A minus sign before the first number.
    """
    word = cursor.word()
    if word in CONNECTORS:
        cursor.pieces.append(Join("tie"))
    elif word in _JOIN_SIGNS and cursor.token().kind in {"sign", "word"}:
        if word == "-" and _is_minus(cursor):
            raise InvalidValueError
        cursor.pieces.append(Join(_JOIN_SIGNS[word]))
    else:
        return False
    cursor.at += 1
    return True


def read_noise(cursor: Cursor) -> bool:
    """R14, R19: read over words that may go without loss."""
    word, after = cursor.word(), cursor.token(1)
    is_noise = (
        word in NOISE
        or (word in {"mark", "marks"} and isinstance(cursor.last_piece(), Said | Bare))
        or (word in STARTING and _leads_to_place(cursor, 1))
    )
    if cursor.take_approximate():
        return True
    if word == "refer" and after.word == "to":
        cursor.at += 2
    elif word in {"time", "times"} and (after.kind in _NUMERIC or after.word in _TIME_NOUNS):
        cursor.at += 1
        cursor.take(*_TIME_NOUNS)
    elif word == "#":
        cursor.is_doubtful |= after.kind == "number" and not cursor.find_listed_unit()
        cursor.at += 1
    elif is_noise:
        cursor.at += 1
    else:
        return False
    return True


def read_phrase(cursor: Cursor) -> bool:
    """R18: read a word that makes the whole citation point nowhere."""
    word = cursor.word()
    is_hour = word == "pm" or (word == "am" and isinstance(cursor.last_piece(), Said | Bare | None))
    if is_hour:
        cursor.pieces.append(Problem("clock_time"))
    elif word in RELATIVE:
        cursor.pieces.append(Problem("relative_reference"))
    elif word in NOT_SPECIFIC:
        cursor.pieces.append(Problem("not_specific"))
    else:
        return False
    cursor.at += 1
    return True


def read_between(cursor: Cursor) -> bool:
    """Read 'between', after which an 'and' may end a range; the rules do not say that it does."""
    offset = 2 if cursor.word(1) == "the" else 1
    if cursor.word() != "between" or not _leads_to_place(cursor, offset):
        return False
    cursor.at += 1
    cursor.is_between = cursor.is_doubtful = True
    return True


def read_listed_label(cursor: Cursor) -> bool:
    """R5, R6: read a printed label in a list of them, as in 'pp. iv and vi' or 'A-3, A-5'."""
    before = cursor.find_listed()
    is_labelled = before is not None and before.readings[0].pagelabel is not None
    has_number = cursor.token(1).glued and cursor.word(1) != "."
    if not is_labelled or not (cursor.token().text.islower() or has_number):
        return False
    label = read_label(cursor)
    if label is None:
        return False
    add_counts(cursor, "page", label, read_last_end(cursor, "page"))
    return True


def _is_minus(cursor: Cursor) -> bool:
    """Whether the hyphen belongs to the number behind it: nothing before it could be a range."""
    number = cursor.token(1)
    return isinstance(cursor.last_piece(), Join | None) and number.glued and number.kind in _NUMERIC


def _leads_to_place(cursor: Cursor, offset: int) -> bool:
    while cursor.word(offset) in _LEADING:
        offset += 1
    if cursor.token(offset).kind in _NUMERIC:
        return True
    return cursor.word(offset) in COUNTED or cursor.word(offset) in TIME_PREFIXES
