"""A reportlab canvas that sets our lines of text, in any script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate, chain, groupby
from operator import attrgetter, itemgetter
from typing import BinaryIO, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from workbench.report.pdf.direction import order_visually
from workbench.report.pdf.faces import Glyph, Shapes, open_face
from workbench.report.pdf.lines import Line, Look, Stretch
from workbench.report.pdf.structure import Piece, Tag

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
        self._pieces = 0
        self._codes: dict[tuple[str, int], tuple[int, str]] = {}
        self._encoded: dict[Shapes, tuple[_Piece, ...]] = {}
        """By the shapes alone: those of another face or direction are others."""

    def _make_preamble(self) -> None:
        """Begin pages without naming a font: reportlab's first one would not be embedded."""
        self._preamble = "1 0 0 1 0 0 cm"

    @contextmanager
    def tagged(self, tag: Tag | None) -> Iterator[None]:
        """Let what is drawn meanwhile belong to that element; without one it is decoration."""
        if tag is None:
            self.addLiteral("/Artifact BMC")
        else:
            tag.place(Piece(self.getPageNumber() - 1, self._pieces))
            self.addLiteral(f"/{tag.kind} <</MCID {self._pieces}>> BDC")
            self._pieces += 1
        yield
        self.addLiteral("EMC")

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """End the page; the next one counts its pieces anew."""
        super().showPage()
        self._pieces = 0

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
        middle = top - leading / 2
        if any(map(_LEVEL, line.stretches)):
            places, x = {}, left
            for stretch in order_visually(line.stretches, _LEVEL):
                places[id(stretch)] = x
                x += stretch.width
            for stretch in line.stretches:
                self._show([stretch], stretch.look, places[id(stretch)], middle)
        else:
            x = left
            for look, group in groupby(line.stretches, key=_LOOK):
                stretches = list(group)
                self._show(stretches, look, x, middle)
                if len(stretches) < len(line.stretches):
                    x += sum(stretch.width for stretch in stretches)
        if line.space is not None:
            at = left - line.space.width if line.is_rtl else left + line.width
            self._show([line.space], line.space.look, at, middle)

    def _show(self, stretches: Sequence[Stretch], look: Look, x: float, middle: float) -> None:
        known = self._encoded.get
        encoded = [known(stretch.shapes) or self._encode(stretch) for stretch in stretches]
        pieces = chain.from_iterable(encoded)
        self.addLiteral(_write_text(pieces, look, x, middle - _CENTRE * look.size))

    def _encode(self, stretch: Stretch) -> tuple[_Piece, ...]:
        glyphs = stretch.shapes.glyphs
        steps = _step_back(glyphs) if stretch.level % 2 else _step_on(glyphs)
        encoded = tuple(self._encode_steps(stretch.face, steps))
        self._encoded[stretch.shapes] = encoded
        return encoded

    def _encode_steps(self, face: str, steps: Iterable[_Step]) -> Iterator[_Piece]:
        font = open_face(face).font
        placed = ((self._find_code(face, step.glyph.code), step) for step in steps)
        for (subset, dy), group in groupby(placed, key=lambda item: (item[0][0], item[1].glyph.dy)):
            code = "".join(
                f"{_number(step.before)}<{found}>{_number(step.after)}"
                for (_, found), step in group
            )
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
_FONT_AND_RISE, _GLYPHS = itemgetter(0, 1), itemgetter(2)
_LEVEL, _LOOK = attrgetter("level"), attrgetter("look")


class _Step(NamedTuple):
    """A glyph, and the moves before and after it: thousandths of the size, to the left."""

    glyph: Glyph
    before: float
    after: float


def _step_on(glyphs: Sequence[Glyph]) -> Iterator[_Step]:
    """From left to right."""
    for glyph in glyphs:
        yield _Step(glyph, -glyph.dx, glyph.width - glyph.advance + glyph.dx)


def _step_back(glyphs: Sequence[Glyph]) -> Iterator[_Step]:
    """From right to left, as such words are read: first all the way to the right, then back.

    PDF 32000-1, 14.8.2.3.3: reading programs take words in the order in which they are drawn.
    """
    edges = [*accumulate((glyph.advance for glyph in glyphs), initial=0.0)]
    pen = 0.0
    for glyph, edge in zip(reversed(glyphs), reversed(edges[:-1]), strict=True):
        yield _Step(glyph, pen - (edge + glyph.dx), 0)
        pen = edge + glyph.dx + glyph.width


def _number(value: float) -> str:
    return "" if abs(value) < 0.5 else f"{value:.0f} "  # noqa: PLR2004 - rounds to nothing


def _write_text(pieces: Iterable[_Piece], look: Look, x: float, baseline: float) -> str:
    """The PDF operators for glyphs of one look."""
    code = [f"q {_write_colour(look.colour)} BT 1 0 0 1 {x:.2f} {baseline:.2f} Tm"]
    last_font, last_rise = "", 0.0
    for (font, rise), group in groupby(pieces, key=_FONT_AND_RISE):
        if font != last_font:
            code.append(f"{font} {look.size:g} Tf")
        if rise != last_rise:
            code.append(f"{rise * look.size / 1000:.2f} Ts")
        last_font, last_rise = font, rise
        code.append(f"[{''.join(map(_GLYPHS, group)).replace('><', '')}] TJ")
    return " ".join([*code, "ET Q"])


@cache
def _write_colour(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{red:.3f} {green:.3f} {blue:.3f} rg"
