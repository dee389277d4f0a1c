"""Whether libVLC is there and may be used; asking is cheap and loads no player."""

from __future__ import annotations

import importlib
import os
from typing import Any

from PySide6.QtGui import QGuiApplication

_PLATFORMS = ("xcb", "windows", "cocoa")
"""Where VLC can be given a window; handed an offscreen one it ends the whole program."""


def find_vlc() -> tuple[Any | None, str]:
    """The module that speaks to libVLC, or None; and which version it is, or why it is not used."""
    module, words = _load_vlc()
    has_window = QGuiApplication.instance() is not None
    platform = QGuiApplication.platformName() if has_window else _expect_platform()
    if module is not None and platform and platform not in _PLATFORMS:
        return None, f"{words} is installed and gets no window on this platform ({platform})."
    return module, words


def _expect_platform() -> str:
    """The platform that Qt will choose once there is a window; empty where nobody can tell.

    `workbench doctor` has none, and is to say the same as the window will.
    """
    chosen = os.environ.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if chosen or not os.environ.get("WAYLAND_DISPLAY"):
        return chosen
    return "wayland" if os.environ.get("XDG_SESSION_TYPE") == "wayland" else ""


def _load_vlc() -> tuple[Any | None, str]:
    try:
        module = importlib.import_module("vlc")
        version = module.libvlc_get_version().decode("ascii", "replace")
    except (ImportError, OSError, AttributeError, NotImplementedError, NameError):
        return None, "VLC is not installed."
    return module, f"VLC {version.split(' ')[0]}"
