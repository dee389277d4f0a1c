"""The links under the pointer: found, and told in full."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QPointF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from workbench.evidence.pdf.messages import Link
from workbench.ui.viewers.pdf.canvas import PdfCanvas
from workbench.ui.viewers.pdf.page_facts import PageFacts

_LONGEST_LINE = 90
"""Letters: an address that is no longer stands in one line."""


def find_link(canvas: PdfCanvas, facts: PageFacts, point: QPointF) -> Link | None:
    """The link at that point of the view."""
    page, x, y = canvas.find_on_page(point)
    for link in facts.find_links(page):
        if link.box[0] <= x <= link.box[2] and link.box[1] <= y <= link.box[3]:
            return link
    return None


def tell_link(link: Link | None, event: QHelpEvent) -> None:
    """Say beside the pointer where the link leads; nothing where there is none."""
    words = "" if link is None else link.address or f"Go to page {link.page_index + 1}"
    # a tool tip takes markup for markup, and an address is a stranger's words
    space = "nowrap" if len(words) <= _LONGEST_LINE else "normal"
    marked = f'<p style="white-space: {space}">{escape(words)}</p>' if words else ""
    QToolTip.showText(event.globalPos(), marked)
