"""The text that the assessor has selected, over columns and pages, and copying it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from workbench.evidence.pdf.messages import Box
from workbench.evidence.pdf.queue import Priority
from workbench.ui.viewers.pdf.page_facts import PageFacts
from workbench.ui.viewers.pdf.text import (
    Caret,
    clip_to_page,
    find_block,
    find_boxes,
    find_caret,
    find_word,
    read_text,
)

MOST_PAGES = 200
"""So many pages can be selected at once."""

Step = Callable[..., Caret | None]


class TextSelection(QObject):
    """From an anchor to a caret, both places between letters."""

    changed = Signal()
    found_no_text = Signal(int)
    """Text was looked for on that page, which has none."""

    def __init__(self, facts: PageFacts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._anchor: tuple[Caret, Caret] | None = None
        """What was first pressed on: a place, a word or a paragraph, kept whole."""
        self._caret: Caret | None = None
        self._copies = False
        self._pending: tuple[int, float, float, int] | None = None
        """Where was pressed on a page whose lines are still on their way."""
        facts.lines_arrived.connect(self._note_lines)

    @property
    def ends(self) -> tuple[Caret, Caret] | None:
        """The first and the last place of what is selected; None when nothing is."""
        if self._anchor is None or self._caret is None:
            return None
        first, last = min(self._anchor[0], self._caret), max(self._anchor[1], self._caret)
        return (first, last) if first < last else None

    @property
    def caret(self) -> Caret | None:
        """The end that moves."""
        return self._caret

    def clear(self) -> None:
        """Select nothing."""
        if self._caret is not None:
            self._anchor = self._caret = None
            self.changed.emit()

    def begin(self, page: int, x: float, y: float, *, clicks: int = 1) -> None:
        """Begin at that point: at a letter, or with the word (2 clicks) or paragraph (3)."""
        caret = self._find(page, x, y)
        is_unknown = self._facts.find_lines(page) is None
        self._pending = (page, x, y, clicks) if is_unknown else None
        if caret is None:
            self.clear()
            return
        lines = self._facts.find_lines(page) or ()
        whole = {2: find_word, 3: find_block}.get(clicks)
        self._anchor = whole(lines, caret) if whole else (caret, caret)
        self._caret = self._anchor[1]
        self.changed.emit()

    def extend(self, page: int, x: float, y: float) -> None:
        """Go on to that point."""
        caret = self._find(page, x, y)
        if caret is not None:
            self._go_on(caret)

    def extend_by(self, step: Step, direction: int, start: Caret | None) -> None:
        """Go on by letter, word or line; begin at `start` where nothing is selected."""
        if self._caret is None:
            if start is None:
                return
            self._anchor, self._caret = (start, start), start
        lines = self._facts.find_lines(self._caret.page)
        following = step(lines, self._caret, direction) if lines else None
        if following is None:
            following = self._enter(self._caret.page + direction, direction)
        if following is not None:
            self._go_on(following)

    def select_page(self, page: int) -> None:
        """Select all of that page."""
        lines = self._facts.find_lines(page)
        if lines:
            first, last = Caret(page, 0, 0), Caret(page, len(lines) - 1, len(lines[-1].text))
            self._anchor, self._caret = (first, first), last
            self.changed.emit()
        elif lines is not None:
            self.found_no_text.emit(page)

    def find_boxes(self, page: int) -> tuple[Box, ...]:
        """What of that page is selected, a box for each line."""
        ends, lines = self.ends, self._facts.find_lines(page)
        part = clip_to_page(page, lines, *ends) if ends and lines else None
        return find_boxes(lines, *part) if part and lines else ()

    def read(self) -> str | None:
        """The selected words; None while the lines of a page are still on their way."""
        ends = self.ends
        if ends is None:
            return ""
        texts = []
        for page in range(ends[0].page, ends[1].page + 1):
            lines = self._facts.find_lines(page)
            if lines is None:
                return None
            part = clip_to_page(page, lines, *ends)
            texts.append(read_text(lines, *part) if part else "")
        return "\n".join(filter(None, texts))

    def copy(self) -> None:
        """Put the words on the clipboard, as soon as all of them are known."""
        text = self.read()
        self._copies = text is None
        if text:
            QGuiApplication.clipboard().setText(text)

    def _find(self, page: int, x: float, y: float) -> Caret | None:
        lines = self._facts.find_lines(page)
        if lines is None:
            self._facts.want_lines(page)
            return None
        if not lines:
            self.found_no_text.emit(page)
        return find_caret(page, lines, x, y)

    def _enter(self, page: int, direction: int) -> Caret | None:
        """The nearest end of the page before or after; None where it isn't known, or has none."""
        lines = self._facts.find_lines(page)
        if lines is None:
            self._facts.want_lines(page)
        if not lines:
            return None
        return (
            Caret(page, 0, 0) if direction > 0 else Caret(page, len(lines) - 1, len(lines[-1].text))
        )

    def _go_on(self, caret: Caret) -> None:
        if self._anchor is None or abs(caret.page - self._anchor[0].page) > MOST_PAGES:
            return
        self._caret = caret
        first, last = sorted((self._anchor[0].page, caret.page))
        for page in range(first, last + 1):
            self._facts.want_lines(page, Priority.NEIGHBOUR)
        self.changed.emit()

    def _note_lines(self, page: int) -> None:
        if self._pending is not None and self._pending[0] == page:
            _, x, y, clicks = self._pending
            self.begin(page, x, y, clicks=clicks)
        ends = self.ends
        if ends is not None and ends[0].page <= page <= ends[1].page:
            self.changed.emit()
            if self._copies:
                self.copy()
