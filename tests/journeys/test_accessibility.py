"""What a screen reader meets: every control has a name, a role and a place in the tab order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.keyboard import press
from workbench.store.keys import Identity
from workbench.ui.judging.history_dialog import HistoryDialog
from workbench.ui.judging.lift_blind_dialog import LiftBlindDialog
from workbench.ui.main_window import MainWindow
from workbench.ui.queue.due_dates import DueDialog
from workbench.ui.start.choose_assessor import ChooseAssessorDialog
from workbench.ui.start.first_start import FirstStartDialog
from workbench.ui.start.unlock_dialog import UnlockDialog

Opener = Callable[..., MainWindow]
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
)
NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client}


def list_controls(root: QWidget) -> list[QWidget]:
    """The controls a person can use now; parts of a control are not controls of their own."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and not isinstance(widget, QScrollBar)
        and widget.isVisible()
        and widget.isEnabled()
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parentWidget(), QAbstractItemView | QTabBar | QAbstractSpinBox)
    ]


def list_faults(root: QWidget) -> list[str]:
    """What is wrong with the controls of that window, a line each."""
    chain = set(walk_tab_order(root))
    faults: list[str] = []
    for widget in list_controls(root):
        who = f"{type(widget).__name__} {widget.objectName()}"
        spoken = QAccessible.queryAccessibleInterface(widget)
        if not spoken.isValid():
            faults.append(f"{who} is not told to screen readers")
            continue
        if not spoken.text(QAccessible.Text.Name).strip():
            faults.append(f"{who} has no name")
        if spoken.role() in NO_ROLE:
            faults.append(f"{who} has no role")
        takes_tab = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        if not (takes_tab and widget in chain) and not is_reached_otherwise(widget):
            faults.append(f"{who} has no place in the tab order")
    return faults


def is_reached_otherwise(widget: QWidget) -> bool:
    """Tab passes over a button whose key the window has; the tool tip says which."""
    return widget.focusPolicy() == Qt.FocusPolicy.NoFocus and bool(widget.toolTip())


def walk_tab_order(root: QWidget) -> Iterator[QWidget]:
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root:
        yield widget
        widget = widget.nextInFocusChain()


def test_every_control_of_the_queue_and_the_settings_is_told(
    window: MainWindow, qapp: QApplication
) -> None:
    assert list_faults(window) == []
    dialog = window.show_settings()
    names = dialog.findChild(QListWidget, "settingsGroups")
    assert isinstance(names, QListWidget)
    for number in range(names.count()):
        names.setCurrentRow(number)
        qapp.processEvents()
        assert list_faults(dialog) == [], names.currentItem().text()
    dialog.close()


@pytest.mark.parametrize("target", ["scoring", "P1", "2b", "3b"])
def test_every_control_of_the_review_is_told(
    opener: Opener, target: str, qapp: QApplication
) -> None:
    window = opener()
    window.session.show(target)
    if target == "2b":
        press(window, "2")
    qapp.processEvents()
    assert len(list_controls(window)) > 10
    assert list_faults(window) == []


def test_every_control_of_the_dialogs_is_told(
    opener: Opener, qtbot: QtBot, qapp: QApplication
) -> None:
    window = opener()
    identity: Identity = window.session.identity
    dialogs: list[QDialog] = [
        FirstStartDialog(window),
        UnlockDialog(identity, window),
        ChooseAssessorDialog([identity], None, window),
        HistoryDialog(window.session, "1a", window),
        LiftBlindDialog(window),
        DueDialog(window.session.store.read_submissions()[0], None, window),
    ]
    for dialog in dialogs:
        with qtbot.waitExposed(dialog):
            dialog.show()
        qapp.processEvents()
        assert list_faults(dialog) == [], dialog.objectName()
        dialog.close()
    window.show_finish()
    assert window._finish is not None
    assert list_faults(window._finish) == []
    window._finish.close()


def test_an_outcome_is_spoken_with_its_state(opener: Opener) -> None:
    window = opener()
    window.session.show("2b")
    press(window, "2")
    view = window.review.outcomes
    spoken = [
        str(view.model().data(view.model().index(row, 0), Qt.ItemDataRole.AccessibleTextRole))
        for row in range(view.model().rowCount())
    ]
    assert "2b Norms with stakeholders, judged, below passing, decides" in spoken
