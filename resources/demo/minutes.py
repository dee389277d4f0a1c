"""Artifact 3: the minutes of 14 March, as a Word document and as the PDF made from it."""

from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK, WD_COLOR_INDEX
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from resources.demo.settle import settle_zip
from resources.demo.shared import MADE
from resources.demo.typeset import Look, typeset
from resources.demo.words import Block, Page, parse_runs, read_pages

TITLE = "Staff and family meeting, minutes of 14 March"


def read_minutes(attempt: int) -> tuple[Page, ...]:
    """The four pages as they stood at that attempt."""
    return read_pages("minutes.md", *(("minutes-attempt-2.md",) if attempt > 1 else ()))


def make_minutes_pdf(attempt: int) -> bytes:
    """The PDF of four pages."""
    look = Look(
        title=TITLE,
        author="A teacher and a parent",
        subject="Minutes",
        running="Staff and family meeting · 14 March",
        size=11.4,
        has_outline=False,
    )
    return typeset(read_minutes(attempt), look)


def make_minutes_docx(attempt: int) -> bytes:
    """The same as a Word document, with a page break where the PDF has one."""
    document = Document()
    _prepare(document)
    pages = read_minutes(attempt)
    for number, page in enumerate(pages):
        for block in page.blocks:
            _add_block(document, block)
        if number < len(pages) - 1:
            document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    target = BytesIO()
    document.save(target)
    return settle_zip(target.getvalue())


def _prepare(document: Docx) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.9)
    section.top_margin = section.bottom_margin = Cm(2.4)
    section.header.paragraphs[0].text = "Staff and family meeting · 14 March"
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = "Georgia" if name == "Normal" else "Calibri"
        style.font.size = Pt({"Normal": 11, "Heading 1": 18, "Heading 2": 13}[name])
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x1D, 0x23, 0x2B)
    document.styles["Heading 2"].font.color.rgb = RGBColor(0x24, 0x56, 0x6B)
    document.styles.add_style("Table words", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(9.5)
    properties = document.core_properties
    properties.title, properties.author = TITLE, "A teacher and a parent"
    properties.created = properties.modified = MADE.replace(tzinfo=None)


def _add_block(document: Docx, block: Block) -> None:
    if block.kind == "heading":
        document.add_heading(block.lines[0], level=block.level)
    elif block.kind == "table":
        _add_table(document, block)
    else:
        style = "List Bullet" if block.kind == "bullets" else "Normal"
        for line in block.lines:
            _add_runs(document.add_paragraph(style=style), line)


def _add_table(document: Docx, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(block.rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].style = document.styles["Table words"]
            _add_runs(cell.paragraphs[0], f"**{words}**" if number == 0 else words)
    document.add_paragraph()


def _add_runs(paragraph: Paragraph, line: str) -> None:
    for piece in parse_runs(line):
        run = paragraph.add_run(piece.text)
        run.bold = piece.style == "bold" or None
        run.italic = piece.style == "italic" or None
        if piece.style == "marked":
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
