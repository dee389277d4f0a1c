"""What a machine has read, kept by the content of the file and the page."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import msgspec

from workbench.evidence.pdf.messages import TextLine
from workbench.paths import find_cache_folder

_MODE = 0o700


class ReadPage(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of one page as a machine has read them."""

    lines: tuple[TextLine, ...]
    languages: tuple[str, ...]
    """In which languages it was read, as Tesseract calls them."""


_decoder = msgspec.json.Decoder(ReadPage)


def find_kept(path: Path, page_index: int) -> ReadPage | None:
    """What was read of that page before; None when nothing was, or it can't be had."""
    if not _find_folder().is_dir():
        return None
    try:
        return _decoder.decode(_name(path, page_index).read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None


def keep(path: Path, page_index: int, read: ReadPage) -> None:
    """Keep it for the next time; where that fails, it is read again."""
    with suppress(OSError):
        target = _name(path, page_index)
        target.parent.mkdir(mode=_MODE, parents=True, exist_ok=True)
        aside = target.with_suffix(".part")
        aside.write_bytes(msgspec.json.encode(read))
        aside.replace(target)


def _name(path: Path, page_index: int) -> Path:
    stat = path.stat()
    digest = _find_digest(path, stat.st_mtime_ns, stat.st_size)
    return _find_folder() / f"{digest}-{page_index + 1}.json"


def _find_folder() -> Path:
    return find_cache_folder() / "read-by-machine"


@lru_cache(maxsize=64)
def _find_digest(path: Path, _changed: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
