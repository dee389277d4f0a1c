"""The text of a Word document, read without Word."""

from __future__ import annotations

import io
from typing import Any

from workbench.intake.archive.directory import read_directory
from workbench.intake.archive.errors import ArchiveError
from workbench.intake.archive.limits import Limits
from workbench.intake.archive.streams import SharedFile, open_entry

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TEXT = f"{_WORD}p", f"{_WORD}t"
_SPACES = frozenset({f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"})
# what was moved away or deleted, and the second copy of a text box for an older Word
_SILENT = frozenset(
    {
        f"{_WORD}moveFrom",
        f"{_WORD}del",
        f"{_WORD}pPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_DAMAGED = "it is damaged, or no Word document"
_DECLARES = "it declares a document type, which can be an attempt to harm the computer"
_LIMITS = Limits(entries=2_000, file_bytes=64 << 20, total_bytes=128 << 20)


class DocxError(Exception):
    """Why a Word document cannot be read, as a clause."""


def read_docx(raw: bytes) -> str:
    """The text of paragraphs, table cells and text boxes in order, an empty line between them.

    Read from the XML, because the library's own texts leave out what was inserted with changes
    tracked and what stands in content controls.

    Raises:
        DocxError: It is damaged, not safe, or no Word document.
    """
    _check_parts(raw)
    # imported here: it takes a tenth of a second, and most bundles need none of it
    import docx  # noqa: PLC0415

    try:
        document = docx.Document(io.BytesIO(raw))
        paragraphs: list[list[str]] = [[]]
        _walk(document.element.body, paragraphs[0], paragraphs)
    except Exception as error:  # the library lets out whatever it stumbles over
        raise DocxError(_DAMAGED) from error
    texts = (" ".join("".join(pieces).split()) for pieces in paragraphs)
    return "\n\n".join(text for text in texts if text)


def _walk(element: Any, paragraph: list[str], paragraphs: list[list[str]]) -> None:  # noqa: ANN401 - lxml has no types
    """Collect the text below the element; a text box within a paragraph is one of its own."""
    for child in element:
        if child.tag == _PARAGRAPH:
            paragraphs.append([])
            _walk(child, paragraphs[-1], paragraphs)
        elif child.tag == _TEXT:
            paragraph.append(child.text or "")
        elif child.tag in _SPACES:
            paragraph.append(" ")
        elif child.tag not in _SILENT:
            _walk(child, paragraph, paragraphs)


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
