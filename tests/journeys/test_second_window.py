"""Two processes on one data folder: one writes, the other reads what stands there now."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.builders import build_bundle
from tests.conftest import CHECKOUT
from tests.store.faults import hold_open
from workbench.app import open_session, running_session
from workbench.paths import find_data_folder
from workbench.store.store import Store
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.session import Session
from workbench.ui.start import starting
from workbench.ui.start.holder import ask_holder
from workbench.ui.start.next_start import Start
from workbench.ui.start.starting import READ, ask_assessor, open_or_ask
from workbench.ui.windowless.headless import open_and_inspect


class Writer:
    """The other window."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def judge(self, level: str) -> None:
        """Judge 1a there, and wait until that is saved."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{level}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline() == f"{level}\n"


@contextmanager
def other_window(bundle: Path) -> Iterator[Writer]:
    """The program in a process of its own, with that bundle open, until the block ends."""
    command = [sys.executable, "-m", "tests.journeys.held_window", str(bundle)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT
    ) as process:
        yield Writer(process)
        process.communicate("", timeout=60)
        assert process.returncode == 0


def read_level(store: Store, bundle: Path) -> str | None:
    """The level of 1a as the window that only reads shows it."""
    identity = ask_assessor(store.folder, None)
    assert identity is not None
    with running_session(store, identity) as session:
        open_and_inspect(session, bundle)
        assert not session.can_write
        return session.review.judgment("1a").level


def test_a_second_window_reads_what_the_first_one_saved_a_moment_ago(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    del qapp
    monkeypatch.setattr(starting, "ask_ways", lambda *_: READ)
    bundle = build_bundle(tmp_path)
    folder = find_data_folder()
    with other_window(bundle) as writer:
        for level in ("not-yet", "proficient", "not-yet"):
            writer.judge(level)
            opened = open_or_ask(folder)
            assert opened is not None
            with closing(opened) as store:
                assert store.is_held_elsewhere
                assert "open in another window" in str(store.notice)
                assert read_level(store, bundle) == level
    assert list((folder / "reading").iterdir()) == [], "no copy is left lying about"
    with open_session() as session:
        open_and_inspect(session, bundle)
        assert session.review.judgment("1a").level == "not-yet"


def test_the_reading_window_can_ask_for_the_newest_state(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    bundle = build_bundle(tmp_path)
    with other_window(bundle) as writer:
        writer.judge("proficient")
        opened = open_or_ask(find_data_folder(), is_reading=True)
        assert opened is not None
        with closing(opened) as store:
            identity = ask_assessor(store.folder, None)
            assert identity is not None
            with running_session(store, identity) as session:
                window = MainWindow(session, Look(qapp, store, "light"))
                with qtbot.waitExposed(window):
                    window.show()
                button = window.findChild(QPushButton, "readNewest")
                assert isinstance(button, QPushButton)
                assert button.isVisible()
                button.click()
                assert window.next_start == Start(assessor="Test assessor", is_reading=True)


def test_a_window_that_writes_shows_no_such_button(session: Session, window: MainWindow) -> None:
    button = window.findChild(QPushButton, "readNewest")
    assert isinstance(button, QPushButton)
    assert not button.isVisible()
    assert not session.store.is_held_elsewhere


def test_where_the_holder_does_not_answer_nobody_waits_for_long(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    with hold_open(tmp_path / "desk"):
        assert ask_holder(tmp_path / "desk") is None
