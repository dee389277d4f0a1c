"""The controls of the bar below a recording: buttons with icons, the speeds, the volume."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QSlider, QToolButton

from workbench.ui.icons import make_icon
from workbench.ui.tones import find_tones
from workbench.ui.video.habits import RATES

SKIP_SECONDS = 5.0
_ICON_SHARE = 1.4
"""Side of an icon in heights of the text."""
_VOLUME_EMS = 5.0


class IconButton(QToolButton):
    """An icon in the colour and the size of the text; the words are its name and its tool tip."""

    def __init__(
        self, name: str, icon: str, words: str, key: str = "", *, checkable: bool = False
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setCheckable(checkable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._key = key
        self._icon = icon
        self.say(icon, words)

    def say(self, icon: str, words: str) -> None:
        """Show that icon; the button does what the words say."""
        self._icon = icon
        self.setAccessibleName(words)
        self.setToolTip(f"{words} ({self._key})" if self._key else words)
        self._paint()

    def check_quietly(self, *, checked: bool) -> None:
        """Check it or not without telling anybody."""
        self.blockSignals(True)
        self.setChecked(checked)
        self.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        kinds = QEvent.Type
        if event.type() in {kinds.PaletteChange, kinds.StyleChange, kinds.FontChange}:
            self._paint()
        super().changeEvent(event)

    def _paint(self) -> None:
        # a button's own palette is what the style sheet makes of it, not that of the style
        colour = QColor(find_tones(QApplication.palette()).text)
        pixels = round(_ICON_SHARE * self.fontInfo().pixelSize())
        self.setIconSize(QSize(pixels, pixels))
        self.setIcon(make_icon(self._icon, colour, pixels))


class RateButton(QToolButton):
    """The speed, and a menu of the others."""

    rate_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("videoRate")
        self.setAccessibleName("Speed")
        self.setToolTip("Speed (- and +)")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        group = QActionGroup(menu)
        for rate in RATES:
            action = QAction(f"{rate:g}×", menu, checkable=True)
            action.triggered.connect(partial(self.choose, rate))
            group.addAction(action)
            menu.addAction(action)
        self.setMenu(menu)
        self.rate = 1.0
        self.show_rate(1.0)

    def show_rate(self, rate: float) -> None:
        """Show that speed, without telling anybody."""
        self.rate = rate
        self.setText(f"{rate:g}×")
        self.setAccessibleDescription(f"{rate:g} times the usual speed")
        for action in self.menu().actions():
            action.setChecked(action.text() == self.text())

    def choose(self, rate: float, _is_checked: bool = True) -> None:  # noqa: FBT001, FBT002 - a slot
        """Take that speed; told by `rate_chosen`."""
        self.show_rate(rate)
        self.rate_chosen.emit(rate)

    def choose_neighbour(self, steps: int) -> None:
        """Take a faster speed, or a slower one where below zero."""
        number = RATES.index(self.rate) + steps
        self.choose(RATES[min(max(number, 0), len(RATES) - 1)])


class VolumeSlider(QSlider):
    """How loud it is, in hundredths; as wide as some letters."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("videoVolume")
        self.setAccessibleName("Volume")
        self.setToolTip("Volume")
        self.setRange(0, 100)
        self.setValue(100)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        width = round(_VOLUME_EMS * self.fontInfo().pixelSize())
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return self.sizeHint()
