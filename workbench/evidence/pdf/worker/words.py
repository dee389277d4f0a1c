"""The words of pages, and where words, paragraphs and lines stand on them.

Places are in the coordinates of the page as it is shown; MuPDF tells them of the unturned page.
"""

from __future__ import annotations

from typing import Any

from workbench.evidence.pdf import messages as m
from workbench.evidence.pdf.paragraphs import Line, find_paragraph
from workbench.evidence.pdf.quote import Word, find_quote
from workbench.evidence.pdf.worker.documents import Documents
from workbench.evidence.pdf.worker.mupdf import Document, Page, pymupdf
from workbench.evidence.pdf.worker.page_text import Turn, list_lines, make_turn

_BOLD = 16
_WORD_FLAGS = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_PRESERVE_WHITESPACE


def read_text(job: m.PageText, documents: Documents, _piece: memoryview) -> m.Worded:
    """The words of the page, each with its place, and its text as a whole."""
    page, _ = documents.find_page(job.path, job.page_index)
    words = _read_words(page)
    return m.Worded(
        words=tuple(word.text for word in words),
        boxes=tuple(word.box for word in words),
        text=_read_plain(page),
    )


def read_lines(job: m.PageLines, documents: Documents, _piece: memoryview) -> m.Lined:
    """The lines of the page as they can be selected."""
    page, _ = documents.find_page(job.path, job.page_index)
    return m.Lined(lines=list_lines(page, _WORD_FLAGS, make_turn(page.rotation_matrix)))


def read_pages(job: m.Texts, documents: Documents, _piece: memoryview) -> m.Texted:
    """The text of each page; a broken one has none, and the others have theirs."""
    document = documents.find(job.path)
    end = document.page_count if job.count is None else job.first_index + job.count
    indexes = range(job.first_index, min(end, document.page_count))
    return m.Texted(texts=tuple(_read_page(document, index) for index in indexes))


def find_words(job: m.FindQuote, documents: Documents, _piece: memoryview) -> m.Boxed:
    """Where these words stand on the page."""
    page, _ = documents.find_page(job.path, job.page_index)
    return m.Boxed(boxes=find_quote(_read_words(page), job.text))


def find_block(job: m.Paragraph, documents: Documents, _piece: memoryview) -> m.Boxed:
    """Where that paragraph or item stands on the page."""
    page, _ = documents.find_page(job.path, job.page_index)
    turn = make_turn(page.rotation_matrix)
    blocks = page.get_text("dict", flags=_WORD_FLAGS)["blocks"]
    lines = [
        _read_line(turn, block["number"], line["spans"])
        for block in blocks
        for line in block.get("lines", ())
        if line["spans"]
    ]
    height = float(page.rect.height)
    return m.Boxed(boxes=find_paragraph(lines, height, job.number, job.kind))


def _read_words(page: Page) -> list[Word]:
    words, turn = page.get_text("words", flags=_WORD_FLAGS), make_turn(page.rotation_matrix)
    return [Word(text=str(word[4]), box=turn(word[:4])) for word in words]


def _read_line(turn: Turn, block: int, spans: list[dict[str, Any]]) -> Line:
    box = pymupdf.Rect(spans[0]["bbox"])
    for span in spans:
        box |= pymupdf.Rect(span["bbox"])
    return Line(
        text="".join(span["text"] for span in spans),
        box=turn(box),
        size=max(float(span["size"]) for span in spans),
        is_bold=all(span["flags"] & _BOLD for span in spans if span["text"].strip()),
        block=block,
    )


def _read_page(document: Document, index: int) -> str:
    try:
        return _read_plain(document.load_page(index))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - said above
        return ""


def _read_plain(page: Page) -> str:
    return str(page.get_text("text", flags=_WORD_FLAGS))
