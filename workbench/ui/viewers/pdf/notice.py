"""A quiet line over the lower edge of the pages, that says one thing and goes away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from workbench.ui.pieces import make_label, make_row

_WIDEST = 560
_INSET = 14


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done about what a notice says."""

    words: str
    taken: Callable[[], object]
    key: str = ""
    """The key that does the same."""
    choices: tuple[tuple[str, Callable[[], object]], ...] = ()
    """Ways to do it, where there are several; then the button opens them."""


class PdfNotice(QFrame):
    """One sentence, and a way to put it away; it moves nothing of what it lies on."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("pdfNotice")
        self._over = over
        self._words = make_label("", "small", wrap=True)
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
        row = make_row(self._words, self._button, close)
        row.setStretch(0, 1)
        row.setContentsMargins(14, 6, 8, 6)
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
        """Lie in the middle of the lower edge."""
        if self.isHidden():
            return
        text = self._words.fontMetrics().horizontalAdvance(self._words.text())
        around = self.sizeHint().width() - self._words.sizeHint().width()
        width = min(text + around + _INSET, _WIDEST, self._over.width() - 2 * _INSET)
        layout = self.layout()
        height = layout.heightForWidth(width) if layout is not None else self.sizeHint().height()
        left = (self._over.width() - width) // 2
        self.setGeometry(left, self._over.height() - height - _INSET, width, height)
        self.raise_()


def _without(taken: Callable[[], object]) -> Callable[..., None]:
    """The same for a signal, whose arguments are left out."""

    def take(*_arguments: object) -> None:
        taken()

    return take
