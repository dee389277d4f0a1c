"""The folder of the data: chosen, moved to, and asked for when it is gone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.store.events import build_store
from workbench import paths
from workbench.paths import find_data_folder, keep_chosen_folder
from workbench.store.moving import LEFT_BEHIND
from workbench.store.store import open_store
from workbench.ui.start import data_folder, starting
from workbench.ui.start.data_folder import (
    AGAIN,
    ANYWAY,
    ELSEWHERE,
    MOVE,
    OPEN,
    ask_new_folder,
    find_or_ask_folder,
    move_and_tell,
)
from workbench.ui.start.starting import open_or_ask


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The usual folder of a computer on which nothing names another one."""
    monkeypatch.delenv("WORKBENCH_HOME")
    monkeypatch.setattr(paths, "find_choice_file", lambda: tmp_path / "config" / "data-folder")
    for module in (paths, data_folder):
        monkeypatch.setattr(module, "find_usual_data_folder", lambda: tmp_path / "usual")
    return tmp_path / "usual"


@pytest.fixture
def answers() -> list[str | None]:
    return []


@pytest.fixture
def asked(answers: list[str | None], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []

    def ask(_parent: object, _title: str, sentence: str, *_more: object) -> str | None:
        seen.append(sentence)
        return answers.pop(0) if answers else None

    monkeypatch.setattr(data_folder, "ask_ways", ask)
    monkeypatch.setattr(starting, "ask_ways", ask)
    return seen


def test_the_data_moves_and_is_found_at_the_next_start(
    usual: Path, tmp_path: Path, asked: list[str]
) -> None:
    events = build_store(usual)
    target = tmp_path / "elsewhere"
    move_and_tell(usual, target)
    assert find_or_ask_folder() == target
    assert (usual / LEFT_BEHIND).exists()
    assert "3 events are in" in asked[0]
    with closing(open_store(target)) as store:
        assert store.read_events() == events
    move_and_tell(target, tmp_path / "third")
    assert find_data_folder() == tmp_path / "third"


def test_a_choice_that_cannot_be_kept_leaves_the_data_where_it_was(
    usual: Path, tmp_path: Path, asked: list[str]
) -> None:
    events = build_store(usual)
    (tmp_path / "config").write_text("a file in the way")
    move_and_tell(usual, tmp_path / "elsewhere")
    assert "They are where they were" in asked[0]
    assert find_data_folder() == usual
    with closing(open_store(usual)) as store:
        assert store.read_events() == events
    assert not (tmp_path / "elsewhere" / "workbench.db").exists()


def test_a_folder_that_is_gone_is_asked_about_and_never_made_anew(
    usual: Path,
    tmp_path: Path,
    answers: list[str | None],
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del usual
    gone, found = tmp_path / "stick" / "desk", tmp_path / "other stick"
    found.mkdir()
    keep_chosen_folder(gone)
    assert find_or_ask_folder() is None
    assert not gone.exists()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(found))
    answers += [AGAIN, ELSEWHERE]
    assert find_or_ask_folder() == found
    assert "is not there" in asked[0]
    assert len(asked) == 3


def test_a_folder_that_cannot_be_used_at_the_start_is_exchanged_for_another(
    usual: Path,
    tmp_path: Path,
    answers: list[str | None],
    asked: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usual.write_text("a file in its place")
    build_store(tmp_path / "other")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "other"))
    answers += [ELSEWHERE]
    store = open_or_ask(usual)
    assert store is not None
    with closing(store):
        assert store.folder == tmp_path / "other"
    assert "cannot be used" in asked[0]


@pytest.mark.parametrize(
    ("name", "ways", "said"),
    [
        ("plain", [MOVE], "copied to"),
        ("Dropbox/desk", [ANYWAY, MOVE], "Dropbox keeps in step"),
        ("full", [OPEN], "judgments in"),
    ],
)
def test_what_another_folder_means_is_told_before(
    name: str,
    ways: list[str],
    said: str,
    tmp_path: Path,
    answers: list[str | None],
    asked: list[str],
    qtbot: QtBot,
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    build_store(tmp_path / "full")
    (tmp_path / name).mkdir(parents=True, exist_ok=True)
    answers += ways
    assert ask_new_folder(parent, tmp_path / "desk", tmp_path / name)
    assert said in asked[0]
    assert not ask_new_folder(parent, tmp_path / "desk", tmp_path / name), "left as it is"
    assert not ask_new_folder(parent, tmp_path / name, tmp_path / name)
