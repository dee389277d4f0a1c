"""The field that says how large the page is shown, and takes another size."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from workbench.ui.viewers.pdf.bar_field import BarField
from workbench.ui.viewers.pdf.layout import Zoom

_PERCENTS = (50, 75, 100, 125, 150, 200, 300, 400)
_LIST_MARGIN = 16
_FITS: dict[str, Zoom] = {"width": "width", "page": "page"}
_PERCENT = re.compile(r"(\d{1,4}(?:[.,]\d+)?)\s*%?")


def parse_zoom(text: str) -> Zoom | None:
    """The size that someone typed, as `125 %` or `width`; None for anything else."""
    plain = text.strip().casefold()
    found = _PERCENT.fullmatch(plain)
    if found is not None:
        factor = float(found[1].replace(",", ".")) / 100
        return factor if factor > 0 else None
    return _FITS.get(plain)


class ZoomField(QComboBox):
    """Takes a percentage, or one of a list."""

    chosen = Signal(object)
    """A `Zoom`."""
    given_up = Signal()
    """Nothing is to be typed after all."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName("Size of the page")
        self.setToolTip("How large the page is shown: type a percentage, or choose")
        self.addItems([f"{percent} %" for percent in _PERCENTS])
        self.addItems(["Width", "Page"])
        self.setMaxVisibleItems(self.count())
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._said = "100 %"
        field = BarField()
        field.setAccessibleName("Size of the page in percent")
        self.setLineEdit(field)
        self.setCompleter(None)  # type: ignore[arg-type] # Qt takes None for no completer
        self.setEditText(self._said)
        field.given_up.connect(self.given_up)
        field.left.connect(self._say_again)
        field.returnPressed.connect(self._take_typed)
        self.textActivated.connect(self._take)

    def say(self, percent: int) -> None:
        """Say that the page is shown at that size, unless something is being typed."""
        self._said = f"{percent} %"
        if not self.hasFocus():
            self.setEditText(self._said)

    def showPopup(self) -> None:  # noqa: D102 - Qt's
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + _LIST_MARGIN)
        view.setMinimumHeight(view.sizeHintForRow(0) * self.count() + _LIST_MARGIN)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102 - Qt's
        event.ignore()  # nobody means to zoom by scrolling over the bar

    def _take_typed(self) -> None:
        self._take(self.currentText())

    def _take(self, text: str) -> None:
        zoom = parse_zoom(text)
        if zoom is not None:
            self.chosen.emit(zoom)
        self._say_again()

    def _say_again(self) -> None:
        self.setEditText(self._said)
