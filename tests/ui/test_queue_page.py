"""The queue: sorted, narrowed, and told apart by assessor and clash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot
from sqlite_utils import Database

from workbench.store.store import Store, open_store
from workbench.store.submissions import SubmissionRow, write_submission
from workbench.ui.queue.due_dates import NONE, DueDialog, read_due
from workbench.ui.queue.model import CLASH, COLUMNS, QueueModel
from workbench.ui.queue.page import QueuePage


def build_row(number: int, **changes: object) -> SubmissionRow:
    values: dict[str, object] = {
        "id": f"urn:uuid:{number}",
        "actor": "me",
        "attempt": 1,
        "practitioner_key": f"K{number}",
        "credential_title": "A Small Credential",
        "rubric": "r",
        "bundle_path": f"{number}.zip",
        "manifest": "f" * 64,
        "opened_at": f"2026-11-{number:02}T10:40:00Z",
        "judged": number,
        "total": 20,
        **changes,
    }
    return SubmissionRow(**values)  # type: ignore[arg-type] # as named


def list_keys(model: QueueModel) -> list[str]:
    return [row.practitioner_key for row in model.rows]


def test_rows_are_sorted_by_what_they_mean_and_not_by_how_it_is_written() -> None:
    model = QueueModel()
    model.replace((build_row(2), build_row(10), build_row(1)), frozenset())
    assert list_keys(model) == ["K10", "K2", "K1"], "the one opened last comes first"
    judged = [heading for heading, *_ in COLUMNS].index("Judged")
    model.sort(judged, Qt.SortOrder.AscendingOrder)
    assert list_keys(model) == ["K1", "K2", "K10"]


def test_the_due_date_is_shown_sorted_and_marked_once_it_has_passed() -> None:
    model = QueueModel()
    rows = (build_row(1), build_row(2), build_row(3), build_row(4, state="finished"))
    long_ago = date(2001, 2, 3)
    dues = {rows[0].id: date(2999, 1, 1), rows[2].id: long_ago, rows[3].id: long_ago}
    model.replace(rows, frozenset(), {}, dues)
    due = [heading for heading, *_ in COLUMNS].index("Due")
    model.sort(due, Qt.SortOrder.AscendingOrder)
    assert list_keys(model) == ["K3", "K4", "K1", "K2"], "what has no date comes last"
    shown = [model.data(model.index(number, due)) for number in range(4)]
    assert shown == ["▲ 03 Feb 2001", "03 Feb 2001", "01 Jan 2999", "–"]


def test_the_assessor_sets_and_takes_away_a_due_date(
    store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.note_submission(build_row(1)).result()
    page = QueuePage(store, "me")
    qtbot.addWidget(page)
    page.show()
    table = page.findChild(QTableView, "queue")
    button = page.findChild(QPushButton, "dueDateOfRow")
    assert isinstance(table, QTableView)
    assert isinstance(button, QPushButton)
    assert not button.isEnabled()
    table.selectRow(0)
    assert button.isEnabled()

    def choose(dialog: DueDialog) -> int:
        field = dialog.findChild(QDateEdit, "dueDate")
        assert isinstance(field, QDateEdit)
        field.setDate(QDate(2999, 5, 6))
        return DueDialog.DialogCode.Accepted

    monkeypatch.setattr(DueDialog, "exec", choose)
    button.click()
    assert "06 May 2999" in list_shown(table)
    monkeypatch.setattr(DueDialog, "exec", lambda _dialog: NONE)
    button.click()
    assert "06 May 2999" not in list_shown(table)
    assert read_due(store, build_row(1)) is None


def list_shown(table: QTableView) -> list[object]:
    model = table.model()
    return [model.data(model.index(0, column)) for column in range(model.columnCount())]


def test_all_words_of_the_filter_have_to_stand_in_a_row() -> None:
    model = QueueModel()
    model.replace((build_row(1), build_row(2, credential_title="Another")), frozenset())
    model.narrow("k another")
    assert list_keys(model) == ["K2"]
    model.narrow("nothing of it")
    assert list_keys(model) == []
    model.narrow("")
    assert len(model.rows) == 2


def test_a_clash_is_a_state_of_its_own() -> None:
    model = QueueModel()
    model.replace((build_row(1), build_row(2)), frozenset({"urn:uuid:2"}))
    state = [heading for heading, *_ in COLUMNS].index("State")
    model.sort(state, Qt.SortOrder.DescendingOrder)
    assert model.data(model.index(0, state)) == CLASH
    assert list_keys(model)[0] == "K2"
    model.narrow("clash")
    assert list_keys(model) == ["K2"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "desk")) as opened:
        yield opened


def test_two_thousand_rows_are_read_narrowed_and_chosen_by_keyboard(
    store: Store, qtbot: QtBot
) -> None:
    rows = [
        build_row(1, id=f"s{number}", practitioner_key=f"K{number:04}") for number in range(2000)
    ]

    def note_all(database: Database) -> None:
        for row in rows:
            write_submission(database, row)

    store._write(note_all).result()  # in one commit
    store.note_submission(build_row(1, id="other", actor="somebody else"))
    page = QueuePage(store, "me")
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    table, field = page.findChild(QTableView, "queue"), page.findChild(QLineEdit, "queueFilter")
    assert isinstance(table, QTableView)
    assert isinstance(field, QLineEdit)
    assert table.model().rowCount() == 2000
    field.setText("k1234")
    assert table.model().rowCount() == 1
    table.setCurrentIndex(table.model().index(0, 0))
    with qtbot.waitSignal(page.chosen) as chosen:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert chosen.args == [Path("1.zip")]


def test_what_became_of_the_report_stands_in_place_of_the_state() -> None:
    model = QueueModel()
    model.replace((build_row(1), build_row(2)), frozenset(), {"urn:uuid:2": "Report superseded"})
    model.narrow("superseded")
    assert [row.id for row in model.rows] == ["urn:uuid:2"]
