"""Numbers and clock times as they are written, within the bounds of what can be meant."""

from __future__ import annotations

import re

MOST_DIGITS = 9
MOST_OF_FIELD = 59


class InvalidValueError(ValueError):
    """R18: a number that cannot be what it is written as."""


def read_number(digits: str) -> int:
    """The whole number of these digits.

    Raises:
        InvalidValueError: More digits than any page, row or second has.
    """
    significant = digits.lstrip("0") or "0"
    if len(significant) > MOST_DIGITS:
        raise InvalidValueError
    return int(significant)


def read_decimal(text: str) -> float:
    """R9: the number, a comma or a point before its fraction, to three decimals.

    Raises:
        InvalidValueError: A second point, or more digits than any second has.
    """
    whole, _, fraction = text.replace(",", ".").partition(".")
    if not fraction.isdecimal() and fraction:
        raise InvalidValueError
    return round(read_number(whole) + float(f"0.{fraction[:9] or '0'}"), 3)


def read_clock(text: str) -> float:
    """R9: the seconds of m:ss or h:mm:ss, the last field with or without a fraction.

    Raises:
        InvalidValueError: More than three fields, or a field after the first above 59.
    """
    fields = text.split(":")
    last = read_decimal(fields[-1])
    # Of 59.9996 the rounded seconds are 60, the written ones are not.
    whole = [read_number(re.split("[.,]", field)[0]) for field in fields]
    if len(fields) not in {2, 3} or any(number > MOST_OF_FIELD for number in whole[1:]):
        raise InvalidValueError
    seconds = 0.0
    for number in (*whole[:-1], last):
        seconds = seconds * 60 + number
    return round(seconds, 3)
