"""The bar above the pages: which page, how large, how turned."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontInfo, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QWidget

from workbench.ui.icons import make_icon
from workbench.ui.pieces import make_label, make_row
from workbench.ui.style import BASE_PIXELS
from workbench.ui.tones import find_tones
from workbench.ui.viewers.pdf.bar_field import BarField
from workbench.ui.viewers.pdf.pieces import Kind
from workbench.ui.viewers.pdf.zoom_field import ZoomField

_FIELD_DIGITS = 4
_FIELD_MARGIN = 22
_GAP = 4
_ICON = 16
"""Its side at a text of 100 %."""


class PdfBar(QFrame):
    """Says where the reader is, and passes on what is pressed."""

    page_typed = Signal(str)
    stepped = Signal(int)
    """Pages to go on (1) or back (-1)."""
    zoom_stepped = Signal(int)
    zoom_chosen = Signal(object)
    """A `Zoom`."""
    given_up = Signal()
    """Nothing is to be typed after all."""
    turned = Signal()
    outside_asked = Signal()
    side_toggled = Signal(bool)
    region_toggled = Signal(bool)

    def __init__(self, kind: Kind = "pdf") -> None:
        super().__init__()
        self._kind: Kind = kind
        self.setObjectName(f"{kind}Bar")
        self.setProperty("viewerbar", True)
        self._label = ""
        self._has_pages = kind == "pdf"
        self._outside = self._make_button("OpenOutside", "", "Open in another program")
        self._side = self._make_button("ShowSide", "", "Pages, outline, text, links", "F9")
        self._region = self._make_button("DrawRegion", "", "Draw a region", "d, or Alt and drag")
        self._turn = self._make_button("Turn", "", "Turn by a quarter clockwise", "Ctrl+R")
        self._back = self._make_button("PreviousPage", "", "Previous page", "Ctrl+PgUp")
        self._on = self._make_button("NextPage", "", "Next page", "Ctrl+PgDown")
        self._field = BarField()
        self._field.setObjectName(f"{kind}PageField")
        self._field.setAccessibleName("Page")
        self._field.setToolTip(
            "Printed label or number of the page; #7 is the seventh by count (Ctrl+G)"
        )
        self._field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._field.returnPressed.connect(lambda: self.page_typed.emit(self._field.text()))
        self._field.left.connect(lambda: self._field.setText(self._label))
        self._field.given_up.connect(self.given_up)
        self._count = make_label("", "plain")
        self._count.setProperty("tone", "muted")
        self._read = make_label("· read by a machine", "plain")
        self._read.setProperty("tone", "amber")
        self._read.setToolTip("The text of this page was read by a machine, which may have misread")
        self._read.hide()
        self._is_read = False
        self._percent = ZoomField()
        self._percent.setObjectName(f"{kind}Zoom")
        self._percent.given_up.connect(self.given_up)
        self._percent.chosen.connect(self.zoom_chosen)
        self._width = self._make_button("FitWidth", "Width", "Fit the width of the page", "Ctrl+2")
        self._page = self._make_button("FitPage", "Page", "Fit the whole page", "Ctrl+1")
        self._word = make_label("page")
        self._word.setProperty("tone", "muted")
        self._of_pages = (self._back, self._on, self._word, self._field, self._count)
        self._build()
        self._draw_icons()

    @property
    def has_pages(self) -> bool:
        """False for a picture by itself."""
        return self._has_pages

    def type_page(self) -> None:
        """Let the number of a page be typed."""
        if self._has_pages:
            self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_page(self, label: str, count: str) -> None:
        """Say which page is being read: its label, and its number with the number of pages."""
        self._label = label
        if not self._field.hasFocus():
            self._field.setText(label)
        if count != self._count.text():
            self._count.setText(count)
            self._spare_room()

    def show_pages(self, pages: int) -> None:
        """Offer the way from page to page, unless it is one picture."""
        self._has_pages = self._kind == "pdf" or pages > 1
        self._spare_room()

    def show_side(self, *, is_on: bool) -> None:
        """Say whether the panel beside the pages is open."""
        self._side.setChecked(is_on)

    def show_drawing(self, *, is_on: bool) -> None:
        """Say whether the next drag draws a region."""
        self._region.setChecked(is_on)

    def show_read(self, *, is_on: bool) -> None:
        """Say whether the text of the page was read by a machine."""
        if is_on != self._is_read:
            self._is_read = is_on
            self._spare_room()

    def show_zoom(self, percent: int, fit: str) -> None:
        """Say how large the page is, and which fit holds ("width", "page" or none)."""
        self._percent.say(percent)
        self._width.setChecked(fit == "width")
        self._page.setChecked(fit == "page")

    def _build(self) -> None:
        out = self._make_button("ZoomOut", "−", "Smaller", "Ctrl+−")
        further = self._make_button("ZoomIn", "+", "Larger", "Ctrl++")
        self._side.setCheckable(True)
        self._region.setCheckable(True)
        self._width.setCheckable(True)
        self._page.setCheckable(True)
        left = (self._side, *self._of_pages, self._read)
        row = make_row(*left, 1, out, self._percent, further, gap=_GAP)
        others = (self._width, self._page, self._turn, self._region, self._outside)
        for widget in others:
            row.addWidget(widget)
        row.setContentsMargins(8, 6, 8, 6)
        self._all: tuple[QWidget, ...] = (*left, out, self._percent, further, *others)
        self._row = row
        self.setLayout(row)
        self._spared: tuple[QWidget, ...] = (
            self._word,
            self._page,
            self._percent,
            self._turn,
            self._width,
            self._read,
            self._outside,
            self._count,
            self._region,
        )
        self._back.clicked.connect(lambda: self.stepped.emit(-1))
        self._on.clicked.connect(lambda: self.stepped.emit(1))
        out.clicked.connect(lambda: self.zoom_stepped.emit(-1))
        further.clicked.connect(lambda: self.zoom_stepped.emit(1))
        self._width.clicked.connect(lambda: self.zoom_chosen.emit("width"))
        self._page.clicked.connect(lambda: self.zoom_chosen.emit("page"))
        self._turn.clicked.connect(self.turned)
        self._side.clicked.connect(self.side_toggled)
        self._region.clicked.connect(self.region_toggled)
        self._outside.clicked.connect(self.outside_asked)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange}:
            self._draw_icons()

    def _draw_icons(self) -> None:
        colour = QColor(find_tones(self.palette()).text)
        letters = self.fontMetrics().horizontalAdvance("0" * _FIELD_DIGITS)
        self._field.setFixedWidth(letters + _FIELD_MARGIN)
        side = max(_ICON, QFontInfo(self.font()).pixelSize() * _ICON // BASE_PIXELS)
        for button in self.findChildren(QToolButton):
            button.setIconSize(QSize(side, side))
        for button, name in (
            (self._back, "back"),
            (self._on, "forward"),
            (self._outside, "outside"),
            (self._side, "side"),
            (self._region, "region"),
            (self._turn, "turn"),
        ):
            button.setIcon(make_icon(name, colour, side))
        self._spare_room()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._spare_room()

    def _spare_room(self) -> None:
        """In a narrow bar leave out what matters least; its keys and the other buttons remain.

        What is left out is reckoned, not tried: showing and hiding would size the bar anew.
        """
        wanted = [widget for widget in self._all if self._is_wanted(widget)]
        edges = self._row.contentsMargins()
        needed = edges.left() + edges.right() + _GAP  # beside the gap in the middle
        needed += sum(_find_width(widget) + _GAP for widget in wanted)
        for widget in self._spared:
            if widget in wanted and needed > self.width():
                wanted.remove(widget)
                needed -= _find_width(widget) + _GAP
        for widget in self._all:
            widget.setVisible(widget in wanted)

    def _is_wanted(self, widget: QWidget) -> bool:
        if widget is self._read:
            return self._is_read
        return self._has_pages or widget not in {self._side, *self._of_pages}

    def minimumSizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(0, super().minimumSizeHint().height())

    def _make_button(self, name: str, text: str, words: str, key: str = "") -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"{self._kind}{name}")
        button.setText(text)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})" if key else words)
        return button


def _find_width(widget: QWidget) -> int:
    """What it needs in a row."""
    return max(widget.minimumWidth(), min(widget.minimumSizeHint().width(), widget.maximumWidth()))
