"""The few documents and pages that were used last, kept open."""

from __future__ import annotations

import mmap
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.evidence.pdf.messages import Described, RefusedError
from workbench.evidence.pdf.worker.mupdf import Document, Drawing, Page, pymupdf
from workbench.evidence.pdf.worker.stamp import Stamp, read_stamp

if TYPE_CHECKING:
    from workbench.evidence.pdf.worker.pictures import Pictures
    from workbench.evidence.pdf.worker.svg import Drawings

_OPEN_DOCUMENTS = 4
_OPEN_PAGES = 6
_HEAD_BYTES = 1024
"""Readers accept a PDF whose mark stands anywhere in its first kilobyte (ISO 32000-1, H.3)."""


class Documents:
    """The few documents and pages used last, kept open."""

    def __init__(self) -> None:
        self._documents: OrderedDict[Stamp, Document] = OrderedDict()
        self._descriptions: dict[int, Described] = {}
        self._pages: OrderedDict[tuple[int, int], tuple[Page, Drawing]] = OrderedDict()
        self._pictures: Pictures | None = None
        self._drawings: Drawings | None = None
        self.password: str | None = None
        """Of the file that the present job is about."""

    def find_pictures(self) -> Pictures:
        """What draws image files; Pillow is loaded only when it is needed."""
        from workbench.evidence.pdf.worker.pictures import Pictures  # noqa: PLC0415 - as said

        self._pictures = self._pictures or Pictures()
        return self._pictures

    def find_drawings(self) -> Drawings:
        """What draws SVG files; it, too, is loaded only when it is needed."""
        from workbench.evidence.pdf.worker.svg import Drawings  # noqa: PLC0415 - as said

        self._drawings = self._drawings or Drawings()
        return self._drawings

    def forget_old(self) -> None:
        """Let go of what takes much memory and wasn't asked for of late."""
        for shelf in (self._pictures, self._drawings):
            if shelf is not None:
                shelf.forget_old()

    def find(self, path: str) -> Document:
        """The open document; raises `RefusedError` when it can't be opened."""
        key = read_stamp(path)
        if key not in self._documents:
            self._documents[key] = _open_document(path)
            self._forget_oldest()
        self._documents.move_to_end(key)
        document = self._documents[key]
        _unlock(document, self.password)
        if document.page_count < 1:
            raise RefusedError(reason="damaged" if document.is_repaired else "empty")
        return document

    def find_description(self, path: str, describe: Callable[[Document], Described]) -> Described:
        """What the document is made of, which several ask for when it opens; found out once."""
        document = self.find(path)
        if id(document) not in self._descriptions:
            self._descriptions[id(document)] = describe(document)
        return self._descriptions[id(document)]

    def find_page(self, path: str, page_index: int) -> tuple[Page, Drawing]:
        """The page with what it draws, kept for the next piece of it; raises `RefusedError`."""
        document = self.find(path)
        if not 0 <= page_index < document.page_count:
            raise RefusedError(reason="no_such_page", page=page_index + 1)
        key = (id(document), page_index)
        if key not in self._pages:
            page = document.load_page(page_index)
            self._pages[key] = (page, page.get_displaylist())
            while len(self._pages) > _OPEN_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(key)
        return self._pages[key]

    def _forget_oldest(self) -> None:
        while len(self._documents) > _OPEN_DOCUMENTS:
            _, document = self._documents.popitem(last=False)
            self._descriptions.pop(id(document), None)
            for key in [key for key in self._pages if key[0] == id(document)]:
                del self._pages[key]
            document.close()


def _open_document(path: str) -> Document:
    """MuPDF takes HTML, SVG and EPUB for a PDF whatever they are called, so look ourselves."""
    with open(path, "rb") as file:  # noqa: PTH123 - the message carries a plain path
        head = file.read(_HEAD_BYTES)
    if not head:
        raise RefusedError(reason="empty")
    if b"%PDF-" not in head:
        raise RefusedError(reason="not_pdf")
    try:
        document = pymupdf.open(path, filetype="pdf")
    except MemoryError:
        raise
    except Exception as error:
        raise RefusedError(reason="sealed" if _is_sealed(path) else "damaged") from error
    if not document.is_pdf:
        document.close()
        raise RefusedError(reason="not_pdf")
    return document


def _is_sealed(path: str) -> bool:
    """True when it names the lock that certificates open (ISO 32000-1, 7.6.4), in plain letters."""
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:  # noqa: PTH123 - as above
        return content.find(b"Adobe.PubSec") >= 0


def _unlock(document: Document, password: str | None) -> None:
    if not document.needs_pass or not document.is_encrypted:
        return
    if password is None:
        raise RefusedError(reason="locked")
    if not document.authenticate(password):
        raise RefusedError(reason="wrong_password")
