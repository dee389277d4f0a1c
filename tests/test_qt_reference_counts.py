"""PySide6 6.12.0 on Python 3.11 stole a reference to None at every Qt call that returns nothing."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_qt_calls_that_return_nothing_leave_the_count_of_none_alone() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(5000):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < 1000
