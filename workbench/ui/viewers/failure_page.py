"""The page shown in place of an artifact that cannot be shown: what happened, and what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from workbench.ui.pieces import make_column, make_label, make_row

OPENED_OUTSIDE = frozenset(
    [
        ".pdf",
        ".docx",
        ".doc",
        ".odt",
        ".rtf",
        ".pptx",
        ".ppt",
        ".odp",
        ".xlsx",
        ".xls",
        ".ods",
        ".csv",
        ".tsv",
        ".txt",
        ".md",
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".tif",
        ".tiff",
        ".bmp",
        ".webp",
        ".avif",
        ".heic",
        ".mp4",
        ".m4v",
        ".mov",
        ".mkv",
        ".webm",
        ".avi",
        ".wmv",
        ".mp3",
        ".m4a",
        ".wav",
        ".flac",
        ".ogg",
        ".oga",
        ".opus",
        ".aac",
        ".aiff",
        ".vtt",
        ".srt",
    ]
)
"""Kinds of file that a program shows and no system runs."""
_WIDEST = 520
_PASSWORD_WIDTH = 240


class FailurePage(QFrame):
    """One sentence, and the ways out."""

    asked_again = Signal()
    """*Try again* was pressed."""
    password_typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("failurePage")
        self._path = Path()
        self._sentence = make_label("", "body", wrap=True)
        self._sentence.setObjectName("failureSentence")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setMaximumWidth(_WIDEST)
        self._again = QPushButton("Try again")
        self._again.setObjectName("failureTryAgain")
        self._again.setAccessibleName("Try again to show it here")
        self._outside = QPushButton("Open outside")
        self._outside.setObjectName("failureOpenOutside")
        self._outside.setAccessibleName("Open outside, in another program")
        self._password = QLineEdit()
        self._password.setObjectName("failurePassword")
        self._password.setAccessibleName("Password of the file")
        self._password.setPlaceholderText("Password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setMaximumWidth(_PASSWORD_WIDTH)
        self._unlock = QPushButton("Open")
        self._unlock.setObjectName("failureUnlock")
        self._unlock.setAccessibleName("Open with this password")
        self._remark = make_label("It is kept until you close the program, nowhere else.", "small")
        self._remark.setProperty("tone", "muted")
        self._lay_out()
        self._again.clicked.connect(self.asked_again)
        self._outside.clicked.connect(lambda: open_outside(self._path))
        self._unlock.clicked.connect(self._pass_on)
        self._password.returnPressed.connect(self._pass_on)

    def say(
        self, sentence: str, path: Path, *, may_retry: bool = True, wants_password: bool = False
    ) -> None:
        """Show that sentence about that file, as plain text."""
        self._path = path
        self._sentence.setText(sentence)
        self._again.setVisible(may_retry and not wants_password)
        self._lock.setVisible(wants_password)
        self._password.clear()
        if wants_password and self.isVisible():
            self._password.setFocus(Qt.FocusReason.OtherFocusReason)
        words = name_outside(path)
        self._outside.setText(words)
        self._outside.setAccessibleName(f"{words}, in another program")

    def _lay_out(self) -> None:
        self._lock = QWidget()
        field = make_row(1, self._password, self._unlock, 1)
        remark = make_row(1, self._remark, 1)
        self._lock.setLayout(make_column(field, remark))
        self._lock.setVisible(False)
        middle = make_row(1, self._sentence, 1)
        middle.setStretch(1, 8)
        ways = make_row(1, self._again, self._outside, 1)
        self.setLayout(make_column(2, middle, self._lock, ways, 3, margin=32, gap=20))

    def _pass_on(self) -> None:
        if self._password.text():
            self.password_typed.emit(self._password.text())


def name_outside(path: Path) -> str:
    """What opening that file outside will do."""
    return "Open outside" if _is_harmless(path) else "Show in folder"


def open_outside(path: Path) -> None:
    """Hand the file to the system's program for it; of a kind that may be run, show the folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if _is_harmless(path) else path.parent)))


def _is_harmless(path: Path) -> bool:
    return path.suffix.lower() in OPENED_OUTSIDE
