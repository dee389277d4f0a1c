"""A region drawn on a page is noted by `b` as what the judgment relies on, in the real window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.keyboard import press
from workbench.assessment.locator import Place
from workbench.ui.main_window import MainWindow
from workbench.ui.viewers.pdf.viewer import PdfViewer


def test_b_pins_the_region_that_was_drawn_on_the_page(
    opener: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = opener()
    session, evidence = window.session, window.review.evidence
    shown: list[tuple[str, Place]] = []
    evidence.place_shown.connect(lambda artifact, place: shown.append((artifact, place)))
    session.show("3a")
    qtbot.waitUntil(lambda: bool(shown) and shown[-1][0] == "A1", timeout=20_000)
    viewer = evidence.viewer
    assert isinstance(viewer, PdfViewer)
    button = viewer.findChild(QToolButton, "pdfDrawRegion")
    assert button is not None
    button.click()
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(window, Qt.Key.Key_Return)
    press(window, "b")
    (pin,) = session.review.judgment("3a").relied_on
    assert pin.artifact == "A1"
    assert "xywh=" in pin.locator
