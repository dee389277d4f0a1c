"""The report as PDF: its blocks in order, set on pages."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.assessment.scorecard import Scorecard
from workbench.report.content import Audience, ReportContent
from workbench.report.pdf import sheet
from workbench.report.pdf.blocks import Block, Box, Column, Columns, Stack, Text, cut_blocks
from workbench.report.pdf.lines import Look, Words, set_lines
from workbench.report.pdf.marks import Rule
from workbench.report.pdf.page_canvas import PageCanvas
from workbench.report.pdf.parts import (
    set_card,
    set_mend,
    set_part_line,
    set_progress,
    set_text,
)
from workbench.report.phrases import PROGRAM
from workbench.report.pictures import Pictures
from workbench.report.saving import save_whole
from workbench.report.wording import compose


def write_pdf(
    scorecard: Scorecard,
    pictures: Pictures,
    target: Path,
    *,
    audience: Audience,
    page_size: sheet.PageSize = "A4",
    name_assessor: bool = False,
) -> None:
    """Write the report for that audience to `target`.

    Raises `ReportNotWrittenError` when it can't be put there.
    """
    content = compose(scorecard, audience, name_assessor=name_assessor)
    size = sheet.PAGE_SIZES[page_size]
    width, height = size[0] - 2 * sheet.SIDE, size[1] - sheet.TOP - sheet.BOTTOM
    pages = [
        page
        for flow in (_set_report(content, pictures, width), _set_last_page(content, width))
        for page in set_pages(flow, width, height)
    ]

    file = io.BytesIO()
    canvas = PageCanvas(file, size, content.language, scorecard.provenance.written_at)
    _describe(canvas, content)
    for number, page in enumerate(pages, 1):
        _draw_page(canvas, page, size)
        _draw_footer(canvas, content, (number, len(pages)), size)
        canvas.showPage()
    canvas.save()
    save_whole(target, file.getvalue())


def set_pages(blocks: Sequence[Block], width: float, height: float) -> Iterator[list[Block]]:
    """The blocks of each page, cut where a page ends."""
    rest = list(blocks)
    while rest:
        page, rest = cut_blocks(rest, width, height, is_forced=True)
        yield page


def _set_report(content: ReportContent, pictures: Pictures, width: float) -> list[Block]:
    blocks = [*_set_opening(content, width), *_set_mend(content, width)]
    for outcome in content.outcomes:
        if not outcome.cards:
            continue
        blocks += _set_section(f"{outcome.id} · {outcome.title}", outcome.statement)
        for index, card in enumerate(outcome.cards):
            blocks += set_card(card, pictures, width, before=20 if index else 14)
    if content.parts:
        blocks += _set_section("Written parts", "")
        for index, card in enumerate(content.parts):
            blocks += set_card(card, pictures, width, before=20 if index else 14)
    return [*blocks, *_set_findings(content, width)]


def _set_opening(content: ReportContent, width: float) -> list[Block]:
    tone = content.decision_tone
    decision = Look("bold", 13.8, sheet.ACCENTS[tone])
    box = Box(
        Stack([set_text(content.decision, decision, 19), set_text(content.reason, before=1)]),
        padding=(16, 10),
        fill=sheet.TINTS[tone],
        bar=sheet.ACCENTS[tone],
        before=18,
    )
    lines: list[Block] = []
    if content.shows_progress:
        lines += [set_progress(outcome, width) for outcome in content.outcomes]
        lines += [set_part_line(part, width) for part in content.part_lines]
    return [
        set_text(content.kind, sheet.QUIET, anchor=("Decision", 0)),
        set_text(content.title, sheet.TITLE, 25, before=4, keeps_next=True),
        set_text(content.subtitle, sheet.QUIET, before=2, keeps_next=True),
        box,
        Stack(lines, before=12),
    ]


def _set_mend(content: ReportContent, width: float) -> list[Block]:
    if not content.mend:
        return []
    return [
        set_text(
            content.mend_title,
            sheet.HEADING,
            16,
            before=22,
            keeps_next=True,
            anchor=(content.mend_title, 0),
        ),
        *(set_mend(number, mend, width) for number, mend in enumerate(content.mend, 1)),
    ]


def _set_section(name: str, statement: str) -> list[Block]:
    blocks: list[Block] = [
        Rule(before=26, keeps_next=True),
        set_text(name, sheet.SECTION, 18, before=12, keeps_next=True, anchor=(name, 0)),
    ]
    if statement:
        blocks.append(set_text(statement, sheet.QUIET, before=2, keeps_next=True))
    return blocks


def _set_findings(content: ReportContent, width: float) -> list[Block]:
    if not content.findings:
        return []
    rows = [_set_fact(field.label, set_text(field.text), width) for field in content.findings]
    return [*_set_section("Findings of the checks", ""), *rows]


def _set_last_page(content: ReportContent, width: float) -> list[Block]:
    facts = [
        _set_fact(
            fact.label,
            set_text(fact.value, sheet.DIGEST if fact.is_digest else sheet.BODY),
            width,
        )
        for fact in content.provenance
    ]
    return [
        set_text("Provenance", sheet.SECTION, 18, keeps_next=True, anchor=("Provenance", 0)),
        set_text(
            "What this report stands on, and how anybody can check it.", sheet.QUIET, before=2
        ),
        Stack(facts, before=12),
        set_text("How to check", sheet.HEADING, 16, before=24, keeps_next=True),
        *(set_text(step, before=6) for step in content.how_to_check),
    ]


def _set_fact(label: str, value: Text, width: float) -> Block:
    left = 112.0
    row = Columns(
        [
            Column(0, left - 8, set_text(label, sheet.QUIET)),
            Column(left, width - left, value),
        ],
        before=5,
    )
    return Stack([Rule(keeps_next=True), row], before=5)


def _draw_page(canvas: PageCanvas, page: list[Block], size: tuple[float, float]) -> None:
    Stack(page).draw(canvas, sheet.SIDE, size[1] - sheet.TOP, size[0] - 2 * sheet.SIDE)


def _draw_footer(
    canvas: PageCanvas, content: ReportContent, page: tuple[int, int], size: tuple[float, float]
) -> None:
    left, right = sheet.SIDE, size[0] - sheet.SIDE
    Rule(keeps_next=True).draw(canvas, left, sheet.FOOT + 16, right - left)
    number = f"{page[0]} of {page[1]}"
    for text, place in zip((*content.footer, number), (0.0, 0.5, 1.0), strict=True):
        (line,) = set_lines([Words(text, sheet.SMALL)], right - left, base=0)[:1]
        x = left + place * (right - left - line.width)
        canvas.draw_line(line, x, sheet.FOOT + 10, sheet.SMALL_LEADING)


def _describe(canvas: PageCanvas, content: ReportContent) -> None:
    canvas.setTitle(f"{content.title} · {content.footer[0]} · {content.decision}")
    canvas.setAuthor(content.author)
    canvas.setSubject(content.kind)
    canvas.setCreator(PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
