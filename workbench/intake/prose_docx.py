"""The text of a Word document, read without Word."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from workbench.intake.archive_directory import read_directory
from workbench.intake.archive_errors import ArchiveError
from workbench.intake.archive_limits import Limits
from workbench.intake.archive_streams import SharedFile, open_entry

_DAMAGED = "it is damaged, or no Word document"
_DECLARES = "it declares a document type, which can be an attempt to harm the computer"
_LIMITS = Limits(entries=2_000, file_bytes=64 << 20, total_bytes=128 << 20)


class DocxError(Exception):
    """Why a Word document cannot be read, as a clause."""


def read_docx(raw: bytes) -> str:
    """The text of paragraphs and table cells in order, with an empty line between them.

    Raises:
        DocxError: It is damaged, not safe, or no Word document.
    """
    _check_parts(raw)
    # imported here: it takes a tenth of a second, and most bundles need none of it
    import docx  # noqa: PLC0415

    try:
        document = docx.Document(io.BytesIO(raw))
        paragraphs = [" ".join(text.split()) for text in _walk(document)]
    except Exception as error:  # the library lets out whatever it stumbles over
        raise DocxError(_DAMAGED) from error
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _walk(holder: Any) -> Iterator[str]:  # noqa: ANN401 - a document or a cell; the library has no types
    for item in holder.iter_inner_content():
        if not hasattr(item, "rows"):
            yield item.text
            continue
        seen = set()
        for cell in (cell for row in item.rows for cell in row.cells):
            # a merged cell comes once for each place that it covers
            if cell._tc not in seen:  # noqa: SLF001 - the only name that the cell's element has
                seen.add(cell._tc)  # noqa: SLF001
                yield from _walk(cell)


def _check_parts(raw: bytes) -> None:
    """Raise unless the zip is safe and none of its XML declares a document type."""
    file = io.BytesIO(raw)
    try:
        entries = read_directory(file, len(raw), "document", _LIMITS)
        shared = SharedFile(name="document", file=file)
        for entry in entries:
            if entry.name.lower().endswith((".xml", ".rels")):
                with open_entry(shared, entry) as stream:
                    _check_xml(stream.read())
    except ArchiveError as error:
        raise DocxError(_DAMAGED) from error


def _check_xml(raw: bytes) -> None:
    # without the zeros UTF-16 and UTF-32 read like ASCII
    if b"<!DOCTYPE" in raw.replace(b"\0", b""):
        raise DocxError(_DECLARES)
