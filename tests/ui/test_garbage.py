"""Qt objects in cycles are never destroyed by a thread that is not theirs."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.ui.garbage import OVERDUE, GarbageCollector, find_due


class Cyclic(QObject):
    """Holds itself, as widgets with closures do."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_garbage_of_this_thread_is_left_alone_by_others_and_collected_here(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector = GarbageCollector(qapp)
    ended_on: list[int] = []
    weakref.finalize(Cyclic(), lambda: ended_on.append(threading.get_ident()))
    worker = threading.Thread(target=allocate_much)
    worker.start()
    worker.join()
    assert not ended_on
    monkeypatch.setattr(gc, "get_count", lambda: (10_000, 100, 100))
    qtbot.waitUntil(lambda: bool(ended_on), timeout=5_000)
    assert ended_on == [threading.get_ident()]
    collector.deleteLater()


def test_the_oldest_generation_waits_for_a_rest_unless_it_waits_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _young, middle, oldest = gc.get_threshold()
    counts = [0, 0, 0]
    monkeypatch.setattr(gc, "get_count", lambda: tuple(counts))
    assert find_due(is_at_rest=True) is None
    counts[1:] = [middle + 1, oldest + 1]
    assert find_due(is_at_rest=False) == 1
    assert find_due(is_at_rest=True) == 2
    counts[2] = oldest * OVERDUE
    assert find_due(is_at_rest=False) == 2


def allocate_much() -> None:
    """More than enough for Python to collect on this thread, if it were allowed to."""
    for _ in range(50):
        assert [[number] for number in range(20_000)]
