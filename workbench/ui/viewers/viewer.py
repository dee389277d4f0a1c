"""What every viewer of evidence is: it opens an artifact at a place and says when it is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from workbench.assessment.evidence import ArtifactFacts, Media
from workbench.assessment.locator import Place
from workbench.assessment.submission import Artifact
from workbench.ui.viewers.searchable import Searchable


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One citation of the artifact, as a mark on the strip beside it."""

    place: Place
    label: str
    """What the citation is for, in a few words; shown as a plain-text tool tip."""
    detail: str = ""
    """Id of the detail it is cited for, to stand on the mark."""
    is_current: bool = False
    """True for the citation that is being looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenArtifact:
    """One artifact, ready to be shown."""

    artifact: Artifact
    path: Path
    """A real file on disk; only ever read."""
    media: Media
    facts: ArtifactFacts | None = None
    """None while nobody has looked inside yet."""
    captions: tuple[Path, ...] = ()
    memory_key: str = ""
    """Under which it is remembered how the artifact was left; "" for not at all."""
    marks: tuple[Mark, ...] = ()
    """Every citation of this artifact, in the order of the claims."""
    seen: tuple[Place, ...] = ()
    """What of it was seen before, as the review says."""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.artifact.title or self.artifact.label


class Viewer(QWidget):
    """Shows artifacts of one kind; a place is always opened in one call, never "open, then seek".

    The last call of `open_at` wins. A viewer never changes or runs what it shows.
    """

    place_shown = Signal(object)
    """The place asked for is on screen, sharp or with its very frame; carries the `Place`."""
    failed = Signal(str)
    """The artifact cannot be shown; carries the sentence that says why, as plain text."""
    seen = Signal(str, object)
    """A `Place` of the artifact with that id was legibly on screen for over a second, or played."""
    full_asked = Signal()
    """The evidence is to have the window to itself, or no longer."""
    pin_asked = Signal()
    """What `find_present` tells is to be noted as relied on."""

    link_followed = Signal(object)
    """The assessor chose to go to that `Place` of the same artifact."""
    unlocked = Signal(str)
    """The artifact of that id was opened with a password: it can be looked into now."""

    @property
    def searchable(self) -> Searchable | None:
        """How words are found in what is shown; None where there are never any."""
        return None

    def open_at(self, artifact: OpenArtifact, place: Place) -> None:
        """Show that place of the artifact, lit."""
        raise NotImplementedError

    def learn(self, artifact: OpenArtifact) -> None:
        """Know of the artifact, if it is the one shown, what was found out since it was opened."""

    def find_present(self) -> Place | None:
        """What the assessor has drawn, selected or turned to; None for the place asked for."""
        return None

    def picture_present(self) -> QPixmap:
        """What is on screen, to remember a note by."""
        return self.grab()

    def release(self) -> None:
        """Let go of files, processes and threads; the viewer shows nothing until `open_at`."""

    def steer(self, verb: str) -> None:
        """Do what a key of the window asks; a viewer that has no such verb does nothing.

        `verb` is one of those in the groups `Recording` and `Pages` of `workbench.ui.keys`.
        """
