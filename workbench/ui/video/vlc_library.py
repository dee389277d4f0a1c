"""Whether libVLC is there and may be used; asking is cheap and loads no player."""

from __future__ import annotations

import importlib
from typing import Any

from PySide6.QtGui import QGuiApplication

_PLATFORMS = ("xcb", "windows", "cocoa")
"""Where VLC can be given a window; handed an offscreen one it ends the whole program."""


def find_vlc() -> tuple[Any | None, str]:
    """The module that speaks to libVLC, or None; and which version it is, or why it is not used."""
    module, words = _load_vlc()
    platform = QGuiApplication.platformName()
    if module is not None and platform and platform not in _PLATFORMS:
        return None, f"{words} is installed and gets no window on this platform ({platform})."
    return module, words


def _load_vlc() -> tuple[Any | None, str]:
    try:
        module = importlib.import_module("vlc")
        version = module.libvlc_get_version().decode("ascii", "replace")
    except (ImportError, OSError, AttributeError, NotImplementedError, NameError):
        return None, "VLC is not installed."
    return module, f"VLC {version.split(' ')[0]}"
