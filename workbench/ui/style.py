"""The look of the program: palette, style sheet, typeface and text size."""

from __future__ import annotations

import re
from dataclasses import asdict

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from workbench.paths import find_resource
from workbench.ui.tones import StyleName, Tones, read_tones

BASE_PIXELS = 13
TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)
"""Percent."""


def load_typeface() -> str:
    """The family of the bundled typeface; the system's own where it cannot be loaded."""
    families: list[str] = []
    for file in sorted(find_resource("fonts", "inter").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return "Inter" if "Inter" in families else QGuiApplication.font().family()


def find_system_style() -> StyleName:
    """The style that the system asks for: light or dark."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def dress(app: QApplication, style: StyleName, *, percent: int = 100) -> None:
    """Give the whole program that style and that text size (percent, 90 to 200)."""
    tones = read_tones(style)
    app.setStyle("Fusion")
    font = QFont(load_typeface())
    font.setPixelSize(scale_pixels(BASE_PIXELS, percent))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
    app.setPalette(_make_palette(tones))
    sheet = find_resource("style", "workbench.qss").read_text("utf-8")
    app.setStyleSheet(fill_sheet(sheet, tones, percent))


def scale_pixels(pixels: int, percent: int) -> int:
    """That many pixels at that text size."""
    return round(pixels * percent / 100)


def fill_sheet(sheet: str, tones: Tones, percent: int) -> str:
    """The style sheet with `@name` and `@12px` filled in; `KeyError` for an unknown name."""
    ground = "light" if QColor(tones.field).lightnessF() > 0.5 else "dark"  # noqa: PLR2004 - half way
    values = asdict(tones) | {"ground": ground}
    sized = re.sub(r"@(\d+)px", lambda match: f"{scale_pixels(int(match[1]), percent)}px", sheet)
    icons = find_resource("icons").as_posix()
    return re.sub(r"@([a-z_]+)", lambda m: icons if m[1] == "icons" else values[m[1]], sized)


def _make_palette(tones: Tones) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, tones.window),
        (roles.WindowText, tones.text),
        (roles.Base, tones.field),
        (roles.AlternateBase, tones.panel),
        (roles.Text, tones.text),
        (roles.PlaceholderText, tones.muted),
        (roles.Button, tones.panel),
        (roles.ButtonText, tones.text),
        (roles.ToolTipBase, tones.panel),
        (roles.ToolTipText, tones.text),
        (roles.Highlight, tones.accent),
        (roles.HighlightedText, tones.on_accent),
        (roles.Link, tones.accent),
        (roles.Light, tones.panel),
        (roles.Mid, tones.hairline),
        (roles.Dark, tones.strong_line),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tones.muted))
    return palette
