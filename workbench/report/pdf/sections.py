"""The report as blocks in order, each with its place in the structure of the document."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.report.content import Card, Fact, Field, ReportContent
from workbench.report.pdf import sheet
from workbench.report.pdf.blocks import Block, Stack
from workbench.report.pdf.boxes import Box, Column, Columns
from workbench.report.pdf.images import open_image
from workbench.report.pdf.lines import Look
from workbench.report.pdf.marks import Picture, Rule
from workbench.report.pdf.parts import (
    set_card,
    set_mend,
    set_part_line,
    set_progress,
    set_text,
)
from workbench.report.pdf.structure import Tag
from workbench.report.pictures import Pictures

LABELS = 112.0
"""The column of labels where facts are listed."""
WHEN = 136.0
"""The column of instants in the trail."""
LOGO_WIDTH, LOGO_HEIGHT = 120.0, 44.0


def set_report(content: ReportContent, pictures: Pictures, width: float, root: Tag) -> list[Block]:
    """Everything before the last page."""
    blocks = [
        *_set_opening(content, width, root),
        *_set_words(content.opening, root),
        *_set_mend(content, width, root),
    ]
    for outcome in content.outcomes:
        if outcome.cards:
            name = f"{outcome.id} · {outcome.title}"
            section = root.inside("Sect")
            blocks += _set_section(name, outcome.statement, section)
            blocks += _set_cards(outcome.cards, pictures, width, section)
    if content.parts:
        section = root.inside("Sect")
        blocks += _set_section("Written parts", "", section)
        blocks += _set_cards(content.parts, pictures, width, section)
    blocks += _set_findings(content.findings, width, root)
    blocks += _set_trail(content.trail, width, root)
    return [*blocks, *_set_words(content.closing, root)]


def set_last_page(content: ReportContent, width: float, root: Tag) -> list[Block]:
    """What the report stands on, and how it is checked."""
    section = root.inside("Sect")
    table = section.inside("Table")
    steps = section.inside("L")
    return [
        set_text(
            "Provenance",
            sheet.SECTION,
            18,
            keeps_next=True,
            anchor=("Provenance", 0),
            tag=section.inside("H2"),
        ),
        set_text(
            "What this report stands on, and how anybody can check it.",
            sheet.QUIET,
            before=2,
            tag=section.inside("P"),
        ),
        Stack([_set_fact(fact, width, table) for fact in content.provenance], before=12),
        set_text(
            "How to check", sheet.HEADING, 16, before=24, keeps_next=True, tag=section.inside("H3")
        ),
        *(
            set_text(step, before=6, tag=steps.inside("LI").inside("LBody"))
            for step in content.how_to_check
        ),
    ]


def _set_opening(content: ReportContent, width: float, root: Tag) -> list[Block]:
    tone = content.decision_tone
    decision = Look("bold", 13.8, sheet.ACCENTS[tone])
    section = root.inside("Sect")
    box = Box(
        Stack(
            [
                set_text(content.decision, decision, 19, tag=section.inside("H2")),
                set_text(content.reason, before=1, tag=section.inside("P")),
            ]
        ),
        padding=(16, 10),
        fill=sheet.TINTS[tone],
        bar=sheet.ACCENTS[tone],
        before=18,
    )
    lines: list[Block] = []
    if content.shows_progress:
        table = section.inside("Table")
        lines += [set_progress(outcome, width, table) for outcome in content.outcomes]
        lines += [set_part_line(part, width, table) for part in content.part_lines]
    return [*_set_title(content, width, root), box, Stack(lines, before=12)]


def _set_title(content: ReportContent, width: float, root: Tag) -> list[Block]:
    """What it is, of what, of whom; the logo at the right."""
    title = Look("semibold", sheet.TITLE.size, content.accent)
    logo = open_image(content.logo)
    words: list[Block] = [
        set_text(content.kind, sheet.QUIET, anchor=("Decision", 0), tag=root.inside("P")),
        set_text(content.title, title, 25, before=4, keeps_next=True, tag=root.inside("H1")),
        set_text(content.subtitle, sheet.QUIET, before=2, keeps_next=True, tag=root.inside("P")),
    ]
    if content.notice:
        words.append(
            set_text(content.notice, sheet.STRONG, before=4, keeps_next=True, tag=root.inside("P"))
        )
    if logo is None:
        return words
    across = min(LOGO_WIDTH, LOGO_HEIGHT * logo.width / logo.height)
    room = width - across - 20
    mark = Picture(logo, across, is_framed=False)
    mark.tag = root.inside("Figure", alternative=content.logo_words)
    return [
        Columns(
            [Column(0, room, Stack(words)), Column(width - across, across, mark)], keeps_next=True
        )
    ]


def _set_words(text: str, root: Tag) -> list[Block]:
    """The program's standing words, a paragraph each."""
    paragraphs = [words for words in text.split("\n\n") if words]
    return [
        set_text(words, before=8 if index else 16, tag=root.inside("P"))
        for index, words in enumerate(paragraphs)
    ]


def _set_mend(content: ReportContent, width: float, root: Tag) -> list[Block]:
    if not content.mend:
        return []
    section = root.inside("Sect")
    steps = section.inside("L")
    return [
        set_text(
            content.mend_title,
            sheet.HEADING,
            16,
            before=22,
            keeps_next=True,
            anchor=(content.mend_title, 0),
            tag=section.inside("H2"),
        ),
        *(set_mend(number, mend, width, steps) for number, mend in enumerate(content.mend, 1)),
    ]


def _set_section(name: str, statement: str, section: Tag) -> list[Block]:
    blocks: list[Block] = [
        Rule(before=26, keeps_next=True),
        set_text(
            name,
            sheet.SECTION,
            18,
            before=12,
            keeps_next=True,
            anchor=(name, 0),
            tag=section.inside("H2"),
        ),
    ]
    if statement:
        tag = section.inside("P")
        blocks.append(set_text(statement, sheet.QUIET, before=2, keeps_next=True, tag=tag))
    return blocks


def _set_cards(
    cards: Sequence[Card], pictures: Pictures, width: float, section: Tag
) -> list[Block]:
    return [
        block
        for index, card in enumerate(cards)
        for block in set_card(
            card, pictures, width, before=20 if index else 14, tag=section.inside("Sect")
        )
    ]


def _set_findings(findings: Sequence[Field], width: float, root: Tag) -> list[Block]:
    if not findings:
        return []
    section = root.inside("Sect")
    table = section.inside("Table")
    facts = (Fact(label=field.label, value=field.text) for field in findings)
    return [
        *_set_section("Findings of the checks", "", section),
        *(_set_fact(fact, width, table) for fact in facts),
    ]


def _set_trail(trail: Sequence[Field], width: float, root: Tag) -> list[Block]:
    if not trail:
        return []
    section = root.inside("Sect")
    table = section.inside("Table")
    return [
        *_set_section("Trail", "Everything that was recorded, in its order.", section),
        *(_set_recorded(entry, width, table.inside("TR")) for entry in trail),
    ]


def _set_recorded(entry: Field, width: float, row: Tag) -> Block:
    """A row of the trail, smaller and closer than others: there may be hundreds."""
    when = set_text(entry.label, sheet.SMALL, sheet.SMALL_LEADING, tag=row.inside("TH"))
    what = set_text(entry.text, sheet.SMALL_PLAIN, sheet.SMALL_LEADING, tag=row.inside("TD"))
    return Columns(
        [Column(0, WHEN - 8, when), Column(WHEN, width - WHEN, what)],
        before=3,
    )


def _set_fact(fact: Fact, width: float, table: Tag) -> Block:
    row = table.inside("TR")
    look = sheet.DIGEST if fact.is_digest else sheet.BODY
    label = set_text(fact.label, sheet.QUIET, tag=row.inside("TH"))
    value = set_text(fact.value, look, tag=row.inside("TD"))
    columns = [Column(0, LABELS - 8, label), Column(LABELS, width - LABELS, value)]
    return Stack([Rule(keeps_next=True), Columns(columns, before=5)], before=5)
