"""*Saved* is always true, undo survives a restart, and failed writes keep the words."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from tests.builders import build_bundle
from tests.keyboard import press, type_words
from workbench.app import open_session
from workbench.assessment import recording
from workbench.assessment.judgment import Judgment
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.outbox import Outbox
from workbench.ui.save_warning import SaveWarning
from workbench.ui.session import Session
from workbench.ui.windowless.headless import open_and_inspect
from workbench.ui.windowless.waiting import wait_until

Opener = Callable[..., MainWindow]
CONTROL = Qt.KeyboardModifier.ControlModifier


def read_saved(window: MainWindow) -> str:
    label = window.findChild(QLabel, "saved")
    assert isinstance(label, QLabel)
    return label.text()


def test_saved_is_not_said_while_a_letter_is_on_its_way(
    opener: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opener(build_bundle(tmp_path))
    qtbot.waitUntil(lambda: "● Saved" in read_saved(window))
    window.session.show("1a")
    qtbot.waitUntil(lambda: "● Saved" in read_saved(window))
    press(window, "e")
    type_words("x")
    assert "Saving" in read_saved(window)
    qtbot.waitUntil(lambda: "● Saved" in read_saved(window))
    assert window.session.store.read_events()[-1].body["rationale"] == "x"


def test_undo_and_redo_go_on_after_the_program_was_started_again(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    bundle = build_bundle(tmp_path)
    with open_session("Test assessor") as first:
        open_and_inspect(first, bundle)
        window = MainWindow(first, Look(qapp, first.store, "light"))
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        with qtbot.waitSignal(first.opened):
            window.open_bundle(bundle)
        first.show("1a")
        press(window, "1")
        press(window, "2")
        first.show("1b")
        press(window, "2")
        window.close()
    with open_session("Test assessor") as second:
        window = MainWindow(second, Look(qapp, second.store, "light"))
        with qtbot.waitExposed(window):
            window.show()
        with qtbot.waitSignal(second.opened):
            window.open_bundle(bundle)
        window.activateWindow()
        count = second.review.count
        for level in (None, None):
            press(window, "Z", CONTROL)
            assert second.review.judgment("1b").level == level
        assert second.target == "1a"
        assert second.review.judgment("1a").level == "not-yet"
        press(window, "Y", CONTROL)
        assert second.review.judgment("1a").level == "proficient"
        assert second.review.count == count + 3, "undoing adds events and deletes none"
        window.close()


def list_lost(session: Session) -> set[str]:
    stored = {event.id for event in session.store.read_events()}
    return {event.id for event in session.journal.events} - stored


@pytest.mark.skipif(os.name == "nt", reason="open files cannot be moved on Windows")
def test_a_failed_write_keeps_the_words_under_a_warning_until_it_can_be_stored(
    opener: Opener, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opener(build_bundle(tmp_path))
    warning = window.findChild(SaveWarning)
    assert isinstance(warning, SaveWarning)
    assert not warning.isVisible()
    session.show("1a")
    home = session.store.path
    away = home.rename(home.with_name("away"))
    press(window, "2")
    press(window, "e")
    type_words("It stays.")
    qtbot.waitUntil(warning.isVisible)
    qtbot.waitUntil(lambda: session.review.judgment("1a").rationale == "It stays.")
    assert "▲ Not saved" in read_saved(window)
    window.show_queue()
    assert warning.isVisible(), "the warning stays wherever the assessor goes"
    with qtbot.waitSignal(session.opened):
        window.open_bundle(session.source.bundle.path)
    assert session.review.judgment("1a").rationale == "It stays.", "what waits is not lost"
    away.rename(home)
    with qtbot.waitSignal(session.saved, timeout=10_000):
        pass
    assert not warning.isVisible()
    assert list_lost(session) == set()


@pytest.mark.skipif(os.name == "nt", reason="open files cannot be moved on Windows")
def test_closing_over_unsaved_words_asks_and_keeps_a_copy(
    opener: Opener,
    session: Session,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = opener(build_bundle(tmp_path))
    session.show("1a")
    qtbot.waitUntil(lambda: not session.outbox.waiting)
    home = session.store.path
    away = home.rename(home.with_name("away"))
    press(window, "2")
    asked: list[str] = []

    def stay(box: QMessageBox) -> int:
        asked.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", stay)
    assert not window.close()
    assert "lost if you close" in asked[0]
    away.rename(home)
    session.outbox.send_again()
    qtbot.waitUntil(lambda: not session.outbox.waiting)
    assert window.close()
    assert len(asked) == 1


def test_a_clock_set_back_a_year_changes_nothing(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_and_inspect(session, build_bundle(tmp_path))
    session.record(Judgment(target="1a", level="not-yet"))

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Self:
            del tz
            return cls(2001, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(recording, "datetime", Earlier)
    session.record(Judgment(target="1a", level="proficient"))
    assert session.review.judgment("1a").level == "proficient"
    session.undo()
    assert session.review.judgment("1a").level == "not-yet"
    wait_until(lambda: session.journal.is_saved, "the store")
    assert [e.seq for e in session.journal.events] == list(range(1, session.review.count + 1))


def test_the_outbox_tells_saved_only_when_nothing_waits(session: Session) -> None:
    outbox = session.outbox
    assert isinstance(outbox, Outbox)
    assert outbox.waiting == ()
    outbox.send_again()
    assert outbox.trouble == ""
