"""The still and the time of the moment under the mouse, above the time line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from workbench.ui.tones import find_tones
from workbench.ui.video.darkroom import Film
from workbench.ui.video.stills import Request, Still, Stills
from workbench.ui.viewers.video.clock import format_moment

_WIDTH = 208
_PADDING = 6
_ASK_MS = 30


class Preview(QWidget):
    """First the nearest still there is, at once; then the very frame, as soon as decoded."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("timePreview")
        self.setAccessibleName("Picture and time under the mouse")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._room = parent
        self._image = QImage()
        self._source = QRectF()
        self._aspect = 16 / 9
        self._words = ""
        self._ticket = 0
        self._request: Request | None = None
        self._stills = Stills(self)
        self._stills.shown.connect(self._take)
        self._asking = QTimer(self, interval=_ASK_MS, singleShot=True)
        self._asking.timeout.connect(self._ask)
        self.hide()

    def show_moment(
        self, path: Path, seconds: float, label: str, near: tuple[Film, int] | None
    ) -> None:
        """Show that moment; `near` is the film and the number of the still that is near to it."""
        self._words = f"{format_moment(seconds)}   {label}" if label else format_moment(seconds)
        self._ticket += 1
        if near is None:
            self._image = QImage()
        else:
            film, number = near
            width = film.sheet.width() // film.count
            self._image, self._aspect = film.sheet, film.aspect
            self._source = QRectF(number * width, 0, width, film.sheet.height())
        self._request = Request(ticket=self._ticket, path=path, seconds=seconds, width=2 * _WIDTH)
        self._asking.start()
        self._appear()

    def show_words(self, seconds: float, label: str) -> None:
        """Show the time alone, of a recording without picture."""
        self._words = f"{format_moment(seconds)}   {label}" if label else format_moment(seconds)
        self._image = QImage()
        self._appear()

    def stand_above(self, x: float, bottom: float) -> None:
        """Stand with the middle over that place, within the parent."""
        room = self._room.width()
        left = min(max(4, round(x - self.width() / 2)), max(4, room - self.width() - 4))
        self.move(left, max(0, round(bottom) - self.height() - 6))
        self.raise_()

    def leave(self) -> None:
        """Show nothing."""
        self._asking.stop()
        self._ticket += 1
        self._image = QImage()
        self.hide()

    def close_recording(self) -> None:
        """Let go of the file and of the thread."""
        self.leave()
        self._stills.close()

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        line = self.fontMetrics().height()
        words = self.fontMetrics().horizontalAdvance(self._words) + 4 * _PADDING
        if self._image.isNull():
            return QSize(words, line + 2 * _PADDING)
        height = round(min(_WIDTH, _WIDTH / self._aspect))
        return QSize(max(_WIDTH + 2 * _PADDING, words), height + line + 3 * _PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        tones = find_tones(self.palette())
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tones.panel))
        painter.setPen(QPen(QColor(tones.strong_line), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        line = self.fontMetrics().height()
        words = QRect(0, self.height() - line - _PADDING, self.width(), line)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._find_room(words.top()), self._image, self._source)
        painter.setPen(QColor(tones.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._words)

    def _find_room(self, bottom: int) -> QRectF:
        height = bottom - 2 * _PADDING
        width = min(self.width() - 2 * _PADDING, height * self._aspect)
        height = round(width / self._aspect)
        return QRectF((self.width() - width) / 2, _PADDING, width, height)

    def _appear(self) -> None:
        self.resize(self.sizeHint())
        self.show()
        self.update()

    def _ask(self) -> None:
        if self._request is not None:
            self._stills.ask(self._request)

    def _take(self, still: Still) -> None:
        if still.ticket != self._ticket or not self.isVisible():
            return
        bottom, middle = self.geometry().bottom(), self.geometry().center().x()
        self._image, self._aspect = still.image, still.aspect
        self._source = QRectF(still.image.rect())
        self.resize(self.sizeHint())
        self.stand_above(middle, bottom + 7)
        self.update()
