"""What a document or an image file is made of."""

from __future__ import annotations

import contextlib

from workbench.evidence.pdf import messages as m
from workbench.evidence.pdf.worker.documents import Documents
from workbench.evidence.pdf.worker.mupdf import Document

_A4 = (595.0, 842.0)


def describe(job: m.Describe, documents: Documents, _piece: memoryview) -> m.Described:
    """Pages with their sizes and printed labels, outline, who made it."""
    return documents.find_description(job.path, _describe)


def describe_picture(
    job: m.DescribePicture, documents: Documents, _piece: memoryview
) -> m.Described:
    """The pages of an image file with their sizes."""
    from workbench.evidence.pdf.worker.pictures import describe_image, is_svg  # noqa: PLC0415 - Pillow only when it is needed

    if is_svg(job.path):
        return documents.find_drawings().describe(job.path)
    return describe_image(job.path)


def _describe(document: Document) -> m.Described:
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
