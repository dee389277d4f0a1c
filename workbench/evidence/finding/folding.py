"""Text in the form in which words are compared, with what typing and typesetting did undone.

Case, accents, ligatures, widths, and kinds of quotation marks and dashes make no difference;
runs of white space are one space, and a word that was parted at the end of a line is whole.
Marks that are letters of their own (vowels in Thai or Devanagari, the voicing of kana) stay.
"""

from __future__ import annotations

import re
import unicodedata

_MOST_LETTERS = 20_000
_SOFT = "\u2060"
"""Stands for a soft hyphen, which is nothing except that it parts a word at the end of a line."""
_ALIKE = {
    "'": "\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u02c8\u0060\u00b4\u2039\u203a",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u301d\u301e\u301f",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
    " ": "\t\x1f\u00a0\u1680",
    "\n": "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029",
    _SOFT: "\u00ad",
}
_SPELT: dict[str, str] = {
    letter: plain for plain, letters in _ALIKE.items() for letter in letters
} | {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "æ": "ae", "œ": "oe"}
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff"
_SPACELESS += "\U00020000-\U0003ffff"
_LAYOUT = re.compile(
    # begins with a set of letters, which is what makes it fast; a lone space is left as it is
    rf"[- \n{_SOFT}](?:"
    r"(?P<parted>(?<=[^\W\d_]-) *\n[ \n]*(?=[^\W\d_]))"
    r"|(?P<hung>(?<=\w-) *\n[ \n]*(?=\w))"
    rf"|(?P<soft>(?<={_SOFT})(?: *\n[ \n]*)?)"
    rf"|(?P<none>(?<=[{_SPACELESS}][ \n])[ \n]*(?=[{_SPACELESS}]))"
    r"|(?P<gap>(?<=\n)[ \n]*|(?<= )[ \n]+)"
    r")"
)
_BECOMES = {"parted": "", "hung": "-", "soft": "", "none": "", "gap": " "}
_IS_SPACELESS = re.compile(f"[{_SPACELESS}]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")


class _Letters(dict[int, str]):
    """Each letter folded, worked out when it is first met."""

    def __missing__(self, number: int) -> str:
        folded = _fold_letter(chr(number))
        if len(self) < _MOST_LETTERS:
            self[number] = folded
        return folded


_LETTERS = _Letters()


def fold_letters(text: str) -> str:
    """The text letter by letter in the form that is compared; its layout stays as it is."""
    return text.translate(_LETTERS)


def fold_text(text: str, *, keeps_hyphens: bool = False) -> str:
    """The whole text in that form; `keeps_hyphens` keeps those at the end of a line."""
    return _LAYOUT.sub(lambda match: _say_layout(match, keeps_hyphens), fold_letters(text))


def fold_with_places(text: str, *, keeps_hyphens: bool = False) -> tuple[str, list[int]]:
    """The same, and for each folded letter the index of the letter of the text it came from."""
    pieces = [_LETTERS[ord(letter)] for letter in text]
    letters = "".join(pieces)
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    folded: list[str] = []
    owners: list[int] = []
    at = 0
    for match in _LAYOUT.finditer(letters):
        becomes = _say_layout(match, keeps_hyphens)
        folded += (letters[at : match.start()], becomes)
        owners += places[at : match.start()]
        owners += [places[match.start()]] * len(becomes)
        at = match.end()
    folded.append(letters[at:])
    owners += places[at:]
    return "".join(folded), owners


def is_spaceless(letter: str) -> bool:
    """True for a letter of a script that puts no space between words."""
    return _IS_SPACELESS.match(letter) is not None


def may_end_anywhere(letter: str) -> bool:
    """True where a word can't be told by its ends: no spaces, or endings joined to it (Korean)."""
    return is_spaceless(letter) or _HANGUL.match(letter) is not None


def goes_on(letter: str) -> bool:
    """True for what belongs to the letter before it: a mark, or the rest of a Korean syllable."""
    return unicodedata.category(letter).startswith("M") or "\u1160" <= letter <= "\u11ff"


def _fold_letter(letter: str) -> str:
    spelt = _SPELT.get(letter)
    if spelt is not None:
        return spelt
    plain = unicodedata.normalize("NFKD", letter.casefold()).casefold()
    return "".join(_SPELT.get(piece, piece) for piece in plain if not _is_nothing(piece))


def _is_nothing(letter: str) -> bool:
    """True for accents and points, and for what only steers how other letters are drawn."""
    order = unicodedata.combining(letter)
    is_accent = order == 1 or 10 <= order <= 36 or order >= 200  # noqa: PLR2004 - classes of marks
    is_variant = "\ufe00" <= letter <= "\ufe0f"
    return is_accent or is_variant or unicodedata.category(letter) == "Cf"


def _say_layout(match: re.Match[str], keeps_hyphens: bool) -> str:  # noqa: FBT001 - one of two ways
    kind = match.lastgroup or ""
    return "-" if kind == "parted" and keeps_hyphens else _BECOMES[kind]
