"""Faults of the world while the assessor works in the real window.

Each is told in a sentence, work goes on in memory under a warning that stays, and everything is
written once when it can be.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.builders import build_bundle
from tests.keyboard import press, type_words
from tests.small_disk import fill, small_disk
from tests.store.faults import immutable
from workbench.app import open_session
from workbench.store import store as store_module
from workbench.store.event_rows import Row, insert_rows
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.save_warning import SaveWarning
from workbench.ui.session import Session
from workbench.ui.settings import data
from workbench.ui.settings.data import DataPage
from workbench.ui.settings.window_verbs import WindowVerbs
from workbench.ui.start.next_start import Start
from workbench.ui.windowless.headless import open_and_inspect
from workbench.ui.windowless.waiting import wait_until

if TYPE_CHECKING:
    from sqlite_utils import Database

Opener = Callable[..., MainWindow]
MOST_CHANGES = 200
WORDS = "The minutes say so, and so did everybody there."


@pytest.fixture
def small_home(tmp_path: Path) -> Iterator[Path]:
    """The data folder is a real file system of two megabytes; asked for before the window."""
    with small_disk(tmp_path / "home", 2048) as place:
        yield place


def read_warning(window: MainWindow) -> str:
    """What the warning says; empty while it is out of sight."""
    warning = window.findChild(SaveWarning)
    assert isinstance(warning, SaveWarning)
    label = warning.findChild(QLabel, "saveWarningWords")
    assert isinstance(label, QLabel)
    return label.text() if warning.isVisible() else ""


def work_through(
    fault: AbstractContextManager[object], window: MainWindow, qtbot: QtBot, *, said: str
) -> None:
    """Judge and write under the fault, walk on, and see all of it stored once it is over."""
    session = window.session
    session.show("1a")
    press(window, "2")
    qtbot.waitUntil(lambda: session.journal.is_saved)
    with fault:
        judge_until_refused(window)
        press(window, "e")
        type_words(WORDS)
        qtbot.waitUntil(lambda: said in read_warning(window))
        press(window, Qt.Key.Key_Escape)
        session.show("1b")
        press(window, "2")
        qtbot.waitUntil(lambda: len(session.outbox.waiting) >= 3)
        assert session.review.judgment("1a").rationale == WORDS
        assert session.review.judgment("1b").level == "proficient"
        assert "Your words are in this window" in read_warning(window)
        session.outbox.send_again()
        qtbot.waitUntil(lambda: said in read_warning(window))
    session.outbox.send_again()
    qtbot.waitUntil(lambda: not read_warning(window), timeout=10_000)
    assert_stored_once(session)


def judge_until_refused(window: MainWindow) -> None:
    """Change one's mind until a write fails: even a full disk leaves room in the file's pages."""
    outbox = window.session.outbox
    for count in range(MOST_CHANGES):
        press(window, "12"[count % 2])
        wait_until(lambda: not outbox.waiting or bool(outbox.trouble), "an answer of the store")
        if outbox.trouble:
            return


def assert_stored_once(session: Session) -> None:
    """The store holds exactly what the window shows."""
    stored = [event.id for event in session.store.read_events(session.submission.id)]
    assert len(stored) == len(set(stored))
    assert set(stored) == {event.id for event in session.journal.events}


def test_a_full_disk_is_told_and_what_was_judged_meanwhile_is_written_once_there_is_room(
    small_home: Path, tmp_path: Path, opener: Opener, qtbot: QtBot
) -> None:
    window = opener(build_bundle(tmp_path))
    work_through(fill(small_home), window, qtbot, said="the disk is full")


def test_a_file_that_is_write_protected_meanwhile_is_told_and_written_later(
    tmp_path: Path, opener: Opener, qtbot: QtBot
) -> None:
    window = opener(build_bundle(tmp_path))
    work_through(immutable(window.session.store.path), window, qtbot, said="Not saved.")


@pytest.mark.skipif(os.name == "nt", reason="open files cannot be moved on Windows")
def test_a_folder_that_vanished_is_told_and_written_once_it_is_back(
    tmp_path: Path, opener: Opener, qtbot: QtBot
) -> None:
    window = opener(build_bundle(tmp_path))
    work_through(vanished(window.session.store.folder), window, qtbot, said="put it back")


@contextmanager
def vanished(folder: Path) -> Iterator[None]:
    """The folder is elsewhere meanwhile, as when a stick is pulled or a drive is not there."""
    away = folder.rename(folder.with_name("pulled-out"))
    yield
    away.rename(folder)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_BUSY, "another program holds the file"),
        (sqlite3.SQLITE_IOERR_WRITE, "the disk did not take it"),
        (sqlite3.SQLITE_IOERR_LOCK, "the disk did not take it"),
        (sqlite3.SQLITE_CANTOPEN, "no file can be made in its folder"),
        (sqlite3.SQLITE_READONLY, "write-protected"),
        (sqlite3.SQLITE_PERM, "write-protected"),
        (sqlite3.SQLITE_FULL, "the disk is full"),
    ],
)
def test_a_locked_file_and_whatever_else_a_disk_answers_is_told_and_written_later(
    code: int,
    said: str,
    tmp_path: Path,
    opener: Opener,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = opener(build_bundle(tmp_path))
    work_through(refusing(code, monkeypatch), window, qtbot, said=said)


@contextmanager
def refusing(code: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """SQLite answers every event with that code meanwhile."""

    def refuse(_database: Database, _rows: Iterable[Row]) -> None:
        error = sqlite3.OperationalError("reason")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(store_module, "insert_rows", refuse)
    yield
    monkeypatch.setattr(store_module, "insert_rows", insert_rows)


def test_a_synced_folder_is_told_on_the_first_page_and_work_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication
) -> None:
    monkeypatch.setenv("WORKBENCH_HOME", str(tmp_path / "Dropbox" / "desk"))
    bundle = build_bundle(tmp_path)
    with open_session("Test assessor") as session:
        window = MainWindow(session, Look(qapp, session.store, "light"))
        qtbot.addWidget(window)
        window.show()
        assert "Dropbox keeps in step" in read_notice(window)
        open_and_inspect(session, bundle)
        session.show("1a")
        window.review.judgment.choose(2)
        qtbot.waitUntil(lambda: session.journal.is_saved)
        assert_stored_once(session)
        window.show_queue()
        assert "Dropbox keeps in step" in read_notice(window), "it stays"
        window.close()


def test_a_write_protected_folder_is_told_at_the_start_and_judgments_can_be_read_and_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication
) -> None:
    bundle = build_bundle(tmp_path)
    with open_session("Test assessor") as session:
        open_and_inspect(session, bundle)
        window = MainWindow(session, Look(qapp, session.store, "light"))
        session.show("1a")
        window.review.judgment.choose(2)
        window.close()
        folder = session.store.folder
    with immutable(folder), open_session("Test assessor") as session:
        window = MainWindow(session, Look(qapp, session.store, "light"))
        qtbot.addWidget(window)
        window.show()
        assert "write-protected" in read_notice(window)
        open_and_inspect(session, bundle)
        window.review.judgment.choose(1)
        assert session.review.judgment("1a").level == "proficient"
        assert not session.can_write
        monkeypatch.setattr(data, "is_folder_given", lambda: False)
        monkeypatch.setattr(data, "ask_new_folder", lambda *_: True)
        starts: list[Start] = []
        page = DataPage(WindowVerbs(session=session, start_again=starts.append, tell_player=print))
        qtbot.addWidget(page)
        move, backup = (page.findChild(QPushButton, name) for name in ("moveFolder", "backUpNow"))
        assert move is not None
        assert backup is not None
        assert (move.isEnabled(), backup.isEnabled()) == (True, False)
        page.move_to(tmp_path / "elsewhere")
        assert [start.folder for start in starts] == [tmp_path / "elsewhere"]
        window.close()


def read_notice(window: MainWindow) -> str:
    """What stands above the list of submissions."""
    notice = window.findChild(QLabel, "queueNotice")
    assert isinstance(notice, QLabel)
    return "" if notice.isHidden() else notice.text()
