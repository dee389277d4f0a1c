"""R6, R10, R12: '3rd bullet', 'second and fifth slides', 'first 30 seconds', 'last page'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from workbench.assessment.locating.clock import InvalidValueError, read_number
from workbench.assessment.locating.counts import add_counts, skip_total
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.moments import read_moment
from workbench.assessment.locating.pieces import End, Join, Problem, Reference
from workbench.assessment.locating.ranges import take_range_sign
from workbench.assessment.locating.times import make_moment
from workbench.assessment.locating.words import (
    COUNTED,
    JOINS,
    KINDS,
    SECONDS_IN,
    TIME_UNITS,
    JoinKind,
)

_FIRST: Final = frozenset({"first", "1st"})
_LAST: Final = frozenset({"last", "final"})
_LOOSE_FIRST: Final = frozenset({"opening", "initial"})
_LOOSE_LAST: Final = frozenset({"closing"})
_SHORT: Final = frozenset({"p", "pp", "sec", "s", "m", "h", "ln", "sl", "par", "§", "¶"})
_SECOND: Final = "second"
_LIST_JOINS: Final = frozenset({",", "&", "and", "or"})


@dataclass(frozen=True, slots=True)
class _Ordinal:
    """One ordinal or, with `until`, a range of them; and how it is joined to the one before."""

    join: JoinKind
    first: End
    until: End | None


def read_first_or_last(cursor: Cursor) -> bool:
    """R12: read 'first X' and 'last X', where X is a length of time or a number of pages."""
    start = cursor.at
    word = cursor.word()
    is_first = word in _FIRST | _LOOSE_FIRST
    if not is_first and word not in _LAST | _LOOSE_LAST:
        return False
    cursor.at += 1
    if _read_stretch(cursor, is_first=is_first) or _read_count(cursor, is_first=is_first):
        cursor.is_doubtful |= word in _LOOSE_FIRST | _LOOSE_LAST
        return True
    cursor.at = start
    return False


def read_ordinals(cursor: Cursor) -> bool:
    """R6: read ordinals with the noun that they share."""
    start = cursor.at
    if start < cursor.nounless:
        return False
    ordinals = _read_list(cursor)
    if ordinals and _add_noun(cursor, ordinals):
        return True
    # The rest of the list ends at the same place: to read it again is of no use.
    cursor.nounless = cursor.at if len(ordinals) > 1 else start
    cursor.at = start
    return False


def _read_stretch(cursor: Cursor, *, is_first: bool) -> bool:
    moment = read_moment(cursor)
    if moment is None and _is_noun_of_time(cursor):
        unit = TIME_UNITS[cursor.word()]
        cursor.at += 1
        moment = End("stretch", "1", SECONDS_IN[unit], unit)
    if moment is None:
        return False
    duration = cursor.context.duration
    if is_first:
        cursor.pieces.append(make_moment(0, moment.seconds))
    elif duration is None:
        cursor.pieces.append(Problem("needs_duration"))
    elif moment.seconds > duration:
        cursor.pieces.append(Problem("out_of_range"))
    else:
        cursor.pieces.append(make_moment(duration - moment.seconds, duration))
    return True


def _read_count(cursor: Cursor, *, is_first: bool) -> bool:
    """'first three slides', and 'last two pages' where the number of pages is known."""
    token, unit = cursor.token(), COUNTED.get(cursor.word(1), "")
    if token.kind != "number" or not unit or cursor.token(2).kind == "number":
        return False
    number, pages = read_number(token.text), cursor.context.pages
    if number < 1:
        raise InvalidValueError
    if is_first:
        first, last = 1, number
    elif unit in {"page", "slide"} and pages is not None:
        first, last = pages - number + 1, pages
    else:
        return False
    cursor.at += 2
    if first < 1:
        cursor.pieces.append(Problem("out_of_range"))
    else:
        ends = (End("count", str(number), repeated=True) for number in (first, last))
        add_counts(cursor, unit, *ends)
    return True


def _is_noun_of_time(cursor: Cursor) -> bool:
    noun = cursor.word()
    if noun not in TIME_UNITS or noun in _SHORT or cursor.token(1).kind == "number":
        return False
    return not (noun == _SECOND and cursor.word(1) in COUNTED)


def _read_list(cursor: Cursor) -> list[_Ordinal]:
    ordinals: list[_Ordinal] = []
    join: JoinKind = ""
    while True:
        start = cursor.at
        if ordinals and not (join := _take_join(cursor)):
            break
        first = _read_ordinal(cursor)
        if first is None:
            cursor.at = start
            break
        ordinals.append(_Ordinal(join, first, _read_until(cursor)))
    return ordinals


def _take_join(cursor: Cursor) -> JoinKind:
    join: JoinKind = ""
    while cursor.word() in _LIST_JOINS:
        join = JOINS[cursor.word()]
        cursor.at += 1
    cursor.take("the")
    return join


def _read_ordinal(cursor: Cursor) -> End | None:
    token = cursor.token()
    if token.kind == "ordinal" or token.word == _SECOND:
        cursor.at += 1
        return End("count", "2" if token.word == _SECOND else token.text, spelled=True)
    return End("last") if cursor.take(*_LAST) else None


def _read_until(cursor: Cursor) -> End | None:
    """The second end of a range of ordinals; 'last' for 'second-to-last' and its like."""
    start = cursor.at
    cursor.take("-")
    if cursor.take("to"):
        cursor.take("-")
        if cursor.take("last"):
            return End("last")
    cursor.at = start
    until = _read_ordinal(cursor) if take_range_sign(cursor) else None
    if until is None:
        cursor.at = start
    return until


def _add_noun(cursor: Cursor, ordinals: list[_Ordinal]) -> bool:
    _skip_total(cursor)
    noun = cursor.word()
    if any(ordinal.until and ordinal.until.kind == "last" for ordinal in ordinals):
        cursor.pieces.append(Problem("not_specific"))
        return True
    if noun in _SHORT:
        return False
    if noun in COUNTED:
        return _add_counted(cursor, ordinals)
    if noun in TIME_UNITS:
        return _add_times(cursor, ordinals)
    return _add_artifact(cursor, ordinals)


def _skip_total(cursor: Cursor) -> None:
    """R7: read over the 'of 10' of 'the 3rd of 10 pages'."""
    is_total = cursor.word() == "of" and cursor.token(1).kind == "number"
    cursor.at += 2 if is_total and cursor.word(2) in COUNTED else 0


def _add_counted(cursor: Cursor, ordinals: list[_Ordinal]) -> bool:
    unit = COUNTED[cursor.word()]
    if unit not in {"page", "slide"} and any(one.first.kind == "last" for one in ordinals):
        return False
    cursor.at += 1
    cursor.take("point", "points")
    skip_total(cursor)
    for ordinal in ordinals:
        cursor.pieces.append(Join(ordinal.join))
        add_counts(cursor, unit, ordinal.first, ordinal.until)
    return True


def _add_times(cursor: Cursor, ordinals: list[_Ordinal]) -> bool:
    """R10: 'Nth minute' is the whole minute, from its first moment to its last."""
    scale = SECONDS_IN[TIME_UNITS[cursor.word()]]
    if any(ordinal.first.kind == "last" for ordinal in ordinals):
        return False
    cursor.at += 1
    cursor.take("mark")
    for ordinal in ordinals:
        start, end = (
            read_number(one.text) for one in (ordinal.first, ordinal.until or ordinal.first)
        )
        if 0 in {start, end}:
            raise InvalidValueError
        cursor.pieces += [Join(ordinal.join), make_moment((start - 1) * scale, end * scale)]
    return True


def _add_artifact(cursor: Cursor, ordinals: list[_Ordinal]) -> bool:
    """'the second clip' may be the clip labelled 2, or not."""
    kind = KINDS.get(cursor.word())
    is_single = len(ordinals) == 1 and ordinals[0].until is None
    if kind in {None, "part", "file"} or not is_single or ordinals[0].first.kind == "last":
        return False
    cursor.at += 1
    cursor.is_doubtful = True
    cursor.pieces.append(Reference((f"{kind}:{ordinals[0].first.text}",)))
    return True
