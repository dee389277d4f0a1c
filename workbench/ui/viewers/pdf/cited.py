"""The place that was asked for: gone to, lit, and told once it is on screen and sharp."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from workbench.assessment.locator import Place
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.line_boxes import unite
from workbench.evidence.pdf.messages import Box, Boxed, Described
from workbench.ui.viewers.pdf.canvas import PdfCanvas
from workbench.ui.viewers.pdf.page_facts import PageFacts
from workbench.ui.viewers.pdf.pieces import Kind
from workbench.ui.viewers.pdf.question import Question
from workbench.ui.viewers.pdf.target import (
    Target,
    find_in_lines,
    find_region,
    find_search,
    find_target,
    say_not_found,
)


class CitedPlace(QObject):
    """Follows one place at a time over the canvas."""

    shown = Signal(object)
    """That `Place` is on screen: lit where it could be found, and sharp."""
    not_found = Signal(str)
    """What is cited is not on the cited page; carries the sentence."""
    has_no_text = Signal(int)
    """Words are cited on that page, which is a scan or a picture."""

    def __init__(
        self,
        client: PdfClient,
        kind: Kind,
        canvas: PdfCanvas,
        facts: PageFacts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self._canvas = canvas
        self._facts = facts
        self._words = Question(client, self)
        """Where the cited words are, or the paragraph."""
        self._target: Target | None = None
        self._is_sharp = False
        self._words.answered.connect(self._accept_boxes)
        canvas.sharp_shown.connect(self._note_sharp)
        facts.lines_arrived.connect(self._note_lines)

    @property
    def target(self) -> Target | None:
        """The place in terms of the document; None while there is none."""
        return self._target

    def forget(self) -> None:
        """Wait for nothing any more."""
        self._words.drop()
        self._target = None
        self._is_sharp = False

    def go(self, place: Place, path: str, document: Described) -> Target | None:
        """Go to that place of the document on the canvas; None when it has no such page."""
        self.forget()
        target = self._target = find_target(place, document.labels, document.pages)
        if target is None:
            self._canvas.light(range(0))
            return None
        self._light(target, path, document)
        self._canvas.await_sharp(self.find_page(target))
        return target

    def find_page(self, target: Target) -> int:
        """The page to be seen: the cited one, else the one that is being read."""
        return target.first if target.is_cited else self._canvas.current_page

    def _light(self, target: Target, path: str, document: Described) -> None:
        """Light the place; the boxes of cited words are asked for first, then the page."""
        pages = target.pages if target.is_cited else range(0)
        region = find_region(target.place, document.sizes[target.first])
        search = find_search(path, target) if self._kind == "pdf" else None
        self._canvas.light(pages, region, is_region=True)
        if search is not None:
            self._words.ask(search)
        if region:
            self._canvas.go_to_box(target.first, region[0])
        elif target.is_cited:
            self._canvas.go_to_page(target.first)

    def _accept_boxes(self, answer: object) -> None:
        target = self._target
        if target is None:
            return
        if isinstance(answer, Boxed) and answer.boxes:
            self._light_words(target, answer.boxes)
            self._is_sharp = False
            self._canvas.await_sharp(target.first)
        elif isinstance(answer, Boxed) and self._facts.find_lines(target.first) != ():
            self.not_found.emit(say_not_found(target.place))
        self._tell_shown()

    def _note_lines(self, page: int) -> None:
        """Cited words on a scan: light them where a machine has read them, else say so."""
        target = self._target
        if target is None or not target.is_cited or page != target.first:
            return
        lines, size = self._facts.find_lines(page), self._canvas.size_of(page)
        if self._facts.is_read(page):
            boxes = find_in_lines(lines or (), target, size[1])
            if boxes:
                self._light_words(target, boxes)
        elif lines == () and find_search("", target) is not None:
            self.has_no_text.emit(page)

    def _light_words(self, target: Target, boxes: tuple[Box, ...]) -> None:
        self._canvas.light(target.pages, boxes)
        self._canvas.go_to_box(target.first, unite(boxes))

    def _note_sharp(self, page: int) -> None:
        target = self._target
        if target is not None and (page == target.first or not target.is_cited):
            self._is_sharp = True
            self._tell_shown()

    def _tell_shown(self) -> None:
        if self._is_sharp and not self._words.is_open and self._target is not None:
            self._is_sharp = False
            self.shown.emit(self._target.place)
