"""Words found in slides, sheets and texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from workbench.assessment.locator import Place, Span
from workbench.evidence.finding.hits import Hit
from workbench.ui.viewers.searchable import Found, Searchable, Spot
from workbench.ui.viewers.text.sections import Section
from workbench.ui.viewers.text.table import SheetView
from workbench.ui.viewers.text.words_view import WordsView


class FoundInSections(Searchable):
    """The passages are the sections; hits are lit in the one that shows."""

    def __init__(
        self,
        words: WordsView,
        sheet: SheetView,
        show_section: Callable[[int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._sheet = sheet
        self._show_section = show_section
        self._sections: tuple[Section, ...] = ()
        self._shown = 0
        self._found: Found | None = None

    def open(self, sections: tuple[Section, ...]) -> None:
        """Search in these."""
        self._sections = sections
        self.texts_changed.emit()

    def note_section(self, number: int) -> None:
        """The section of that number shows now."""
        self._shown = number
        self._light()

    def list_texts(self) -> Sequence[str]:
        """The text of each section."""
        return tuple(section.text for section in self._sections)

    def find_start(self) -> tuple[int, int]:
        """The section that shows."""
        return (min(self._shown, max(len(self._sections) - 1, 0)), 0)

    def find_selected(self) -> str:
        """The words selected in the text."""
        is_table = self._shown < len(self._sections) and self._sections[self._shown].is_table
        return "" if is_table else self._words.textCursor().selectedText()

    def show_found(self, found: Found | None) -> None:
        """Light the hits of the section that shows."""
        self._found = found
        self._light()

    def go_to(self, spot: Spot) -> None:
        """Show the section of that hit, and the hit in it."""
        self._show_section(spot.passage)
        self._light()
        if self._sections[spot.passage].is_table:
            self._sheet.go_to_found()
        else:
            self._words.marks.go_to_current()

    def find_place(self, spot: Spot) -> Place:
        """The slide or sheet, and the line in it."""
        section = self._sections[spot.passage]
        hits = self._found.hits.get(spot.passage, ()) if self._found is not None else ()
        start = hits[spot.number].start if spot.number < len(hits) else 0
        line = Span(*(section.text.count("\n", 0, start) + 1,) * 2)
        if section.is_table:
            return Place(sheet=section.title or None, row=line)
        if len(self._sections) > 1:
            return Place(slide=Span(spot.passage + 1, spot.passage + 1))
        return Place(ln=line)

    def _light(self) -> None:
        if self._shown >= len(self._sections):
            return
        found, section = self._found, self._sections[self._shown]
        hits = found.hits.get(self._shown, ()) if found is not None else ()
        current: Hit | None = None
        if found is not None and found.current is not None:
            spot = found.current
            is_here = spot.passage == self._shown and spot.number < len(hits)
            current = hits[spot.number] if is_here else None
        if section.is_table:
            self._sheet.show_hits(section.text, hits, current)
        else:
            self._words.marks.show_hits(section.text, hits, current)
