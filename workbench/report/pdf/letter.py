"""The letter to a practitioner as PDF: quiet pages, large type, one thing after the other."""

from __future__ import annotations

import io
from collections.abc import Iterator

from workbench.report.letter import Ask, Letter
from workbench.report.pdf import sheet
from workbench.report.pdf.blocks import Block, Stack
from workbench.report.pdf.boxes import Column, Columns
from workbench.report.pdf.lines import Look
from workbench.report.pdf.page_canvas import PageCanvas, format_date
from workbench.report.pdf.parts import set_text
from workbench.report.pdf.report import set_pages
from workbench.report.pdf.structure import Tag, finish_pdf
from workbench.report.phrases import PROGRAM

SIDE, TOP, BOTTOM = 84.0, 84.0, 84.0
"""Points; a letter has wider margins than a report."""
BODY = Look("regular", 10.6, sheet.INK)
STRONG = Look("semibold", 10.6, sheet.INK)
LEADING = 16.0
NUMBER = 24.0
"""The column of the numbers."""


def format_letter_pdf(
    letter: Letter, written_at: str, *, page_size: sheet.PageSize = "A4"
) -> bytes:
    """The letter as a tagged PDF; the same letter gives the same bytes."""
    size = sheet.PAGE_SIZES[page_size]
    width, height = size[0] - 2 * SIDE, size[1] - TOP - BOTTOM
    root = Tag("Document")
    file = io.BytesIO()
    canvas = PageCanvas(file, size, letter.language, written_at)
    canvas.setTitle(f"{letter.title} · {letter.about}")
    canvas.setCreator(PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for page in set_pages(list(_set_letter(letter, width, root)), width, height):
        Stack(page).draw(canvas, SIDE, size[1] - TOP, width)
        canvas.showPage()
    canvas.save()
    return finish_pdf(file.getvalue(), root, [], format_date(written_at))


def _set_letter(letter: Letter, width: float, root: Tag) -> Iterator[Block]:
    yield set_text(letter.title, sheet.TITLE, 24, tag=root.inside("H1"))
    yield set_text(letter.about, sheet.QUIET, before=2, tag=root.inside("P"))
    for number, words in enumerate(letter.opening):
        yield set_text(words, BODY, LEADING, before=10 if number else 28, tag=root.inside("P"))
    for section in letter.sections:
        part = root.inside("Sect")
        yield set_text(
            section.intro, STRONG, LEADING, before=20, keeps_next=True, tag=part.inside("H2")
        )
        asks = part.inside("L")
        for number, ask in enumerate(section.asks, 1):
            yield _set_ask(number, ask, width, asks.inside("LI"))
    for number, words in enumerate(letter.closing):
        yield set_text(words, BODY, LEADING, before=10 if number else 22, tag=root.inside("P"))


def _set_ask(number: int, ask: Ask, width: float, item: Tag) -> Columns:
    body = item.inside("LBody")
    lines: list[Block] = []
    if ask.place:
        lines.append(set_text(ask.place, STRONG, LEADING, keeps_next=True, tag=body.inside("P")))
    lines += [set_text(step, BODY, LEADING, tag=body.inside("P")) for step in ask.steps]
    label = set_text(f"{number}.", BODY, LEADING, tag=item.inside("Lbl"))
    return Columns(
        [Column(0, NUMBER, label), Column(NUMBER, width - NUMBER, Stack(lines))], before=8
    )
