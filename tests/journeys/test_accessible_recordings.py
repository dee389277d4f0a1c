"""What a screen reader meets in the viewer of recordings, in every state it can be in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import build_artifact, build_bundle, build_claim, build_submission
from tests.journeys.recorded import Walker, find_viewer
from tests.journeys.test_accessibility import list_controls, list_faults, walk_tab_order
from tests.keyboard import press
from workbench.assessment.locator import Place
from workbench.ui.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("pa_context_connect", "No RHI backend", "No audio device")

Opener = Callable[..., MainWindow]
SILENT = {QAccessible.Role.Client, QAccessible.Role.Window, QAccessible.Role.NoRole}
"""Roles of what only holds other things."""


def walk_tree(spoken: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Everything below it that a screen reader comes to."""
    for number in range(spoken.childCount()):
        child = spoken.child(number)
        if child.isValid() and not child.state().invisible:
            yield child
            yield from walk_tree(child)


def list_unnamed(viewer: QWidget) -> list[str]:
    """What can be acted on or read, and has no name or value to be called by."""
    root = QAccessible.queryAccessibleInterface(viewer)
    return [
        f"{child.role()} without a name at {child.rect()}"
        for child in walk_tree(root)
        if child.role() not in SILENT
        and child.state().focusable
        and not child.text(QAccessible.Text.Name).strip()
    ]


def show_list(window: MainWindow, *, as_transcript: bool) -> None:
    for name in ("videoTranscript", "captionReading" if as_transcript else "captionLines"):
        button = find_viewer(window).findChild(QToolButton, name)
        assert isinstance(button, QToolButton)
        if not button.isChecked():
            button.click()


@pytest.mark.parametrize("state", ["picture", "lines", "transcript", "sound"])
def test_every_control_has_name_role_and_tab_place(
    opener: Opener, qtbot: QtBot, qapp: QApplication, state: str
) -> None:
    window = opener()
    window.resize(1500, 900)
    walk = Walker(window, qtbot).walk("A7" if state == "sound" else "A2")
    next(walk)
    viewer = find_viewer(window)
    button = viewer.findChild(QToolButton, "videoTranscript")
    assert isinstance(button, QToolButton)
    qtbot.waitUntil(button.isVisible)
    if state in {"lines", "transcript"}:
        show_list(window, as_transcript=state == "transcript")
    qapp.processEvents()
    assert len(list_controls(viewer)) >= 8
    assert list_faults(viewer.window()) == []
    assert list_unnamed(viewer) == []


def test_tab_goes_through_the_controls_in_the_order_in_which_they_stand(
    opener: Opener, qtbot: QtBot, qapp: QApplication
) -> None:
    window = opener()
    window.resize(1600, 900)
    next(Walker(window, qtbot).walk("A2"))
    viewer = find_viewer(window)
    qapp.processEvents()
    order = [
        widget
        for widget in walk_tab_order(viewer)
        if viewer.isAncestorOf(widget)
        and widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    rows = [(round(w.mapTo(viewer, w.rect().center()).y() / 20), w.objectName()) for w in order]
    strip = next(n for n, (_row, name) in enumerate(rows) if name == "timeStrip")
    bar = [w.mapTo(viewer, w.rect().topLeft()).x() for w in order[strip + 1 :]]
    assert len(bar) >= 10
    assert bar == sorted(bar)


def test_the_time_line_says_where_one_is_and_moves_by_arrow(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    next(Walker(window, qtbot).walk("A2"))
    strip = find_viewer(window)._stage.strip
    spoken = QAccessible.queryAccessibleInterface(strip)
    assert spoken.role() == QAccessible.Role.Slider
    told = spoken.valueInterface()
    assert (told.currentValue(), told.maximumValue()) == (22, 200)
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: told.currentValue() == 23)


def test_what_cannot_be_shown_offers_two_ways_out_and_nothing_that_does_not_work(
    opener: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    artifact = build_artifact("A1", "cut.mp4")
    submission = build_submission(artifacts=(artifact,), claims=[build_claim("1a", "0:01")])
    broken = b"\0\0\0\x18ftypmp42" + bytes(200)
    window = opener(build_bundle(tmp_path, submission=submission, files={artifact.file: broken}))
    window.session.open_place("A1", Place(t=(1.0, None)))
    viewer = find_viewer(window)
    ways_out = {"failureTryAgain", "failureOpenOutside"}
    qtbot.waitUntil(lambda: {c.objectName() for c in list_controls(viewer)} == ways_out)
    assert list_faults(window) == []
