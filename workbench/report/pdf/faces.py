"""The faces of the report: which one has a character, and its shapes for a stretch of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

import uharfbuzz
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from workbench.paths import find_resource
from workbench.report.pdf.han import Han

Weight = Literal["regular", "medium", "semibold", "bold", "italic"]

_INTER: dict[Weight, str] = {
    "regular": "inter/Inter-Regular",
    "medium": "inter/Inter-Medium",
    "semibold": "inter/Inter-SemiBold",
    "bold": "inter/Inter-Bold",
    "italic": "inter/Inter-Italic",
}
_HEAVY = frozenset({"semibold", "bold"})
_SCRIPTS = ("Hebrew", "Arabic", "Devanagari")
_LAST = ("noto/NotoSansSymbols2-Regular", "noto/NotoSansCJK-Everyday")
_HAN: dict[Han, tuple[str, ...]] = {
    "japanese": (),
    "simplified": ("noto/NotoSansSC-Everyday",),
    "traditional": ("noto/NotoSansTC-Everyday",),
}
"""Only what differs from the Japanese forms, which are in the last face of all."""
_PLAIN_FEATURES = {"calt": False, "liga": False, "clig": False}
"""Inter's arrows for `->` and the like are off: what was written is what stands there."""
_FIRST_PRIVATE, _LAST_PRIVATE = 0xE000, 0xF8FF
_NOTHING = "\u200b"
"""What a glyph reads as whose neighbours have the whole of the text."""
_NO_GLYPH = "□"
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u061c\u2060")
_CODE_IN_TABLE = re.compile(r"<(E[0-9A-F]{3}|F[0-8][0-9A-F]{2})>")


class Glyph(NamedTuple):
    """One glyph; lengths are thousandths of the size."""

    code: int
    """The character that stands for the glyph in the face; a private one where none does."""
    advance: float
    width: float
    """What the face says; the advance may differ by kerning."""
    dx: float
    dy: float


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """The glyphs of a stretch of text in one face, from left to right.

    Equal is what is the same: `shape` remembers, and the glyphs would be compared for every word.
    """

    glyphs: tuple[Glyph, ...]
    width: float
    """Thousandths of the size."""


class ReadableFont(TTFont):  # type: ignore[misc]  # reportlab ships no types
    """An embedded font whose private characters read as what their glyphs stand for."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.stem, str(path), asciiReadable=False)
        self.readings: dict[int, str] = {}
        self.private: dict[tuple[int, str], int] = {}
        """Private characters by glyph and by what it reads as there."""

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        """Embed the subsets, then put the readings into their tables of characters."""
        subsets = len(self.state[doc].subsets)
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(subsets)]
        super().addObjects(doc)
        for name in names:
            font = doc.idToObject["BasicFonts"].dict[name]
            table = doc.idToObject[font.ToUnicode.name]
            table.content = _CODE_IN_TABLE.sub(self._read, table.content)

    def _read(self, found: re.Match[str]) -> str:
        text = self.readings.get(int(found[1], 16))
        return f"<{text.encode('utf-16-be').hex().upper()}>" if text else found[0]


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font file, opened for shaping and for embedding."""

    font: ReadableFont
    shaper: uharfbuzz.Font
    covered: frozenset[int]
    is_plain: bool
    """True for Latin, Greek and Cyrillic, which need no features beyond kerning and marks."""


@lru_cache(maxsize=20_000)
def find_face(char: str, weight: Weight, han: Han = "japanese") -> str | None:
    """The name of the first face that has the character, or None."""
    faces = _chain(weight, han)
    return next((name for name in faces if ord(char) in open_face(name).covered), None)


def has_char(name: str, char: str) -> bool:
    """Whether the face can follow its own text with that character."""
    return ord(char) in open_face(name).covered or is_invisible(char)


def is_invisible(char: str) -> bool:
    """True for marks that join, separate or direct letters and are never drawn."""
    return char in _INVISIBLE


@lru_cache(maxsize=20_000)
def spell_out(char: str) -> str:
    """What stands in for a character that no face has: its plain form, its name, or a mark."""
    plain = unicodedata.normalize("NFKC", char)
    if plain != char and all(find_face(part, "regular") for part in plain):
        return plain
    category = unicodedata.category(char)
    if category == "So":
        return f"[{unicodedata.name(char, 'symbol').lower()}]"
    return "" if category in {"Cf", "Mn", "Me", "Sk"} else _NO_GLYPH


@lru_cache(maxsize=20_000)
def shape(text: str, name: str, *, is_rtl: bool = False) -> Shapes:
    """The glyphs for the text, which that face covers; ordered from left to right."""
    face = open_face(name)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if is_rtl else "ltr"
    uharfbuzz.shape(face.shaper, buffer, _PLAIN_FEATURES if face.is_plain else {})
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    glyphs: list[Glyph] = []
    for start, group in groupby(pairs, key=lambda pair: pair[0].cluster):
        placed = [_place(face, info.codepoint, position) for info, position in group]
        glyphs += _read_cluster(face, placed, text[start : ends[start]], is_rtl=is_rtl)
    return Shapes(tuple(glyphs), sum(glyph.advance for glyph in glyphs))


@cache
def open_face(name: str) -> Face:
    """The face of that name, read from the program's own files on first use."""
    path = find_resource("fonts", *f"{name}.ttf".split("/"))
    font = ReadableFont(path)
    blob = uharfbuzz.Blob.from_file_path(str(path))
    return Face(
        font=font,
        shaper=uharfbuzz.Font(uharfbuzz.Face(blob)),
        covered=frozenset(font.face.charToGlyph),
        is_plain=name.startswith("inter/"),
    )


@cache
def _chain(weight: Weight, han: Han) -> tuple[str, ...]:
    heaviness = "Bold" if weight in _HEAVY else "Regular"
    scripts = tuple(f"noto/NotoSans{script}-{heaviness}" for script in _SCRIPTS)
    return (_INTER[weight], *scripts, *_HAN[han], *_LAST)


def _place(face: Face, glyph: int, position: uharfbuzz.GlyphPosition) -> tuple[int, Glyph]:
    """The glyph's number, and the glyph without a code yet."""
    scale = 1000 / face.shaper.face.upem
    lengths = (position.x_advance, face.shaper.get_glyph_h_advance(glyph))
    offsets = (position.x_offset, position.y_offset)
    return glyph, Glyph(0, *(value * scale for value in (*lengths, *offsets)))


def _read_cluster(
    face: Face, placed: Sequence[tuple[int, Glyph]], text: str, *, is_rtl: bool
) -> list[Glyph]:
    """The cluster's glyphs, each with a character that leads to it and reads as its share."""
    in_reading_order = [*reversed(placed)] if is_rtl else [*placed]
    shares = _share_out(text, len(placed))
    glyphs = [
        glyph._replace(code=_find_code(face, number, share))
        for (number, glyph), share in zip(in_reading_order, shares, strict=True)
    ]
    return glyphs[::-1] if is_rtl else glyphs


def _share_out(text: str, count: int) -> list[str]:
    """The text in that many shares, a character each; the last has the rest, or nothing."""
    return [*text[: count - 1].ljust(count - 1, "\0"), text[count - 1 :]]


def _find_code(face: Face, glyph: int, reading: str) -> int:
    """A character that leads to the glyph: its own, else a private one that reads as the share.

    A ligature keeps its form: programs that put words from right to left into order would turn
    its letters around.
    """
    reading = reading.strip("\0")
    table = face.font.face
    if len(reading) == 1 and table.charToGlyph.get(ord(reading)) == glyph:
        return ord(reading)
    known = [c for c in table.glyphToChar.get(glyph, ()) if c in face.covered]
    if len(reading) > 1 and known and _is_form_of(chr(known[0]), reading):
        return int(known[0])
    return _give_private_code(face, glyph, reading)


def _is_form_of(form: str, reading: str) -> bool:
    return unicodedata.normalize("NFKC", form) == reading


def _give_private_code(face: Face, glyph: int, reading: str) -> int:
    """A private character for a glyph that has none, so that the embedded subset can hold it."""
    font, table = face.font, face.font.face
    if (glyph, reading) not in font.private:
        code = min(_FIRST_PRIVATE + len(font.private), _LAST_PRIVATE)
        font.private[glyph, reading] = code
        font.readings[code] = reading or _NOTHING
        table.charToGlyph[code] = glyph
        advance = face.shaper.get_glyph_h_advance(glyph)
        table.charWidths[code] = advance * 1000 / face.shaper.face.upem
    return font.private[glyph, reading]
