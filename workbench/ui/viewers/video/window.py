"""A recording in a window of its own, on the second screen where there is one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QPushButton, QWidget

from workbench.ui.pieces import make_column, make_label, make_row

_SIZE = (1120, 720)


class RecordingWindow(QWidget):
    """Holds the stage of a viewer as long as it is shown; closing it gives the stage back."""

    closed = Signal()
    key_pressed = Signal(QKeyEvent)

    def __init__(self, stage: QWidget, title: str, beside: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("recordingWindow")
        self.setWindowTitle(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = make_column(gap=0)
        column.addWidget(stage)
        self.setLayout(column)
        stage.show()
        other = find_other_screen(beside.screen())
        if other is None:
            self.resize(*_SIZE)
            self.show()
        else:
            self.setGeometry(other.availableGeometry())
            self.showFullScreen()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            self.key_pressed.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102 - Qt's
        self.closed.emit()
        super().closeEvent(event)


class AwayPage(QWidget):
    """Stands in the place of the stage meanwhile."""

    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recordingAway")
        words = make_label("The recording is in a window of its own.", "body", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        back = QPushButton("Bring it back")
        back.setObjectName("recordingBack")
        back.clicked.connect(self.back_asked)
        self.setLayout(make_column(2, words, make_row(1, back, 1), 3, margin=32, gap=14))


def find_other_screen(screen: QScreen | None) -> QScreen | None:
    """A screen that is not that one, or None where there is only one."""
    return next((s for s in QGuiApplication.screens() if s is not screen), None)
