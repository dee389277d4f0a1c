"""A quiet line over the lower edge of the pages, that says one thing and goes away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from workbench.ui.pieces import make_label, make_row

_WIDEST, _NARROWEST = 92, 42
"""Letters in a line of the notice, and of its words beside a button."""
_INSET = 14
_GAP = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done about what a notice says."""

    words: str
    taken: Callable[[], object]
    key: str = ""
    """The key that does the same."""
    choices: tuple[tuple[str, Callable[[], object]], ...] = ()
    """Ways to do it, where there are several; then the button opens them."""
    shortly: str = ""
    """The words where there is little room."""


class PdfNotice(QFrame):
    """One sentence, and a way to put it away; it moves nothing of what it lies on."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("pdfNotice")
        self._over = over
        self._words = make_label("", "plain", wrap=True)
        self._words.setObjectName("pdfNoticeWords")
        self._offer: Offer | None = None
        self._button = QPushButton()
        self._button.setObjectName("pdfNoticeOffer")
        self._button.setAccessibleName("What can be done")
        self._button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._button.clicked.connect(self._take_offer)
        self._button.hide()
        self._menu = QMenu(self)
        self._menu.setObjectName("pdfNoticeChoices")
        close = QToolButton()
        close.setObjectName("pdfNoticeClose")
        close.setText("✕")
        close.setAccessibleName("Put this line away")
        close.clicked.connect(self.hide)
        self._close = close
        self._inner = make_row(self._words, gap=_GAP)
        self._inner.addWidget(self._button, 0, Qt.AlignmentFlag.AlignRight)
        self._inner.setStretch(0, 1)
        row = make_row(gap=_GAP)
        row.addLayout(self._inner, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        row.setContentsMargins(_INSET, 8, 8, 8)
        self._margins = _INSET + 8
        self._row = row
        self.setLayout(row)
        self.hide()

    def say(self, sentence: str, offer: Offer | None = None) -> None:
        """Show that sentence, with what can be done about it; nothing for ""."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._offer = offer
        self._button.setVisible(offer is not None)
        if offer is not None:
            self._button.setText(offer.words)
            self._button.setAccessibleName(offer.words)
            self._button.setToolTip(offer.key)
            self._list_choices(offer)
        self.setVisible(bool(sentence))
        self.place()

    def _list_choices(self, offer: Offer) -> None:
        self._menu.clear()
        for words, taken in offer.choices:
            self._menu.addAction(words.replace("&", "&&")).triggered.connect(_without(taken))
        # Qt takes None for no menu, but its stubs don't know
        self._button.setMenu(self._menu if offer.choices else None)  # type: ignore[arg-type]

    def _take_offer(self) -> None:
        if self._offer is not None:
            self._offer.taken()

    def place(self) -> None:
        """Lie in the middle of the lower edge, the button below words that it would squeeze."""
        if self.isHidden():
            return
        room = self._over.width() - 2 * _INSET
        if self._offer is not None:
            self._button.setText(self._offer.words)
            beside = self._margins + self._close.sizeHint().width() + 2 * _GAP
            if self._button.sizeHint().width() > room - beside:
                self._button.setText(self._offer.shortly or self._offer.words)
        metrics = self._words.fontMetrics()
        text = metrics.horizontalAdvance(self._words.text()) + _INSET
        room = min(metrics.averageCharWidth() * _WIDEST, room)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._inner.setDirection(across)
        beside = self._around()
        is_tight = room - beside < min(text, metrics.averageCharWidth() * _NARROWEST)
        if is_tight:
            self._inner.setDirection(down)
            beside = self._around() - self._button.sizeHint().width() * self._button.isVisible()
        width = min(text + beside, room)
        self._inner.invalidate()
        self._row.invalidate()
        height = max(self._row.heightForWidth(width), self._row.minimumSize().height())
        left = (self._over.width() - width) // 2
        self.setGeometry(left, self._over.height() - height - _INSET, width, height)
        self.raise_()

    def _around(self) -> int:
        """The width of all that stands beside the words, with the margins."""
        return self._margins + sum(
            widget.sizeHint().width() + _GAP
            for widget in (self._button, self._close)
            if not widget.isHidden()
        )


def _without(taken: Callable[[], object]) -> Callable[..., None]:
    """The same for a signal, whose arguments are left out."""

    def take(*_arguments: object) -> None:
        taken()

    return take
