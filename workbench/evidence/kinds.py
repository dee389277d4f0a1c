"""What kind of artifact a file is, told by its content; the name only breaks ties in text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import get_args

from workbench.assessment.evidence import Media
from workbench.evidence.containers import MediaContainer, find_container, sniff_container

HEAD_BYTES = 8192
_PDF_MARK_WITHIN = 1024
_ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How older Office files begin, and newer ones behind a password."""
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"BM")
PHOTO_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif3", b"msf1", b"avif", b"avis"}
)
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""The mark of UTF-16; a layer of MPEG audio that nobody uses begins with the same bytes."""
_SVG = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*+
    (?> <!--.*?-->\s*+                              # a comment
      | <\?.*?\?>\s*+                              # an instruction, as the one that says XML
      | <!DOCTYPE[^>\[]*+(?>\[.*?\]\s*+)?+>\s*+     # a type of document
    )*+
    <(?:[\w.-]{1,64}:)?svg[\s>/]""",
    re.DOTALL | re.VERBOSE,
)
"""A drawing in SVG: its root element, after nothing but what XML may have before it.

Each part is taken once and never tried again in another way: a page of comments would otherwise
keep the program busy for years.
"""
_ID3 = b"ID3"
"""A tag that may be larger than what is read here, in front of a sound recording."""
_PARTS: dict[str, Media] = {
    "word/document": "docx",
    "ppt/presentation": "pptx",
    "xl/workbook": "xlsx",
}
_SOUND_ONLY = frozenset({"mp3", "aac", "flac", "wav", "aiff", "amr"})
_SOUND_SUFFIXES = frozenset({".m4a", ".m4b", ".oga", ".opus", ".weba", ".mka", ".wma"})
_SUFFIXES: dict[Media, frozenset[str]] = {
    "pdf": frozenset({".pdf"}),
    "docx": frozenset({".docx", ".docm"}),
    "odt": frozenset({".odt"}),
    "pptx": frozenset({".pptx", ".pptm", ".ppsx"}),
    "xlsx": frozenset({".xlsx", ".xlsm"}),
    "image": frozenset(
        {
            ".jpg",
            ".jpeg",
            ".png",
            ".gif",
            ".tif",
            ".tiff",
            ".bmp",
            ".webp",
            ".avif",
            ".heic",
            ".heif",
            ".hif",
            ".svg",
        }
    ),
}


def sniff_media(head: bytes, file_name: str) -> Media:
    """The kind that begins with these bytes (some thousand of them).

    A zip is told apart by the parts it names early; `find_media` looks at all of them.
    """
    if b"%PDF-" in head[:_PDF_MARK_WITHIN]:
        return "pdf"
    if head.startswith(_ZIP):
        return _tell_package(part.decode("ascii") for part in _find_parts(head))
    if _is_image(head) or is_svg_head(head):
        return "image"
    if head.startswith(_TEXT_MARKS):
        return "text"
    container = sniff_container(head)
    if container is not None:
        return _tell_recording(container, file_name)
    return "text" if _is_text(head) else "unknown"


def read_brands(head: bytes) -> frozenset[bytes]:
    """What a file of boxes says that it can be read as (ISO/IEC 14496-12, ftyp); empty for others.

    Cameras name their own brand first, and that of the photo among those behind it.
    """
    if head[4:8] != b"ftyp":
        return frozenset()
    listed = head[16 : min(int.from_bytes(head[:4], "big"), len(head))]
    brands = [listed[start : start + 4] for start in range(0, len(listed), 4)]
    return frozenset([head[8:12], *brands])


def is_svg_head(head: bytes) -> bool:
    """True for the first bytes of a drawing in SVG."""
    return _SVG.match(head) is not None


def find_media(path: Path, file_name: str) -> Media:
    """The kind of a file on disk; raises `OSError` when it can't be read."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(_ID3):
        container = find_container(path)
        return _tell_recording(container, file_name) if container else "unknown"
    if not head.startswith(_ZIP):
        return sniff_media(head, file_name)
    try:
        with zipfile.ZipFile(path) as package:
            return _tell_package(package.namelist(), package)
    except Exception:  # noqa: BLE001 - a broken zip fails in every way there is
        return sniff_media(head, file_name)


def find_disagreement(media: Media, file_name: str) -> str | None:
    """A sentence when the name promises another kind than the content is, else None."""
    suffix = _suffix(file_name)
    promised = next((kind for kind, suffixes in _SUFFIXES.items() if suffix in suffixes), None)
    if promised is None or promised == media:
        return None
    return (
        f"“{PurePosixPath(file_name).name}” is called {suffix} but its content is {_NAMES[media]}."
    )


_NAMES: dict[Media, str] = dict.fromkeys(get_args(Media), "") | {
    "pdf": "a PDF",
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "pptx": "a slide deck",
    "xlsx": "a workbook",
    "text": "plain text",
    "image": "a picture",
    "audio": "a sound recording",
    "video": "a recording",
    "unknown": "of a kind that is not known here",
}


def _suffix(file_name: str) -> str:
    return PurePosixPath(file_name).suffix.lower()


def _tell_recording(container: MediaContainer, file_name: str) -> Media:
    is_sound = container.ffmpeg in _SOUND_ONLY or _suffix(file_name) in _SOUND_SUFFIXES
    return "audio" if is_sound else "video"


def _is_image(head: bytes) -> bool:
    is_photo = not PHOTO_BRANDS.isdisjoint(read_brands(head))
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return is_photo or is_webp or head.startswith(_IMAGES)


def _find_parts(head: bytes) -> list[bytes]:
    return [part.encode() for part in _PARTS if part.encode() in head] + (
        [b"mimetype odt"] if b"mimetypeapplication/vnd.oasis.opendocument.text" in head else []
    )


def _tell_package(names: Iterable[str], package: zipfile.ZipFile | None = None) -> Media:
    for name in names:
        for part, media in _PARTS.items():
            if name.startswith(part):
                return media
        if name == "mimetype odt":
            return "odt"
        if name == "mimetype" and package is not None and package.getinfo(name).file_size < 100:  # noqa: PLR2004 - a media type is short
            return "odt" if package.read(name).endswith(b"opendocument.text") else "unknown"
    return "unknown"


def _is_text(head: bytes) -> bool:
    """True for UTF-8 and single-byte text without control characters."""
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)  # noqa: PLR2004 - ASCII control characters
    return bool(head) and controls == 0
