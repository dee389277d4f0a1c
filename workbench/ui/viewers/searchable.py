"""What a viewer offers so that words can be found in what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.assessment.locator import Place
from workbench.evidence.finding.hits import Hit, Needle


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """One hit: its passage, and its number there; both from 0."""

    passage: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found so far in what is shown."""

    needle: Needle
    current: Spot | None = None
    hits: Mapping[int, tuple[Hit, ...]] = field(default_factory=dict)
    """For each passage that has any; empty where the viewer works them out itself."""


class Searchable(QObject):
    """The passages of what is shown: pages, slides, sheets, or all words as one."""

    texts_changed = Signal()
    """The passages are others, or are known only now."""
    counted = Signal(int, int)
    """(passage, hits): looked at closely, that passage has so many."""
    wants_hits = True
    """Whether the hits of each passage are wanted with their places in its text."""

    @property
    def path(self) -> Path | None:
        """The file whose pages may have been read by a machine, if it is one of pages."""
        return None

    def list_texts(self) -> Sequence[str] | None:
        """The text of each passage in order; None while they are still being read."""
        raise NotImplementedError

    def say_empty(self) -> str:
        """Why there are no words to be searched, as a sentence."""
        return "There are no words here to search."

    def find_start(self) -> tuple[int, int]:
        """Where the reader is: the passage, and the letter in it."""
        return (0, 0)

    def find_selected(self) -> str:
        """The words that the reader has selected; "" for none."""
        return ""

    def show_found(self, found: Found | None) -> None:
        """Light every hit, and the current one with an outline; nothing for None."""
        raise NotImplementedError

    def go_to(self, spot: Spot) -> None:
        """Bring that hit, of what was last shown as found, into view."""
        raise NotImplementedError

    def find_place(self, spot: Spot) -> Place:
        """Where that hit stands, to come back to."""
        raise NotImplementedError

    def offer_text(self) -> None:
        """Offer what can be done where there are no words."""
