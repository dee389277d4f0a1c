"""Builds the fonts of this folder from the packages that README.md names.

Run `python resources/fonts/build.py SOURCES` where SOURCES holds the unpacked packages; it needs
fonttools with brotli, which the program itself does not.
"""

# fonttools ships no complete types, and only who builds fonts has it
# mypy: disable-error-code="import-untyped, import-not-found, no-untyped-call, unused-ignore"

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).resolve().parent
INTER_STYLES = ("Regular", "Medium", "SemiBold", "Bold", "Italic")
NOTO_STYLES = tuple(
    f"NotoSans{script}-{weight}"
    for script in ("Hebrew", "Arabic", "Devanagari")
    for weight in ("Regular", "Bold")
)
EVERYDAY_CHARACTER_SETS = ("gb2312", "shift_jis", "euc_kr")
"""Chinese, Japanese and Korean as national standards define their everyday characters."""
BIG5_LEVEL_ONE = range(0xA1, 0xC7)
"""Lead bytes of Big5 that hold the frequent characters of traditional Chinese."""
PAIRS = [bytes([lead, trail]) for lead in range(0x80, 0x100) for trail in range(0x30, 0x100)]
JAPANESE, SIMPLIFIED, TRADITIONAL = 0, 2, 3
"""Their numbers in the collection."""
UNUSED_MAXIMA = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
)
"""Fields of `maxp` that fonts with hints or composite glyphs need."""
CURVE_ERROR = 1.0
"""Largest distance, in units of the em, between a cubic curve and the quadratic ones for it."""


def build(sources: Path) -> None:
    """Write every font of this folder."""
    for style in INTER_STYLES:
        _unpack_web_font(
            _find(sources, f"web/Inter-{style}.woff2"), HERE / "inter" / f"Inter-{style}.ttf"
        )
    for name in NOTO_STYLES:
        _drop_hints(_find(sources, f"{name}.ttf"), HERE / "noto" / f"{name}.ttf")
    _drop_hints(
        _find(sources, "NotoSansSymbols2-Regular.ttf"),
        HERE / "noto" / "NotoSansSymbols2-Regular.ttf",
    )
    _build_cjk(_find(sources, "NotoSansCJK-Regular.ttc"))


def _find(sources: Path, tail: str) -> Path:
    return next(path for path in sorted(sources.rglob(Path(tail).name)) if str(path).endswith(tail))


def _unpack_web_font(source: Path, target: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    font.save(target)


def _drop_hints(source: Path, target: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    _subset(font, font.getBestCmap(), keep_features=True)
    font.save(target)


def _build_cjk(source: Path) -> None:
    """Everyday characters as Japan writes them, and those that China or Taiwan writes otherwise."""
    japanese = TTFont(source, fontNumber=JAPANESE)
    known = japanese.getBestCmap()
    _build_everyday(source, JAPANESE, "CJK", _everyday_characters() & set(known))
    chinese = {"SC": (SIMPLIFIED, _decode(PAIRS, "gb2312")), "TC": (TRADITIONAL, _big5_level_one())}
    for place, (number, characters) in chinese.items():
        own = TTFont(source, fontNumber=number).getBestCmap()
        # all fonts of the collection share their glyphs: another glyph is another form
        differing = {code for code in characters if code in own and own[code] != known.get(code)}
        _build_everyday(source, number, place, differing)


def _build_everyday(source: Path, number: int, place: str, characters: Iterable[int]) -> None:
    font = TTFont(source, fontNumber=number, recalcTimestamp=False)
    _subset(font, characters, keep_features=False)
    _make_quadratic(font)
    _rename(font, f"Noto Sans {place} Everyday")
    font.save(HERE / "noto" / f"NotoSans{place}-Everyday.ttf")


def _everyday_characters() -> set[int]:
    found = {code for charset in EVERYDAY_CHARACTER_SETS for code in _decode(PAIRS, charset)}
    found |= set(_big5_level_one())
    kana_and_punctuation = [*range(0x3000, 0x3100), *range(0xFF01, 0xFFEF)]
    return found.union(kana_and_punctuation, range(0x20, 0x7F), range(0xAC00, 0xD7A4))


def _big5_level_one() -> Iterable[int]:
    return _decode([pair for pair in PAIRS if pair[0] in BIG5_LEVEL_ONE], "big5")


def _decode(pairs: Iterable[bytes], charset: str) -> Iterable[int]:
    for pair in pairs:
        text = pair.decode(charset, errors="ignore")
        if len(text) == 1 and text > "\u2fff":
            yield ord(text)


def _subset(font: TTFont, characters: Iterable[int], *, keep_features: bool) -> None:
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = ["*"] if keep_features else []
    options.drop_tables += ["DSIG", "VORG", "vhea", "vmtx", "BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def _make_quadratic(font: TTFont) -> None:
    """Turn CFF outlines into TrueType ones, the only kind that goes into our PDF files."""
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    table = newTable("glyf")
    table.glyphOrder = order
    table.glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True))
        table.glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = table
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in UNUSED_MAXIMA:
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType = 3.0


def _rename(font: TTFont, family: str) -> None:
    """Give the font a name of its own, so that nobody takes it for the whole one."""
    postscript = family.replace(" ", "")
    names = {1: family, 4: family, 6: f"{postscript}-Regular", 16: family}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


if __name__ == "__main__":
    build(Path(sys.argv[1]))
