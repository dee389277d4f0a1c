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
    """The folder that holds store, keys and backups.

    That of `WORKBENCH_HOME`, else the one that was chosen, else the system's place.
    """
    given = os.environ.get("WORKBENCH_HOME")
    if given:
        return Path(given).expanduser()
    return find_chosen_folder() or find_usual_data_folder()


def find_usual_data_folder() -> Path:
    """Where the system keeps data of programs."""
    return platformdirs.user_data_path("assessor-workbench", appauthor=False)


def find_chosen_folder() -> Path | None:
    """The data folder that the assessor chose in the settings; None where it is the usual one."""
    try:
        chosen = find_choice_file().read_text("utf-8").strip()
    except (OSError, ValueError):
        return None
    return Path(chosen) if chosen else None


def keep_chosen_folder(folder: Path) -> None:
    """The data is in that folder from the next start on. Raises `OSError`."""
    path = find_choice_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    is_usual = folder.resolve() == find_usual_data_folder().resolve()
    part.write_text("" if is_usual else str(folder.resolve()), "utf-8")
    part.replace(path)


def is_folder_given() -> bool:
    """Whether `WORKBENCH_HOME` names the data folder, so that no choice counts."""
    return bool(os.environ.get("WORKBENCH_HOME"))


def find_choice_file() -> Path:
    """Where the choice of the data folder is kept."""
    return platformdirs.user_config_path("assessor-workbench", appauthor=False) / "data-folder"


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
