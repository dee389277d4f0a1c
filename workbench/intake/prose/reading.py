"""Written answers and reflections as plain text, whatever they were written in."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath

from workbench.intake.archive.errors import show_name
from workbench.intake.bundle_errors import BundleError
from workbench.intake.prose.docx import DocxError, read_docx
from workbench.intake.prose.html import read_html
from workbench.intake.prose.markdown import read_markdown

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTML_START = re.compile(r"\s*<(!doctype\s+html|html|body)\b", re.IGNORECASE)
_UNSHOWABLE = dict.fromkeys([*range(9), 11, *range(14, 32), 127])
_SNIFFED = 1_000


class ProseError(BundleError):
    """A written text cannot be shown as text."""


class ProseDamagedError(ProseError):
    """The file is damaged or not safe."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(
            f"The text “{show_name(file)}” cannot be read: {fault}. "
            "Please ask the practitioner for it again."
        )


class ProseLockedError(ProseError):
    """The file is locked, or in Word's format of long ago."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"The text “{show_name(file)}” is locked with a password, or in the format of an old "
            "Word (.doc). Please ask the practitioner for a copy without a password, as .docx."
        )


class ProseKindError(ProseError):
    """The file is no text that flows."""

    def __init__(self, file: str, kind: str) -> None:
        super().__init__(
            f"“{show_name(file)}” is {kind}, so it cannot be shown or counted as text. "
            "Please open it outside of the program."
        )


def read_prose(raw: bytes, file_name: str) -> str:
    """The text, with an empty line between paragraphs; no markup survives.

    Reads Markdown, plain text, HTML and Word documents, told apart by content first.

    Raises:
        ProseError: One of its family; the sentence says what to try.
    """
    suffix = PurePosixPath(file_name).suffix.lower()
    if raw.startswith(_OLE):
        raise ProseLockedError(file_name)
    if raw.startswith(_PDF):
        raise ProseKindError(file_name, "a PDF")
    if raw.startswith(_ZIP) or suffix == ".docx":
        return _clean(_read_docx(raw, file_name))
    text = decode_text(raw)
    if "\0" in text:
        raise ProseKindError(file_name, "no text")
    if suffix in {".html", ".htm", ".xhtml"} or _HTML_START.match(text[:_SNIFFED]):
        return _clean(read_html(text))
    if suffix in {".md", ".markdown"}:
        return _clean(read_markdown(text))
    return _clean("\n".join(line.rstrip() for line in text.splitlines()).strip())


def decode_text(raw: bytes) -> str:
    """The characters: UTF-8 or UTF-16 with or without a mark, else Windows' Western European.

    What no encoding explains becomes �.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    if guess := _guess_utf16(raw):
        return raw.decode(guess, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _guess_utf16(raw: bytes) -> str:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    sample = raw[:_SNIFFED]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half and odd > half * 0.4 and not even:
        return "utf-16-le"
    if half and even > half * 0.4 and not odd:
        return "utf-16-be"
    return ""


def _read_docx(raw: bytes, file_name: str) -> str:
    try:
        return read_docx(raw)
    except DocxError as error:
        raise ProseDamagedError(file_name, str(error)) from error


def _clean(text: str) -> str:
    return text.translate(_UNSHOWABLE)
