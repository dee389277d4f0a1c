"""The chosen style and text size, kept in the store's settings."""

from __future__ import annotations

from typing import ClassVar, cast

from PySide6.QtWidgets import QApplication

from workbench.store.store import Store
from workbench.ui.style import TEXT_SIZES, dress, find_system_style
from workbench.ui.tones import STYLE_NAMES, StyleName


class Look:
    """Dresses the program as the assessor chose."""

    CHOICES: ClassVar[tuple[tuple[str, str], ...]] = (
        ("system", "Style of the system"),
        ("light", "Light"),
        ("dark", "Dark"),
        ("contrast", "High contrast"),
    )

    def __init__(self, app: QApplication, store: Store, style: str | None = None) -> None:
        self._app = app
        self._store = store
        kept = store.read_setting("style")
        percent = store.read_setting("text_percent")
        self.style = style or (kept if isinstance(kept, str) else "system")
        self.percent = percent if isinstance(percent, int) and percent in TEXT_SIZES else 100
        self._dress()

    def choose_style(self, style: str) -> None:
        """Dress in that style (or as the system asks) and remember it."""
        self.style = style
        self._store.write_setting("style", style)
        self._dress()

    def choose_percent(self, percent: int) -> None:
        """Set the text at that size and remember it."""
        self.percent = percent
        self._store.write_setting("text_percent", percent)
        self._dress()

    def _dress(self) -> None:
        is_named = self.style in STYLE_NAMES
        style = cast("StyleName", self.style) if is_named else find_system_style()
        dress(self._app, style, percent=self.percent)
