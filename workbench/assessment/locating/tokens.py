"""The words, numbers and signs of a normalised citation, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from workbench.assessment.locating.numerals import NUMBER_WORDS, ORDINAL_WORDS
from workbench.assessment.locating.words import EXTENSION

Kind = Literal[
    "fragment", "quoted", "single", "sheet", "file", "prime", "clock", "dotted", "ordinal",
    "number", "word", "sign", "end",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign.

    `text` is its value (digits for a spelled number, the inside of quotes), `word` its lower-case
    form as written, `glued` whether nothing stands between it and the token before.
    """

    kind: Kind
    text: str
    word: str
    glued: bool
    start: int
    end: int

    @property
    def spelled(self) -> bool:
        """Whether this is a number written as a word."""
        return self.kind in {"number", "ordinal"} and not self.word[:1].isdigit()


# Every part is bounded or anchored so that a long text costs its length and no more.
_TOKEN: Final = re.compile(
    r"""
      (?P<fragment>(?<!\w)(?:t|xywh)=(?:npt:|percent:|pixel:)?[0-9][0-9:.,]*(?<=[0-9])s?)
    | "(?P<quoted>[^"]*)"
    | '(?P<sheet1>(?:[^']|''){1,64})'!
    | (?<![\w.])(?P<sheet2>\w{1,64})!(?=\$?[a-z]{1,3}\$?[0-9])
    | (?<!\w)'(?P<single>[^']{1,200})'(?!\w)
    | (?P<prime>[0-9]+'(?:\s?[0-9]{1,2}(?:[.,][0-9]+)?\s?(?:"|'')?)?(?![^\W\d_])
        |[0-9]+(?:\.[0-9]+)?(?:"|'')(?!\w))
    | (?P<clock>[0-9]+(?::[0-9]+)+(?:[.,][0-9]+(?![0-9:.]))?)
    | (?P<dotted>[0-9]+(?:\.[0-9]+)+|(?<![\w.])\.[0-9]+)
    | (?P<ordinal>[0-9]+)(?:st|nd|rd|th)\b
    | (?P<number>[0-9]+)
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)
    | (?P<sign>-->|->|\.\.+|\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KINDS: Final[dict[str, Kind]] = {
    "fragment": "fragment",
    "quoted": "quoted",
    "single": "single",
    "sheet1": "sheet",
    "sheet2": "sheet",
    "prime": "prime",
    "clock": "clock",
    "dotted": "dotted",
    "ordinal": "ordinal",
    "number": "number",
    "word": "word",
    "sign": "sign",
}
MOST_TOKENS: Final = 5_000
"""More is a whole text and no citation; reading it for places would hold everything up."""
_ONES: Final = frozenset("123456789")
_TENS: Final = frozenset(("20", "30", "40", "50", "60", "70", "80", "90"))
_FILE_STOPS: Final = frozenset(' ;,"[]<>|*?:/\\#=@~(')


def read_tokens(text: str) -> list[Token] | None:
    """All tokens of a normalised text, in order; None where they are more than `MOST_TOKENS`."""
    tokens: list[Token] = []
    for count, token in enumerate(_find_tokens(text), 1):
        if count > MOST_TOKENS:
            return None
        tens = _take_tens(tokens) if token.spelled and token.text in _ONES else None
        tokens.append(token if tens is None else _join_number(tens, token))
    return tokens


def _take_tens(tokens: list[Token]) -> Token | None:
    """R6: the 'twenty' (or 'twenty-') at the end, taken away so that a 'one' can join it."""
    has_hyphen = len(tokens) > 1 and tokens[-1].word == "-" and tokens[-1].glued
    at = len(tokens) - (2 if has_hyphen else 1)
    if at < 0 or not tokens[at].spelled or tokens[at].text not in _TENS:
        return None
    tens = tokens[at]
    del tokens[at:]
    return tens


def _join_number(tens: Token, ones: Token) -> Token:
    value = str(int(tens.text) + int(ones.text))
    return Token(ones.kind, value, f"{tens.word}-{ones.word}", tens.glued, tens.start, ones.end)


def _find_tokens(text: str) -> Iterator[Token]:
    files = _find_files(text)
    file = next(files, None)
    at = end = 0
    while (match := _TOKEN.search(text, at)) is not None:
        while file is not None and file[0] < match.start():
            file = next(files, None)
        if file is not None and file[0] == match.start():
            name = text[slice(*file)]
            yield Token("file", name, name, file[0] == end, *file)
            at = end = file[1]
            continue
        yield _make_token(match, glued=match.start() == end)
        at = end = match.end()


def _find_files(text: str) -> Iterator[tuple[int, int]]:
    """R24: start and end of every file name with a known extension, back to a space or sign."""
    floor = 0
    for match in EXTENSION.finditer(text):
        start = _find_file_start(text, floor, match.start())
        if start < match.start():
            yield (start, match.end())
        floor = match.end()


def _find_file_start(text: str, floor: int, start: int) -> int:
    closed = 0
    while start > floor:
        sign = text[start - 1]
        closed += sign == ")"
        if sign in _FILE_STOPS and not (sign == "(" and closed):
            break
        closed -= sign == "("
        start -= 1
    return start + (text[start] == "'")


def _make_token(match: re.Match[str], *, glued: bool) -> Token:
    kind = match.lastgroup or "sign"
    value = match[kind]
    word = match[0].lower()
    if kind == "sheet1":
        value = value.replace("''", "'")
    if kind == "word" and word in NUMBER_WORDS:
        kind, value = "number", str(NUMBER_WORDS[word])
    elif kind == "word" and word in ORDINAL_WORDS:
        kind, value = "ordinal", str(ORDINAL_WORDS[word])
    return Token(_KINDS[kind], value, word, glued, match.start(), match.end())
