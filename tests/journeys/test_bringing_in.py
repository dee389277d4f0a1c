"""Several bundles at once, and the blind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.builders import build_bundle, build_rubric, build_submission
from workbench.assessment.credential import ReviewPolicy, Rubric
from workbench.assessment.submission import Practitioner
from workbench.ui.judging.history_dialog import HistoryDialog
from workbench.ui.judging.lift_blind_dialog import LiftBlindDialog
from workbench.ui.main_window import MainWindow
from workbench.ui.queue.bringing_in import find_bundles
from workbench.ui.session import Session

Opener = Callable[..., MainWindow]


def build_named(folder: Path, key: str, number: int, *, rubric: Rubric | None = None) -> Path:
    rubric = rubric or build_rubric()
    submission = replace(
        build_submission(rubric=rubric),
        id=f"urn:uuid:7d0e6b52-6a3e-4f0b-9d53-2f4a6f1f0c{number:02}",
        practitioner=Practitioner(key=key, name="Given Name"),
    )
    made = build_bundle(folder / key, rubric=rubric, submission=submission)
    return made.rename(folder / f"{key}.zip") if made.suffix == ".zip" else made


def list_labels(window: MainWindow) -> list[str]:
    return [label.text() for label in window._bringing.findChildren(QLabel)]


def test_a_folder_of_bundles_becomes_rows_and_what_is_none_is_told(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "uploads"
    folder.mkdir()
    for number, key in enumerate(("AAAA", "BBBB"), 1):
        (folder / key).mkdir()
        build_named(folder, key, number)
    (folder / "notes.txt").write_text("no bundle")
    (folder / "broken.zip").write_bytes(b"PK no zip at all")
    bundles = find_bundles([folder])
    assert len([p for p in bundles if p.suffix == ".zip" and p.name != "broken.zip"]) == 2
    window.take_in([folder])
    qtbot.waitUntil(lambda: "All bundles are read" in list_labels(window), timeout=20_000)
    assert any(words.startswith("▲") and "broken.zip" in words for words in list_labels(window))
    keys = {row.practitioner_key for row in window.queue._model.rows}
    assert keys == {"AAAA", "BBBB"}
    assert {row.state for row in window.queue._model.rows} == {"new"}
    window._bringing._clear()
    assert not window._bringing.isVisible()


def test_an_empty_folder_is_told(window: MainWindow, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    window.take_in([empty])
    assert "No bundle was found" in window.queue._notice.text()


def test_the_name_stays_out_of_sight_until_a_lead_lifts_the_blind_with_a_reason(
    opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "CCCC").mkdir()
    window = opener(build_named(tmp_path, "CCCC", 3))
    subtitle = window.findChild(QLabel, "headerSubtitle")
    assert isinstance(subtitle, QLabel)
    assert subtitle.text() == "CCCC · attempt 1"
    allowed: list[bool] = []

    def fill_in(dialog: LiftBlindDialog) -> int:
        show = dialog.findChild(QPushButton, "showName")
        assert isinstance(show, QPushButton)
        for name, words in (("liftBlindLead", "Ada Lead"), ("liftBlindReason", "A complaint.")):
            allowed.append(show.isEnabled())
            line = dialog.findChild(QLineEdit, name)
            assert isinstance(line, QLineEdit)
            line.setText(words)
        allowed.append(show.isEnabled())
        return 1

    monkeypatch.setattr(LiftBlindDialog, "exec", fill_in)
    window.lift_blind()
    assert allowed == [False, False, True], "neither name nor reason can be left out"
    assert subtitle.text() == "CCCC (Given Name) · attempt 1"
    event = window.session.journal.events[-1]
    assert event.kind == "blind_lifted"
    assert event.body == {"lead": "Ada Lead", "reason": "A complaint."}
    qtbot.waitUntil(lambda: window.session.journal.is_saved)
    history = HistoryDialog(window.session, "1a", window)
    shown = [label.text() for label in history.findChildren(QLabel)]
    assert "The blind was lifted by Ada Lead" in shown
    assert "because A complaint." in shown


def test_the_assessor_may_be_blind_where_the_rubric_leaves_it_open(
    opener: Opener, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "CCCC").mkdir()
    open_rubric = build_rubric(policy=ReviewPolicy(blind=False))
    window = opener(build_named(tmp_path, "CCCC", 3, rubric=open_rubric))
    subtitle = window.findChild(QLabel, "headerSubtitle")
    assert isinstance(subtitle, QLabel)
    assert subtitle.text() == "CCCC (Given Name) · attempt 1"
    session.store.write_setting("blind_always", value=True)
    opener(session.source.bundle.path)
    assert subtitle.text() == "CCCC · attempt 1"
    session.refuse("incomplete", "Two answers are not there.")
    session.finish()
    assert subtitle.text() == "CCCC (Given Name) · attempt 1"


def test_another_submission_opens_over_the_one_that_is_open(opener: Opener, tmp_path: Path) -> None:
    window = opener()
    window.session.show("1a")
    assert len(window.session.steps) == 2
    opener(build_bundle(tmp_path))
    window.session.show("1a")
    assert [step.key for step in window.session.steps] == [("c-1a", 0)]
    assert window.session.review.started_at is not None
