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


class LitWords:
    """A text broken into lines of a width, for one painting."""

    def __init__(self, text: str, font: QFont, width: float, *, most_lines: int = 0) -> None:
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self.height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0.0, self.height))
            self.height += line.height()
            if most_lines and self._layout.lineCount() == most_lines:
                break
        self._layout.endLayout()

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
        hits = [Hit(*count_utf16(self._layout.text(), hit)) for hit in hits]
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


def count_utf16(text: str, hit: Hit) -> tuple[int, int]:
    """Where the hit stands for Qt, which counts letters in UTF-16."""
    if text.isascii():
        return (hit.start, hit.end)
    start = len(text[: hit.start].encode("utf-16-le", "surrogatepass")) // 2
    length = len(text[hit.start : hit.end].encode("utf-16-le", "surrogatepass")) // 2
    return (start, start + length)


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
