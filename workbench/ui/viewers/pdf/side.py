"""The panel beside the pages: small pages, outline, text, links and files inside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import Attachment, Described, Link, TextLine
from workbench.ui.pieces import make_column
from workbench.ui.viewers.pdf.link_list import LinkList
from workbench.ui.viewers.pdf.outline import Outline
from workbench.ui.viewers.pdf.pieces import Kind
from workbench.ui.viewers.pdf.reading_offer import NO_TEXT, READ, READ_KEY
from workbench.ui.viewers.pdf.text import Caret, read_text
from workbench.ui.viewers.pdf.thumbnails import SIDE, Leaf, Thumbnails

READ_BY_MACHINE = "Read by a machine, which may have misread:"
_WIDTH = SIDE + 88


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
        self._tabs = QTabBar()
        self._tabs.setObjectName(f"{kind}SideTabs")
        self._tabs.setAccessibleName("Beside the pages")
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self.thumbnails = Thumbnails(client, kind)
        self._outline = Outline(kind)
        self._text = QPlainTextEdit()
        self._read = QPushButton(f"{READ} ({READ_KEY})")
        self._list = LinkList(kind)
        self._stack = QStackedWidget()
        self._build(kind)

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        tabs = self._tabs.sizeHint().width()
        return QSize(max(_WIDTH, tabs), super().sizeHint().height())

    def focus_view(self) -> None:
        """Give the keyboard to what is shown."""
        view = self._stack.currentWidget()
        if view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_document(self, path: str, document: Described) -> None:
        """Show the pages and the outline of that document."""
        self._document = document
        labels = document.labels or tuple(str(n + 1) for n in range(document.pages))
        leaves = [
            Leaf(size, label or str(number))
            for number, (size, label) in enumerate(zip(document.sizes, labels, strict=True), 1)
        ]
        self.thumbnails.show_pages(path, leaves)
        self._outline.show_document(document)
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
        self._outline.mark_page(page)
        text = _read_page(page, lines, is_read=is_read)
        self._read.setVisible(lines is not None and not lines and page < self._pages())
        if text != self._text.toPlainText():
            self._text.setPlainText(text)
            self._align_text()
        self._list.show_links(links, lines or ())

    def show_attachments(self, attachments: Sequence[Attachment]) -> None:
        """List those files as inside the document."""
        self._list.show_attachments(attachments)

    def _align_text(self) -> None:
        """To the side where the script of its longest paragraph begins; Qt takes the left."""
        document = self._text.document()
        blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
        direction = max(blocks, key=lambda block: block.length()).textDirection()
        is_back = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_back else Qt.AlignmentFlag.AlignLeft
        lines = document.defaultTextOption()
        lines.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        document.setDefaultTextOption(lines)

    def _build(self, kind: Kind) -> None:
        self._outline.page_chosen.connect(self.page_chosen)
        self._text.setObjectName(f"{kind}PageText")
        self._text.setAccessibleName("Text of this page")
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.document().setDocumentMargin(12)
        self._list.link_chosen.connect(self.link_chosen)
        self._list.attachment_chosen.connect(self.attachment_chosen)
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


def _read_page(page: int, lines: Sequence[TextLine] | None, *, is_read: bool) -> str:
    if lines is None:
        return ""
    if not lines:
        return NO_TEXT
    last = Caret(page, len(lines) - 1, len(lines[-1].text))
    text = read_text(lines, Caret(page, 0, 0), last)
    return f"{READ_BY_MACHINE}\n\n{text}" if is_read else text
