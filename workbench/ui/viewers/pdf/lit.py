"""The cited place, lit: words as with a marker and one outline around them, pages by their edge."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QPalette, QPen

from workbench.ui.tones import lit, lit_line

PAD = 2.5
"""Between the words and the outline, in logical pixels."""
_CORNER = 5.0
_LINE = 1.6
_EDGE = 4.0


LitKind = Literal["words", "region"]


def paint_lit(
    painter: QPainter,
    page: QRectF,
    boxes: Sequence[QRectF],
    kind: LitKind,
    palette: QPalette,
    ratio: float,
) -> None:
    """Mark the edge of a cited page, and light the boxes on it."""
    wash, line = lit(palette), lit_line(palette)
    paint_edge(painter, page, line, ratio)
    if boxes and kind == "words":
        paint_words(painter, boxes, wash, line, ratio)
    for box in boxes if kind == "region" else ():
        paint_region(painter, box, wash, line, ratio)


def paint_words(
    painter: QPainter, boxes: Sequence[QRectF], wash: QColor, line: QColor, ratio: float
) -> None:
    """A wash over every line of words, and one outline around all of them."""
    paint_found(painter, boxes, wash)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(line, _LINE * ratio, j=Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(outline(boxes, ratio))
    painter.restore()


def paint_found(painter: QPainter, boxes: Sequence[QRectF], wash: QColor) -> None:
    """A wash over every line of words that are one hit among others."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for box in boxes:
        painter.fillRect(box, wash)
    painter.restore()


def paint_region(painter: QPainter, box: QRectF, wash: QColor, line: QColor, ratio: float) -> None:
    """A light wash and a frame, set off from any picture; what is in it stays readable."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    faint = QColor(wash)
    faint.setAlphaF(0.35)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(box, faint)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    for pen in (QPen(QColor("white"), 2.5 * _LINE * ratio), QPen(line, 1.5 * _LINE * ratio)):
        painter.setPen(pen)
        painter.drawRoundedRect(box, _CORNER * ratio, _CORNER * ratio)
    painter.restore()


def paint_edge(painter: QPainter, page: QRectF, line: QColor, ratio: float) -> None:
    """A bar along the left edge of a cited page."""
    width = _EDGE * ratio
    painter.fillRect(QRectF(page.left() - width, page.top(), width, page.height()), line)


def outline(boxes: Sequence[QRectF], ratio: float) -> QPainterPath:
    """One rounded shape around all boxes, that joins lines which follow each other."""
    pad, corner = PAD * ratio, _CORNER * ratio
    joined = QPainterPath()
    for box in close_gaps(boxes):
        piece = QPainterPath()
        piece.addRect(box.adjusted(corner - pad, corner - pad, pad - corner, pad - corner))
        joined = joined.united(piece)
    stroker = QPainterPathStroker()
    stroker.setWidth(2 * corner)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return joined.united(stroker.createStroke(joined)).simplified()


def close_gaps(boxes: Sequence[QRectF]) -> list[QRectF]:
    """The boxes, each line grown down to the next where the two are lines of one paragraph."""
    grown = [QRectF(box) for box in boxes]
    for box, below in pairwise(grown):
        gap = below.top() - box.bottom()
        if 0 < gap < box.height():
            box.setBottom(below.top() - gap / 2)
            below.setTop(box.bottom())
        elif -box.height() < gap <= 0:
            middle = (below.top() + box.bottom()) / 2
            box.setBottom(middle)
            below.setTop(middle)
    return grown
