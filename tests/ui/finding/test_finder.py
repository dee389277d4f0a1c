"""Going from hit to hit, over passages that are counted in the background."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.assessment.locator import Place, Span
from workbench.ui.finding.finder import Finder
from workbench.ui.tasks import Tasks
from workbench.ui.viewers.searchable import Found, Searchable, Spot


class Ground(Searchable):
    """Passages that remember where somebody was taken."""

    def __init__(self, *texts: str, start: tuple[int, int] = (0, 0)) -> None:
        super().__init__()
        self.texts: Sequence[str] | None = texts
        self.start = start
        self.gone: list[Spot] = []
        self.lit = 0
        """How often hits were lit since they were last put out."""

    def list_texts(self) -> Sequence[str] | None:
        return self.texts

    def find_start(self) -> tuple[int, int]:
        return self.start

    def show_found(self, found: Found | None) -> None:
        self.lit = self.lit + 1 if found is not None else 0

    def go_to(self, spot: Spot) -> None:
        self.gone.append(spot)

    def find_place(self, spot: Spot) -> Place:
        return Place(page=Span(spot.passage + 1, spot.passage + 1))


@pytest.fixture
def finder(qapp: QApplication) -> Iterator[Finder]:
    tasks = Tasks(qapp, threads=1)
    yield Finder(tasks)
    tasks.close()


def search(finder: Finder, ground: Ground, words: str, qtbot: QtBot) -> None:
    """Turn there, search, and wait until all is counted."""
    finder.turn_to(ground)
    finder.begin()
    finder.find(words)
    qtbot.waitUntil(lambda: finder.is_complete, timeout=5_000)


def test_the_first_hit_from_where_the_reader_is_is_gone_to(finder: Finder, qtbot: QtBot) -> None:
    ground = Ground("a norm", "nothing", "norm and norm", start=(1, 0))
    search(finder, ground, "norm", qtbot)
    assert ground.gone == [Spot(2, 0)]
    assert (finder.ordinal, finder.count) == (2, 3)
    assert finder.went_round == ""


def test_hits_before_the_reader_on_the_same_passage_are_passed_over(
    finder: Finder, qtbot: QtBot
) -> None:
    ground = Ground("norm norm norm", start=(0, 6))
    search(finder, ground, "norm", qtbot)
    assert ground.gone == [Spot(0, 2)]
    assert finder.ordinal == 3


def test_after_the_last_hit_it_goes_on_from_the_first_and_says_so(
    finder: Finder, qtbot: QtBot
) -> None:
    ground = Ground("norm", "norm")
    search(finder, ground, "norm", qtbot)
    finder.go_on(1)
    assert (finder.ordinal, finder.went_round) == (2, "")
    finder.go_on(1)
    assert (finder.ordinal, finder.went_round) == (1, "top")
    finder.go_on(-1)
    assert (finder.ordinal, finder.went_round) == (2, "bottom")
    finder.go_on(-1)
    assert (finder.ordinal, finder.went_round) == (1, "")


def test_a_single_hit_is_gone_to_again_round(finder: Finder, qtbot: QtBot) -> None:
    ground = Ground("one", "the norm", "two")
    search(finder, ground, "norm", qtbot)
    finder.go_on(1)
    assert ground.gone == [Spot(1, 0)] * 2
    assert finder.went_round == "top"


def test_what_is_not_there_goes_nowhere(finder: Finder, qtbot: QtBot) -> None:
    ground = Ground("one", "two")
    search(finder, ground, "three", qtbot)
    finder.go_on(1)
    assert ground.gone == []
    assert (finder.count, finder.ordinal) == (0, 0)


def test_words_typed_further_are_looked_for_from_the_same_place(
    finder: Finder, qtbot: QtBot
) -> None:
    ground = Ground("no", "nor", "norms", start=(0, 0))
    search(finder, ground, "no", qtbot)
    assert ground.gone[-1] == Spot(0, 0)
    for words, passage in (("nor", 1), ("norm", 2), ("no", 0)):
        finder.find(words)
        qtbot.waitUntil(lambda: finder.is_complete, timeout=5_000)
        assert ground.gone[-1] == Spot(passage, 0), words


def test_texts_that_come_later_are_searched_and_the_reader_stays(
    finder: Finder, qtbot: QtBot
) -> None:
    ground = Ground()
    ground.texts = None
    finder.turn_to(ground)
    finder.find("norm")
    assert not finder.is_complete
    ground.texts = ("a norm",)
    ground.texts_changed.emit()
    qtbot.waitUntil(lambda: finder.is_complete, timeout=5_000)
    assert finder.count == 1
    assert ground.gone == []
    finder.go_on(1)
    assert ground.gone == [Spot(0, 0)]


def test_a_step_asked_for_too_early_is_taken_as_soon_as_it_is_known(
    finder: Finder, qtbot: QtBot
) -> None:
    ground = Ground("one", "the norm")
    finder.turn_to(ground)
    finder.find("norm", goes=False)
    finder.go_on(-1)
    qtbot.waitUntil(lambda: ground.gone == [Spot(1, 0)], timeout=5_000)


def test_a_passage_looked_at_closely_may_have_fewer_hits(finder: Finder, qtbot: QtBot) -> None:
    ground = Ground("norm norm", "norm")
    search(finder, ground, "norm", qtbot)
    finder.go_on(1)
    ground.counted.emit(0, 1)
    assert (finder.ordinal, finder.count) == (1, 2)


def test_what_is_left_is_lit_no_longer(finder: Finder, qtbot: QtBot) -> None:
    first, second = Ground("norm"), Ground("norm", "norm")
    search(finder, first, "norm", qtbot)
    assert first.lit
    finder.turn_to(second)
    qtbot.waitUntil(lambda: finder.is_complete, timeout=5_000)
    assert not first.lit
    assert second.lit
    assert (finder.count, finder.ordinal) == (2, 0)
    finder.end()
    assert not second.lit


def test_a_very_hit_can_be_asked_for(finder: Finder, qtbot: QtBot) -> None:
    ground = Ground("norm", "norm norm norm")
    finder.turn_to(ground)
    finder.find_spot("norm", Spot(1, 2))
    qtbot.waitUntil(lambda: finder.is_complete, timeout=5_000)
    assert ground.gone == [Spot(1, 2)]
    assert finder.ordinal == 4


def test_the_reader_is_told_of_by_place(finder: Finder, qtbot: QtBot) -> None:
    ground = Ground("one", "norm")
    with qtbot.waitSignal(finder.jumped, timeout=5_000) as told:
        search(finder, ground, "norm", qtbot)
    assert told.args == [Place(page=Span(2, 2))]
