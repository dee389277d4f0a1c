"""The PDF worker: a process that opens, draws and reads documents, one job after the other.

Started as `python -m workbench.evidence.pdf.worker ARENA SIZE MEMORY_LIMIT`, never imported by
the program. MuPDF is not thread-safe, holds the interpreter while it draws, and may be killed by
a file: here it can do no more harm than that. Nothing in a document is ever run or followed.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import mmap
import os
import signal
import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

import pymupdf as _pymupdf

from workbench.evidence.pdf import messages as m
from workbench.evidence.pdf.arena import attach
from workbench.evidence.pdf.page_links import list_attachments, read_attachment, read_links
from workbench.evidence.pdf.page_text import make_turn, read_lines
from workbench.evidence.pdf.paragraphs import Line, find_paragraph
from workbench.evidence.pdf.quote import Word, find_quote
from workbench.evidence.pdf.wire import read_request, write_message

if TYPE_CHECKING:
    from workbench.evidence.pdf.pictures import Pictures

pymupdf: Any = _pymupdf
"""PyMuPDF says that it is typed, but none of its functions is."""
Document: TypeAlias = Any
Page: TypeAlias = Any
Drawing: TypeAlias = Any
Matrix: TypeAlias = Any
Rect: TypeAlias = Any
Pixmap: TypeAlias = Any

_SMALL_PICTURE_BYTES = 1_000_000
"""Up to this size a picture goes over the pipe; above, shared memory is faster."""
_OPEN_DOCUMENTS = 4
_OPEN_PAGES = 6
_OWN_BYTES = 110 * 1024 * 1024
_GIVE_BACK_SECONDS = 5.0
_HEAD_BYTES = 1024
"""Readers accept a PDF whose mark stands anywhere in its first kilobyte (ISO 32000-1, H.3)."""
_BOLD = 16
_LARGEST_DRAWING = 32 * 1024 * 1024
_A4 = (595.0, 842.0)
_WORD_FLAGS = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_PRESERVE_WHITESPACE


class _Documents:
    """The few documents and pages used last, kept open."""

    def __init__(self) -> None:
        self._documents: OrderedDict[tuple[str, int, int, bool], Document] = OrderedDict()
        self._pages: OrderedDict[tuple[int, int], tuple[Page, Drawing]] = OrderedDict()
        self._pictures: Pictures | None = None
        self.password: str | None = None
        """Of the file that the present job is about."""

    def find_pictures(self) -> Pictures:
        """What draws image files; Pillow is loaded only when it is needed."""
        from workbench.evidence.pdf.pictures import Pictures  # noqa: PLC0415 - as said

        self._pictures = self._pictures or Pictures()
        return self._pictures

    def forget_old(self) -> None:
        """Let go of what takes much memory and wasn't asked for of late."""
        if self._pictures is not None:
            self._pictures.forget_old()

    def find(self, path: str, *, is_drawing: bool = False) -> Document:
        """The open document; raises `m.RefusedError` when it can't be opened.

        A drawing is an SVG file; a document asked for as one, and the other way, is refused.
        """
        try:
            stat = os.stat(path)  # noqa: PTH116 - the message carries a plain path
        except OSError as error:
            raise m.RefusedError(reason="missing") from error
        key = (path, stat.st_mtime_ns, stat.st_size, is_drawing)
        if key not in self._documents:
            self._documents[key] = _open_drawing(path) if is_drawing else _open_document(path)
            self._forget_oldest()
        self._documents.move_to_end(key)
        document = self._documents[key]
        _unlock(document, self.password)
        if document.page_count < 1:
            raise m.RefusedError(reason="empty")
        return document

    def find_page(
        self, path: str, page_index: int, *, is_drawing: bool = False
    ) -> tuple[Page, Drawing]:
        """The page with what it draws, kept for the next piece of it; raises `m.RefusedError`."""
        document = self.find(path, is_drawing=is_drawing)
        if not 0 <= page_index < document.page_count:
            raise m.RefusedError(reason="no_such_page", page=page_index + 1)
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
            for key in [key for key in self._pages if key[0] == id(document)]:
                del self._pages[key]
            document.close()


def serve(requests: BinaryIO, replies: BinaryIO, memory: memoryview) -> None:
    """Answer requests until their stream ends."""
    documents = _Documents()
    write_message(replies, m.Ready(version=str(pymupdf.VersionFitz)))
    while (request := read_request(requests)) is not None:
        piece = memory[request.offset : request.offset + request.length]
        _set_alarm(request.limit_seconds)
        documents.password = request.password
        reply = _answer(request.job, documents, piece)
        _set_alarm(0)
        write_message(replies, reply)
        documents.forget_old()
        _trim_store()


def _answer(job: m.AnyJob, documents: _Documents, piece: memoryview) -> m.Reply:
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


def _open_document(path: str) -> Document:
    """MuPDF takes HTML, SVG and EPUB for a PDF whatever they are called, so look ourselves."""
    with open(path, "rb") as file:  # noqa: PTH123 - the message carries a plain path
        head = file.read(_HEAD_BYTES)
    if not head:
        raise m.RefusedError(reason="empty")
    if b"%PDF-" not in head:
        raise m.RefusedError(reason="not_pdf")
    try:
        document = pymupdf.open(path, filetype="pdf")
    except MemoryError:
        raise
    except Exception as error:
        raise m.RefusedError(reason="damaged") from error
    if not document.is_pdf:
        document.close()
        raise m.RefusedError(reason="not_pdf")
    return document


def _open_drawing(path: str) -> Document:
    """From its bytes, so that nothing beside the file can be read; MuPDF follows no address."""
    with open(path, "rb") as file:  # noqa: PTH123 - the message carries a plain path
        content = file.read(_LARGEST_DRAWING + 1)
    if len(content) > _LARGEST_DRAWING:
        raise m.RefusedError(reason="picture_too_large")
    try:
        return pymupdf.open(stream=content, filetype="svg")
    except MemoryError:
        raise
    except Exception as error:
        raise m.RefusedError(reason="not_picture") from error


def _unlock(document: Document, password: str | None) -> None:
    if not document.needs_pass or not document.is_encrypted:
        return
    if password is None:
        raise m.RefusedError(reason="locked")
    if not document.authenticate(password):
        raise m.RefusedError(reason="wrong_password")


def _describe(job: m.Describe, documents: _Documents, _piece: memoryview) -> m.Described:
    document = documents.find(job.path)
    count = document.page_count
    return m.Described(
        pages=count,
        sizes=tuple(_measure(document, index) for index in range(count)),
        labels=_read_labels(document),
        outline=tuple((level, title, page - 1) for level, title, page in _read_outline(document)),
        is_encrypted=bool(document.needs_pass),
        author=str((document.metadata or {}).get("author") or "")[:200],
    )


def _measure(document: Document, index: int) -> tuple[float, float]:
    """The page's size; a page that can't be measured is shown as failed in A4."""
    try:
        rect = document.load_page(index).rect
    except Exception:  # noqa: BLE001 - one broken page must not hide the others
        return _A4
    return (max(float(rect.width), 1.0), max(float(rect.height), 1.0))


def _read_labels(document: Document) -> tuple[str, ...]:
    with contextlib.suppress(Exception):
        if document.get_page_labels():
            return tuple(str(label) for label in _spell_labels(document))
    return ()


def _spell_labels(document: Document) -> list[str]:
    return [document.load_page(index).get_label() for index in range(document.page_count)]


def _read_outline(document: Document) -> list[tuple[int, str, int]]:
    try:
        return [(int(level), str(title), int(page)) for level, title, page in document.get_toc()]
    except Exception:  # noqa: BLE001 - a broken outline is no outline
        return []


def _render(job: m.Render | m.DrawPicture, documents: _Documents, piece: memoryview) -> m.Drawn:
    is_drawing = isinstance(job, m.DrawPicture)
    page, drawing = documents.find_page(job.path, job.page_index, is_drawing=is_drawing)
    matrix = pymupdf.Matrix(job.scale, job.scale).prerotate(job.rotation)
    whole = (page.rect * matrix).irect
    matrix = matrix * pymupdf.Matrix(1, 0, 0, 1, -whole.x0, -whole.y0)
    left, top, right, bottom = (0, 0, whole.width, whole.height)
    if job.clip is not None:
        left, top = max(left, job.clip[0]), max(top, job.clip[1])
        right, bottom = min(right, job.clip[2]), min(bottom, job.clip[3])
    if right <= left or bottom <= top or (right - left) * (bottom - top) > m.MAX_PIXELS:
        raise m.RefusedError(reason="picture_too_large", page=job.page_index + 1)
    pixmap = _draw(drawing, matrix, (left, top, right, bottom))
    return _hand_over(pixmap.width, pixmap.height, pixmap.samples_mv, piece)


def _draw(drawing: Drawing, matrix: Matrix, clip: tuple[int, int, int, int]) -> Pixmap:
    """The pixels of `clip` (in pixels); PyMuPDF's own call takes its clip in points only."""
    raw = pymupdf.mupdf
    pixmap = raw.fz_new_pixmap_with_bbox(
        raw.FzColorspace(raw.FzColorspace.Fixed_RGB), raw.FzIrect(*clip), raw.FzSeparations(), 0
    )
    raw.fz_clear_pixmap_with_value(pixmap, 0xFF)
    device = raw.fz_new_draw_device(raw.FzMatrix(), pixmap)
    # what lies outside of the clip is passed over, which is most of a poster
    raw.fz_run_display_list(
        drawing.this, device, raw.FzMatrix(*matrix), raw.FzRect(*clip), raw.FzCookie()
    )
    raw.fz_close_device(device)
    return pymupdf.Pixmap("raw", pixmap)


def _hand_over(width: int, height: int, pixels: memoryview | bytes, piece: memoryview) -> m.Drawn:
    size = width * height * 3
    if _SMALL_PICTURE_BYTES < size <= len(piece):
        piece[:size] = pixels
        return m.Drawn(width=width, height=height, pixels=None)
    return m.Drawn(width=width, height=height, pixels=bytes(pixels))


def _read_words(documents: _Documents, path: str, page_index: int) -> list[Word]:
    page, _ = documents.find_page(path, page_index)
    words, turn = page.get_text("words", flags=_WORD_FLAGS), make_turn(page.rotation_matrix)
    return [Word(text=str(word[4]), box=turn(word[:4])) for word in words]


def _turn(page: Page, box: Rect) -> m.Box:
    """Text comes in the coordinates of the unturned page; places are in those of the shown one."""
    rect = pymupdf.Rect(box) * page.rotation_matrix
    return (float(rect.x0), float(rect.y0), float(rect.x1), float(rect.y1))


def _page_text(job: m.PageText, documents: _Documents, _piece: memoryview) -> m.Worded:
    words = _read_words(documents, job.path, job.page_index)
    page, _ = documents.find_page(job.path, job.page_index)
    return m.Worded(
        words=tuple(word.text for word in words),
        boxes=tuple(word.box for word in words),
        text=str(page.get_text("text", flags=_WORD_FLAGS)),
    )


def _page_lines(job: m.PageLines, documents: _Documents, _piece: memoryview) -> m.Lined:
    page, _ = documents.find_page(job.path, job.page_index)
    return m.Lined(lines=read_lines(page, _WORD_FLAGS, make_turn(page.rotation_matrix)))


def _page_links(job: m.PageLinks, documents: _Documents, _piece: memoryview) -> m.Linked:
    page, _ = documents.find_page(job.path, job.page_index)
    return m.Linked(links=read_links(page, make_turn(page.rotation_matrix)))


def _list_attachments(
    job: m.ListAttachments, documents: _Documents, _piece: memoryview
) -> m.Listed:
    return m.Listed(attachments=list_attachments(documents.find(job.path)))


def _read_attachment(
    job: m.ReadAttachment, documents: _Documents, _piece: memoryview
) -> m.Extracted:
    document = documents.find(job.path)
    attachment = list_attachments(document)[job.index]
    return m.Extracted(content=read_attachment(document, attachment, job.index))


def _find_quote(job: m.FindQuote, documents: _Documents, _piece: memoryview) -> m.Boxed:
    words = _read_words(documents, job.path, job.page_index)
    return m.Boxed(boxes=find_quote(words, job.text))


def _paragraph(job: m.Paragraph, documents: _Documents, _piece: memoryview) -> m.Boxed:
    page, _ = documents.find_page(job.path, job.page_index)
    blocks = page.get_text("dict", flags=_WORD_FLAGS)["blocks"]
    lines = [
        _read_line(page, block["number"], line["spans"])
        for block in blocks
        for line in block.get("lines", ())
        if line["spans"]
    ]
    height = float(page.rect.height)
    return m.Boxed(boxes=find_paragraph(lines, height, job.number, job.kind))


def _read_line(page: Page, block: int, spans: list[dict[str, Any]]) -> Line:
    box = pymupdf.Rect(spans[0]["bbox"])
    for span in spans:
        box |= pymupdf.Rect(span["bbox"])
    return Line(
        text="".join(span["text"] for span in spans),
        box=_turn(page, box),
        size=max(float(span["size"]) for span in spans),
        is_bold=all(span["flags"] & _BOLD for span in spans if span["text"].strip()),
        block=block,
    )


def _texts(job: m.Texts, documents: _Documents, _piece: memoryview) -> m.Texted:
    document = documents.find(job.path)
    end = document.page_count if job.count is None else job.first_index + job.count
    indexes = range(job.first_index, min(end, document.page_count))
    return m.Texted(texts=tuple(_read_page(document, index) for index in indexes))


def _read_page(document: Document, index: int) -> str:
    try:
        return str(document.load_page(index).get_text("text", flags=_WORD_FLAGS))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a broken page has no text; the others have
        return ""


def _describe_picture(
    job: m.DescribePicture, documents: _Documents, _piece: memoryview
) -> m.Described:
    from workbench.evidence.pdf.pictures import describe_picture, is_svg  # noqa: PLC0415 - Pillow only when it is needed

    if is_svg(job.path):
        size = _measure(documents.find(job.path, is_drawing=True), 0)
        return m.Described(pages=1, sizes=(size,), labels=(), outline=(), is_encrypted=False)
    return describe_picture(job.path)


def _draw_picture(job: m.DrawPicture, documents: _Documents, piece: memoryview) -> m.Drawn:
    from workbench.evidence.pdf.pictures import is_svg  # noqa: PLC0415 - as above

    if is_svg(job.path):
        return _render(job, documents, piece)
    picture = documents.find_pictures().draw(job)
    return _hand_over(picture.width, picture.height, picture.tobytes(), piece)


_ANSWERS: dict[type, Callable[[Any, _Documents, memoryview], m.Answer]] = {
    m.Describe: _describe,
    m.Render: _render,
    m.PageText: _page_text,
    m.PageLines: _page_lines,
    m.PageLinks: _page_links,
    m.ListAttachments: _list_attachments,
    m.ReadAttachment: _read_attachment,
    m.FindQuote: _find_quote,
    m.Paragraph: _paragraph,
    m.Texts: _texts,
    m.DescribePicture: _describe_picture,
    m.DrawPicture: _draw_picture,
}


def _trim_store() -> None:
    """Keep what MuPDF remembers of pages small; its own limit is 256 MB for each process.

    MuPDF doesn't tell the size of its store, so this looks at the memory of the whole process
    where the system tells it (Linux); elsewhere MuPDF's own limit stands.
    """
    with contextlib.suppress(OSError), open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - no path to join
        _, resident, shared, *_ = map(int, file.read().split())
        if (resident - shared) * mmap.PAGESIZE > _OWN_BYTES:
            pymupdf.TOOLS.store_shrink(50)
            _give_back()


_gave_back = 0.0


def _give_back() -> None:
    """Have glibc return what is free: left alone it keeps ever more of it among small pieces.

    Now and then only: returned memory has to be fetched again for the next page.
    """
    global _gave_back  # noqa: PLW0603 - one process, one heap
    now = time.monotonic()
    if now - _gave_back > _GIVE_BACK_SECONDS:
        _gave_back = now
        with contextlib.suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)


def _set_alarm(seconds: float) -> None:
    """End this process after that time, should the client be gone and a page never end; 0: don't.

    The interpreter is held while a page is drawn, so only the system can do it.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
    elif seconds:
        faulthandler.dump_traceback_later(seconds, exit=True)
    else:
        faulthandler.cancel_dump_traceback_later()


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes for ourselves alone: what MuPDF prints must not land among the messages."""
    requests, replies = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return os.fdopen(requests, "rb"), os.fdopen(replies, "wb")


def _limit_memory(limit_bytes: int) -> None:
    """Where the system can: a file that asks for more gets an error, not the whole machine."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Serve on standard input and output."""
    arena, size, memory_limit = sys.argv[1:4]
    requests, replies = _take_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pymupdf.TOOLS.mupdf_display_errors(on=False)
    pymupdf.TOOLS.mupdf_display_warnings(on=False)
    memory = memoryview(attach(arena, int(size)))
    _limit_memory(int(memory_limit))
    with contextlib.suppress(BrokenPipeError):
        serve(requests, replies, memory)
    os._exit(0)  # nothing to put away, and no document may hold up the end


if __name__ == "__main__":
    main()
