"""The words of Office files, as a structure without layout: sections, paragraphs, table rows."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

from workbench.assessment.evidence import Media
from workbench.errors import WorkbenchError
from workbench.evidence.kinds import OLE

MAX_UNPACKED_BYTES = 512 * 1024 * 1024
MAX_ENTRIES = 5_000
MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_LETTERS = 10_000_000
"""Of one workbook; the row that goes beyond is the last that is read."""
_LONGEST_CELL = 32_767
"""More than that no cell of a workbook may hold (ECMA-376, as programs keep it)."""
_HEAD_BYTES = 4096
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(OSError, NotImplementedError, RuntimeError, EOFError, ValueError, LookupError),
)
"""What a broken zip raises: its list, its parts and what unpacks them, each in its own way."""
_MICROSOFT = "[Content_Types].xml"
_ODT_PARTS = frozenset({"content.xml", "meta.xml"})
"""All that is read of such a text; its macros have a document type, and are never looked at."""
_ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

_PROPERTIES = ("docProps/core.xml", "meta.xml")
_AUTHORS = frozenset({"creator", "initial-creator"})
_PROGRAMS = frozenset({"python-docx", "openpyxl", "python-pptx"})
"""What libraries leave where a person's name should stand."""

# python-docx, python-pptx and openpyxl ship no types
Shape: TypeAlias = Any
Slide: TypeAlias = Any
Sheet: TypeAlias = Any
Table: TypeAlias = Any
_WORD_TYPES = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)


class OfficeError(WorkbenchError):
    """An Office file cannot be read."""


class ProtectedOfficeError(OfficeError):
    """The file is wrapped as older Office files are, or newer ones behind a password."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is protected by a password or of an older Office kind. Ask the"
            " practitioner for a copy without a password, or for a PDF of it."
        )


class UnreadableOfficeError(OfficeError):
    """The file is damaged or holds something that no honest Office file does."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” is damaged and cannot be read. Ask the practitioner for the file again,"
            " or try to open it in another program."
        )


class HugeOfficeError(OfficeError):
    """The file unpacks to more than can be read here."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” unpacks to more than can be read here. Try to open it in another program."
        )


def read_office_text(path: Path, media: Media) -> tuple[str, ...]:
    """The text of each slide, of each sheet, or of the whole document as the only one.

    Cells of a table row are parted by tabs. Raises `OfficeError`.
    """
    _check_package(path)
    try:
        return tuple(text for _, text in _READERS[media](path))
    except OfficeError:
        raise
    except Exception as error:
        # the libraries raise whatever a stranger's file sets off in them
        raise UnreadableOfficeError(path.name) from error


def read_sheet_names(path: Path) -> tuple[str, ...]:
    """The names of a workbook's sheets in the order of `read_office_text`; raises `OfficeError`."""
    import openpyxl  # noqa: PLC0415 - heavy, and needed by few artifacts

    _check_package(path)
    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
        names = tuple(str(sheet.title) for sheet in workbook.worksheets)
        workbook.close()
    except Exception as error:
        raise UnreadableOfficeError(path.name) from error
    return names


def read_office_author(path: Path) -> str:
    """Who made the file, by its own properties; empty where it does not say."""
    try:
        with zipfile.ZipFile(path) as package:
            part = next(name for name in _PROPERTIES if name in package.namelist())
            root = ET.fromstring(package.read(part))  # noqa: S314 - document types were refused
    except Exception:  # noqa: BLE001 - a file that does not say is read all the same
        return ""
    names = [e.text or "" for e in root.iter() if e.tag.rpartition("}")[2] in _AUTHORS]
    people = (name for name in names if name.strip() and name not in _PROGRAMS)
    return ", ".join(dict.fromkeys(people))[:200]


def _check_package(path: Path) -> None:
    """Refuse what the libraries would trip over: wrapped files, bombs, document types."""
    try:
        with path.open("rb") as file:
            if file.read(len(OLE)) == OLE:
                raise ProtectedOfficeError(path.name)
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES:
                raise HugeOfficeError(path.name)
            is_odt = _MICROSOFT not in package.namelist()
            for entry in entries:
                is_read = entry.filename in _ODT_PARTS if is_odt else True
                if is_read and entry.filename.endswith((".xml", ".rels")):
                    _refuse_doctype(package, entry, path.name)
    except _BROKEN as error:
        raise UnreadableOfficeError(path.name) from error


def _refuse_doctype(package: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> None:
    with package.open(entry) as part:
        head = part.read(_HEAD_BYTES).replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise UnreadableOfficeError(name)


def _read_docx(path: Path) -> Iterator[tuple[str, str]]:
    from docx.opc.part import PartFactory  # noqa: PLC0415 - heavy, and needed by few artifacts
    from docx.package import Package  # noqa: PLC0415 - as above
    from docx.parts.document import DocumentPart  # noqa: PLC0415 - as above

    # docx.Document refuses templates and documents with macros, which are documents all the same
    PartFactory.part_type_for |= dict.fromkeys(_WORD_TYPES, DocumentPart)
    document = Package.open(str(path)).main_document_part.document
    lines: list[str] = []
    for piece in document.iter_inner_content():
        lines.extend(_read_table(piece) if hasattr(piece, "rows") else [piece.text])
    yield "", "\n".join(lines)


def _read_pptx(path: Path) -> Iterator[tuple[str, str]]:
    import pptx  # noqa: F401, PLC0415 - heavy; it tells its parts what they are
    from pptx.package import Package  # noqa: PLC0415 - as above

    # pptx.Presentation refuses templates and shows, which are presentations all the same
    for slide in Package.open(str(path)).main_document_part.presentation.slides:
        lines = [line for shape in slide.shapes for line in _read_shape(shape)]
        notes = _read_notes(slide)
        yield "", "\n".join([*lines, *(["", "Notes", notes] if notes else [])])


def _read_shape(shape: Shape) -> list[str]:
    if hasattr(shape, "shapes"):
        return [line for inner in shape.shapes for line in _read_shape(inner)]
    if getattr(shape, "has_table", False):
        return _read_table(shape.table)
    if getattr(shape, "has_text_frame", False):
        return [text for text in str(shape.text_frame.text).splitlines() if text.strip()]
    return []


def _read_notes(slide: Slide) -> str:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return str(frame.text).strip() if frame is not None else ""


def _read_table(table: Table) -> list[str]:
    return [
        "\t".join(str(cell.text).replace("\n", " ").strip() for cell in row.cells)
        for row in table.rows
    ]


def _read_xlsx(path: Path) -> Iterator[tuple[str, str]]:
    import openpyxl  # noqa: PLC0415 - heavy, and needed by few artifacts

    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        room = MAX_LETTERS
        for sheet in workbook.worksheets:
            text = _read_sheet(sheet, room)
            room -= len(text)
            yield str(sheet.title), text
    finally:
        workbook.close()


def _read_sheet(sheet: Sheet, room: int) -> str:
    """The rows, as many as are read; a few letters that many cells share may be endless."""
    lines: list[str] = []
    for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True):
        if room <= 0:
            break
        line = "\t".join("" if cell is None else _format_cell(cell) for cell in row)
        lines.append(line.rstrip("\t"))
        room -= len(line) + 1
    return "\n".join(lines).rstrip("\n")


def _format_cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}" if value == round(value, 6) else str(value)
    return " ".join(str(value)[:_LONGEST_CELL].split())


def _read_odt(path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as package, package.open("content.xml") as part:
        root = ET.parse(part).getroot()  # noqa: S314 - document types were refused before
    kinds = {f"{_ODF_TEXT}p", f"{_ODF_TEXT}h"}
    yield "", "\n".join("".join(e.itertext()) for e in root.iter() if e.tag in kinds)


_READERS = {"docx": _read_docx, "pptx": _read_pptx, "xlsx": _read_xlsx, "odt": _read_odt}
