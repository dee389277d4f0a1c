"""R3, R8, R23: pages, slides and the parts of a text, counted or labelled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from workbench.assessment.locating.clock import InvalidValueError, read_number
from workbench.assessment.locating.context import Context
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.labels import MOST_IN_A_ROW, read_label, spell_labels
from workbench.assessment.locating.numerals import read_roman
from workbench.assessment.locating.pieces import End, Join, Piece, Said, Unknown
from workbench.assessment.locating.place import Place, Span, make_place
from workbench.assessment.locating.ranges import (
    OPEN,
    inherit_digits,
    read_span,
    take_open_end,
    take_range_sign,
)
from workbench.assessment.locating.words import (
    BETWEEN_WORD_AND_NUMBER,
    COUNTED,
    MOVING,
    TIME_UNITS,
)

_SINGLE: Final = frozenset({"item", "figure", "table"})
_SECOND_WORDS: Final = {
    **dict.fromkeys(("bullet", "bullets"), ("point", "points")),
    **{sign: (sign,) for sign in "§¶"},
}
_MOST_LINKS: Final = 6
_OUT_OF: Final = 2

Counted = tuple[list[Piece], bool]
"""The pieces, and whether they are in doubt."""


def read_counted(cursor: Cursor) -> bool:
    """R3, R8: read a unit word with its number or range, such as 'pp. 3-5' or 'line no. 7'."""
    start = cursor.at
    word = cursor.word()
    unit = COUNTED.get(word)
    if unit is None:
        return False
    cursor.at += 1
    cursor.take(*_SECOND_WORDS.get(word, ()))
    take_links(cursor)
    first = read_end(cursor, unit)
    if first is None:
        cursor.at = start
        return False
    if word != "pp" and not word.endswith("s"):
        first = _add_thousands(cursor, first)
    skip_total(cursor)
    last = read_last_end(cursor, unit)
    skip_total(cursor)
    if word == "sec" and cursor.context.media in MOVING and last is None and first.kind == "count":
        _add_second_or_section(cursor, first)
    else:
        add_counts(cursor, unit, first, last)
    return True


def read_end(cursor: Cursor, unit: str) -> End | None:
    """One number or label of the unit, or None where none stands next.

    Raises:
        InvalidValueError: A decimal number, which only a section has.
    """
    token = cursor.token()
    if token.kind == "dotted":
        if unit != "section" or token.text.startswith("."):
            raise InvalidValueError
        cursor.at += 1
        return End("dotted", token.text)
    if token.word == "last" and unit in {"page", "slide"}:
        cursor.at += 1
        return End("last")
    if unit == "page" and (label := read_label(cursor)) is not None:
        return label
    if token.kind != "number" or _is_time(cursor) or _has_letter(cursor):
        return None
    cursor.at += 1
    return End("count", token.text, spelled=token.spelled)


def read_last_end(cursor: Cursor, unit: str) -> End | None:
    """The second end of a range of the unit, or None where no range goes on."""
    start = cursor.at
    if take_open_end(cursor):
        return OPEN
    if not take_range_sign(cursor):
        return None
    is_repeated = COUNTED.get(cursor.word()) == unit
    if is_repeated:
        cursor.at += 1
        take_links(cursor)
    end = read_end(cursor, unit)
    if end is None:
        cursor.at = start
    elif end.kind == "last" and COUNTED.get(cursor.word()) == unit:
        cursor.at += 1
    return end and replace(end, repeated=is_repeated)


def add_counts(cursor: Cursor, unit: str, first: End, last: End | None) -> None:
    """Add the pieces of a number or range of the unit."""
    pieces, is_doubtful = make_counts(unit, first, last, cursor.context)
    cursor.pieces += pieces
    cursor.is_doubtful |= is_doubtful


def make_counts(unit: str, first: End, last: End | None, context: Context) -> Counted:
    """The pieces of a number or range of the unit, and whether they are in doubt.

    A dimension for which the grammar has no range is given number by number.

    Raises:
        InvalidValueError: A number that the unit can't have, or a time.
    """
    if first.is_time or (last is not None and last.is_time):
        raise InvalidValueError
    kinds = {first.kind, last.kind if last else None}
    if "last" in kinds:
        return _make_last(unit, first, last)
    if "label" in kinds:
        readings, is_doubtful = spell_labels(first, last)
        return _say_each("page", readings), is_doubtful
    if unit == "section":
        return _make_sections(first, last)
    if "dotted" in kinds:
        raise InvalidValueError
    span = read_span(first, last)
    if unit not in _SINGLE:
        return _make_span(unit, span, context)
    return _make_singles(unit, span)


def skip_total(cursor: Cursor) -> None:
    """R7: read over the 'of M' of 'N of M'."""
    offset = 1 if cursor.word() == "of" else _OUT_OF if cursor.word(1) == "of" else 0
    if offset == 0 or (offset == _OUT_OF and cursor.word() != "out"):
        return
    offset += cursor.word(offset) == "the"
    total = cursor.token(offset)
    is_label = total.text.islower() and read_roman(total.text) is not None
    if total.kind not in {"number", "clock"} and not is_label:
        return
    cursor.at += offset + 1
    if cursor.word() in COUNTED and cursor.token(1).kind != "number":
        cursor.at += 1


def take_links(cursor: Cursor) -> None:
    """R3: read over what may stand between a unit word and its number.

    Raises:
        InvalidValueError: A minus sign before the number.
    """
    for _ in range(_MOST_LINKS):
        if cursor.word() in BETWEEN_WORD_AND_NUMBER:
            cursor.at += 1
        elif [cursor.word(offset) for offset in range(3)] == ["(", "s", ")"]:
            cursor.at += 3
        elif cursor.word() == "-" and cursor.token(1).kind == "number":
            if cursor.token(1).glued and not cursor.token().glued:
                raise InvalidValueError
            cursor.at += 1
        elif not cursor.take_approximate():
            return


def _add_thousands(cursor: Cursor, first: End) -> End:
    """Of 'page 1,234' the one number, in doubt, for two pages would want the plural."""
    comma, rest = cursor.token(), cursor.token(1)
    is_grouped = comma.word == "," and comma.glued and rest.kind == "number" and rest.glued
    if first.kind != "count" or not is_grouped or len(rest.text) != len("234"):
        return first
    cursor.at += 2
    cursor.is_doubtful = True
    return replace(first, text=first.text + rest.text)


def _is_time(cursor: Cursor) -> bool:
    """Whether the number that stands next has a unit of time behind it."""
    unit, after = cursor.token(1), cursor.token(2)
    if unit.word not in TIME_UNITS or after.kind == "number":
        return False
    return not (unit.word == "second" and after.word in COUNTED)


def _has_letter(cursor: Cursor) -> bool:
    after = cursor.token(1)
    return after.kind == "word" and after.glued and len(after.text) == 1 and after.word != "f"


def _add_second_or_section(cursor: Cursor, first: End) -> None:
    """R8 has 'sec.' as a section; of a recording it may well be a second."""
    number = read_number(first.text)
    readings = (Place(section=str(number)), Place(t=(float(number), None)))
    cursor.pieces.append(Said(readings))


def _make_last(unit: str, first: End, last: End | None) -> Counted:
    if first.kind == "last":
        return _say(unit, "last"), last is not None
    if unit == "page" and first.kind == "count":
        return _say(unit, Span(read_number(first.text), None)), False
    return [Unknown()], True


def _make_span(unit: str, span: Span, context: Context) -> Counted:
    """R4: a span; only pages may stay open, and slides when their number is known."""
    if span.last is not None or unit == "page":
        return _say(unit, span), False
    if unit == "slide" and context.media == "pptx" and context.pages:
        return _say(unit, Span(span.first, context.pages)), False
    return _say(unit, Span(span.first, span.first)), True


def _make_singles(unit: str, span: Span) -> Counted:
    last = span.first if span.last is None else span.last
    numbers = range(min(span.first, last), max(span.first, last) + 1)
    if len(numbers) > MOST_IN_A_ROW:
        return [Unknown()], True
    readings = [(make_place(unit, number),) for number in numbers]
    return _say_each(unit, readings), span.last is None or last < span.first


def _make_sections(first: End, last: End | None) -> Counted:
    start = _read_section(first.text)
    if last is None or last.kind == "open":
        return _say_each("section", [(_make_section(start),)]), last is not None
    parent = start[:-1]
    end = _read_section(last.text)
    is_short = bool(parent) and len(end) == 1
    if not parent and len(end) == 1:
        end = [read_number(inherit_digits(first, last))]
    if not is_short and end[:-1] != parent:
        return _say_each("section", [(_make_section(start),), (_make_section(end),)]), True
    numbers = range(min(start[-1], end[-1]), max(start[-1], end[-1]) + 1)
    if len(numbers) > MOST_IN_A_ROW:
        return [Unknown()], True
    readings = [(_make_section([*parent, number]),) for number in numbers]
    return _say_each("section", readings), is_short or end[-1] < start[-1]


def _read_section(text: str) -> list[int]:
    return [read_number(number) for number in text.split(".")]


def _make_section(numbers: list[int]) -> Place:
    return Place(section=".".join(map(str, numbers)))


def _say(unit: str, value: object) -> list[Piece]:
    return [Said((make_place(unit, value),), unit)]


def _say_each(unit: str, places: Iterable[tuple[Place, ...]]) -> list[Piece]:
    """The places one after the other, as a list that the author wrote out would be."""
    pieces: list[Piece] = []
    for readings in places:
        pieces += [Join("and"), Said(readings, unit)] if pieces else [Said(readings, unit)]
    return pieces
