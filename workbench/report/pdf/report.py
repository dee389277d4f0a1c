"""The report as PDF: its blocks in order, set on pages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock

from workbench.assessment.scorecard import Scorecard
from workbench.report.content import Audience, ReportContent
from workbench.report.json_file import format_report_json
from workbench.report.pdf import sheet
from workbench.report.pdf.blocks import Block, Stack, cut_blocks
from workbench.report.pdf.han import speaking
from workbench.report.pdf.lines import Line, Words, set_lines
from workbench.report.pdf.marks import Rule
from workbench.report.pdf.page_canvas import PageCanvas, format_date
from workbench.report.pdf.page_seal import REPORT_NAME, Attachment
from workbench.report.pdf.sections import set_last_page, set_report
from workbench.report.pdf.structure import Tag, finish_pdf
from workbench.report.phrases import PROGRAM
from workbench.report.pictures import Pictures
from workbench.report.saving import save_whole
from workbench.report.template import PLAIN, Template
from workbench.report.wording import compose
from workbench.store.keys import Identity

_ONE_AT_A_TIME = Lock()
"""Faces are shared by all reports, and neither their tables nor the shaper are for two threads."""


def write_pdf(
    scorecard: Scorecard,
    pictures: Pictures,
    target: Path,
    *,
    audience: Audience,
    template: Template = PLAIN,
) -> None:
    """Write the report for that audience to `target`, unsigned, with its JSON inside.

    Raises `ReportNotWrittenError` when it can't be put there.
    """
    content = compose(scorecard, audience, template=template)
    told = format_report_json(scorecard, audience, template=template)
    written = scorecard.provenance.written_at
    save_whole(target, format_pdf(content, pictures, told, written, page_size=template.page))


def format_pdf(
    content: ReportContent,
    pictures: Pictures,
    told: bytes,
    written_at: str,
    *,
    page_size: sheet.PageSize = "A4",
    identity: Identity | None = None,
) -> bytes:
    """The report as a tagged PDF with its JSON, `told`, inside; its pages sealed by `identity`.

    Raises `KeyLockedError`.
    """
    with _ONE_AT_A_TIME, speaking(content.language):
        return _format_pdf(content, pictures, told, written_at, page_size, identity)


def _format_pdf(
    content: ReportContent,
    pictures: Pictures,
    told: bytes,
    written_at: str,
    page_size: sheet.PageSize,
    identity: Identity | None,
) -> bytes:
    size = sheet.PAGE_SIZES[page_size]
    width, height = size[0] - 2 * sheet.SIDE, size[1] - sheet.TOP - sheet.BOTTOM
    root = Tag("Document")
    shown = pictures if content.shows_pictures else {}
    pages = [
        page
        for flow in (
            set_report(content, shown, width, root),
            set_last_page(content, width, root),
        )
        for page in set_pages(flow, width, height)
    ]
    file = io.BytesIO()
    canvas = PageCanvas(file, size, content.language, written_at)
    _describe(canvas, content)
    for number, page in enumerate(pages, 1):
        _draw_page(canvas, page, size)
        with canvas.tagged(None):
            _draw_footer(canvas, content, (number, len(pages)), size)
        canvas.showPage()
    canvas.save()
    attached = Attachment(
        name=REPORT_NAME,
        content=told,
        media_type="application/json",
        description="The report as data (mcw-report/1)",
    )
    return finish_pdf(file.getvalue(), root, [attached], format_date(written_at), identity)


def set_pages(blocks: Sequence[Block], width: float, height: float) -> Iterator[list[Block]]:
    """The blocks of each page, cut where a page ends."""
    rest = list(blocks)
    while rest:
        page, rest = cut_blocks(rest, width, height, is_forced=True)
        yield page


def _draw_page(canvas: PageCanvas, page: list[Block], size: tuple[float, float]) -> None:
    Stack(page).draw(canvas, sheet.SIDE, size[1] - sheet.TOP, size[0] - 2 * sheet.SIDE)


def _draw_footer(
    canvas: PageCanvas, content: ReportContent, page: tuple[int, int], size: tuple[float, float]
) -> None:
    left, right = sheet.SIDE, size[0] - sheet.SIDE
    Rule().stroke(canvas, left, sheet.FOOT + 16, right - left)
    number = f"{page[0]} of {page[1]}"
    whole = right - left
    middle, last = (_set_line(text, whole) for text in (content.footer[1], number))
    first = _set_line(content.footer[0], (whole - middle.width) / 2 - 12)
    for line, place in ((first, 0.0), (middle, 0.5), (last, 1.0)):
        x = left + place * (whole - line.width)
        canvas.draw_line(line, x, sheet.FOOT + 10, sheet.SMALL_LEADING)


def _set_line(text: str, width: float) -> Line:
    """The text on one line; of what is wider than that, as much as there is room for."""
    lines = set_lines([Words(text, sheet.SMALL)], width, base=0)
    while len(lines) > 1:
        text = text.rstrip("…")[:-1]
        lines = set_lines([Words(f"{text}…", sheet.SMALL)], width, base=0)
    return lines[0]


def _describe(canvas: PageCanvas, content: ReportContent) -> None:
    canvas.setTitle(f"{content.title} · {content.footer[0]} · {content.decision}")
    canvas.setAuthor(content.author)
    canvas.setSubject(content.kind)
    canvas.setCreator(PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
