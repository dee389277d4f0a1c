"""A viewer of recordings on a shown window, with players that do at once what they are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.viewers.video.fakes import WORDS, Players
from workbench.ui.video.choice import Choice
from workbench.ui.viewers.video.viewer import VideoViewer


@pytest.fixture
def players() -> Players:
    return Players()


@pytest.fixture
def viewer(
    qtbot: QtBot, players: Players, monkeypatch: pytest.MonkeyPatch
) -> Iterator[VideoViewer]:
    choice = Choice(backend="qt", reason="", fallback="vlc")
    monkeypatch.setattr(
        "workbench.ui.viewers.video.viewer.choose_player", lambda _preference: choice
    )
    made = VideoViewer(make=players.make)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.release()


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    """A file of captions."""
    file = tmp_path / "words.vtt"
    file.write_text(WORDS, "utf-8")
    return file
