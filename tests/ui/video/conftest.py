"""Players of both kinds and recordings to try them on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.video.media_files import HEIGHT, WIDTH, Recording, read_number, write_recording
from workbench.ui.video.choice import make_player
from workbench.ui.video.player import Player, PlayerUnavailableError
from workbench.ui.video.surface import fit


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


def take_picture(surface: QWidget) -> QImage:
    """What can be seen of the surface, VLC's own window included."""
    if QGuiApplication.platformName() != "xcb":
        return surface.grab().toImage()
    corner = surface.mapToGlobal(surface.rect().topLeft())
    size = surface.size()
    shot = surface.screen().grabWindow(0, corner.x(), corner.y(), size.width(), size.height())
    return shot.toImage()


def read_screen(surface: QWidget, *, is_turned: bool = False) -> int:
    """The number of the frame that can be seen on the surface, read from its pixels.

    `is_turned` says that the stored picture stands upright after a quarter turn clockwise.
    """
    shot = take_picture(surface)
    place = fit(HEIGHT / WIDTH if is_turned else WIDTH / HEIGHT, shot.rect())

    def brightness(across: float, down: float) -> int:
        if is_turned:
            across, down = 1 - down, across
        x = place.left() + int(across * place.width())
        y = place.top() + int(down * place.height())
        return shot.pixelColor(x, y).lightness()

    return read_number(brightness)
