"""The panel beside the pages: small pages, outline, text, links and files inside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QTreeView,
    QWidget,
)

from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import Attachment, Described, Link, TextLine
from workbench.ui.pieces import make_column
from workbench.ui.viewers.pdf.pieces import Kind
from workbench.ui.viewers.pdf.reading_offer import NO_TEXT, READ, READ_KEY
from workbench.ui.viewers.pdf.text import Caret, read_box, read_text
from workbench.ui.viewers.pdf.thumbnails import SIDE, Leaf, Thumbnails

READ_BY_MACHINE = "Read by a machine, which may have misread:"
_PAGE_ROLE = Qt.ItemDataRole.UserRole
_WHAT_ROLE = Qt.ItemDataRole.UserRole
_WIDTH = SIDE + 88
_KILO = 1024


class PdfSide(QFrame):
    """One of four views of the document at a time."""

    page_chosen = Signal(int)
    link_chosen = Signal(object)
    """A `Link` of the present page."""
    attachment_chosen = Signal(int, object)
    """Number and `Attachment` of a file inside the document."""
    read_asked = Signal()
    """The present page, which has no text, is to be read by a machine."""

    def __init__(self, client: PdfClient, kind: Kind) -> None:
        super().__init__()
        self.setObjectName(f"{kind}Side")
        self.setMinimumWidth(_WIDTH)
        self._document: Described | None = None
        self._links: Sequence[Link] = ()
        self._lines: Sequence[TextLine] | None = None
        self._attachments: Sequence[Attachment] = ()
        self._tabs = QTabBar()
        self._tabs.setObjectName(f"{kind}SideTabs")
        self._tabs.setAccessibleName("Beside the pages")
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(False)
        self.thumbnails = Thumbnails(client, kind)
        self._outline = QTreeView()
        self._text = QPlainTextEdit()
        self._read = QPushButton(f"{READ} ({READ_KEY})")
        self._list = QListWidget()
        self._stack = QStackedWidget()
        self._build(kind)

    def show_document(self, path: str, document: Described) -> None:
        """Show the pages and the outline of that document."""
        self._document = document
        labels = document.labels or tuple(str(n + 1) for n in range(document.pages))
        leaves = [
            Leaf(size, label or str(number))
            for number, (size, label) in enumerate(zip(document.sizes, labels, strict=True), 1)
        ]
        self.thumbnails.show_pages(path, leaves)
        self._fill_outline(document)
        self.show_attachments(())
        self.show_page(0, (), ())

    def clear(self) -> None:
        """Show nothing."""
        self.show_document(
            "", Described(pages=0, sizes=(), labels=(), outline=(), is_encrypted=False)
        )

    def show_page(
        self,
        page: int,
        lines: Sequence[TextLine] | None,
        links: Sequence[Link],
        *,
        is_read: bool = False,
    ) -> None:
        """Follow to that page: mark it, and show its text and links; lines None: not known yet.

        `is_read` is true for a text that a machine has read.
        """
        self.thumbnails.mark_page(page)
        text = _read_page(page, lines, is_read=is_read)
        self._read.setVisible(lines is not None and not lines and page < self._pages())
        if text != self._text.toPlainText():
            self._text.setPlainText(text)
        if (tuple(links), lines) != (tuple(self._links), self._lines):
            self._links, self._lines = links, lines
            self._fill_list()

    def show_attachments(self, attachments: Sequence[Attachment]) -> None:
        """List those files as inside the document."""
        self._attachments = attachments
        self._fill_list()

    def _build(self, kind: Kind) -> None:
        self._outline.setHeaderHidden(True)
        self._outline.setObjectName(f"{kind}Outline")
        self._outline.setAccessibleName("Outline")
        self._outline.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self._outline.setModel(QStandardItemModel(self))
        self._outline.clicked.connect(self._choose_heading)
        self._outline.activated.connect(self._choose_heading)
        self._text.setObjectName(f"{kind}PageText")
        self._text.setAccessibleName("Text of this page")
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._list.setObjectName(f"{kind}Links")
        self._list.setAccessibleName("Links of this page, and files inside the document")
        self._list.setWordWrap(True)
        self._list.setSpacing(4)
        self._text.document().setDocumentMargin(12)
        self._list.itemActivated.connect(self._choose_item)
        self._list.itemClicked.connect(self._choose_item)
        self.thumbnails.page_chosen.connect(self.page_chosen)
        views = (
            ("Pages", self.thumbnails),
            ("Outline", self._outline),
            ("Text", self._make_text_view(kind)),
            ("Links", self._list),
        )
        for name, view in views:
            self._tabs.addTab(name)
            self._stack.addWidget(view)
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        column = make_column(self._tabs, self._stack, gap=0)
        column.setStretch(1, 1)
        self.setLayout(column)
        if kind == "image":
            self._tabs.hide()

    def _make_text_view(self, kind: Kind) -> QWidget:
        self._read.setObjectName(f"{kind}ReadText")
        self._read.setAccessibleName(READ)
        self._read.clicked.connect(self.read_asked)
        self._read.hide()
        view = QWidget()
        column = make_column(self._text, self._read, gap=8)
        column.setStretch(0, 1)
        view.setLayout(column)
        return view

    def _pages(self) -> int:
        return 0 if self._document is None else self._document.pages

    def _fill_outline(self, document: Described) -> None:
        model = QStandardItemModel(self._outline)
        parents = [model.invisibleRootItem()]
        for level, title, page in document.outline:
            item = QStandardItem(title.strip() or "(without a title)")
            item.setData(page, _PAGE_ROLE)
            item.setToolTip("" if page < 0 else f"Page {page + 1} of {document.pages}")
            del parents[max(level, 1) :]
            parents[-1].appendRow(item)
            parents.append(item)
        if not document.outline:
            nothing = QStandardItem("This document has no outline.")
            nothing.setEnabled(False)
            model.appendRow(nothing)
        old = self._outline.model()
        self._outline.setModel(model)
        old.deleteLater()
        self._outline.expandToDepth(0)

    def _fill_list(self) -> None:
        self._list.clear()
        for link in self._links:
            words = link.address or f"page {link.page_index + 1}"
            name = read_box(self._lines or (), link.box)
            self._add_item(f"{name} → {words}" if name else f"→ {words}", link)
        for number, attachment in enumerate(self._attachments):
            name = attachment.name or "a file without a name"
            self._add_item(f"⤓ {name} ({_say_size(attachment.size_bytes)})", number)
        if not self._list.count():
            self._add_item("No links on this page, and no files inside the document.", None)

    def _add_item(self, words: str, what: object) -> None:
        item = QListWidgetItem(words)
        item.setData(_WHAT_ROLE, what)
        if what is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.addItem(item)

    def _choose_heading(self, index: object) -> None:
        page = index.data(_PAGE_ROLE)  # type: ignore[attr-defined] # a QModelIndex
        if isinstance(page, int) and page >= 0:
            self.page_chosen.emit(page)

    def _choose_item(self, item: QListWidgetItem) -> None:
        what = item.data(_WHAT_ROLE)
        if isinstance(what, Link):
            self.link_chosen.emit(what)
        elif isinstance(what, int):
            self.attachment_chosen.emit(what, self._attachments[what])


def _read_page(page: int, lines: Sequence[TextLine] | None, *, is_read: bool) -> str:
    if lines is None:
        return ""
    if not lines:
        return NO_TEXT
    last = Caret(page, len(lines) - 1, len(lines[-1].text))
    text = read_text(lines, Caret(page, 0, 0), last)
    return f"{READ_BY_MACHINE}\n\n{text}" if is_read else text


def _say_size(size_bytes: int) -> str:
    if size_bytes < _KILO:
        return f"{size_bytes} bytes"
    kilobytes = size_bytes / _KILO
    return f"{kilobytes:.0f} KB" if kilobytes < _KILO else f"{kilobytes / _KILO:.1f} MB"
