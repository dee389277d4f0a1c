"""What pages of the settings ask of the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.ui.session import Session
from workbench.ui.start.next_start import Start


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowVerbs:
    """The session, and the few verbs that only a window has."""

    session: Session
    start_again: Callable[[Start], None]
    tell_player: Callable[[], None]
    """Choose the player anew."""
