"""Our own line icons, drawn in whatever colour is asked for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workbench.assessment.evidence import Media
from workbench.paths import find_resource

_OF_MEDIA: dict[Media, str] = {
    "pdf": "document",
    "docx": "document",
    "odt": "document",
    "pptx": "slides",
    "xlsx": "table",
    "text": "text",
    "image": "image",
    "audio": "audio",
    "video": "video",
    "unknown": "unknown",
}


def name_icon(media: Media) -> str:
    """The name of the icon for that kind of artifact."""
    return _OF_MEDIA[media]


def draw_icon(name: str, colour: QColor, pixels: int) -> QPixmap:
    """The icon as a picture of that many logical pixels, sharp at the display's scale."""
    return _draw(name, colour.name(), pixels, QGuiApplication.primaryScreen().devicePixelRatio())


def make_icon(name: str, colour: QColor, pixels: int = 18) -> QIcon:
    """The icon for a button or a tab."""
    return QIcon(draw_icon(name, colour, pixels))


@lru_cache(maxsize=256)
def _draw(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    svg = find_resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    side = round(pixels * ratio)
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
