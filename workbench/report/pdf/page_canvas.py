"""A reportlab canvas that sets our lines of text, in any script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from workbench.report.pdf.direction import order_visually
from workbench.report.pdf.faces import Cluster, Glyph, open_face
from workbench.report.pdf.lines import Line, Look, Stretch

_CENTRE = 0.36
"""Half the height of a capital, as a part of the size: capitals stand in the middle of a line."""


class PageCanvas(Canvas):  # type: ignore[misc]  # reportlab ships no types
    """Draws lines of shaped text; every font that they use is embedded."""

    def __init__(
        self, file: BinaryIO, page_size: tuple[float, float], language: str, written_at: str
    ) -> None:
        # invariant: the same report gives the same bytes, its dates are those of the scorecard
        super().__init__(file, pagesize=page_size, pageCompression=1, lang=language, invariant=1)
        self.setDateFormatter(lambda *_: format_date(written_at))
        self._marks = 0
        self._codes: dict[tuple[str, int], tuple[int, str]] = {}
        self._encoded: dict[tuple[str, Cluster], tuple[_Piece, ...]] = {}

    def _make_preamble(self) -> None:
        """Begin pages without naming a font: reportlab's first one would not be embedded."""
        self._preamble = "1 0 0 1 0 0 cm"

    def mark(self, name: str, depth: int, top: float) -> None:
        """Let the outline of the document lead here."""
        self._marks += 1
        key = f"place-{self._marks}"
        self.bookmarkHorizontal(key, 0, top + 12)
        self.addOutlineEntry(name, key, depth, closed=False)

    def draw_line(self, line: Line, left: float, top: float, leading: float) -> None:
        """Set one line whose upper left corner is there.

        Words are drawn in the order of reading, whatever their direction, so that reading
        programs meet them in it.
        """
        if any(stretch.level for stretch in line.stretches):
            places, x = {}, left
            for stretch in order_visually(line.stretches, lambda s: s.level):
                places[id(stretch)] = x
                x += stretch.width
            for stretch in line.stretches:
                self._show([stretch], stretch.look, places[id(stretch)], top - leading / 2)
            return
        for look, group in groupby(line.stretches, key=lambda stretch: stretch.look):
            stretches = list(group)
            self._show(stretches, look, left, top - leading / 2)
            left += sum(stretch.width for stretch in stretches)

    def _show(self, stretches: Sequence[Stretch], look: Look, x: float, middle: float) -> None:
        writer = _TextWriter(look, x, middle - _CENTRE * look.size)
        for stretch in stretches:
            for cluster in stretch.shapes.clusters:
                if cluster.reads_as is not None:
                    writer.begin_reading(cluster.reads_as)
                for font, rise, code in self._encode(stretch.face, cluster):
                    writer.show(font, rise, code)
                if cluster.reads_as is not None:
                    writer.end_reading()
        self.addLiteral(writer.finish())

    def _encode(self, face: str, cluster: Cluster) -> tuple[_Piece, ...]:
        key = (face, cluster)
        if key not in self._encoded:
            self._encoded[key] = tuple(self._encode_glyphs(face, cluster.glyphs))
        return self._encoded[key]

    def _encode_glyphs(self, face: str, glyphs: Sequence[Glyph]) -> Iterator[_Piece]:
        font = open_face(face).font
        placed = ((self._find_code(face, glyph.code), glyph) for glyph in glyphs)
        for (subset, dy), group in groupby(placed, key=lambda item: (item[0][0], item[1].dy)):
            code = "".join(_place(found, glyph) for (_, found), glyph in group)
            yield font.getSubsetInternalName(subset, self._doc), dy, code.replace("><", "")

    def _find_code(self, face: str, char: int) -> tuple[int, str]:
        """(number of the font's subset, hexadecimal byte) of a character."""
        if (face, char) not in self._codes:
            ((subset, code),) = open_face(face).font.splitString(chr(char), self._doc)
            self._codes[face, char] = (subset, code.hex())
        return self._codes[face, char]


def format_date(instant: str) -> str:
    """An ISO 8601 instant as PDF writes it (ISO 32000-1, 7.9.4); the epoch if it can't be read."""
    try:
        moment = datetime.fromisoformat(instant).astimezone(UTC)
    except ValueError:
        moment = datetime.fromtimestamp(0, UTC)
    return f"D:{moment:%Y%m%d%H%M%S}Z"


_Piece = tuple[str, float, str]
"""Name of the font's subset, rise in thousandths of the size, and glyphs for the operator TJ."""


def _place(code: str, glyph: Glyph) -> str:
    """One glyph for TJ, whose numbers move to the left."""
    before = _number(-glyph.dx)
    after = _number(glyph.width - glyph.advance + glyph.dx)
    return f"{before}<{code}>{after}"


def _number(value: float) -> str:
    return "" if abs(value) < 0.5 else f"{value:.0f} "  # noqa: PLR2004 - rounds to nothing


class _TextWriter:
    """The PDF operators for words of one look."""

    def __init__(self, look: Look, x: float, baseline: float) -> None:
        red, green, blue = (int(look.colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        self._size = look.size
        self._font, self._rise = "", 0.0
        self._shown: list[str] = []
        self._code = [f"q {red:.3f} {green:.3f} {blue:.3f} rg BT 1 0 0 1 {x:.2f} {baseline:.2f} Tm"]

    def show(self, font: str, rise: float, code: str) -> None:
        if (font, rise) != (self._font, self._rise):
            self._flush()
        if font != self._font:
            self._code.append(f"{font} {self._size:g} Tf")
        if rise != self._rise:
            self._code.append(f"{rise * self._size / 1000:.2f} Ts")
        self._font, self._rise = font, rise
        self._shown.append(code)

    def begin_reading(self, text: str) -> None:
        """What follows reads as that text, whatever its glyphs are (PDF 32000-1, 14.9.4)."""
        self._flush()
        actual = ("\ufeff" + text).encode("utf-16-be", "replace").hex()
        self._code.append(f"/Span <</ActualText <{actual}>>> BDC")

    def end_reading(self) -> None:
        self._flush()
        self._code.append("EMC")

    def finish(self) -> str:
        self._flush()
        return " ".join([*self._code, "ET Q"])

    def _flush(self) -> None:
        if self._shown:
            self._code.append(f"[{''.join(self._shown).replace('><', '')}] TJ")
            self._shown = []
