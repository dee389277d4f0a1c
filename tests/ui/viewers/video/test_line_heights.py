"""Long lists of captions: what shows is right at once, all else soon, and nothing jumps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from workbench.evidence.captions import Caption
from workbench.ui.viewers.video.captions import CaptionList

MANY = 3000
SHORT = "What was agreed at the meeting."


@pytest.fixture
def listed(qtbot: QtBot) -> Iterator[CaptionList]:
    view = CaptionList()
    qtbot.addWidget(view)
    view.resize(260, 500)
    view.show()
    view.show_lines([say_line(number) for number in range(MANY)])
    yield view
    view.close()


def say_line(number: int) -> Caption:
    """Of narrow letters, so that a guess is too high, or of wide ones, so that it is too low."""
    words = "illicit little titles " if number % 2 else "WWW MMMM WOMMW "
    return Caption(start=float(number), end=number + 0.9, text=words * 8)


def is_measured(view: CaptionList, row: int) -> bool:
    item = view.item(row)
    return item.sizeHint() == view._delegate.measure(item)


def test_the_lines_on_screen_are_measured_at_once(listed: CaptionList) -> None:
    listed.follow(2000.5)
    room = listed.viewport().rect()
    shown = [n for n in range(MANY) if room.intersects(listed.visualItemRect(listed.item(n)))]
    assert 2000 in shown
    assert all(is_measured(listed, row) for row in shown)
    assert not all(is_measured(listed, row) for row in range(MANY))


def test_all_are_measured_soon_and_what_is_on_screen_stays_where_it_is(
    listed: CaptionList, qtbot: QtBot
) -> None:
    listed.follow(2000.5)

    top = listed.itemAt(QPoint(1, 1))
    assert top is not None
    before = listed.visualItemRect(top).top()
    qtbot.waitUntil(lambda: all(is_measured(listed, row) for row in range(MANY)), timeout=20_000)
    assert listed.visualItemRect(top).top() == before
    spoken = listed.item(MANY - 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("0:49:59, illicit")


def test_another_width_measures_anew(listed: CaptionList, qtbot: QtBot) -> None:
    listed.show_lines([Caption(start=0.0, end=1.0, text=SHORT * 3)])
    narrow = listed.visualItemRect(listed.item(0)).height()
    listed.resize(700, 500)
    qtbot.waitUntil(lambda: listed.visualItemRect(listed.item(0)).height() < narrow)
