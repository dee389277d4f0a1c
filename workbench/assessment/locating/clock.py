"""Numbers and clock times as they are written, within the bounds of what can be meant."""

from __future__ import annotations

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
    numbers = [*(float(read_number(field)) for field in fields[:-1]), last]
    if len(fields) not in {2, 3} or any(int(number) > MOST_OF_FIELD for number in numbers[1:]):
        raise InvalidValueError
    seconds = 0.0
    for number in numbers:
        seconds = seconds * 60 + number
    return round(seconds, 3)
