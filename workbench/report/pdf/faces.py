"""The faces of the report: which one has a character, and its shapes for a stretch of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple

import uharfbuzz
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from workbench.paths import find_resource

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
_PLAIN_FEATURES = {"calt": False, "liga": False, "clig": False}
"""Inter's arrows for `->` and the like are off: what was written is what stands there."""
_FIRST_PRIVATE = 0xE000
_ARABIC_FORMS = frozenset((*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)))
"""Letters as they look in a word; reports hold the letters themselves."""
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


class Cluster(NamedTuple):
    """Glyphs that belong together."""

    glyphs: tuple[Glyph, ...]
    reads_as: str | None
    """Their text, where it can't be read off the glyphs one by one."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """The glyphs of a stretch of text in one face, from left to right."""

    clusters: tuple[Cluster, ...]
    width: float
    """Thousandths of the size."""


class ReadableFont(TTFont):  # type: ignore[misc]  # reportlab ships no types
    """An embedded font whose private characters read as what their glyphs stand for."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.stem, str(path), asciiReadable=False)
        self.readings: dict[int, str] = {}

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
def find_face(char: str, weight: Weight) -> str | None:
    """The name of the first face that has the character, or None."""
    return next((name for name in _chain(weight) if ord(char) in open_face(name).covered), None)


def has_char(name: str, char: str) -> bool:
    """Whether the face can follow its own text with that character."""
    return ord(char) in open_face(name).covered or is_invisible(char)


def is_invisible(char: str) -> bool:
    """True for marks that join, separate or direct letters and are never drawn."""
    return char in _INVISIBLE


@lru_cache(maxsize=20_000)
def spell_out(char: str) -> str:
    """What stands in for a character that no face has: a pictograph's name, or a mark."""
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
    clusters: list[Cluster] = []
    for start, group in groupby(pairs, key=lambda pair: pair[0].cluster):
        placed = [_place(face, info.codepoint, position) for info, position in group]
        clusters.append(_read_cluster(face, placed, text[start : ends[start]], is_rtl=is_rtl))
    width = sum(glyph.advance for cluster in clusters for glyph in cluster.glyphs)
    return Shapes(tuple(_join_plain(clusters)), width)


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
def _chain(weight: Weight) -> tuple[str, ...]:
    heaviness = "Bold" if weight in _HEAVY else "Regular"
    scripts = tuple(f"noto/NotoSans{script}-{heaviness}" for script in _SCRIPTS)
    return (_INTER[weight], *scripts, *_LAST)


def _place(face: Face, glyph: int, position: uharfbuzz.GlyphPosition) -> tuple[int, Glyph]:
    """The glyph's number, and the glyph without a code yet."""
    scale = 1000 / face.shaper.face.upem
    lengths = (position.x_advance, face.shaper.get_glyph_h_advance(glyph))
    offsets = (position.x_offset, position.y_offset)
    return glyph, Glyph(0, *(value * scale for value in (*lengths, *offsets)))


def _read_cluster(
    face: Face, placed: Sequence[tuple[int, Glyph]], text: str, *, is_rtl: bool
) -> Cluster:
    """The cluster with a character for each glyph: its own where it has one."""
    table = face.font.face.charToGlyph
    own = {table[ord(char)]: char for char in text if ord(char) in table}
    left = [char for char in text if table.get(ord(char)) not in {glyph for glyph, _ in placed}]
    codes: list[int] = []
    for index, (glyph, _) in enumerate(placed, 1):
        if glyph in own:
            codes.append(ord(own[glyph]))
            continue
        takes_rest = len(placed) == 1 or (is_rtl and index == len(placed))
        count = len(left) if takes_rest else 1
        codes.append(_find_code(face, glyph, "".join(left[:count])))
        left = left[count:]
    glyphs = tuple(
        glyph._replace(code=code) for (_, glyph), code in zip(placed, codes, strict=True)
    )
    if is_rtl or len(glyphs) == 1 or "".join(map(chr, codes)) == text:
        return Cluster(glyphs, None)
    return Cluster(glyphs, text)


def _join_plain(clusters: Sequence[Cluster]) -> Iterator[Cluster]:
    """Neighbours that read as they are become one."""
    for is_plain, group in groupby(clusters, key=lambda cluster: cluster.reads_as is None):
        if is_plain:
            yield Cluster(tuple(glyph for cluster in group for glyph in cluster.glyphs), None)
        else:
            yield from group


def _find_code(face: Face, glyph: int, reading: str) -> int:
    """A character that leads to the glyph, else a private one that reads as its letter.

    A ligature keeps its form: programs that put words from right to left into order would turn
    its letters around.
    """
    known = [c for c in face.font.face.glyphToChar.get(glyph, ()) if c in face.covered]
    usual = [code for code in known if len(reading) > 1 or code not in _ARABIC_FORMS]
    return usual[0] if usual else _give_private_code(face, glyph, reading)


def _give_private_code(face: Face, glyph: int, reading: str) -> int:
    """A private character for a glyph that has none, so that the embedded subset can hold it."""
    table = face.font.face
    code = _FIRST_PRIVATE + glyph
    if code not in table.charToGlyph:
        table.charToGlyph[code] = glyph
        advance = face.shaper.get_glyph_h_advance(glyph)
        table.charWidths[code] = advance * 1000 / face.shaper.face.upem
    if reading:
        face.font.readings.setdefault(code, reading)
    return code
