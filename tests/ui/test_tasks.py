from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from workbench.ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    del qtbot
    made = Tasks(threads=1)
    yield made
    made.close()


def wait_for(tasks: Tasks, qtbot: QtBot) -> None:
    """Until what was asked before was answered: one thread answers in order."""
    told: list[int] = []
    tasks.run(lambda: 1, told.append)
    qtbot.waitUntil(lambda: bool(told))


def test_an_answer_for_a_dialog_that_is_gone_is_told_to_nobody(tasks: Tasks, qtbot: QtBot) -> None:
    label = QLabel()
    delete(label)
    tasks.run(lambda: "late", label.setText)
    tasks.run(lambda: 1 / 0, print, lambda error: label.setText(str(error)))
    wait_for(tasks, qtbot)


def test_any_other_fault_of_the_answer_is_raised(tasks: Tasks, qtbot: QtBot) -> None:
    def fail(_answer: int) -> None:
        message = "a fault of ours"
        raise RuntimeError(message)

    with qtbot.captureExceptions() as caught:
        tasks.run(lambda: 1, fail)
        wait_for(tasks, qtbot)
    assert [str(value) for _kind, value, _trace in caught] == ["a fault of ours"]


class Held:
    """Notes the thread on which the last one lets go of it."""

    def __init__(self, threads: list[str], told: list[int]) -> None:
        self._threads, self._told = threads, told

    def __del__(self) -> None:
        self._threads.append(threading.current_thread().name)

    def take(self, answer: int) -> None:
        self._told.append(answer)


def test_what_a_job_holds_is_let_go_on_the_thread_that_asked(tasks: Tasks, qtbot: QtBot) -> None:
    threads: list[str] = []
    told: list[int] = []
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns at any point
    try:
        for number in range(300):
            tasks.run(partial(int, number), Held(threads, told).take)
        qtbot.waitUntil(lambda: len(told) == 300)
    finally:
        sys.setswitchinterval(interval)
    wait_for(tasks, qtbot)
    assert set(threads) == {threading.main_thread().name}
