"""The look: every tone is used, words stand out from their ground, sizes follow the text."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor

from workbench.paths import find_resource
from workbench.ui.style import fill_sheet, scale_pixels
from workbench.ui.tones import STYLE_NAMES, StyleName, read_tones


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize("word", ["text", "muted", "amber", "green", "warning", "accent"])
def test_words_reach_the_contrast_of_wcag_aa(style: StyleName, word: str) -> None:
    tones = read_tones(style)
    for ground in (tones.panel, tones.window):
        assert contrast(getattr(tones, word), ground) >= 4.5


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_the_sheet_is_filled_to_the_last_name(style: StyleName) -> None:
    sheet = find_resource("style", "workbench.qss").read_text("utf-8")
    filled = fill_sheet(sheet, read_tones(style), 150)
    assert not re.search(r"@\w", filled)


def test_an_unknown_name_in_the_sheet_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill_sheet("QLabel { color: @pink; }", read_tones("light"), 100)


def test_sizes_follow_the_text_size() -> None:
    assert scale_pixels(13, 200) == 26
    assert "26px" in fill_sheet("QLabel { font-size: @13px; }", read_tones("light"), 200)
