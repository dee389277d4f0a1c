"""Finds words in what a viewer shows: counted in the background, gone to one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, Signal

from workbench.evidence.finding.counting import Counted, count_in, cut_runs
from workbench.evidence.finding.hits import Hit, make_needle
from workbench.evidence.finding.read_pages import fill_read_pages
from workbench.ui.tasks import Tasks
from workbench.ui.viewers.searchable import Found, Searchable, Spot

Round = Literal["", "top", "bottom"]
"""Where the search went on after it had come to an end of what is shown."""


class Finder(QObject):
    """One search at a time, in one `Searchable`."""

    changed = Signal()
    """What is known of the hits, or the current one, is another."""
    jumped = Signal(object)
    """The reader was taken to a hit; carries its `Place`."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._ground: Searchable | None = None
        self._needle = make_needle("")
        self._search = 0
        """The number of the search whose answers are awaited."""
        self._texts: Sequence[str] | None = None
        self._counts: list[int | None] = []
        self._hits: dict[int, tuple[Hit, ...]] = {}
        self._start = (0, 0)
        self._first: Spot | None = None
        """The first hit after the place where the reader was."""
        self._wanted: Spot | None = None
        """The very hit to go to first."""
        self._pending = 0
        """The step to go as soon as it is known where it leads."""
        self.current: Spot | None = None
        self.went_round: Round = ""

    # --- what is known

    @property
    def words(self) -> str:
        """What is searched for, as typed."""
        return self._needle.words

    @property
    def is_complete(self) -> bool:
        """Whether every passage has been searched."""
        return self._texts is not None and None not in self._counts

    @property
    def is_empty(self) -> bool:
        """True where there are no words to be searched."""
        return self._texts is not None and not any(text.strip() for text in self._texts)

    @property
    def count(self) -> int:
        """How many hits are known."""
        return sum(count or 0 for count in self._counts)

    @property
    def ordinal(self) -> int:
        """The number of the current hit among all, from 1; 0 while there is none."""
        if self.current is None:
            return 0
        before = sum(count or 0 for count in self._counts[: self.current.passage])
        return before + self.current.number + 1

    # --- verbs

    def turn_to(self, ground: Searchable | None) -> None:
        """Search in what is shown now; the reader stays where he is."""
        if self._ground is not None:
            self._ground.show_found(None)
            self._ground.texts_changed.disconnect(self._search_again)
            self._ground.counted.disconnect(self._correct)
        self._ground, self._wanted = ground, None
        if ground is not None:
            ground.texts_changed.connect(self._search_again)
            ground.counted.connect(self._correct)
        self._search_again()

    def begin(self) -> None:
        """Let the place where the reader is now be the one that hits are looked for from."""
        if self._ground is not None:
            self._start = self._ground.find_start()

    def find(self, words: str, *, goes: bool = True) -> None:
        """Search for these words, and go to the first of them from where the reader began."""
        self._needle = make_needle(words)
        self._run(pending=1 if goes else 0)

    def find_spot(self, words: str, spot: Spot) -> None:
        """Search for these words, and go to that hit."""
        self._needle = make_needle(words)
        self._start = (spot.passage, 0)
        self._run(pending=1, wanted=spot)

    def go_on(self, step: int) -> None:
        """To the next hit (1) or the one before (-1), round at the ends."""
        self.went_round = ""
        self._pending = step
        self._go_if_known()
        if self.current is not None:  # words typed from now on are looked for from here
            self._start = (self.current.passage, 0)
        self._tell()

    def end(self) -> None:
        """Search no more, and light nothing."""
        self._search += 1
        self._pending, self._wanted = 0, None
        self._needle = make_needle("")
        self._counts, self._hits, self.current = [], {}, None
        self.went_round = ""
        if self._ground is not None:
            self._ground.show_found(None)

    # --- searching

    def _search_again(self) -> None:
        """In other texts: nothing is gone to, but the very hit that was asked for."""
        if self._wanted is not None:
            self._run(pending=1, wanted=self._wanted)
            return
        if self._ground is not None and self._needle:
            self._start = self._ground.find_start()
        self._run(pending=0)

    def _run(self, *, pending: int, wanted: Spot | None = None) -> None:
        self._search += 1
        self.current, self.went_round = None, ""
        self._pending, self._wanted = pending, wanted
        self._texts, self._counts, self._hits, self._first = None, [], {}, None
        ground = self._ground
        texts = ground.list_texts() if ground is not None else ()
        if ground is None or not self._needle or texts is None:
            self._tell()
            return
        if ground.path is None:
            self._begin_counting(self._search, texts)
        else:
            self._tasks.run(
                partial(fill_read_pages, ground.path, tuple(texts)),
                partial(self._begin_counting, self._search),
            )
            self._tell()

    def _begin_counting(self, search: int, texts: Sequence[str]) -> None:
        if search != self._search:
            return
        self._texts = texts
        self._counts = [None] * len(texts)
        self._count_next(search, cut_runs(texts, min(self._start[0], max(len(texts) - 1, 0))))
        self._tell()

    def _count_next(self, search: int, runs: Iterator[list[int]]) -> None:
        run = next(runs, None)
        ground = self._ground
        if run is None or ground is None or self._texts is None:
            self._go_if_known()
            return
        self._tasks.run(
            partial(
                count_in,
                self._texts,
                run,
                self._needle,
                start=self._start,
                wants_hits=ground.wants_hits,
            ),
            partial(self._keep, search, runs),
        )

    def _keep(self, search: int, runs: Iterator[list[int]], found: list[Counted]) -> None:
        if search != self._search:
            return
        for one in found:
            self._counts[one.passage] = one.count
            if one.hits:
                self._hits[one.passage] = one.hits
            if one.passage == self._start[0]:
                self._first = Spot(one.passage, one.before)
                if self._wanted is not None and one.count:
                    number = min(self._wanted.number, one.count - 1)
                    self._first, self._wanted = Spot(one.passage, number), None
        self._go_if_known()
        self._count_next(search, runs)
        self._tell()

    def _correct(self, passage: int, count: int) -> None:
        """Looked at closely, a passage has another number of hits than its text told."""
        if passage >= len(self._counts) or self._counts[passage] in {None, count}:
            return
        self._counts[passage] = count
        if self.current is not None and self.current.passage == passage:
            self.current = Spot(passage, max(0, min(self.current.number, count - 1)))
        self.changed.emit()

    # --- going

    def _go_if_known(self) -> None:
        """Take the step that is wanted, unless passages on the way are still to be searched."""
        if not self._pending or not self._counts or self._ground is None:
            return
        step = self._pending
        begin = self._find_begin(step)
        if begin is None:
            return
        spot = begin
        for _ in range(len(self._counts) + 1):
            count = self._counts[spot.passage]
            if count is None:
                return
            if 0 <= spot.number < count:
                self._pending = 0
                self._go(spot, begin, step)
                return
            spot = self._enter(spot.passage + step, step)
        self._pending = 0

    def _find_begin(self, step: int) -> Spot | None:
        """Where to look first: beside the current hit, or where the reader was."""
        if self.current is not None:
            return Spot(self.current.passage, self.current.number + step)
        if self._first is None or step > 0:
            return self._first
        return Spot(self._first.passage, self._first.number - 1)

    def _enter(self, passage: int, step: int) -> Spot:
        """The near end of that passage, round after the last; -1 where it is not counted yet."""
        passage %= len(self._counts)
        return Spot(passage, 0 if step > 0 else (self._counts[passage] or 0) - 1)

    def _go(self, spot: Spot, begin: Spot, step: int) -> None:
        is_round = spot < begin if step > 0 else spot > begin
        self.went_round = ("top" if step > 0 else "bottom") if is_round else ""
        self.current = spot
        if self._ground is not None:
            self._ground.show_found(self._found())
            self._ground.go_to(spot)
            self.jumped.emit(self._ground.find_place(spot))

    def _found(self) -> Found:
        return Found(needle=self._needle, current=self.current, hits=self._hits)

    def _tell(self) -> None:
        if self._ground is not None:
            self._ground.show_found(self._found() if self._needle else None)
        self.changed.emit()
