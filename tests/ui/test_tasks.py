from __future__ import annotations

from collections.abc import Iterator

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
