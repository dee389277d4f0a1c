"""Words set in a box, with those that were searched for lit: for rows of lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from workbench.evidence.finding.hits import Hit
from workbench.ui.tones import found, found_line

_LINE = 1.6
_FOR_ELLIPSIS = 2
"""So many letters make room for an ellipsis."""


class LitWords:
    """A text broken into lines of a width, for one painting."""

    def __init__(self, text: str, font: QFont, width: float, *, most_lines: int = 0) -> None:
        self._layout = QTextLayout(text, font)
        self.height = self._break(width, most_lines)
        last = self._layout.lineAt(self._layout.lineCount() - 1) if text else None
        end = last.textStart() + last.textLength() if last is not None else 0
        if end < _measure(text):
            self._layout.setText(text[: max(end - _FOR_ELLIPSIS, 0)].rstrip(" ….,;:") + "…")
            self.height = self._break(width, most_lines)

    def _break(self, width: float, most_lines: int) -> float:
        """Break the text into lines; how high these are together."""
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0.0, height))
            height += line.height()
            if self._layout.lineCount() == most_lines:
                break
        self._layout.endLayout()
        return height

    def paint(
        self,
        painter: QPainter,
        corner: QPointF,
        hits: Sequence[Hit],
        palette: QPalette,
        *,
        is_current: bool,
    ) -> None:
        """Draw the words, the hits washed; outlined too, where they are the current ones."""
        wash = found(palette)
        hits = count_utf16(self._layout.text(), hits)
        is_light = wash.lightnessF() > 0.5  # noqa: PLR2004 - half way
        ink = QColor(Qt.GlobalColor.black if is_light else Qt.GlobalColor.white)
        self._layout.draw(painter, corner, [_make_range(hit, wash, ink) for hit in hits])
        if not is_current:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(found_line(palette), _LINE))
        for hit in hits:
            for rect in self._list_rects(hit):
                painter.drawRoundedRect(rect.translated(corner), 3, 3)
        painter.restore()

    def _list_rects(self, hit: Hit) -> Iterator[QRectF]:
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first = max(hit.start, line.textStart())
            last = min(hit.end, line.textStart() + line.textLength())
            if first < last:
                ends = sorted(_find_x(line, place) for place in (first, last))
                yield QRectF(ends[0] - 1, line.y(), ends[1] - ends[0] + 2, line.height())


def count_utf16(text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Where hits, in order, stand for Qt, which counts letters in UTF-16."""
    if text.isascii() or _measure(text) == len(text):
        return hits
    counted = []
    at = passed = 0
    for hit in hits:
        start = passed + _measure(text[at : hit.start])
        passed = start + _measure(text[hit.start : hit.end])
        at = hit.end
        counted.append(Hit(start, passed))
    return counted


def _measure(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _find_x(line: QTextLine, place: int) -> float:
    # Qt tells the place that it took as well, but its stubs don't know
    return cast("tuple[float, int]", line.cursorToX(place))[0]


def _make_range(hit: Hit, wash: QColor, ink: QColor) -> QTextLayout.FormatRange:
    lit = QTextLayout.FormatRange()
    lit.start, lit.length = hit.start, hit.end - hit.start
    form = QTextCharFormat()
    form.setBackground(wash)
    form.setForeground(ink)
    lit.format = form
    return lit
