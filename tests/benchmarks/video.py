"""Moments of a video: how long until the right frame is on screen, beside PyAV decoding it.

The peer seeks with PyAV, decodes up to the frame and turns it into RGB, and nothing else: no
thread, no widget. Both take turns moment by moment, so that whatever else the machine does falls
on both. Ours ends with the paint event of the surface; the frame's number is read from its
pixels afterwards. For a first click both open the file, for further clicks both keep it open.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
from av.container import InputContainer
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from tests.ui.video.media_files import Recording, read_number, write_recording
from workbench.ui.video.choice import make_player
from workbench.ui.video.player import Player

CLICKS = 40
_PATIENCE_MS = 5000
_STALL_TICK_MS = 4
_RECORDINGS = (
    Recording(name="key a second.mp4", frames=750, gop=25, b_frames=2, scale=4),
    Recording(name="key in ten.mp4", frames=750, gop=250, b_frames=2, scale=4),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; times in seconds, click by click."""

    recording: str
    what: str
    ours: Sequence[float]
    peer: Sequence[float]
    exact: int
    longest_stall: float


class Painted(QObject):
    """Tells when the surface has been painted, at the end of the paint event."""

    done = Signal()

    def __init__(self, watched: QObject) -> None:
        super().__init__()
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Let the paint event pass, and tell once it is over."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.done.emit)
        return super().eventFilter(watched, event)


class Stalls:
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


def measure(recording: Recording, path: Path, *, opens: bool) -> Row:
    """The row for one recording, opening it at every click or once."""
    player = make_player("qt")
    surface = player.surface()
    surface.resize(960, 600)
    surface.show()
    painted, stalls = Painted(surface), Stalls()
    random.seed(4)
    moments = [random.uniform(0.0, recording.duration - 0.1) for _ in range(CLICKS)]  # noqa: S311 - no secret
    ours, peer, exact = [], [], 0
    kept = None if opens else av.open(str(path))
    if not opens:
        _click(player, painted, path, 0.0)
    for moment in moments:
        if opens:
            player.close()
        peer.append(_time(lambda moment=moment: _decode(path, moment, kept)))  # type: ignore[misc]  # a default binds it
        stalls.begin()
        ours.append(_click(player, painted, path, moment))
        exact += _read_surface(player) == recording.frame_at(moment)
    player.close()
    if kept is not None:
        kept.close()
    what = "first click" if opens else "further click"
    return Row(recording.name, what, ours, peer, exact, stalls.longest)


def main() -> int:
    """Print the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for recording in _RECORDINGS:
            path = write_recording(Path(folder), recording)
            rows += [measure(recording, path, opens=opens) for opens in (True, False)]
    del app
    sys.stdout.write(f"Moment to frame on screen, 1280 × 768, {CLICKS} clicks each, ms\n")
    head = f"{'recording':18}{'':15}{'ours p50':>9}{'p95':>7}{'PyAV p50':>10}{'p95':>7}"
    sys.stdout.write(f"{head}{'ratio':>7}{'p95':>6}{'exact':>8}{'stall':>7}\n")
    for row in rows:
        sys.stdout.write(_format(row) + "\n")
    return 0


def _format(row: Row) -> str:
    ours, peer = _quantiles(row.ours), _quantiles(row.peer)
    times = f"{ours[0]:9.1f}{ours[1]:7.1f}{peer[0]:10.1f}{peer[1]:7.1f}"
    ratios = f"{ours[0] / peer[0]:7.2f}{ours[1] / peer[1]:6.2f}"
    share = f"{row.exact}/{len(row.ours)}"
    return (
        f"{row.recording:18}{row.what:15}{times}{ratios}{share:>8}{row.longest_stall * 1000:7.1f}"
    )


def _quantiles(seconds: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    ranks = statistics.quantiles(seconds, n=20, method="inclusive")
    return ranks[9] * 1000, ranks[18] * 1000


def _click(player: Player, painted: Painted, path: Path, moment: float) -> float:
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


def _read_surface(player: Player) -> int:
    shot = player.surface().grab().toImage()
    place = player.picture_rect()

    def brightness(across: float, down: float) -> int:
        x = place.left() + int(across * place.width())
        return shot.pixelColor(x, place.top() + int(down * place.height())).lightness()

    return read_number(brightness)


def _time(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _decode(path: Path, moment: float, kept: InputContainer | None) -> None:
    container = kept if kept is not None else av.open(str(path))
    stream = container.streams.video[0]
    container.seek(int(moment / float(stream.time_base or 1)), stream=stream)
    last = None
    for frame in container.decode(stream):
        if frame.time > moment:
            break
        last = frame
    if last is not None:
        last.to_ndarray(format="rgb24")
    if kept is None:
        container.close()


if __name__ == "__main__":
    sys.exit(main())
