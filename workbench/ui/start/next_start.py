"""How the window starts, now or again: with whom, on what, after which restore."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LAST_ASSESSOR = "last_assessor"
"""Name of the setting that holds the fingerprint of who was here last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a window starts with."""

    bundle: Path | None = None
    assessor: str | None = None
    """Name of the assessor; made when it is new."""
    is_switch: bool = False
    """True when it is to be asked who assesses."""
    is_reading: bool = False
    """True when the store is to be read, without asking, while another window holds it."""
    folder: Path | None = None
    """Where the data is to be from now on: opened there, or moved there before."""
    restore: Path | None = None
    """A backup to be restored before."""
