from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from workbench.ui.viewers.pdf.bar import PdfBar

ALWAYS = {"pdfPreviousPage", "pdfPageField", "pdfNextPage", "pdfZoomIn", "pdfZoomOut"}


@pytest.mark.parametrize("pixels", [13, 26])
def test_a_bar_of_any_width_shows_what_fits_and_the_ways_about(qtbot: QtBot, pixels: int) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    bar = PdfBar()
    bar.setParent(holder)
    font = QFont(bar.font())
    font.setPixelSize(pixels)
    bar.setFont(font)
    bar.show_pages(1200)
    bar.show_page("1200", "of 1200")
    bar.show_read(is_on=True)
    holder.show()
    layout = bar.layout()
    assert layout is not None
    shown: set[str] = set()
    for width in (*range(1600, 28 * pixels, -7), 1600):
        bar.resize(width, bar.sizeHint().height())
        shown = {child.objectName() for child in bar.findChildren(QWidget) if child.isVisible()}
        assert shown >= ALWAYS
        assert layout.minimumSize().width() <= width
    assert shown >= {"pdfZoom", "pdfFitWidth", "pdfFitPage", "pdfTurn"}
