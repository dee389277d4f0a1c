from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.video.media_files import Recording, read_number
from workbench.evidence.film import plan_film
from workbench.ui.video import darkroom
from workbench.ui.video.darkroom import STILL_LINES, Darkroom, Film

Recorded = Callable[[Recording], Path]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Darkroom]:
    made = Darkroom(folder=tmp_path / "kept")
    yield made
    made.close()


def develop(qtbot: QtBot, room: Darkroom, path: Path) -> list[Film]:
    films: list[Film] = []
    room.film_changed.connect(lambda _path, film: films.append(film))
    with qtbot.waitSignal(room.wave_measured, timeout=20_000):
        room.ask(path, "film", "wave")
    room.film_changed.disconnect()
    return films


def read_still(film: Film, number: int) -> int:
    width = film.sheet.width() // film.count

    def brightness(across: float, down: float) -> int:
        x = number * width + int(across * width)
        return film.sheet.pixelColor(x, int(down * film.sheet.height())).lightness()

    return read_number(brightness)


def test_the_stills_stand_at_their_moments_and_come_one_after_the_other(
    qtbot: QtBot, room: Darkroom, recorded: Recorded
) -> None:
    recording = Recording()
    films = develop(qtbot, room, recorded(recording))
    assert len(films) > 2
    moments = plan_film(recording.duration)
    assert films[-1].count == len(moments) == 20
    shown = [read_still(films[-1], number) for number in range(len(moments))]
    assert shown == [recording.frame_at(moment) for moment in moments]
    assert films[-1].sheet.height() == STILL_LINES
    assert read_still(films[0], 19) == 0


def test_they_are_kept_by_content_and_not_made_again(
    qtbot: QtBot,
    room: Darkroom,
    recorded: Recorded,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = recorded(Recording())
    before = develop(qtbot, room, path)[-1]
    again = tmp_path / "under another name.mp4"
    again.write_bytes(path.read_bytes())
    monkeypatch.setattr(darkroom, "shoot_film", fail)
    monkeypatch.setattr(darkroom, "measure_loudness", fail)
    films = develop(qtbot, room, again)
    assert len(films) == 1
    assert films[0].count == before.count
    assert films[0].sheet.size() == before.sheet.size()


def fail(*_arguments: object) -> None:
    message = "it is made again"
    raise AssertionError(message)


def test_what_is_no_recording_has_no_stills(qtbot: QtBot, room: Darkroom, tmp_path: Path) -> None:
    path = tmp_path / "not.mp4"
    path.write_bytes(b"#EXTM3U\n")
    with (
        qtbot.assertNotEmitted(room.film_changed, wait=300),
        qtbot.assertNotEmitted(room.wave_measured),
    ):
        room.ask(path, "film", "wave")


def test_a_damaged_picture_in_the_cache_is_made_anew(
    qtbot: QtBot, room: Darkroom, recorded: Recorded, tmp_path: Path
) -> None:
    path = recorded(Recording())
    develop(qtbot, room, path)
    (kept,) = (tmp_path / "kept").glob("*.jpg")
    QImage(7, 7, QImage.Format.Format_RGB32).save(str(kept))
    assert develop(qtbot, room, path)[-1].count == 20


def test_only_the_latest_are_kept(
    qtbot: QtBot,
    room: Darkroom,
    recorded: Recorded,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(darkroom, "_MOST_KEPT", 2)
    folder = tmp_path / "kept"
    folder.mkdir()
    for number in range(5):
        old = folder / f"{number}.jpg"
        old.write_bytes(b"old")
        os.utime(old, (number, number))
    develop(qtbot, room, recorded(Recording()))
    assert sorted(file.suffix for file in folder.iterdir()) == [".jpg", ".wave"]
    assert all(len(file.stem) > 60 for file in folder.iterdir())


def test_an_earlier_recording_is_given_up_for_the_next(
    qtbot: QtBot, room: Darkroom, recorded: Recorded
) -> None:
    first, second = recorded(Recording()), recorded(Recording(name="sparse keys.mp4", gop=250))
    measured: list[Path] = []
    room.wave_measured.connect(lambda path, _peaks: measured.append(path))
    room.ask(first, "film", "wave")
    room.drop()
    with qtbot.waitSignal(room.wave_measured, timeout=20_000):
        room.ask(second, "wave")
    assert measured == [second]
