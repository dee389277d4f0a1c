"""The title of the credential can be read at every size of text and width of the window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QStandardItemModel
from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from workbench.ui.queue.table import LEAST_LETTERS, WIDE, QueueTable


@pytest.fixture
def table(qtbot: QtBot) -> QueueTable:
    table = QueueTable()
    qtbot.addWidget(table)
    model = QStandardItemModel(1, 4, table)
    model.setHorizontalHeaderLabels(["Practitioner", "Credential", "Decision", "Last opened"])
    table.setModel(model)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.resize(900, 300)
    table.show()
    table.fit()
    return table


def test_the_wide_column_takes_what_the_others_leave(table: QueueTable) -> None:
    header = table.horizontalHeader()
    assert header.length() == table.viewport().width()
    table.resize(1200, 300)
    assert header.length() == table.viewport().width()


def test_it_never_gets_too_narrow_to_be_read(table: QueueTable) -> None:
    rows = table.rowHeight(0)
    font = QFont(table.font())
    font.setPixelSize(40)
    table.setFont(font)
    table.resize(500, 300)
    least = LEAST_LETTERS * table.fontMetrics().averageCharWidth()
    assert table.columnWidth(WIDE) == least
    assert table.horizontalHeader().length() > table.viewport().width()
    assert table.rowHeight(0) > rows
