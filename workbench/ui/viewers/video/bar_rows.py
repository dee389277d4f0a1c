"""Two halves of a bar, in one row where there is room, else one above the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from workbench.ui.pieces import make_row

_GAP = 16
_ONE_ROW_EMS = 40
"""From this width on all stands in one row, and what other ways lead to may be left out."""


class BarRows:
    """Hides what other ways lead to, before anything is cut off."""

    def __init__(
        self,
        steering: Sequence[QWidget],
        showing: Sequence[QWidget],
        spare: Sequence[QWidget],
    ) -> None:
        """`spare` are those that may be hidden, the first of them first."""
        self._steering, self._showing = _line_up(steering), _line_up(showing)
        self._steering.addStretch(1)
        self._showing.insertStretch(0, 1)
        self._spare = tuple(spare)
        self.pointless: set[QWidget] = set()
        """Those of them that this recording has no use for: hidden whatever room there is."""
        self.layout = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.layout.setContentsMargins(8, 5, 8, 5)
        self.layout.setSpacing(2)
        self.layout.addLayout(self._steering)
        self.layout.addLayout(self._showing)

    def make_room(self, width: int, pixel_size: int) -> None:
        """Lay out anew for that width and that size of the text."""
        spare = [widget for widget in self._spare if widget not in self.pointless]
        for widget in self._spare:
            widget.setVisible(widget not in self.pointless)
        margins = self.layout.contentsMargins()
        room = width - margins.left() - margins.right()
        is_one = sum(self._measure()) + _GAP <= room or room >= _ONE_ROW_EMS * pixel_size
        way = QBoxLayout.Direction.LeftToRight if is_one else QBoxLayout.Direction.TopToBottom
        self.layout.setDirection(way)
        for widget in spare:
            needed = self._measure()
            if (sum(needed) + _GAP if is_one else max(needed)) <= room:
                break
            widget.setVisible(False)

    def _measure(self) -> tuple[int, int]:
        """The widths that the two halves need."""
        for row in (self._steering, self._showing):
            row.invalidate()
        return self._steering.sizeHint().width(), self._showing.sizeHint().width()


def _line_up(widgets: Sequence[QWidget]) -> QHBoxLayout:
    return make_row(*widgets, gap=2)
