"""What is drawn rather than set: pictures, hairlines, progress bars, numbered discs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from workbench.report.content import Tone
from workbench.report.pdf import sheet
from workbench.report.pdf.images import Image
from workbench.report.pdf.lines import Look, Words, set_lines
from workbench.report.pdf.page_canvas import PageCanvas
from workbench.report.pdf.structure import Tag

_HAIRLINE_WIDTH = 0.6
_BAR_HEIGHT = 8.4
_DISC_RADIUS = 8.5


@dataclass(slots=True, kw_only=True)
class Mark:
    """A block that is never cut; one line of text high unless it says otherwise."""

    before: float = 0
    keeps_next: bool = False
    tag: Tag | None = None

    def height(self, width: float) -> float:
        """Its height when set that wide."""
        del width
        return sheet.BODY_LEADING

    def cut(
        self, width: float, height: float, *, is_forced: bool = False
    ) -> tuple[Self | None, Self | None]:
        """The whole, or nothing and the whole."""
        return (self, None) if is_forced or self.height(width) <= height else (None, self)


@dataclass(slots=True)
class Picture(Mark):
    """A picture with a hairline around it."""

    image: Image
    width: float
    is_framed: bool = True

    def height(self, width: float) -> float:
        """By its own width."""
        del width
        return self.width * self.image.height / self.image.width

    def draw(self, canvas: PageCanvas, left: float, top: float, width: float) -> None:
        """Draw it with its upper left corner there."""
        height = self.height(width)
        with canvas.tagged(self.tag):
            canvas.drawImage(self.image.reader, left, top - height, self.width, height, mask="auto")
        if not self.is_framed:
            return
        with canvas.tagged(None):
            canvas.saveState()
            canvas.setStrokeColor(sheet.OPEN_OUTLINE)
            canvas.setLineWidth(_HAIRLINE_WIDTH)
            canvas.rect(left, top - height, self.width, height)
            canvas.restoreState()


@dataclass(slots=True)
class Rule(Mark):
    """A hairline across the page."""

    def height(self, width: float) -> float:
        """The line's width."""
        del width
        return _HAIRLINE_WIDTH

    def draw(self, canvas: PageCanvas, left: float, top: float, width: float) -> None:
        """Draw it below that height."""
        with canvas.tagged(None):
            self.stroke(canvas, left, top, width)

    def stroke(self, canvas: PageCanvas, left: float, top: float, width: float) -> None:
        """The bare line, for what is decoration already."""
        canvas.saveState()
        canvas.setStrokeColor(sheet.HAIRLINE)
        canvas.setLineWidth(_HAIRLINE_WIDTH)
        y = top - _HAIRLINE_WIDTH / 2
        canvas.line(left, y, left + width, y)
        canvas.restoreState()


@dataclass(slots=True)
class Bar(Mark):
    """One segment for each detail: filled when passing, else outlined."""

    tones: Sequence[Tone]

    def draw(self, canvas: PageCanvas, left: float, top: float, width: float) -> None:
        """Draw it with its upper left corner there."""
        count = max(1, len(self.tones))
        gap = min(3.0, width / count * 0.25)
        segment = (width - gap * (count - 1)) / count
        bottom = top - (sheet.BODY_LEADING + _BAR_HEIGHT) / 2
        with canvas.tagged(self.tag):
            canvas.saveState()
            canvas.setLineWidth(1.1)
            for index, tone in enumerate(self.tones):
                _draw_segment(canvas, left + index * (segment + gap), bottom, segment, tone)
            canvas.restoreState()


@dataclass(slots=True)
class Disc(Mark):
    """A number on a dark disc."""

    number: int

    def draw(self, canvas: PageCanvas, left: float, top: float, width: float) -> None:
        """Draw it with its left edge there, in the middle of the first line."""
        centre = left + _DISC_RADIUS
        with canvas.tagged(None):
            canvas.saveState()
            canvas.setFillColor(sheet.INK)
            canvas.circle(centre, top - sheet.BODY_LEADING / 2, _DISC_RADIUS, stroke=0, fill=1)
            canvas.restoreState()
        look = Look("semibold", 8.2 if self.number < 100 else 6.4, sheet.PAPER)  # noqa: PLR2004 - room
        (line,) = set_lines([Words(str(self.number), look)], width)
        with canvas.tagged(self.tag):
            canvas.draw_line(line, centre - line.width / 2, top, sheet.BODY_LEADING)


def _draw_segment(canvas: PageCanvas, x: float, y: float, width: float, tone: Tone) -> None:
    radius = min(1.6, width / 3)
    if tone == "passing":
        canvas.setFillColor(sheet.ACCENTS[tone])
        canvas.roundRect(x, y, width, _BAR_HEIGHT, radius, stroke=0, fill=1)
        return
    canvas.setStrokeColor(sheet.OPEN_OUTLINE if tone == "open" else sheet.ACCENTS[tone])
    inset = 0.55
    canvas.roundRect(x + inset, y + inset, width - 2 * inset, _BAR_HEIGHT - 2 * inset, radius)
