"""What the program found on this machine: versions, players, fonts, folders."""

from __future__ import annotations

import platform
import shutil
import sqlite3
from importlib.metadata import PackageNotFoundError, version

from workbench import __version__
from workbench.errors import WorkbenchError
from workbench.exchange.trust import list_known_keys
from workbench.paths import find_cache_folder, find_data_folder, find_resource
from workbench.store.event_chain import check_events
from workbench.store.places import find_sync_service
from workbench.store.public_keys import index_public_keys
from workbench.store.store import Store, open_store
from workbench.ui.video.choice import Preference, describe_players
from workbench.ui.video.habits import Habits

LIBRARIES = (
    "PySide6-Essentials",
    "pymupdf-lite",
    "av",
    "python-vlc",
    "pillow",
    "reportlab",
    "sqlite-utils",
    "msgspec",
    "cryptography",
    "numpy",
    "scipy",
)


def examine() -> dict[str, str]:
    """The facts by name, in the order a person asks for them; opens the store for a moment."""
    folder = find_data_folder()
    office = shutil.which("soffice") or shutil.which("libreoffice")
    store, preference = _examine_store()
    families = sorted(path.name for path in find_resource("fonts").glob("[!_]*/"))
    return {
        "workbench": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        **{name: _find_version(name) for name in LIBRARIES},
        "sqlite": sqlite3.sqlite_version,
        "players": " ".join(describe_players(preference)),
        "libreoffice": office or "not found: Office files show as PDF only where a rendition is",
        "fonts": ", ".join(families),
        "data folder": str(folder),
        "cache folder": str(find_cache_folder()),
        "synced by": find_sync_service(folder) or "no service",
        "store": store,
    }


def _find_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _examine_store() -> tuple[str, Preference]:
    """What is to be said of the store, and the player that was chosen in its settings."""
    if not find_data_folder().exists():
        return "none yet", "auto"
    try:
        store = open_store(find_data_folder())
    except WorkbenchError as error:
        return str(error), "auto"
    try:
        return store.notice or _say_contents(store), Habits(store).preference
    except WorkbenchError as error:
        return str(error), "auto"
    finally:
        store.close()


def _say_contents(store: Store) -> str:
    """How much there is, and whether every signature holds."""
    check = check_events(store, index_public_keys(list_known_keys(store.folder)))
    wrong = len(check.altered) + len(check.forged)
    signed = f"{wrong} NOT as signed" if wrong else "every known signature holds"
    unknown = f", {len(check.unknown)} by keys that are not known here" if check.unknown else ""
    state = "sound" if check.is_sound else "NOT sound"
    held = f"{len(store.read_submissions())} submissions, {check.count} events"
    return f"{state}; {held}, {signed}{unknown}"
