"""One page painted from the pictures that there are; all in device pixels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QPalette, QPen

from workbench.ui.tones import find_tones
from workbench.ui.viewers.pdf.pictures import PagePictures
from workbench.ui.viewers.pdf.pieces import Piece

_PAPER = Qt.GlobalColor.white
_INK = QColor("#5b6573")
"""Words of ours on the paper, which is white in every style."""
_FAILURE_INSET = 24
_RING = 2


def paint_page(
    painter: QPainter,
    rect: QRect,
    pieces: Sequence[Piece],
    pictures: PagePictures,
    palette: QPalette,
    ratio: float,
) -> None:
    """The paper with a hairline around, and on it the pieces, sharp or stretched for the while."""
    painter.setPen(QPen(QColor(find_tones(palette).strong_line), max(1, round(ratio))))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(-1, -1, 0, 0))
    painter.fillRect(rect, _PAPER)
    sharp = [piece for piece in pieces if piece.size == (rect.width(), rect.height())]
    # stretching the low picture takes longest, and is for nothing where the sharp ones cover it
    is_covered = bool(sharp) and all(pictures.find(piece) is not None for piece in sharp)
    for piece in sharp if is_covered else pieces:
        _paint_piece(painter, rect, piece, pictures)


def paint_failure(painter: QPainter, rect: QRect, sentence: str, font: QFont, ratio: float) -> None:
    """The sentence that says why there is no picture, in the middle of what shows of the paper."""
    painter.save()
    letters = QFont(font)
    letters.setPixelSize(round(QFontInfo(font).pixelSize() * ratio))
    painter.setFont(letters)
    painter.setPen(_INK)
    inset = round(_FAILURE_INSET * ratio)
    inner = rect.adjusted(inset, inset, -inset, -inset)
    painter.drawText(
        inner, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), sentence
    )
    painter.restore()


def paint_ring(painter: QPainter, view: QRect, palette: QPalette) -> None:
    """A frame along the edges of the view, which has the keyboard; in logical pixels."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(find_tones(palette).accent), _RING))
    painter.drawRect(view.adjusted(1, 1, -1, -1))


def _paint_piece(painter: QPainter, rect: QRect, piece: Piece, pictures: PagePictures) -> None:
    image = pictures.find(piece)
    if image is not None and piece.size == (rect.width(), rect.height()):
        painter.drawImage(rect.topLeft() + QPoint(piece.clip[0], piece.clip[1]), image)
        return
    if image is None and piece.is_whole:
        image = pictures.find_like(piece)
    if image is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, image)
