"""What stands above the time line: the picture, the title of a sound, or why there is neither."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QStackedLayout, QWidget

from workbench.ui.pieces import make_column, make_label, make_row
from workbench.ui.viewers.failure_page import FailurePage, name_outside, open_outside
from workbench.ui.viewers.video.words import CaptionOverlay


class VideoPane(QWidget):
    """Three pages, of which one is seen, and the words of the moment above them."""

    asked_again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("videoPane")
        self._sound = _SoundPage()
        self._failure = FailurePage()
        self._failure.asked_again.connect(self.asked_again)
        self._surface: QWidget | None = None
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._sound)
        self._pages.addWidget(self._failure)
        self._words = CaptionOverlay(self)

    def begin(self, title: str) -> None:
        """Another recording is being opened."""
        self._sound.show_title(title)
        self._words.say("", self.rect())

    def show_surface(self, surface: QWidget) -> None:
        """Take the picture of that player in place of the one before."""
        if self._surface is not None:
            self._pages.removeWidget(self._surface)
            self._surface.setParent(None)
        self._surface = surface
        self._pages.addWidget(surface)
        if self._pages.currentWidget() is not self._sound:
            self._pages.setCurrentWidget(surface)

    def show_recording(self, *, has_picture: bool) -> None:
        """Show the picture, or the title where there is none."""
        if has_picture and self._surface is not None:
            self._pages.setCurrentWidget(self._surface)
        else:
            self._pages.setCurrentWidget(self._sound)

    def say_failure(self, sentence: str, path: Path) -> None:
        """Show why there is nothing to show."""
        self._failure.say(sentence, path)
        self._words.say("", self.rect())
        self._pages.setCurrentWidget(self._failure)

    def say_words(self, words: str, picture: QRect) -> None:
        """Show the caption of the moment, or none, on the picture that stands there."""
        page = self._pages.currentWidget()
        room = picture if page is self._surface else self.rect()
        self._words.say("" if page is self._failure else words, room)


class _SoundPage(QFrame):
    """The title of a recording without picture."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("soundPage")
        self._title = make_label("", "page", wrap=True)
        self._title.setObjectName("soundTitle")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        kind = make_label("Sound recording", "small")
        kind.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(make_column(2, self._title, kind, 3, margin=32, gap=6))

    def show_title(self, title: str) -> None:
        """Name the recording."""
        self._title.setText(title)


class TroubleLine(QFrame):
    """One line below the picture: frames can be seen, and yet it cannot be played."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("videoTrouble")
        self.setProperty("viewerbar", True)
        self._path = Path()
        self._sentence = make_label("", "plain", wrap=True)
        self._sentence.setObjectName("videoTroubleSentence")
        self._sentence.setProperty("tone", "warning")
        self._outside = QPushButton("Open outside")
        self._outside.setObjectName("videoTroubleOutside")
        self._outside.clicked.connect(lambda: open_outside(self._path))
        row = make_row(self._sentence, self._outside)
        row.setStretch(0, 1)
        row.setContentsMargins(12, 6, 8, 6)
        self.setLayout(row)
        self.hide()

    def show_file(self, path: Path) -> None:
        """Speak of that file from now on; of nothing wrong yet."""
        self._path = path
        words = name_outside(path)
        self._outside.setText(words)
        self._outside.setAccessibleName(f"{words}, in another program")
        self.hide()

    def say(self, sentence: str) -> None:
        """Show that sentence."""
        self._sentence.setText(sentence)
        self.show()
