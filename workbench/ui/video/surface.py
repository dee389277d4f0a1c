"""The surface on which frames are painted by ourselves, so that it is known which one is seen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtMultimedia import QVideoFrame
from PySide6.QtWidgets import QSizePolicy, QWidget

from workbench.ui.tones import find_tones


def fit(aspect: float, room: QRect) -> QRect:
    """The largest rectangle of that width by height, in the middle of the room."""
    width = min(room.width(), round(room.height() * aspect))
    height = min(room.height(), round(room.width() / aspect))
    left = room.left() + (room.width() - width) // 2
    top = room.top() + (room.height() - height) // 2
    return QRect(left, top, width, height)


class FrameSurface(QWidget):
    """Shows one picture as large as there is room; empty until one is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._frame: QVideoFrame | None = None
        self._aspect = 1.0
        self.setObjectName("frame_surface")
        self.setAccessibleName("Picture of the recording")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)

    def sizeHint(self) -> QSize:
        """A size to begin with."""
        return QSize(640, 360)

    def show_image(self, image: QImage, aspect: float) -> None:
        """Show an upright picture at that width by height."""
        self._image, self._frame, self._aspect = image, None, aspect
        self.update()

    def show_frame(self, frame: QVideoFrame, aspect: float) -> None:
        """Show a frame of a playing recording; it is turned into a picture only when painted."""
        self._frame, self._aspect = frame, aspect
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._image, self._frame = QImage(), None
        self.update()

    def picture_rect(self) -> QRect:
        """Where on the surface the picture stands."""
        return fit(self._aspect, self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture in the middle."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(find_tones(self.palette()).evidence))
        if self._frame is not None:
            self._image, self._frame = self._frame.toImage(), None
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.picture_rect(), self._image)
