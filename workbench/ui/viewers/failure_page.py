"""The page shown in place of an artifact that cannot be shown: what happened, and what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QPushButton

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


class FailurePage(QFrame):
    """One sentence, and the ways out."""

    asked_again = Signal()
    """*Try again* was pressed."""

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
        self._again.clicked.connect(self.asked_again)
        self._outside.clicked.connect(lambda: open_outside(self._path))
        middle = make_row(1, self._sentence, 1)
        middle.setStretch(1, 8)
        self.setLayout(
            make_column(2, middle, make_row(1, self._again, self._outside, 1), 3, margin=32, gap=20)
        )

    def say(self, sentence: str, path: Path, *, may_retry: bool = True) -> None:
        """Show that sentence about that file, as plain text."""
        self._path = path
        self._sentence.setText(sentence)
        self._again.setVisible(may_retry)
        words = name_outside(path)
        self._outside.setText(words)
        self._outside.setAccessibleName(f"{words}, in another program")


def name_outside(path: Path) -> str:
    """What opening that file outside will do."""
    return "Open outside" if _is_harmless(path) else "Show in folder"


def open_outside(path: Path) -> None:
    """Hand the file to the system's program for it; of a kind that may be run, show the folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if _is_harmless(path) else path.parent)))


def _is_harmless(path: Path) -> bool:
    return path.suffix.lower() in OPENED_OUTSIDE
