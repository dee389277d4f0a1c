"""The links of a page and the files inside a document: told, never followed, run or written."""

from __future__ import annotations

import contextlib
import re
from typing import Any

from workbench.evidence.pdf import messages as m
from workbench.evidence.pdf.worker.documents import Documents
from workbench.evidence.pdf.worker.mupdf import Document, Page, pymupdf

MOST_LINKS = 2_000
MOST_ATTACHMENTS = 500
LARGEST_ATTACHMENT = 200 * 1024 * 1024
_LONGEST_ADDRESS = 4_000
_FILE_BEFORE = re.compile("^file:(?://)?")
_PAGES_LOOKED_AT = 10_000
"""Files pinned to a page are looked for on so many pages; those of the document have a list."""
_FILE_NOTE = 17
"""PDF_ANNOT_FILE_ATTACHMENT."""


def read_links(job: m.PageLinks, documents: Documents, _piece: memoryview) -> m.Linked:
    """What can be clicked on the page, in the order in which the document has it."""
    page, _ = documents.find_page(job.path, job.page_index)
    return m.Linked(links=_read(documents.find(job.path), page))


def list_attachments(job: m.ListAttachments, documents: Documents, _piece: memoryview) -> m.Listed:
    """The files inside the document, as they call themselves."""
    return m.Listed(attachments=_list(documents.find(job.path)))


def read_attachment(job: m.ReadAttachment, documents: Documents, _piece: memoryview) -> m.Extracted:
    """The content of that file; raises `RefusedError` when it is too large to be handed over."""
    document = documents.find(job.path)
    return m.Extracted(content=_extract(document, _list(document)[job.index], job.index))


def _read(document: Document, page: Page) -> tuple[m.Link, ...]:
    """Straight from MuPDF, whose links stand where the page as it is shown has them.

    PyMuPDF looks through all notes of the page anew for each link, which takes minutes on a page
    with thousands of them, and gives up all links for one that is written wrongly.
    """
    links: list[m.Link] = []
    found = pymupdf.mupdf.fz_load_links(page.this)
    for _ in range(MOST_LINKS):
        if not found.m_internal:
            break
        link = _make_link(document, found)
        if link is not None:
            links.append(link)
        found = found.next()
    return tuple(links)


def _make_link(document: Document, raw: Any) -> m.Link | None:  # noqa: ANN401 - of MuPDF, which names no types
    with contextlib.suppress(Exception):  # one that is written wrongly must not hide the others
        uri, rect = str(raw.uri() or ""), raw.rect()
        box = (float(rect.x0), float(rect.y0), float(rect.x1), float(rect.y1))
        if uri and pymupdf.mupdf.fz_is_external_link(uri):
            address = _spell_address(uri)
            return m.Link(box=box, page_index=-1, address=address[:_LONGEST_ADDRESS])
        page_index = _find_target(document, uri) if uri else -1
        if 0 <= page_index < document.page_count:
            return m.Link(box=box, page_index=page_index, address="")
    return None


def _spell_address(uri: str) -> str:
    """The address as it stands in the document; of another file only where that is."""
    return uri if _FILE_BEFORE.match(uri) is None else _FILE_BEFORE.sub("", uri).partition("#")[0]


def _find_target(document: Document, uri: str) -> int:
    """The index of the page within the document that the link leads to; -1 for none."""
    target = document.resolve_link(uri)[0]
    return int(target) if isinstance(target, int) else -1


def _list(document: Document) -> tuple[m.Attachment, ...]:
    found = []
    for index in range(min(document.embfile_count(), MOST_ATTACHMENTS)):
        about = _read_about(document, index)
        name = str(about.get("ufilename") or about.get("filename") or about.get("name") or "")
        found.append(m.Attachment(name=name, size_bytes=max(int(about.get("size", 0)), 0)))
    for page_index, xref, name, size in _find_pinned(document):
        found.append(m.Attachment(name=name, size_bytes=size, page_index=page_index, xref=xref))
        if len(found) >= MOST_ATTACHMENTS:
            break
    return tuple(found)


def _read_about(document: Document, index: int) -> dict[str, Any]:
    """What the document says of that file; empty where that is written wrongly."""
    with contextlib.suppress(Exception):
        return dict(document.embfile_info(index))
    with contextlib.suppress(Exception):
        return {"name": document.embfile_names()[index]}
    return {}


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
        with contextlib.suppress(Exception):  # a broken page hides its own files alone
            found.extend(_find_on_page(document, page_index))
    return found


def _find_on_page(document: Document, page_index: int) -> list[tuple[int, int, str, int]]:
    if document.xref_get_key(document.page_xref(page_index), "Annots")[0] == "null":
        return []
    page, found = document.load_page(page_index), []
    for note in page.annots(types=[_FILE_NOTE]) or ():
        about = note.file_info
        name = str(about.get("filename") or about.get("description") or "")
        found.append((page_index, note.xref, name, max(int(about.get("length", 0)), 0)))
    return found
