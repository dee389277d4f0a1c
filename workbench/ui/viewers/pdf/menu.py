"""The menu on the pages: what can be done with what lies under the pointer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from workbench.evidence.pdf.messages import Link
from workbench.ui.viewers.pdf.canvas import PdfCanvas
from workbench.ui.viewers.pdf.hand import PdfHand

Verbs = Mapping[str, Callable[[], object]]


def open_menu(
    canvas: PdfCanvas,
    hand: PdfHand,
    verbs: Verbs,
    point: QPoint,
    link: Link | None,
    *,
    offers_reading: bool = False,
) -> QMenu:
    """Open it at that point of the view; `link` is the one that lies there.

    `offers_reading` is true on a page without text.
    """
    menu = QMenu(canvas)
    menu.setObjectName("pdfMenu")
    menu.setAccessibleName("What can be done here")
    if link is not None:
        _add_link(menu, hand, link)
    _add_words(menu, canvas, hand)
    menu.addSeparator()
    _add(menu, "Note this as what you relied on", verbs["pin"], "b")
    _add(menu, "Draw a region", verbs["draw_region"], "d")
    if offers_reading:
        _add(menu, "Read the text of this page", verbs["read_text"], "F8")
    menu.addSeparator()
    _add(menu, "100 %", verbs["zoom_full"], "Ctrl+0")
    _add(menu, "Whole page", verbs["fit_page"], "Ctrl+1")
    _add(menu, "Width of the page", verbs["fit_width"], "Ctrl+2")
    _add(menu, "Turn right", verbs["turn_right"], "Ctrl+R")
    _add(menu, "Turn left", verbs["turn_left"], "Ctrl+Shift+R")
    menu.addSeparator()
    _add(menu, "Open in another program", verbs["open_outside"])
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(canvas.viewport().mapToGlobal(point))
    return menu


def _add_link(menu: QMenu, hand: PdfHand, link: Link) -> None:
    chosen = partial(hand.link_chosen.emit, link)
    if link.address:
        _add(menu, "Open the link …", chosen)
        copied = partial(QGuiApplication.clipboard().setText, link.address)
        _add(menu, "Copy the address of the link", copied)
    else:
        _add(menu, f"Go to page {link.page_index + 1}", chosen)
    menu.addSeparator()


def _add_words(menu: QMenu, canvas: PdfCanvas, hand: PdfHand) -> None:
    selection = hand.selection
    _add(menu, "Copy", selection.copy, "Ctrl+C", is_possible=selection.ends is not None)
    page = canvas.current_page
    _add(menu, "Select all words of this page", partial(selection.select_page, page), "Ctrl+A")


def _add(
    menu: QMenu, words: str, verb: Callable[[], object], key: str = "", *, is_possible: bool = True
) -> None:
    # what stands behind a tab is shown as the key, and binds none
    action = menu.addAction(f"{words}\t{key}" if key else words)
    action.setEnabled(is_possible)
    action.triggered.connect(lambda _checked: verb())
