"""The links of a page and the files inside the document, as a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QShowEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from workbench.evidence.pdf.messages import Attachment, Link, TextLine
from workbench.ui.viewers.pdf.pieces import Kind
from workbench.ui.viewers.pdf.text import read_box

_WHAT_ROLE = Qt.ItemDataRole.UserRole
_GAP = 4
_AROUND = 6
"""Letters: as wide is what stands around the words."""
_KILO = 1024
_WRAPPED = QTextOption()
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


class LinkList(QListWidget):
    """Each in full, over as many lines as it needs."""

    link_chosen = Signal(object)
    """A `Link` of the present page."""
    attachment_chosen = Signal(int, object)
    """Number and `Attachment` of a file inside the document."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._links: Sequence[Link] = ()
        self._lines: Sequence[TextLine] = ()
        self._attachments: Sequence[Attachment] = ()
        self.setObjectName(f"{kind}Links")
        self.setAccessibleName("Links of this page, and files inside the document")
        self.setWordWrap(True)
        self.setSpacing(_GAP)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)

    def show_links(self, links: Sequence[Link], lines: Sequence[TextLine]) -> None:
        """List those links of a page; `lines` tell what they are called there."""
        if (tuple(links), lines) != (tuple(self._links), self._lines):
            self._links, self._lines = links, lines
            self._fill()

    def show_attachments(self, attachments: Sequence[Attachment]) -> None:
        """List those files as inside the document."""
        self._attachments = attachments
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        self._size_items()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102 - Qt's
        super().showEvent(event)
        self._size_items()

    def _fill(self) -> None:
        self.clear()
        for link in self._links:
            words = link.address or f"page {link.page_index + 1}"
            name = read_box(self._lines, link.box)
            self._add(f"{name} → {words}" if name else f"→ {words}", link)
        for number, attachment in enumerate(self._attachments):
            name = attachment.name or "a file without a name"
            self._add(f"⤓ {name} ({_say_size(attachment.size_bytes)})", number)
        if not self.count():
            self._add("No links on this page, and no files inside the document.", None)
        self._size_items()

    def _add(self, words: str, what: object) -> None:
        item = QListWidgetItem(words)
        item.setData(_WHAT_ROLE, what)
        if what is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def _size_items(self) -> None:
        """Give each the height of its words; Qt reckons without what the style puts around."""
        metrics = self.fontMetrics()
        around = _AROUND * metrics.averageCharWidth()
        width = self.viewport().width() - 2 * _GAP - around
        for number in range(self.count()):
            item = self.item(number)
            height = _find_height(item.text(), self.font(), width)
            item.setSizeHint(QSize(width, height + metrics.height()))

    def _choose(self, item: QListWidgetItem) -> None:
        what = item.data(_WHAT_ROLE)
        if isinstance(what, Link):
            self.link_chosen.emit(what)
        elif isinstance(what, int):
            self.attachment_chosen.emit(what, self._attachments[what])


def _say_size(size_bytes: int) -> str:
    if size_bytes < _KILO:
        return f"{size_bytes}\u00a0bytes"
    kilobytes = size_bytes / _KILO
    return f"{kilobytes:.0f}\u00a0KB" if kilobytes < _KILO else f"{kilobytes / _KILO:.1f}\u00a0MB"


def _find_height(words: str, font: QFont, width: int) -> int:
    """Of the words in lines of that width, where one too long for a line is broken anywhere."""
    layout = QTextLayout(words, font)
    layout.setTextOption(_WRAPPED)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        height += line.height()
    layout.endLayout()
    return round(height)
