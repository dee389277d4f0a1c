"""Finds words in all that was handed in: one source after another, told as it is found."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from workbench.evidence.finding.counting import cut_runs
from workbench.evidence.finding.hits import make_needle
from workbench.evidence.finding.listing import ListedHit, list_hits
from workbench.ui.finding.sources import Source, find_artifact_source, list_written_sources
from workbench.ui.session import Session
from workbench.ui.tasks import Tasks

MOST_LISTED = 60
"""So many hits of one source are listed; all are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Hits of one source, after those told before."""

    source: Source
    count: int
    """How many hits the source has, as far as it was searched."""
    listed: tuple[ListedHit, ...]


class EverythingSearch(QObject):
    """One search at a time; artifacts that are still being read are searched once they are."""

    began = Signal()
    """Another search: what was found before is no longer of interest."""
    found = Signal(object)
    """Carries a `Batch`."""
    progressed = Signal()
    """More was searched, or the search has ended."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks: Tasks | None = None
        self._needle = make_needle("")
        self._search = 0
        self._queue: deque[Source] = deque()
        self._waiting: set[str] = set()
        """Ids of artifacts whose texts are still being read."""
        self._captions: dict[str, Source] = {}
        """Recordings whose captions were read for an earlier search."""
        self._is_busy = False
        self.total = 0
        """How many sources there are."""
        self.without_text: list[str] = []
        """Titles of artifacts in which there are no words to be searched."""
        session.artifact_inspected.connect(self._note_inspected)
        session.artifact_failed.connect(lambda artifact, _why: self._give_up(artifact))
        session.closed.connect(self._forget)

    @property
    def words(self) -> str:
        """What is searched for, as typed."""
        return self._needle.words

    @property
    def is_running(self) -> bool:
        """True until every source was searched, or the search was stopped."""
        return self._is_busy or bool(self._queue) or bool(self._waiting)

    @property
    def done(self) -> int:
        """How many sources were searched to their end."""
        return self.total - len(self._queue) - len(self._waiting) - self._is_busy

    @property
    def waits(self) -> bool:
        """True while all that can be searched was, and artifacts are still being read."""
        return bool(self._waiting) and not self._is_busy and not self._queue

    def find(self, words: str) -> None:
        """Search for these words in everything; nothing is searched for where there are none."""
        self.stop()
        self._needle = make_needle(words)
        self.without_text = []
        self.total = 0
        if self._needle and self._session.is_open:
            self._queue.extend(list_written_sources(self._session))
            self._waiting = {artifact.id for artifact in self._session.submission.artifacts}
            self.total = len(self._queue) + len(self._waiting)
            for artifact in self._session.submission.artifacts:
                self._note_inspected(artifact.id)
        self._go_on()
        self.began.emit()  # answers come later

    def stop(self) -> None:
        """Search no further; what was found stays."""
        self._search += 1
        self._queue.clear()
        self._waiting.clear()
        self._is_busy = False
        self.progressed.emit()

    def close(self) -> None:
        """Stop, and end the thread; may be asked again afterwards."""
        self.stop()
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None

    def _forget(self) -> None:
        self._captions.clear()
        self.find("")

    def _note_inspected(self, artifact_id: str) -> None:
        """Search in that artifact, if it is waited for and its texts are known."""
        known = self._session.desk.known.get(artifact_id)
        artifact = self._session.submission.find_artifact(artifact_id)
        if artifact_id not in self._waiting or known is None or artifact is None:
            return
        source = self._captions.get(artifact_id) or find_artifact_source(artifact, known)
        if source is not None:
            self._waiting.discard(artifact_id)
            self._queue.append(source)
            self._go_on()

    def _give_up(self, artifact_id: str) -> None:
        """That artifact cannot be had from the bundle."""
        if artifact_id in self._waiting:
            self._waiting.discard(artifact_id)
            self.without_text.append(self._session.name_artifact(artifact_id))
            self.progressed.emit()

    def _go_on(self) -> None:
        if self._is_busy or not self._queue:
            return
        self._is_busy = True
        source = self._queue.popleft()
        if self._tasks is None:
            self._tasks = Tasks(self, threads=1)
        self._tasks.run(source.read or (lambda: source), partial(self._begin, self._search))

    def _begin(self, search: int, source: Source) -> None:
        if search != self._search:
            return
        if source.seconds:
            self._captions[source.key] = source
        if source.kind == "artifact" and not any(text.strip() for text in source.texts):
            self.without_text.append(self._session.name_artifact(source.key))
        self._search_next(search, source, cut_runs(source.texts, 0), 0, 0)

    def _search_next(
        self, search: int, source: Source, runs: Iterator[list[int]], count: int, listed: int
    ) -> None:
        run = next(runs, None)
        if run is None or self._tasks is None:
            self._is_busy = False
            self._go_on()
            self.progressed.emit()
            return

        def keep(found: tuple[int, tuple[ListedHit, ...]]) -> None:
            if search != self._search:
                return
            total = count + found[0]
            if found[0]:
                self.found.emit(Batch(source=source, count=total, listed=found[1]))
            self._search_next(search, source, runs, total, listed + len(found[1]))

        needle = self._needle
        self._tasks.run(
            lambda: list_hits(source.texts, run, needle, most=MOST_LISTED - listed), keep
        )
