"""Artifact 1: the implementation plan, a PDF of 18 sheets with front matter in roman numbers."""

from functools import partial

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from resources.demo.survey import GROUPS, MAY, OCTOBER
from resources.demo.typeset import (
    ACCENT,
    GREY,
    HAIRLINE,
    HEIGHT,
    INK,
    MARGIN,
    TEXT_WIDTH,
    WIDTH,
    Look,
    typeset,
)
from resources.demo.words import Page, headings, plain, read_pages

WARM = "#d98b5f"
GREY_BAR = "#b8c0ca"


def make_plan(attempt: int) -> bytes:
    """The plan as it was handed in at that attempt."""
    changed = ("plan-attempt-2.md",) if attempt > 1 else ()
    pages = read_pages("plan.md", *changed)
    edition = "Second edition, October" if attempt > 1 else "April, with the first look of May"
    look = Look(
        title="A culture of mutual respect: implementation plan",
        author="The group of fourteen",
        subject=edition,
        running="A culture of mutual respect · Implementation plan",
        size=11.8,
        drawings={
            "start": partial(Bars, ((OCTOBER, GREY_BAR, "October"),)),
            "progress": partial(Bars, ((OCTOBER, GREY_BAR, "October"), (MAY, ACCENT, "May"))),
        },
        painters={
            "cover": partial(_paint_cover, edition),
            "contents": partial(_paint_contents, pages),
        },
    )
    return typeset(pages, look)


Series = tuple[tuple[int, ...], str, str]


class Bars(Flowable):  # type: ignore[misc] # reportlab has no types
    """A bar chart of how many in each group can speak without fear."""

    def __init__(self, series: tuple[Series, ...], width: float) -> None:
        super().__init__()
        self.series = series
        self.width, self.height = width, 176.0

    def draw(self) -> None:
        """Draw the chart; reportlab calls this."""
        pen = self.canv
        floor, scale = 34.0, 1.42
        for share in (0, 25, 50, 75):
            _rule(pen, floor + share * scale, self.width, f"{share} %")
        step = (self.width - 40) / len(GROUPS)
        for place, group in enumerate(GROUPS):
            middle = 40 + step * (place + 0.5)
            for number, (values, colour, _name) in enumerate(self.series):
                left = middle + (number - len(self.series) / 2) * 34
                _bar(pen, left, floor, values[place], scale, colour)
            _say(pen, middle, floor - 13, group, INK)
        for number, (_values, colour, name) in enumerate(self.series):
            pen.setFillColor(HexColor(colour))
            pen.rect(40 + number * 74, 4, 9, 9, stroke=0, fill=1)
            pen.setFillColor(HexColor(GREY))
            pen.drawString(53 + number * 74, 5, name)
        _say(pen, self.width - 92, 5, "“I can say what I think without fear”", GREY)


def _rule(pen: Canvas, height: float, width: float, words: str) -> None:
    pen.setStrokeColor(HexColor(HAIRLINE))
    pen.setLineWidth(0.5)
    pen.line(34, height, width, height)
    pen.setFont("Sans-Regular", 7.5)
    pen.setFillColor(HexColor(GREY))
    pen.drawRightString(29, height - 2.5, words)


def _bar(pen: Canvas, left: float, floor: float, value: int, scale: float, colour: str) -> None:
    pen.setFillColor(HexColor(colour))
    pen.rect(left + 2, floor, 30, value * scale, stroke=0, fill=1)
    pen.setFont("Sans-SemiBold", 8)
    pen.setFillColor(HexColor(INK))
    pen.drawCentredString(left + 17, floor + value * scale + 4, str(value))


def _say(pen: Canvas, middle: float, height: float, words: str, colour: str) -> None:
    pen.setFont("Sans-Regular", 8)
    pen.setFillColor(HexColor(colour))
    pen.drawCentredString(middle, height, words)


def _paint_cover(edition: str, canvas: Canvas) -> None:
    canvas.setFillColor(HexColor("#f6f1e7"))
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    _paint_ring(canvas)
    canvas.setFillColor(HexColor(INK))
    canvas.setFont("Sans-Bold", 34)
    canvas.drawString(MARGIN, HEIGHT - 190, "A culture of")
    canvas.drawString(MARGIN, HEIGHT - 232, "mutual respect")
    canvas.setFont("Serif-Italic", 15)
    canvas.drawString(MARGIN, HEIGHT - 268, "Implementation plan for the years to 2029")
    canvas.setFont("Sans-Regular", 10)
    canvas.setFillColor(HexColor(GREY))
    canvas.drawString(MARGIN, 96, "Made by students, families and staff")
    canvas.drawString(MARGIN, 80, edition)


def _paint_ring(canvas: Canvas) -> None:
    """A ring of chairs, in the colours of the house."""
    canvas.saveState()
    canvas.translate(WIDTH / 2, 320)
    colours = (ACCENT, WARM, "#8fae5d", "#e0a63a", "#7a5c99")
    for seat in range(14):
        canvas.saveState()
        canvas.rotate(360 / 14 * seat)
        canvas.setFillColor(HexColor(colours[seat % len(colours)]))
        canvas.roundRect(106, -15, 30, 30, 9, stroke=0, fill=1)
        canvas.roundRect(140, -19, 8, 38, 4, stroke=0, fill=1)
        canvas.restoreState()
    canvas.restoreState()


def _paint_contents(pages: tuple[Page, ...], canvas: Canvas) -> None:
    canvas.setFillColor(HexColor(INK))
    canvas.setFont("Sans-Bold", 17)
    canvas.drawString(MARGIN, HEIGHT - 100, "Contents")
    top = HEIGHT - 136
    for words, level, label in headings(pages):
        top -= 9 if level == 1 else 0
        font = ("Sans-SemiBold", 10.2) if level == 1 else ("Serif-Regular", 10.2)
        indent = 0 if level == 1 else 18
        _paint_entry(canvas, top, (plain(words), label), indent=indent, font=font)
        top -= 17.2
    canvas.setFont("Sans-Regular", 8)
    canvas.setFillColor(HexColor(GREY))
    canvas.drawRightString(WIDTH - MARGIN, 44, "ii")


def _paint_entry(
    canvas: Canvas, top: float, entry: tuple[str, str], *, indent: float, font: tuple[str, float]
) -> None:
    words, label = entry
    step = canvas.stringWidth(" .", "Serif-Regular", 10.2)
    edge = MARGIN + TEXT_WIDTH - canvas.stringWidth(label, *font)
    start = MARGIN + indent + canvas.stringWidth(words, *font)
    canvas.setFont(*font)
    canvas.setFillColor(HexColor(INK))
    canvas.drawString(MARGIN + indent, top, words)
    canvas.setFont("Serif-Regular", 10.2)
    canvas.setFillColor(HexColor(GREY))
    canvas.drawRightString(edge - 3, top, " ." * int((edge - 3 - start) / step))
    canvas.setFont(*font)
    canvas.setFillColor(HexColor(INK))
    canvas.drawString(edge, top, label)
