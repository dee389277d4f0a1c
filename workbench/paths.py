"""Where the program's own files and the assessor's data live."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\s]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_LONGEST_BYTES = 120


def find_shipped(name: str) -> Path:
    """The folder `resources` or `rubrics`, in a checkout or inside an installed package."""
    installed = _PACKAGE / "_shared" / name
    return installed if installed.is_dir() else _CHECKOUT / name


def find_resource(*parts: str) -> Path:
    """A file or folder that ships under `resources/`."""
    return find_shipped("resources").joinpath(*parts)


def find_data_folder() -> Path:
    """The folder that holds store, keys and backups: `WORKBENCH_HOME`, else the system's place."""
    chosen = os.environ.get("WORKBENCH_HOME")
    if chosen:
        return Path(chosen).expanduser()
    return platformdirs.user_data_path("assessor-workbench", appauthor=False)


def find_cache_folder() -> Path:
    """The folder for what can be derived again; it may be deleted at any time."""
    chosen = os.environ.get("WORKBENCH_HOME")
    if chosen:
        return Path(chosen).expanduser() / "cache"
    return platformdirs.user_cache_path("assessor-workbench", appauthor=False)


def make_file_name(text: str, *, otherwise: str) -> str:
    """The text as part of a file name on every system; `otherwise` where nothing of it can stay.

    No separators, no blanks, no names that Windows keeps for devices, 120 bytes at most.
    """
    name = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", text)).strip("-. ")
    name = name.encode(errors="ignore")[:_LONGEST_BYTES].decode(errors="ignore").strip("-. ")
    return f"_{name}" if _RESERVED.fullmatch(name) else name or otherwise
