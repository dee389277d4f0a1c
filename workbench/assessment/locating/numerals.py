"""R6: number words, ordinal words and roman numerals."""

from __future__ import annotations

import re
from typing import Final

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS: Final = (
    "first - third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

NUMBER_WORDS: Final = {
    **{word: number for number, word in enumerate(_ONES.split())},
    **{word: number * 10 for number, word in enumerate(_TENS.split(), start=2)},
}
ORDINAL_WORDS: Final = {word: number for number, word in enumerate(_ORDINALS.split(), start=1)}
"""'second' is missing: it is a unit of time as well, and its neighbours decide."""

_ROMAN: Final = re.compile(r"c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_DIGITS: Final = {
    "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1
}  # fmt: skip
_MOST_LETTERS: Final = 12


def read_roman(text: str) -> int | None:
    """The value of a lower-case roman numeral below 400, as front matter uses them, or None."""
    if not text or len(text) > _MOST_LETTERS or not _ROMAN.fullmatch(text):
        return None
    value = 0
    rest = text
    for letters, worth in _ROMAN_DIGITS.items():
        while rest.startswith(letters):
            value, rest = value + worth, rest[len(letters) :]
    return value


def format_roman(value: int) -> str:
    """The lower-case roman numeral of a value below 400."""
    text = ""
    for letters, worth in _ROMAN_DIGITS.items():
        times, value = divmod(value, worth)
        text += letters * times
    return text
