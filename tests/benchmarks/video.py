"""Recordings: which frame is shown and how soon, by kind of source and by player, beside PyAV.

The peer seeks with PyAV, decodes up to the frame and turns it into RGB, and nothing else: no
thread, no widget. Both take turns moment by moment, so that whatever else the machine does falls
on both. Ours ends with the paint event of the surface; the frame's number is read from the
screen's pixels afterwards. For another file at every click both open it, for further clicks in
one file both keep it open.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.benchmarks.video_clicks import Clicks, find_quantiles, measure_clicks
from tests.benchmarks.video_playing import measure_playing, measure_sound
from tests.ui.video.media_files import Recording, write_recording
from tests.ui.video.sources import SOUNDS, SOURCES
from workbench.ui.video.choice import Backend, choose_player

SCALE = 4
"""The recordings are 1280 × 768 large."""
_ROUNDS = 2
_HEARD = (3.0, 7.77, 12.345)
_FIRST_CLICKS = ("constant.mp4", "both ways.mp4", "key in ten.mp4")


def main() -> int:
    """Print the tables of both players, VLC's on a display of its own."""
    if len(sys.argv) > 1:
        _print_tables("vlc" if sys.argv[1] == "vlc" else "qt", sys.argv[2:])
        return 0
    module = [sys.executable, "-m", "tests.benchmarks.video"]
    broken = subprocess.call([*module, "qt"], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    with_display = [sys.executable, "-m", "tests.xvfb", "--", *module, "vlc"]
    return broken or subprocess.call(with_display)


def _print_tables(backend: Backend, only: Sequence[str]) -> None:
    """Of all sources, or of those named."""
    app = QApplication.instance() or QApplication([])
    if choose_player(backend).backend != backend:
        sys.stdout.write(f"{choose_player(backend).reason}\n")
        return
    sys.stdout.write(f"Moment to frame on screen, 1280 × 768, {choose_player(backend).words}, ms\n")
    head = f"{'source':22}{'clicks':>13}{'exact':>8}{'worst':>6}{'ours p50':>10}{'p95':>7}"
    sys.stdout.write(
        f"{head}{'PyAV p50':>10}{'p95':>7}{'ratio':>7}{'p95':>6}{'stall':>7}{'PyAV exact':>11}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        for recording, path in _write_sources(Path(folder), only):
            kinds = (True, False) if recording.name in _FIRST_CLICKS else (False,)
            for opens in kinds:
                clicks = measure_clicks(backend, recording, path, opens=opens, rounds=_ROUNDS)
                sys.stdout.write(_format(recording.name, clicks, opens=opens) + "\n")
                sys.stdout.flush()
        _print_playing(backend, Path(folder))
    del app


def _print_playing(backend: Backend, folder: Path) -> None:
    sys.stdout.write("Playing: the frame on screen beside that of the time told\n")
    recording = Recording(name="playing.mp4")
    run = measure_playing(backend, recording, write_recording(folder, recording))
    sys.stdout.write(
        f"{run.exact} of {len(run.errors)} looks the very one, usually {run.usual:+.0f}, "
        f"at worst {run.worst} frames off\n"
    )
    sys.stdout.write("Sound alone: from the cited moment to the first sound heard, ms\n")
    for sound in SOUNDS:
        offsets = measure_sound(backend, write_recording(folder, sound), _HEARD)
        words = "".join(f"{1000 * offset:+8.1f}" for offset in offsets)
        sys.stdout.write(f"{sound.name:22}{words}\n")


def _write_sources(folder: Path, only: Sequence[str]) -> Iterator[tuple[Recording, Path]]:
    for source in SOURCES:
        if only and source.name not in only:
            continue
        recording = replace(source, scale=SCALE)
        path = write_recording(folder, recording)
        yield recording, path
        path.unlink()


def _format(name: str, clicks: Clicks, *, opens: bool) -> str:
    ours, peer = find_quantiles(clicks.ours), find_quantiles(clicks.peer)
    kind = "another file" if opens else "same file"
    share = f"{clicks.exact}/{len(clicks.errors)}"
    peer_share = f"{clicks.peer_exact}/{len(clicks.errors)}"
    times = f"{ours[0]:10.1f}{ours[1]:7.1f}{peer[0]:10.1f}{peer[1]:7.1f}"
    ratios = f"{ours[0] / peer[0]:7.2f}{ours[1] / peer[1]:6.2f}"
    stall = f"{clicks.longest_stall * 1000:7.1f}"
    return (
        f"{name:22}{kind:>13}{share:>8}{max(clicks.errors):6}{times}{ratios}{stall}{peer_share:>11}"
    )


if __name__ == "__main__":
    sys.exit(main())
