"""Moments of a recording: which frame comes on screen and how long it takes, beside PyAV."""

from __future__ import annotations

import math
import shutil
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
from av.container import InputContainer
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Signal

from tests.ui.video.media_files import Recording
from tests.ui.video.screen import read_screen
from tests.ui.video.sources import Truth, find_truth, plan_moments
from workbench.ui.video.choice import Backend, make_player
from workbench.ui.video.player import Player
from workbench.ui.video.surface import FrameSurface

_PATIENCE_MS = 5000
_STALL_TICK_MS = 4
_SAME_SECONDS = 0.001


@dataclass(frozen=True, slots=True)
class Clicks:
    """What came of all clicks on one recording; times in seconds, click by click."""

    ours: Sequence[float]
    peer: Sequence[float]
    peer_exact: int
    """How many times the peer found that frame: without an index a plain seek often does not."""
    errors: Sequence[int]
    """How many frames off the one on screen was; 0 is exact."""
    longest_stall: float
    """Seconds for which the UI thread answered nothing."""

    @property
    def exact(self) -> int:
        """How many clicks brought the very frame on screen."""
        return sum(error == 0 for error in self.errors)


def measure_clicks(
    backend: Backend, recording: Recording, path: Path, *, opens: bool, rounds: int = 1
) -> Clicks:
    """Clicks on one recording; with `opens`, another file of the same kind each time."""
    truth = find_truth(path)
    copy = path.with_stem(f"{path.stem} again") if opens else path
    if opens:
        shutil.copy(path, copy)
    player = make_player(backend)
    surface = player.surface()
    surface.resize(960, 600)
    surface.show()
    painted, stalls = _Painted(surface), _Stalls()
    ours, peer, errors, peer_exact = [], [], [], 0
    kept = None if opens else av.open(str(path))
    click(player, painted, copy, 0.0)
    moments = plan_moments(truth, truth.starts[-1]) * rounds
    for count, moment in enumerate(moments):
        file = copy if count % 2 else path
        began = time.perf_counter()
        found = decode(file, moment, kept)
        peer.append(time.perf_counter() - began)
        peer_exact += abs(found - truth.starts[truth.find(moment)]) < _SAME_SECONDS
        stalls.begin()
        ours.append(click(player, painted, file, moment))
        errors.append(_find_error(player, recording, truth, moment))
    player.close()
    if kept is not None:
        kept.close()
    return Clicks(ours, peer, peer_exact, errors, stalls.longest)


def click(player: Player, painted: _Painted, path: Path, moment: float) -> float:
    """Seconds from the click to the end of the paint event with the frame.

    Nothing is polled: a spinning UI thread would keep the decoder's thread from the interpreter.
    """
    loop, ended = QEventLoop(), [0.0]

    def note_shown(_seconds: float) -> None:
        painted.done.connect(note_painted)

    def note_painted() -> None:
        painted.done.disconnect(note_painted)
        ended[0] = time.perf_counter()
        loop.quit()

    player.frame_shown.connect(note_shown)
    patience = QTimer(interval=_PATIENCE_MS, singleShot=True)
    patience.timeout.connect(loop.quit)
    patience.start()
    began = time.perf_counter()
    player.open_at(path, moment)
    loop.exec()
    player.frame_shown.disconnect(note_shown)
    return (ended[0] or time.perf_counter()) - began


def decode(path: Path, moment: float, kept: InputContainer | None) -> float:
    """Seconds at which the frame begins that the peer comes to.

    It seeks, decodes up to the frame and turns it into RGB, and nothing else.
    """
    container = kept if kept is not None else av.open(str(path))
    stream = container.streams.video[0]
    begin = (container.start_time or 0) / 1_000_000
    moment += begin
    container.seek(int(moment / float(stream.time_base or 1)), stream=stream)
    last = None
    for frame in container.decode(stream):
        if last is not None and frame.time > moment:
            break
        last = frame
    if last is not None:
        last.to_ndarray(format="rgb24")
    if kept is None:
        container.close()
    return float(last.time or 0.0) - begin if last is not None else math.inf


def find_quantiles(seconds: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    ranks = statistics.quantiles(seconds, n=20, method="inclusive")
    return ranks[9] * 1000, ranks[18] * 1000


def _find_error(player: Player, recording: Recording, truth: Truth, moment: float) -> int:
    """Frames between the one on screen and the one wanted; all of them where it is none."""
    number = read_screen(player.surface(), is_turned=recording.is_turned)
    if number not in truth.numbers:
        return len(truth.numbers)
    return abs(truth.numbers.index(number) - truth.find(moment))


class _Painted(QObject):
    """Tells when the surface has been painted, at the end of the paint event."""

    done = Signal()

    def __init__(self, surface: QObject) -> None:
        super().__init__(surface)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.done)
        # VLC's stage holds our own frames as a child
        screen = surface.findChild(FrameSurface) or surface
        screen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Let the paint event pass, and tell once it is over."""
        if event.type() == QEvent.Type.Paint:
            self._soon.start()
        return super().eventFilter(watched, event)


class _Stalls:
    """Watches how long the UI thread answers nothing."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=_STALL_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def begin(self) -> None:
        """Count from now on: what was between is not ours."""
        self._last = time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now
