"""The links of a page and the files inside a document: told, never followed, run or written."""

from __future__ import annotations

from workbench.evidence.pdf import messages as m
from workbench.evidence.pdf.worker.documents import Documents
from workbench.evidence.pdf.worker.mupdf import Document, Page
from workbench.evidence.pdf.worker.page_text import Turn, make_turn

MOST_LINKS = 2_000
MOST_ATTACHMENTS = 500
LARGEST_ATTACHMENT = 200 * 1024 * 1024
_LONGEST_ADDRESS = 4_000
_INSIDE = 1
_NAMED = 4
_PAGES_LOOKED_AT = 10_000
"""Files pinned to a page are looked for on so many pages; those of the document have a list."""
_FILE_NOTE = 17
"""PDF_ANNOT_FILE_ATTACHMENT."""


def read_links(job: m.PageLinks, documents: Documents, _piece: memoryview) -> m.Linked:
    """What can be clicked on the page, in the order in which the document has it."""
    page, _ = documents.find_page(job.path, job.page_index)
    return m.Linked(links=_read(page, make_turn(page.rotation_matrix)))


def list_attachments(job: m.ListAttachments, documents: Documents, _piece: memoryview) -> m.Listed:
    """The files inside the document, as they call themselves."""
    return m.Listed(attachments=_list(documents.find(job.path)))


def read_attachment(job: m.ReadAttachment, documents: Documents, _piece: memoryview) -> m.Extracted:
    """The content of that file; raises `RefusedError` when it is too large to be handed over."""
    document = documents.find(job.path)
    return m.Extracted(content=_extract(document, _list(document)[job.index], job.index))


def _read(page: Page, turn: Turn) -> tuple[m.Link, ...]:
    links = []
    for raw in page.get_links()[:MOST_LINKS]:
        target = raw.get("page", -1)
        is_inside = raw["kind"] in {_INSIDE, _NAMED} and isinstance(target, int) and target >= 0
        address = str(raw.get("uri") or raw.get("file") or "")[:_LONGEST_ADDRESS]
        if is_inside or address:
            links.append(
                m.Link(
                    box=turn(raw["from"]),
                    page_index=target if is_inside else -1,
                    address="" if is_inside else address,
                )
            )
    return tuple(links)


def _list(document: Document) -> tuple[m.Attachment, ...]:
    found = []
    for index in range(min(document.embfile_count(), MOST_ATTACHMENTS)):
        about = document.embfile_info(index)
        name = str(about.get("ufilename") or about.get("filename") or about.get("name") or "")
        found.append(m.Attachment(name=name, size_bytes=max(int(about.get("size", 0)), 0)))
    for page_index, xref, name, size in _find_pinned(document):
        found.append(m.Attachment(name=name, size_bytes=size, page_index=page_index, xref=xref))
        if len(found) >= MOST_ATTACHMENTS:
            break
    return tuple(found)


def _extract(document: Document, attachment: m.Attachment, index: int) -> bytes:
    if attachment.size_bytes > LARGEST_ATTACHMENT:
        raise m.RefusedError(reason="attachment_too_large")
    if attachment.page_index < 0:
        content = bytes(document.embfile_get(index))
    else:
        page = document.load_page(attachment.page_index)
        notes = [note for note in page.annots() or () if note.xref == attachment.xref]
        content = bytes(notes[0].get_file()) if notes else b""
    if len(content) > LARGEST_ATTACHMENT:
        raise m.RefusedError(reason="attachment_too_large")
    return content


def _find_pinned(document: Document) -> list[tuple[int, int, str, int]]:
    found = []
    for page_index in range(min(document.page_count, _PAGES_LOOKED_AT)):
        if document.xref_get_key(document.page_xref(page_index), "Annots")[0] == "null":
            continue
        page = document.load_page(page_index)
        for note in page.annots(types=[_FILE_NOTE]) or ():
            about = note.file_info
            name = str(about.get("filename") or about.get("description") or "")
            found.append((page_index, note.xref, name, max(int(about.get("length", 0)), 0)))
    return found
