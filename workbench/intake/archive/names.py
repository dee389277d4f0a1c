"""Which names of entries are safe to show, to look up, and to meet on any system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST_LEVELS = 16
MOST_BYTES = 1000
MOST_SEGMENT_BYTES = 255

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
"""Characters that make a name read differently from what it is."""


def normalise_name(name: str) -> str:
    """The name as it is looked up: NFC, since macOS takes names apart (NFD)."""
    return unicodedata.normalize("NFC", name)


def fold_name(name: str) -> str:
    """What two names have in common when some system takes them for the same file."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def find_name_fault(name: str) -> str | None:
    """Why the name is refused, to go after "its name"; None when it is safe.

    The name has `/` between folders, and none at its end.
    """
    if not name:
        return "is empty"
    if any(unicodedata.category(c) in {"Cc", "Cs"} or c in _TURNING for c in name):
        return "holds characters that cannot be shown"
    if "\\" in name or ":" in name:
        return "holds a backslash or a colon"
    if name.startswith("/"):
        return "begins at the root of the disk"
    if len(name.encode()) > MOST_BYTES or name.count("/") >= MOST_LEVELS:
        return "is too long, or lies in too many folders"
    faults = (_find_segment_fault(segment) for segment in name.split("/"))
    return next((fault for fault in faults if fault), None)


def find_collision(names: Iterable[str], folders: Iterable[str] = ()) -> tuple[str, str] | None:
    """Two names that would be the same file on some system, or a file used as a folder."""
    files: dict[str, str] = {}
    for name in names:
        key = fold_name(name)
        if key in files:
            return files[key], name
        files[key] = name
    paths = {**files, **{f"{fold_name(folder)}/": folder for folder in folders}}
    for path, name in paths.items():
        parts = path.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            if folder in files:
                return files[folder], name
    return None


def _find_segment_fault(segment: str) -> str | None:
    if segment in {"", ".", ".."}:
        return "has an empty folder name, or one made of dots"
    if segment[-1] in ". ":
        return "has a part that ends in a dot or a space"
    if len(segment.encode()) > MOST_SEGMENT_BYTES:
        return "is too long, or lies in too many folders"
    if _RESERVED.fullmatch(segment.split(".", maxsplit=1)[0].rstrip(" ")):
        return "is one that Windows keeps for devices"
    return None
