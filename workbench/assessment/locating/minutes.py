"""R10: times whose unit stands first, as in 'minute 8' and 'minutes 2 to 3'."""

from __future__ import annotations

from dataclasses import replace

from workbench.assessment.locating.clock import MOST_OF_FIELD, InvalidValueError, read_decimal
from workbench.assessment.locating.counts import skip_total, take_links
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.moments import read_moment, take_unit
from workbench.assessment.locating.pieces import End
from workbench.assessment.locating.ranges import OPEN, take_open_end, take_range_sign
from workbench.assessment.locating.times import (
    make_times,
    make_unit_times,
    read_duration,
    read_plain,
)
from workbench.assessment.locating.words import SECONDS_IN, TIME_PREFIXES


def read_prefixed_time(cursor: Cursor) -> bool:
    """Read a unit of time with the number or the range behind it."""
    start = cursor.at
    unit = TIME_PREFIXES.get(cursor.word())
    if unit is None:
        return False
    cursor.at += 1
    first = _read_end(cursor, unit)
    if first is None:
        cursor.at = start
        return False
    first = _add_smaller(cursor, unit, first)
    if read_duration(cursor, _make_moment(unit, first)):
        return True
    skip_total(cursor)
    last = _read_last_end(cursor, unit)
    skip_total(cursor)
    _add(cursor, unit, first, last)
    return True


def _read_end(cursor: Cursor, unit: str) -> End | None:
    """The number or the clock time behind the unit; None where a second unit follows it."""
    take_links(cursor)
    cursor.take("mark")
    take_links(cursor)
    if cursor.token().kind == "clock":
        clock = read_moment(cursor)
        return clock and replace(clock, unit=unit)
    number = read_plain(cursor)
    end = cursor.at
    if number is None or (take_unit(cursor) and cursor.token().kind != "number"):
        return None
    cursor.at = end
    return number


def _add_smaller(cursor: Cursor, unit: str, first: End) -> End:
    """'hour 1, minute 5, second 10' or 'minute 2 and 30 seconds' as one moment."""
    seconds = first.seconds if first.is_time else read_decimal(first.text) * SECONDS_IN[unit]
    smallest = unit
    while first.kind == "count" and (added := _read_smaller(cursor, smallest)) is not None:
        smallest, more = added
        seconds += more
    return first if smallest == unit else End("clock", "", round(seconds, 3), smallest)


def _read_smaller(cursor: Cursor, larger: str) -> tuple[str, float] | None:
    """A smaller unit and its seconds, or None where none follows.

    Raises:
        InvalidValueError: Above 59.
    """
    start = cursor.at
    cursor.take(",")
    cursor.take("and")
    prefix = TIME_PREFIXES.get(cursor.word(), "")
    cursor.at += bool(prefix)
    number = read_plain(cursor) if prefix else read_moment(cursor)
    unit = prefix or (number.unit if number and number.kind == "stretch" else "")
    if number is None or not unit or SECONDS_IN[unit] >= SECONDS_IN[larger]:
        cursor.at = start
        return None
    seconds = read_decimal(number.text) * SECONDS_IN[unit] if prefix else number.seconds
    if seconds / SECONDS_IN[unit] > MOST_OF_FIELD:
        raise InvalidValueError
    return unit, seconds


def _read_last_end(cursor: Cursor, unit: str) -> End | None:
    start = cursor.at
    if take_open_end(cursor):
        return OPEN
    if not take_range_sign(cursor):
        return None
    is_repeated = TIME_PREFIXES.get(cursor.word()) == unit
    cursor.at += is_repeated
    end = read_moment(cursor) or read_plain(cursor)
    if end is None:
        cursor.at = start
    return end and replace(end, repeated=is_repeated)


def _make_moment(unit: str, first: End) -> End:
    if first.is_time:
        return first
    return End("stretch", first.text, read_decimal(first.text) * SECONDS_IN[unit], unit)


def _add(cursor: Cursor, unit: str, first: End, last: End | None) -> None:
    if not first.is_time and (last is None or not last.is_time):
        cursor.pieces.append(make_unit_times(unit, first, last))
        return
    said, is_doubtful = make_times(_make_moment(unit, first), last, cursor.context)
    cursor.pieces.append(said)
    cursor.is_doubtful |= is_doubtful
