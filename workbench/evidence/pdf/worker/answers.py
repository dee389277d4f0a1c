"""Which function answers which job, and what is said when a file makes it fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.evidence.pdf import messages as m
from workbench.evidence.pdf.worker import description, drawing, page_links, words
from workbench.evidence.pdf.worker.documents import Documents
from workbench.evidence.pdf.worker.mupdf import pymupdf

_ANSWERS: dict[type, Callable[[Any, Documents, memoryview], m.Answer]] = {
    m.Describe: description.describe,
    m.DescribePicture: description.describe_picture,
    m.Render: drawing.draw_page,
    m.DrawPicture: drawing.draw_picture,
    m.PageText: words.read_text,
    m.PageLines: words.read_lines,
    m.Texts: words.read_pages,
    m.FindQuote: words.find_words,
    m.Paragraph: words.find_block,
    m.PageLinks: page_links.read_links,
    m.ListAttachments: page_links.list_attachments,
    m.ReadAttachment: page_links.read_attachment,
}


def answer(job: m.AnyJob, documents: Documents, piece: memoryview) -> m.Reply:
    """The answer to the job, or `Failed` with the reason; never raises, whatever the file does.

    A large picture is put into `piece`, when there is room.
    """
    page = job.page_index + 1 if hasattr(job, "page_index") else None
    try:
        return _ANSWERS[type(job)](job, documents, piece)
    except m.RefusedError as refused:
        return refused.failed
    except MemoryError:
        pymupdf.TOOLS.store_shrink(100)
        return m.Failed(reason="too_much_memory", page=page)
    except Exception as error:  # noqa: BLE001 - whatever a stranger's file sets off is its fault
        is_memory = "malloc" in str(error) or "calloc" in str(error)
        damaged: m.Reason = "damaged" if page is None else "page_failed"
        return m.Failed(reason="too_much_memory" if is_memory else damaged, page=page)
