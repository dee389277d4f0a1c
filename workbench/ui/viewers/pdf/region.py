"""A rectangle that the assessor draws on a page, by mouse or by keyboard."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.assessment.locator import Region
from workbench.evidence.pdf.messages import Box

LEAST_SIDE = 4.0
"""Points: what is smaller was a slip of the hand."""
_FIRST_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Drawn:
    """A rectangle on a page, in points of the upright page, from one corner to the other."""

    page: int
    x: float
    y: float
    to_x: float
    to_y: float

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return (
            min(self.x, self.to_x),
            min(self.y, self.to_y),
            max(self.x, self.to_x),
            max(self.y, self.to_y),
        )

    @property
    def is_slip(self) -> bool:
        """True when it is too small to be meant."""
        left, top, right, bottom = self.box
        return right - left < LEAST_SIDE or bottom - top < LEAST_SIDE


def begin_in_middle(page: int, shown: Box) -> Drawn:
    """A rectangle in the middle of what shows of the page, to be moved by the keyboard."""
    left, top, right, bottom = shown
    across, down = (right - left) * _FIRST_SHARE, (bottom - top) * _FIRST_SHARE
    return Drawn(page, left + across, top + down, right - across, bottom - down)


def move(drawn: Drawn, across: float, down: float, size: tuple[float, float]) -> Drawn:
    """The rectangle moved, never over the edge of the page."""
    left, top, right, bottom = drawn.box
    across = min(max(across, -left), size[0] - right)
    down = min(max(down, -top), size[1] - bottom)
    return Drawn(drawn.page, left + across, top + down, right + across, bottom + down)


def stretch(drawn: Drawn, across: float, down: float, size: tuple[float, float]) -> Drawn:
    """The rectangle with its lower right corner moved, never over the edge of the page."""
    left, top, right, bottom = drawn.box
    to_x = min(max(right + across, left + LEAST_SIDE), size[0])
    to_y = min(max(bottom + down, top + LEAST_SIDE), size[1])
    return Drawn(drawn.page, left, top, to_x, to_y)


def end_at(drawn: Drawn, x: float, y: float, size: tuple[float, float]) -> Drawn:
    """The rectangle with its other corner at that point, held inside the page."""
    return replace(drawn, to_x=min(max(x, 0.0), size[0]), to_y=min(max(y, 0.0), size[1]))


def make_region(drawn: Drawn, size: tuple[float, float]) -> Region:
    """The rectangle as shares of the page in percent, to a tenth."""
    left, top, right, bottom = drawn.box
    x, y = round(left / size[0] * 100, 1), round(top / size[1] * 100, 1)
    width = min(round((right - left) / size[0] * 100, 1), round(100 - x, 1))
    height = min(round((bottom - top) / size[1] * 100, 1), round(100 - y, 1))
    return Region("percent", x, y, max(width, 0.1), max(height, 0.1))


def paint_drawn(painter: QPainter, rect: QRectF, colour: QColor, ratio: float) -> None:
    """A dashed frame, set off from what it lies on, with a light wash."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wash = QColor(colour)
    wash.setAlphaF(0.12)
    painter.fillRect(rect, wash)
    painter.setPen(QPen(QColor("white"), 3.5 * ratio))
    painter.drawRect(rect)
    painter.setPen(QPen(colour, 2 * ratio, Qt.PenStyle.DashLine))
    painter.drawRect(rect)
    painter.restore()
