"""A column that is filled again shows the new words and makes few widgets anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from workbench.ui.reused_column import ReusedColumn


@pytest.fixture
def column(qtbot: QtBot) -> Iterator[ReusedColumn]:
    body = QWidget()
    qtbot.addWidget(body)
    column = ReusedColumn(gap=4)
    body.setLayout(column)
    body.show()
    yield column
    body.close()


def say(column: ReusedColumn, *words: str) -> list[QLabel]:
    with column.filling():
        return [column.say(word) for word in words]


def find_body(column: ReusedColumn) -> QWidget:
    body = column.parentWidget()
    assert body is not None
    return body


def read(column: ReusedColumn) -> list[str]:
    """The words from the top down."""
    labels = find_body(column).findChildren(QLabel)
    shown = [label for label in labels if label.isVisible()]
    return [label.text() for label in sorted(shown, key=column.indexOf)]


def test_labels_are_given_other_words(column: ReusedColumn) -> None:
    first = say(column, "one", "two", "three")
    second = say(column, "four", "five")
    assert second == first[:2]
    assert read(column) == ["four", "five"]


def test_what_was_left_over_is_used_when_it_is_wanted(column: ReusedColumn) -> None:
    first = say(column, "one", "two", "three")
    say(column, "four")
    assert set(say(column, "five", "six", "seven")) == set(first)
    assert read(column) == ["five", "six", "seven"]


def test_what_stands_between_comes_where_it_belongs(column: ReusedColumn) -> None:
    say(column, "one", "two")
    with column.filling():
        column.say("three")
        column.put(QLabel("between"))
        column.say("four")
    assert read(column) == ["three", "between", "four"]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    say(column, "five")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [x for x in find_body(column).findChildren(QLabel) if x.text() == "between"]


def test_tab_leads_down_the_column(column: ReusedColumn, qtbot: QtBot) -> None:
    window = find_body(column)
    with column.filling():
        column.reuse("b", lambda: QPushButton("first"))
        column.reuse("b", lambda: QPushButton("last"))
    with column.filling():
        first = column.reuse("b", lambda: QPushButton("first"))
        between = column.put(QPushButton("between"))
        column.reuse("b", lambda: QPushButton("last"))
    qtbot.waitActive(window)
    first.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is between
