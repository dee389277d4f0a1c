"""Players of both kinds and recordings to try them on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.video.media_files import Recording, write_recording
from workbench.ui.video.choice import make_player
from workbench.ui.video.player import Player, PlayerUnavailableError


@pytest.fixture(params=["qt", "vlc"])
def player(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Player]:
    """A player on a shown window; VLC's is skipped where there is no window for it."""
    try:
        made = make_player(request.param)
    except PlayerUnavailableError as error:
        pytest.skip(str(error))
    surface = made.surface()
    qtbot.addWidget(surface)
    surface.resize(480, 320)
    surface.show()
    qtbot.waitExposed(surface)
    yield made
    made.close()


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Recording], Path]:
    """A function that writes a recording once for all tests and gives its path."""
    known: dict[Recording, Path] = {}

    def write(recording: Recording) -> Path:
        if recording not in known:
            known[recording] = write_recording(tmp_path_factory.mktemp("media"), recording)
        return known[recording]

    return write
