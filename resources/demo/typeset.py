"""Pages typeset as a PDF: embedded faces, an outline, printed page labels that viewers know."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    ListFlowable,
    ListItem,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from resources.demo.shared import INTER, SERIF
from resources.demo.words import Block, Page, parse_runs, plain

WIDTH, HEIGHT = A4
MARGIN = 82.0
TEXT_WIDTH = WIDTH - 2 * MARGIN
TOP, BOTTOM = 86.0, 66.0
INK, GREY, ACCENT, HAIRLINE = "#1d232b", "#6a7380", "#24566b", "#c9ced6"
MARK = "#ffe99a"

Drawing = Callable[[float], Flowable]


@dataclass(frozen=True)
class Look:
    """What is printed around the text of a document, and how large the text is."""

    title: str
    author: str
    subject: str
    running: str
    size: float = 11.0
    has_outline: bool = True
    drawings: dict[str, Drawing] = field(default_factory=dict)
    painters: dict[str, Callable[[Canvas], None]] = field(default_factory=dict)
    """Pages that are painted by hand, by the name of their drawing."""


def typeset(pages: Sequence[Page], look: Look) -> bytes:
    """The document as PDF, one sheet a page; `ValueError` when a page does not fit its sheet."""
    register_faces()
    target = BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, pageCompression=1, lang="en")
    canvas.setTitle(look.title)
    canvas.setAuthor(look.author)
    canvas.setSubject(look.subject)
    _label_pages(canvas, pages)
    for page in pages:
        _draw_page(canvas, page, look)
        canvas.showPage()
    if look.has_outline:
        canvas.showOutline()
    canvas.save()
    return target.getvalue()


def register_faces() -> None:
    """Make Inter (`Sans-…`) and Noto Serif (`Serif-…`) known to reportlab."""
    for weight in ("Regular", "SemiBold", "Bold", "Italic"):
        pdfmetrics.registerFont(TTFont(f"Sans-{weight}", str(INTER / f"Inter-{weight}.ttf")))
    for weight in ("Regular", "Bold", "Italic", "BoldItalic"):
        pdfmetrics.registerFont(TTFont(f"Serif-{weight}", str(SERIF / f"NotoSerif-{weight}.ttf")))
    pdfmetrics.registerFontFamily(
        "Serif-Regular",
        normal="Serif-Regular",
        bold="Serif-Bold",
        italic="Serif-Italic",
        boldItalic="Serif-BoldItalic",
    )
    pdfmetrics.registerFontFamily(
        "Sans-Regular",
        normal="Sans-Regular",
        bold="Sans-SemiBold",
        italic="Sans-Italic",
        boldItalic="Sans-SemiBold",
    )


def markup(line: str) -> str:
    """A line in the markup of a reportlab paragraph."""
    frames = {
        "plain": "{}",
        "bold": "<b>{}</b>",
        "italic": "<i>{}</i>",
        "marked": f'<span backColor="{MARK}"><b>{{}}</b></span>',
    }
    return "".join(frames[run.style].format(escape(run.text)) for run in parse_runs(line))


def _label_pages(canvas: Canvas, pages: Sequence[Page]) -> None:
    """Small roman numbers for the pages in front, arabic ones from the first page labelled 1."""
    front = sum(not page.label.isdigit() for page in pages)
    if front:
        canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        canvas.addPageLabel(front, style="ARABIC", start=1)


def _draw_page(canvas: Canvas, page: Page, look: Look) -> None:
    names = [block.lines[0] for block in page.blocks if block.kind == "drawing"]
    painter = next((look.painters[name] for name in names if name in look.painters), None)
    _mark_outline(canvas, page, look)
    if painter:
        painter(canvas)
        return
    _draw_edges(canvas, page, look)
    _draw_column(canvas, _flow(page.blocks, look), page.label)


def _draw_edges(canvas: Canvas, page: Page, look: Look) -> None:
    canvas.setFont("Sans-Regular", 8)
    canvas.setFillColor(HexColor(GREY))
    canvas.drawString(MARGIN, HEIGHT - 48, look.running)
    canvas.drawRightString(WIDTH - MARGIN, 44, page.label)
    canvas.setStrokeColor(HexColor(HAIRLINE))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, HEIGHT - 56, WIDTH - MARGIN, HEIGHT - 56)


def _draw_column(canvas: Canvas, flowables: Iterable[Flowable], label: str) -> None:
    top = HEIGHT - TOP
    for flowable in flowables:
        top -= flowable.getSpaceBefore() if top < HEIGHT - TOP else 0
        _, tall = flowable.wrapOn(canvas, TEXT_WIDTH, top - BOTTOM)
        if top - tall < BOTTOM:
            message = f"page {label} is {BOTTOM - top + tall:.0f} points too long"
            raise ValueError(message)
        flowable.drawOn(canvas, MARGIN, top - tall)
        top -= tall + flowable.getSpaceAfter()


def _mark_outline(canvas: Canvas, page: Page, look: Look) -> None:
    if not look.has_outline:
        return
    for number, block in enumerate(b for b in page.blocks if b.kind == "heading"):
        key = f"{page.label}-{number}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(plain(block.lines[0]), key, level=block.level - 1, closed=False)


def _flow(blocks: Iterable[Block], look: Look) -> list[Flowable]:
    return [flowable for block in blocks for flowable in _set_block(block, look)]


def _set_block(block: Block, look: Look) -> list[Flowable]:
    if block.kind == "heading":
        return [Paragraph(markup(block.lines[0]), _heading(block.level))]
    if block.kind == "table":
        return [_set_table(block, look), Spacer(1, 9)]
    if block.kind in {"bullets", "numbers"}:
        return [_set_list(block, look), Spacer(1, 6)]
    if block.kind == "drawing":
        return [look.drawings[block.lines[0]](TEXT_WIDTH), Spacer(1, 8)]
    return [Paragraph(markup(block.lines[0]), _body(look.size))]


def _heading(level: int) -> ParagraphStyle:
    size, before, after = {1: (19, 0, 15), 2: (13.5, 15, 8)}[level]
    return ParagraphStyle(
        f"heading-{level}",
        fontName="Sans-Bold" if level == 1 else "Sans-SemiBold",
        fontSize=size,
        leading=size * 1.3,
        textColor=HexColor(INK if level == 1 else ACCENT),
        spaceBefore=before,
        spaceAfter=after,
    )


def _body(size: float) -> ParagraphStyle:
    return ParagraphStyle(
        "body",
        fontName="Serif-Regular",
        fontSize=size,
        leading=size * 1.52,
        textColor=HexColor(INK),
        alignment=TA_LEFT,
        spaceAfter=size * 0.82,
    )


def _set_list(block: Block, look: Look) -> ListFlowable:
    style = _body(look.size).clone("item", spaceAfter=look.size * 0.42)
    items = [ListItem(Paragraph(markup(line), style), leftIndent=18) for line in block.lines]
    is_numbered = block.kind == "numbers"
    return ListFlowable(
        items,
        bulletType="1" if is_numbered else "bullet",
        start=None if is_numbered else "•",
        bulletFontName="Serif-Regular",
        bulletFontSize=look.size,
        bulletColor=HexColor(ACCENT),
        bulletFormat="%s." if is_numbered else None,
        leftIndent=18,
    )


def _set_table(block: Block, look: Look) -> Table:
    size = look.size - 2.2
    cell = ParagraphStyle("cell", fontName="Sans-Regular", fontSize=size, leading=size * 1.38)
    head = cell.clone("head", fontName="Sans-SemiBold")
    rows = [
        [Paragraph(markup(text), head if number == 0 else cell) for text in row]
        for number, row in enumerate(block.rows)
    ]
    table = Table(rows, colWidths=_share_width(block.rows), repeatRows=1, hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, HexColor(HAIRLINE)),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#f3f5f7")),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
            ]
        )
    )
    return table


def _share_width(rows: Sequence[Sequence[str]]) -> list[float]:
    """Widths by how much stands in each column, none too narrow for its longest word."""
    columns = list(zip(*rows, strict=True))
    weights = [max(9, min(34, max(len(plain(text)) for text in column))) for column in columns]
    longest = [
        max(len(word) for text in column for word in plain(text).split()) for column in columns
    ]
    floors = [14 + 5.6 * letters for letters in longest]
    spare = TEXT_WIDTH - sum(floors)
    return [f + spare * w / sum(weights) for f, w in zip(floors, weights, strict=True)]
