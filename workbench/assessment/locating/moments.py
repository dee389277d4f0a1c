"""R9: single moments and stretches of time, in every way they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from workbench.assessment.locating.clock import (
    MOST_OF_FIELD,
    InvalidValueError,
    read_clock,
    read_decimal,
    read_number,
)
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.pieces import End
from workbench.assessment.locating.words import (
    CONNECTORS,
    COUNTED,
    JOINS,
    MOVING,
    OPEN_WORDS,
    RANGE_WORDS,
    SECONDS_IN,
    TIME_UNITS,
)

_SMALLER: Final = {"hour": "minute", "minute": "second"}
_FRAMES: Final = 4
_WIDTH_OF_FIELD: Final = 2
_WRITTEN: Final = frozenset({"pdf", "docx", "odt", "pptx", "xlsx", "text", "image"})
_AFTER_NUMBER: Final = frozenset({*RANGE_WORDS, *OPEN_WORDS, *JOINS, *CONNECTORS, "mark", "for"})


@dataclass(frozen=True, slots=True)
class _Part:
    number: float
    unit: str


def read_moment(cursor: Cursor) -> End | None:
    """A clock time or a number with a unit of time, or None where neither stands next.

    Raises:
        InvalidValueError: A minute or a second above 59 after a larger field.
    """
    kind = cursor.token().kind
    if kind == "clock":
        return _read_clock(cursor)
    if kind == "prime":
        return _read_primes(cursor)
    return _read_stretch(cursor) if kind in {"number", "dotted"} else None


def take_unit(cursor: Cursor) -> str:
    """The unit of time that stands next, with or without a hyphen, read; else empty."""
    offset = 1 if cursor.word() == "-" and cursor.token().glued else 0
    unit = TIME_UNITS.get(cursor.word(offset), "")
    is_ordinal = cursor.word(offset) == "second" and cursor.word(offset + 1) in COUNTED
    if not unit or is_ordinal or (offset and not cursor.token(1).glued):
        return ""
    cursor.at += offset + 1
    if cursor.token().glued:
        cursor.take(".")
    return unit


def is_time_of_day(cursor: Cursor) -> bool:
    """R18: whether am or pm (or o'clock) stands next; if so it is read."""
    letters = [cursor.word(offset) for offset in range(3) if cursor.word(offset) != "."]
    if cursor.take("am", "pm", "o'clock"):
        return True
    if letters[:1] in (["a"], ["p"]) and letters[1:2] == ["m"]:
        cursor.at += 2 if cursor.word(1) == "m" else 3
        return True
    return False


def _read_clock(cursor: Cursor) -> End:
    text = cursor.token().text
    cursor.at += 1
    fields = text.split(":")
    if len(fields) == _FRAMES:
        fields.pop()
        cursor.is_doubtful = True
    elif len(fields) == _FRAMES - 1 and _has_frames(cursor):
        cursor.at += 2
        cursor.is_doubtful = True
    widths = {len(re.split("[.,]", field)[0]) for field in fields[1:]}
    # A single digit after the colon may be a unit or a ten: 2:5 is 2:05 or 2:50.
    cursor.is_doubtful |= 1 in widths
    if max(widths) > _WIDTH_OF_FIELD:
        raise InvalidValueError
    text = ":".join(fields)
    seconds = read_clock(text)
    unit = take_unit(cursor)
    if unit == "hour" and text.count(":") == 1:
        cursor.is_doubtful = True
        seconds *= 60
    return End("clock", text, seconds, unit)


def _has_frames(cursor: Cursor) -> bool:
    """Whether ';' and the number of a frame follow, as time codes write it of some recordings."""
    frames, after = cursor.token(1), cursor.token(2)
    goes_on = after.glued and after.kind not in {"sign", "end"}
    is_glued = cursor.token().glued and frames.glued and not goes_on
    return cursor.word() == ";" and is_glued and re.fullmatch("[0-9]{2}", frames.text) is not None


def _read_primes(cursor: Cursor) -> End | None:
    """N' M", which only of a recording is a time for certain."""
    if cursor.context.media in _WRITTEN:
        return None
    cursor.is_doubtful |= cursor.context.media not in MOVING
    text = cursor.token().text.replace("''", '"').replace(" ", "")
    cursor.at += 1
    minutes, mark, seconds = text.rstrip('"').partition("'")
    if not mark:
        return End("stretch", minutes, read_decimal(minutes), "second")
    value = read_clock(f"{minutes}:{seconds or 0}")
    return End("stretch", minutes, value, "second" if seconds else "minute")


def _read_stretch(cursor: Cursor) -> End | None:
    """'2 h 5 min', '2m15s', '90 seconds': numbers with smaller and smaller units."""
    text = cursor.token().text
    parts: list[_Part] = []
    while (part := _read_part(cursor, parts[-1].unit if parts else "")) is not None:
        parts.append(part)
    if not parts:
        return None
    if any(int(part.number) > MOST_OF_FIELD for part in parts[1:]):
        raise InvalidValueError
    seconds = sum(part.number * SECONDS_IN[part.unit] for part in parts)
    return End("stretch", text if len(parts) == 1 else "", round(seconds, 3), parts[0].unit)


def _read_part(cursor: Cursor, larger: str) -> _Part | None:
    """One number with its unit; behind a `larger` one only a smaller one, or a bare number."""
    start = cursor.at
    is_joined = bool(larger) and _take_joints(cursor)
    number = _read_decimal(cursor)
    unit = take_unit(cursor) if number is not None else ""
    if number is not None and not unit and not is_joined and _is_after_number(cursor):
        unit = _SMALLER.get(larger, "")
    is_smaller = not larger or SECONDS_IN[larger] > SECONDS_IN.get(unit, SECONDS_IN["hour"])
    if number is None or not unit or not is_smaller:
        cursor.at = start
        return None
    return _Part(number, unit)


def _take_joints(cursor: Cursor) -> bool:
    start = cursor.at
    cursor.take(",", ":")
    cursor.take("and", "&")
    return cursor.at > start


def _read_decimal(cursor: Cursor) -> float | None:
    token, comma, fraction = (cursor.token(offset) for offset in range(3))
    if token.kind == "dotted":
        return _read_dotted(cursor)
    if token.kind != "number":
        return None
    cursor.at += 1
    is_comma = comma.word == "," and comma.glued and fraction.glued and fraction.kind == "number"
    if is_comma and cursor.word(2) in TIME_UNITS:
        # Either a decimal comma or a list of two; the decimal number is the nearer one.
        cursor.at += 2
        cursor.is_doubtful = True
        return read_decimal(f"{token.text}.{fraction.text}")
    return float(read_number(token.text))


def _read_dotted(cursor: Cursor) -> float | None:
    text = cursor.token().text
    if text.count(".") > 1:
        return None
    cursor.at += 1
    return read_decimal(text)


def _is_after_number(cursor: Cursor) -> bool:
    """Whether what stands next can follow a complete number, as in '2 min 15 to 3 min'."""
    return cursor.token().kind in {"end", "sign"} or cursor.word() in _AFTER_NUMBER
