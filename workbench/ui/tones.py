"""The named colours of the program, one set for each style."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

from PySide6.QtGui import QColor, QPalette

from workbench.paths import find_resource

StyleName = Literal["light", "dark", "contrast"]
STYLE_NAMES: tuple[StyleName, ...] = ("light", "dark", "contrast")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tones:
    """Colours by meaning, each as `#rrggbb`."""

    window: str
    panel: str
    field: str
    text: str
    muted: str
    hairline: str
    strong_line: str
    hover: str
    accent: str
    accent_wash: str
    on_accent: str
    amber: str
    amber_wash: str
    green: str
    green_wash: str
    warning: str
    lit: str
    lit_line: str
    found: str
    found_line: str
    evidence: str


@cache
def read_tones(style: StyleName) -> Tones:
    """The colours of that style, from `resources/style/`."""
    table = tomllib.loads(find_resource("style", f"{style}.toml").read_text("utf-8"))
    return Tones(**{field.name: str(table[field.name]) for field in fields(Tones)})


def find_tones(palette: QPalette) -> Tones:
    """The colours of the style whose window colour the palette has; by lightness if none has."""
    return _find_by_window(palette.color(QPalette.ColorRole.Window).rgba())


@cache
def _find_by_window(rgba: int) -> Tones:
    window = QColor.fromRgba(rgba)
    for style in STYLE_NAMES:
        if QColor(read_tones(style).window) == window:
            return read_tones(style)
    return read_tones("dark" if window.lightnessF() < 0.5 else "light")  # noqa: PLR2004 - half way


def accent(palette: QPalette) -> QColor:
    """Where you are."""
    return QColor(find_tones(palette).accent)


def amber(palette: QPalette) -> QColor:
    """Not yet; needs a look."""
    return QColor(find_tones(palette).amber)


def green(palette: QPalette) -> QColor:
    """Shown; seen; saved."""
    return QColor(find_tones(palette).green)


def muted(palette: QPalette) -> QColor:
    """Words of second rank."""
    return QColor(find_tones(palette).muted)


def hairline(palette: QPalette) -> QColor:
    """Lines that divide."""
    return QColor(find_tones(palette).hairline)


def lit(palette: QPalette) -> QColor:
    """The cited place, as a wash over the page."""
    return QColor(find_tones(palette).lit)


def lit_line(palette: QPalette) -> QColor:
    """The outline of the cited place."""
    return QColor(find_tones(palette).lit_line)


def found(palette: QPalette) -> QColor:
    """Words that were searched for, as a wash."""
    return QColor(find_tones(palette).found)


def found_line(palette: QPalette) -> QColor:
    """The outline of the hit that one has gone to."""
    return QColor(find_tones(palette).found_line)
