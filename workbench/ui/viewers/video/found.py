"""Words found in the captions of a recording: the moment is gone to, the list lights them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from workbench.assessment.locator import Place
from workbench.evidence.finding.hits import make_needle
from workbench.ui.viewers.searchable import Found, Searchable, Spot
from workbench.ui.viewers.video.caption_desk import CaptionDesk
from workbench.ui.viewers.video.caption_text import find_line, join_captions, list_offsets
from workbench.ui.viewers.video.stage import Stage
from workbench.ui.viewers.video.steering import Steering


class FoundInCaptions(Searchable):
    """All captions of the chosen set are one passage, so that a phrase may go over two of them."""

    def __init__(
        self,
        desk: CaptionDesk,
        stage: Stage,
        steering: Steering,
        tell_seconds: Callable[[], float],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stage = stage
        self._steering = steering
        self._tell_seconds = tell_seconds
        self._found: Found | None = None
        desk.changed.connect(self.texts_changed)

    def list_texts(self) -> Sequence[str] | None:
        """What is said, line by line; None while captions are being read."""
        return None if self._desk.is_reading else (join_captions(self._desk.captions),)

    def say_empty(self) -> str:
        """Only captions can be searched."""
        return "This recording has no captions to search."

    def find_start(self) -> tuple[int, int]:
        """The line of this moment, or the next one."""
        seconds = self._tell_seconds()
        offsets = list_offsets(self._desk.captions)
        lines = zip(self._desk.captions, offsets, strict=True)
        return (0, next((offset for line, offset in lines if line.end > seconds), 0))

    def show_found(self, found: Found | None) -> None:
        """Light the words in the list, which is shown for it."""
        self._found = found
        self._stage.words.list.light(found.needle if found is not None else make_needle(""))
        self._stage.show_searched(is_on=found is not None)

    def go_to(self, spot: Spot) -> None:
        """Go to the moment at which the words are said."""
        self._steering.go(self._find_second(spot))

    def find_place(self, spot: Spot) -> Place:
        """The moment."""
        return Place(t=(self._find_second(spot), None))

    def _find_second(self, spot: Spot) -> float:
        hits = self._found.hits.get(0, ()) if self._found is not None else ()
        captions = self._desk.captions
        if spot.number >= len(hits) or not captions:
            return self._tell_seconds()
        return captions[find_line(captions, hits[spot.number].start)].start
