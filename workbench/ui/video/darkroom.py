"""The stills and the loudness along a recording, made in the background and kept by content."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from workbench.errors import WorkbenchError
from workbench.evidence.film import measure_loudness, shoot_film
from workbench.evidence.pictures import Picture
from workbench.paths import find_cache_folder
from workbench.ui.tasks import Tasks
from workbench.ui.video.stills import make_image

STILL_LINES = 72
"""Height of a still in pixels: enough for 200 % text and for dense displays."""
_TOLD_EVERY = 6
_DIGEST = re.compile(r"[0-9a-f]{64}")
_QUALITY = 82
_MOST_KEPT = 400
"""Files: stills and loudness of some hundred recordings, a fifth of a megabyte each at most."""

Wanted = Literal["film", "wave"]


@dataclass(frozen=True, slots=True)
class Film:
    """Stills side by side in one picture, all of one size; those still to come are dark."""

    sheet: QImage
    count: int
    done: int
    """So many of them are there, from the first on."""

    @property
    def aspect(self) -> float:
        """Width by height of one still."""
        return self.sheet.width() / self.count / self.sheet.height()


class Darkroom(QObject):
    """Makes one thing after the other; what is wanted of an earlier recording is dropped."""

    film_changed = Signal(object, object)
    """(path, `Film`): comes again and again while it grows."""
    wave_measured = Signal(object, bytes)
    """(path, peaks from 0 to 255): once."""

    def __init__(self, parent: QObject | None = None, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._tasks: Tasks | None = None
        self._dropped = threading.Event()

    def ask(self, path: Path, *wanted: Wanted) -> None:
        """Make that of this recording now, in this order."""
        if self._tasks is None:
            self._tasks = Tasks(self, threads=1)
        for name in wanted:
            make = self._make_film if name == "film" else self._make_wave
            self._tasks.run(partial(make, path, self._dropped.is_set), _note_done)

    def drop(self) -> None:
        """Give up what is under way."""
        self._dropped.set()
        self._dropped = threading.Event()

    def close(self) -> None:
        """Give up what is under way, and end the thread; may be asked again afterwards."""
        self.drop()
        if self._tasks is not None:
            self._tasks.close()
            self._tasks = None

    # on the thread

    def _make_film(self, path: Path, is_dropped: Callable[[], bool]) -> None:
        with suppress(WorkbenchError, OSError):  # without stills, the time line does
            kept = self._find_kept(path, "jpg")
            sheet = QImage(str(kept))
            count = _read_count(sheet)
            if count:
                self.film_changed.emit(path, Film(sheet, count, count))
                return
            film = self._shoot(path, is_dropped)
            if film is not None:
                film.sheet.setText("stills", str(film.count))
                self._keep(kept, lambda target: film.sheet.save(target, quality=_QUALITY))

    def _shoot(self, path: Path, is_dropped: Callable[[], bool]) -> Film | None:
        film: Film | None = None
        for number, count, picture in shoot_film(path, STILL_LINES, is_dropped):
            film = _add_still(film, number, count, picture)
            if number % _TOLD_EVERY == 0:
                self.film_changed.emit(path, Film(film.sheet.copy(), count, number + 1))
        if film is not None:
            self.film_changed.emit(path, Film(film.sheet.copy(), film.count, film.count))
        return film

    def _make_wave(self, path: Path, is_dropped: Callable[[], bool]) -> None:
        with suppress(WorkbenchError, OSError):  # likewise
            kept = self._find_kept(path, "wave")
            if kept.is_file():
                self.wave_measured.emit(path, kept.read_bytes())
                return
            peaks = measure_loudness(path, is_dropped)
            self._keep(kept, lambda target: Path(target).write_bytes(peaks))
            self.wave_measured.emit(path, peaks)

    def _find_kept(self, path: Path, suffix: str) -> Path:
        folder = self._folder or find_cache_folder() / "recordings"
        return folder / f"{_find_digest(path)}-1.{suffix}"

    def _keep(self, target: Path, write: Callable[[str], object]) -> None:
        """Write it aside and move it there, so that half of it is never taken for all."""
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = target.with_name(f"part-{target.name}")
        write(str(aside))
        aside.replace(target)
        _forget_oldest(target.parent)


def _forget_oldest(folder: Path) -> None:
    """What was made longest ago goes, so that the cache does not grow for ever."""
    kept = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime)
    for file in kept[:-_MOST_KEPT]:
        file.unlink(missing_ok=True)


def _note_done(_nothing: None) -> None:
    """Signals have told all."""


def _add_still(film: Film | None, number: int, count: int, picture: Picture) -> Film:
    image, aspect = make_image(picture)
    if film is None:
        width = max(1, round(STILL_LINES * aspect))
        film = Film(QImage(width * count, STILL_LINES, QImage.Format.Format_RGB32), count, 0)
        film.sheet.fill(Qt.GlobalColor.black)
    width = film.sheet.width() // count
    still = image.scaled(
        width,
        STILL_LINES,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    painter = QPainter(film.sheet)
    painter.drawImage(number * width, 0, still)
    painter.end()
    return film


def _read_count(sheet: QImage) -> int:
    words = sheet.text("stills")
    count = int(words) if words.isdigit() else 0
    return count if count and not sheet.isNull() and sheet.width() % count == 0 else 0


def _find_digest(path: Path) -> str:
    """The digest of the content; a copy of a bundle's artifact lies in a folder named by it."""
    if _DIGEST.fullmatch(path.parent.name):
        return f"{path.parent.name}-{path.stat().st_size}"  # no copy, if a stranger named it so
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
