"""Stills and loudness along a recording of forty minutes, made while its viewer is used.

The floor decodes the same with PyAV and does nothing else: for the stills a seek and one key
frame for each, for the loudness all of the sound. It is run before ours, in the same process, so
that the file is read already for both. A stall is how long the UI thread answered nothing while
the assessor skips on every half a second; the same without anything being made stands beside it.
Memory is what the process took at most beyond what it held before (Linux).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import av
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.journey import TICK_MS, Stalls
from tests.benchmarks.long_recording import write_long
from workbench.assessment.locator import Place
from workbench.assessment.submission import Artifact
from workbench.evidence.film import plan_film
from workbench.ui.video import darkroom
from workbench.ui.viewers.video.strip import TimeStrip
from workbench.ui.viewers.video.viewer import VideoViewer
from workbench.ui.viewers.viewer import OpenArtifact

_MEGABYTE = 1024 * 1024
_SAMPLE_MS = 100
_SKIP_MS = 500
_NOTHING_SECONDS = 5.0
_PATIENCE_MS = 120_000


class Watcher:
    """What happens meanwhile: stalls, memory, and an assessor who skips on."""

    def __init__(self, viewer: VideoViewer) -> None:
        self._before = self._most = read_memory()
        self._stalls = Stalls()
        self._sampling = QTimer(interval=_SAMPLE_MS)
        self._sampling.timeout.connect(self._sample)
        self._skipping = QTimer(interval=_SKIP_MS)
        self._skipping.timeout.connect(lambda: viewer.steer("skip_on"))
        self._began = time.perf_counter()
        for timer in (self._sampling, self._skipping):
            timer.start()
        self._stalls.enter("use")

    def end(self) -> str:
        """Seconds, stall and memory in words; nothing more is watched."""
        seconds = time.perf_counter() - self._began
        self._sample()
        for timer in (self._sampling, self._skipping):
            timer.stop()
        memory = (self._most - self._before) / _MEGABYTE
        stall = self._stalls.longest.get("use", 0.0) + TICK_MS
        return f"{seconds:6.2f} s   longest stall {stall:4.0f} ms   memory +{memory:3.0f} MB"

    def _sample(self) -> None:
        self._most = max(self._most, read_memory())


def read_memory() -> int:
    """Bytes that the process holds in memory; 0 where the system won't say. Read in no time."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> int:
    """Print the figures."""
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("0" * 64) / "forty minutes.mp4"  # as a copy from a bundle lies
        path.parent.mkdir()
        duration = write_long(path)
        size = path.stat().st_size / _MEGABYTE
        _say(f"{duration / 60:.0f} minutes, 720p, a key frame every two seconds, {size:.0f} MB")
        darkroom.find_cache_folder = lambda: Path(folder) / "kept"  # type: ignore[attr-defined]  # nothing is kept of a benchmark
        moments = plan_film(duration)
        _say(f"stills, floor        {_time(lambda: _decode_keys(path, moments)):6.2f} s")
        _measure_film(path, "(warming up)         ")
        _forget(folder)
        _measure_film(path, "stills, first time   ")
        _measure_film(path, "stills, kept         ")
        _say(f"loudness, floor      {_time(lambda: _decode_sound(path)):6.2f} s")
        _measure_wave(path, "loudness, first time ")
        _measure_wave(path, "loudness, kept       ")
        _measure_dropping(path, folder)
    del app
    return 0


def _measure_film(path: Path, what: str) -> None:
    viewer, strip = _open(path)
    watcher = Watcher(viewer)
    began = time.perf_counter()
    _wait(lambda: strip._film is not None)
    first = time.perf_counter() - began
    _wait(lambda: strip._film is not None and strip._film.done == strip._film.count)
    _say(f"{what}{watcher.end()}   first seen after {first:.2f} s")
    _close(viewer)


def _measure_wave(path: Path, what: str) -> None:
    viewer, strip = _open(path)
    _wait(lambda: strip._film is not None and strip._film.done == strip._film.count)
    watcher = Watcher(viewer)
    viewer._stage.bar.press("videoWave")
    _wait(lambda: bool(strip._wave))
    _say(f"{what}{watcher.end()}")
    watcher = Watcher(viewer)
    began = time.perf_counter()
    _wait(lambda: time.perf_counter() - began > _NOTHING_SECONDS)
    _say(f"skipping alone       {watcher.end()}")
    _close(viewer)


def _measure_dropping(path: Path, folder: str) -> None:
    """Another recording is opened meanwhile: how long until its stills are worked on."""
    _forget(folder)
    viewer, strip = _open(path)
    viewer._stage.bar.press("videoWave")
    _wait(lambda: strip._film is not None)
    began = time.perf_counter()
    viewer.release()
    _say(f"given up in          {time.perf_counter() - began:6.2f} s   threads ended, file closed")
    _close(viewer)


def _forget(folder: str) -> None:
    for kept in (Path(folder) / "kept").rglob("*.*"):
        kept.unlink()


def _open(path: Path) -> tuple[VideoViewer, TimeStrip]:
    viewer = VideoViewer()
    viewer.resize(1000, 700)
    viewer.show()
    artifact = Artifact(id="A1", label="A1", title="Forty minutes", file=path.name)
    shown: list[object] = []
    viewer.place_shown.connect(shown.append)
    opened = OpenArtifact(artifact=artifact, path=path, media="video")
    viewer.open_at(opened, Place(t=(60.0, None)))
    strip = viewer.findChild(TimeStrip)
    assert isinstance(strip, TimeStrip)
    return viewer, strip


def _close(viewer: VideoViewer) -> None:
    viewer.release()
    viewer.close()
    viewer.deleteLater()
    QApplication.processEvents()


def _decode_keys(path: Path, moments: tuple[float, ...]) -> None:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        stream.codec_context.thread_count = 1
        for moment in moments:
            container.seek(int(moment / float(stream.time_base or 1)), stream=stream)
            next(container.decode(stream)).reformat(format="bgra")


def _decode_sound(path: Path) -> None:
    with av.open(str(path)) as container:
        for _frame in container.decode(audio=0):
            pass


def _time(do: Callable[[], None]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _wait(until: Callable[[], bool]) -> None:
    loop, deadline = QEventLoop(), time.perf_counter() + _PATIENCE_MS / 1000
    ticking = QTimer(interval=10)
    ticking.timeout.connect(lambda: loop.quit() if until() else None)
    ticking.start()
    if not until():
        QTimer.singleShot(_PATIENCE_MS, loop.quit)
        loop.exec()
    if time.perf_counter() > deadline:
        message = "it is not done in two minutes"
        raise TimeoutError(message)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
