"""Several bundles at once, and the blind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QInputDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.builders import build_bundle, build_rubric, build_submission
from workbench.assessment.submission import Practitioner
from workbench.ui.main_window import MainWindow
from workbench.ui.queue.bringing_in import find_bundles

Opener = Callable[..., MainWindow]


def build_named(folder: Path, key: str, number: int) -> Path:
    rubric = build_rubric()
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


def test_the_name_stays_out_of_sight_until_the_blind_is_lifted_with_a_reason(
    opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "CCCC").mkdir()
    window = opener(build_named(tmp_path, "CCCC", 3))
    subtitle = window.findChild(QLabel, "headerSubtitle")
    assert isinstance(subtitle, QLabel)
    assert subtitle.text() == "CCCC · attempt 1"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("The lead asked.", True))
    window.lift_blind()
    assert subtitle.text() == "CCCC (Given Name) · attempt 1"
    event = window.session.journal.events[-1]
    assert (event.kind, event.body["reason"]) == ("blind_lifted", "The lead asked.")
    qtbot.waitUntil(lambda: window.session.journal.is_saved)
