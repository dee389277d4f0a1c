"""R4, R9-R11, R13, R22: moments, spans of time, and numbers without a unit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from workbench.assessment.locating.clock import (
    InvalidValueError,
    read_clock,
    read_decimal,
    read_number,
)
from workbench.assessment.locating.context import Context
from workbench.assessment.locating.counts import add_counts, skip_total
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.moments import is_time_of_day, read_moment
from workbench.assessment.locating.pieces import Bare, End, Problem, Said
from workbench.assessment.locating.place import Place, Span
from workbench.assessment.locating.ranges import (
    OPEN,
    inherit_digits,
    take_open_end,
    take_range_sign,
)
from workbench.assessment.locating.words import (
    CONNECTORS,
    COUNTED,
    JOINS,
    OPEN_WORDS,
    RANGE_WORDS,
    SECONDS_IN,
)

Timed = tuple[Said, bool]
"""What is said, and whether it is in doubt."""

NUMBER: Final = "number"
"""The question whether a number is one of seconds or of minutes (R15)."""
CLOCK: Final = "clock"
"""The question whether a clock is m:ss or h:mm (R22), and the 'unit' of clock times."""
_GLUED: Final = frozenset({*RANGE_WORDS, *OPEN_WORDS, *JOINS, "am", "pm", "a", "p"})


def read_amount(cursor: Cursor) -> bool:
    """Read a number, a moment or a range of either, with or without a unit."""
    first = read_moment(cursor) or read_plain(cursor)
    if first is None:
        return False
    if _read_time_of_day(cursor):
        return True
    if first.is_time and read_duration(cursor, first):
        return True
    skip_total(cursor)
    last = _read_last_end(cursor)
    if _read_time_of_day(cursor):
        return True
    skip_total(cursor)
    _add(cursor, first, last)
    return True


def read_plain(cursor: Cursor) -> End | None:
    """A number without a unit, or None where none stands next."""
    token, after = cursor.token(), cursor.token(1)
    is_split = after.kind == "word" and after.glued and after.word not in _GLUED
    if token.kind not in {"number", "dotted"} or is_split:
        return None
    cursor.at += 1
    if token.kind == "dotted":
        return End("dotted", token.text)
    return End("count", token.text, spelled=token.spelled)


def make_moment(seconds: float, end: float | None = None, unit: str = "") -> Said:
    """The one reading of a moment, or of a span of time."""
    first = round(seconds, 3)
    last = None if end is None else round(end, 3)
    return Said((Place(t=(first, None if last == first else last)),), unit)


def make_times(first: End, last: End | None, context: Context) -> Timed:
    """R4, R9, R11: a moment or a range of which at least one end is a time, and its doubt."""
    if last is None or last.kind == "open":
        return _make_point(first, context, is_open=last is not None), False
    if first.kind == "clock" and last.kind != "stretch":
        return _make_clock_range(first, last)
    if first.is_time and last.is_time:
        return make_moment(first.seconds, last.seconds, last.unit), False
    if last.kind == "stretch":
        return _make_unit_range(first, last), False
    if last.kind == "clock":
        return _make_number_to_clock(first, last)
    unit = first.unit
    return make_moment(first.seconds, read_decimal(last.text) * SECONDS_IN[unit], unit), True


def make_unit_times(unit: str, first: End, last: End | None) -> Said:
    """R10, R11: the instant or range of numbers that share a unit of time."""
    scale = SECONDS_IN[unit]
    start = read_decimal(first.text) * scale
    if last is None or last.kind == "open":
        return make_moment(start, unit=unit)
    digits = inherit_digits(first, last) if "dotted" not in {first.kind, last.kind} else last.text
    return make_moment(start, read_decimal(digits) * scale, unit)


def _make_point(first: End, context: Context, *, is_open: bool) -> Said:
    if first.kind == "stretch":
        said = make_moment(first.seconds, unit=first.unit if first.text else CLOCK)
        return replace(said, trails=bool(first.text) and not is_open)
    point = Place(t=(first.seconds, None))
    is_short = re.fullmatch(r"[0-9]+:[0-9]+", first.text) is not None and not first.unit
    if is_short and context.media == "xlsx":
        rows = Span(*(read_number(row) for row in first.text.split(":")))
        return Said((Place(row=rows), point), CLOCK)
    hours = first.seconds * SECONDS_IN["minute"]
    if is_short and context.duration is not None and first.seconds < hours <= context.duration:
        return Said((point, Place(t=(hours, None))), CLOCK, question=CLOCK)
    return Said((point,), CLOCK)


def _make_clock_range(first: End, last: End) -> Timed:
    """R4: from a clock time to another, or to its last digits.

    A clock that is short of a whole field surely lacks it. One that is only short of a digit
    may be meant as it stands, and so may a single digit.
    """
    inherited = _inherit_fields(first, last)
    ends: tuple[float | None, float]
    if last.kind == "clock":
        missing = first.text.count(":") - last.text.count(":")
        if inherited in {None, last.seconds} or missing > 0:
            return make_moment(first.seconds, inherited or last.seconds, CLOCK), False
        ends = (inherited, last.seconds)
    elif inherited is not None and last.kind == "count" and len(last.text) > 1:
        return make_moment(first.seconds, inherited, CLOCK), False
    else:
        number = read_decimal(last.text)
        minutes = number * SECONDS_IN["minute"]
        ends = (inherited, minutes if minutes > first.seconds else number)
    spans = (Place(t=(first.seconds, end)) for end in ends if end is not None)
    return Said(tuple(spans), CLOCK), True


def _inherit_fields(first: End, last: End) -> float | None:
    """The seconds of the second clock with the leading digits of the first, where it is later."""
    fields, _, _ = first.text.replace(",", ".").partition(".")
    whole, point, fraction = last.text.replace(",", ".").partition(".")
    digits = fields.replace(":", "")
    short = whole.replace(":", "")
    missing = len(digits) - len(short)
    if missing <= 0 or last.spelled:
        return None
    rest = iter(digits[:missing] + short)
    filled = "".join(sign if sign == ":" else next(rest) for sign in fields)
    try:
        seconds = read_clock(filled + point + fraction)
    except InvalidValueError:
        return None
    return seconds if seconds > first.seconds else None


def _make_unit_range(first: End, last: End) -> Said:
    """R11: 'A-B unit'."""
    if last.text:
        end = End("dotted" if "." in last.text else "count", last.text, spelled=last.spelled)
        return replace(make_unit_times(last.unit, first, end), trails=True)
    return make_moment(read_decimal(first.text) * SECONDS_IN[last.unit], last.seconds, CLOCK)


def _make_number_to_clock(first: End, last: End) -> Timed:
    """R15: a number that a clock time follows is one of seconds or of minutes."""
    number = read_decimal(first.text)
    starts = dict.fromkeys((number, number * SECONDS_IN["minute"]))
    spans = [Place(t=(start, last.seconds)) for start in starts if start < last.seconds]
    is_doubtful = number > 0
    return Said(tuple(spans) or (Place(t=(number, last.seconds)),), CLOCK, NUMBER), is_doubtful


def read_duration(cursor: Cursor, first: End) -> bool:
    """R13: 'TIME for DURATION' and 'TIME + DURATION'."""
    start = cursor.at
    is_sum = cursor.word() == "+"
    if not cursor.take("for", "+"):
        return False
    while cursor.take("the", "another") or cursor.take_approximate():
        pass
    duration = read_moment(cursor) or read_plain(cursor)
    if duration is None or duration.kind == "dotted":
        cursor.at = start
        return False
    if duration.kind == "count":
        _add_unclear_duration(cursor, first, read_number(duration.text))
        return True
    # A sum with a later clock time may be a list of two times.
    cursor.is_doubtful |= is_sum and duration.kind == "clock" and duration.seconds > first.seconds
    cursor.pieces.append(make_moment(first.seconds, first.seconds + duration.seconds, CLOCK))
    return True


def _add_unclear_duration(cursor: Cursor, first: End, number: int) -> None:
    ends = (first.seconds + number * scale for scale in (1, SECONDS_IN["minute"]))
    spans = tuple(Place(t=(first.seconds, end)) for end in ends)
    cursor.pieces.append(Said(spans, CLOCK, NUMBER))


def _read_last_end(cursor: Cursor) -> End | None:
    cursor.take("mark", "marks")
    start = cursor.at
    if take_open_end(cursor):
        return OPEN
    if not take_range_sign(cursor):
        return None
    end = read_moment(cursor) or read_plain(cursor)
    if end is None:
        cursor.at = start
    else:
        cursor.take("mark")
    return end


def _read_time_of_day(cursor: Cursor) -> bool:
    if not is_time_of_day(cursor):
        return False
    cursor.pieces.append(Problem("clock_time"))
    return True


def _add(cursor: Cursor, first: End, last: End | None) -> None:
    unit = "" if last is None or last.kind == "open" else _take_unit_behind(cursor)
    if last is not None and unit:
        add_counts(cursor, unit, first, last)
    elif first.is_time or (last is not None and last.is_time):
        said, is_doubtful = make_times(first, last, cursor.context)
        cursor.pieces.append(said)
        cursor.is_doubtful |= is_doubtful
    else:
        cursor.pieces.append(Bare(first, last))


def _take_unit_behind(cursor: Cursor) -> str:
    """R11: the unit of 'A-B pages', unless a number of its own follows the word."""
    unit, after = COUNTED.get(cursor.word(), ""), cursor.word(1)
    is_last = after in {"", "."} or after in JOINS or after in CONNECTORS
    cursor.at += bool(unit) and is_last
    return unit if is_last else ""
