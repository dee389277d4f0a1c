"""`b` at a frame, and `[` … `]` around a stretch, make a locator that leads back there."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.viewers.video.fakes import CITED, WHOLE, Players, make_artifact
from workbench.assessment.locator import Place
from workbench.assessment.moments import find_end_in, find_moment_in
from workbench.ui.viewers.video.bracket import Bracket
from workbench.ui.viewers.video.strip import TimeStrip
from workbench.ui.viewers.video.viewer import VideoViewer


def test_b_pins_the_frame_on_screen(qtbot: QtBot, viewer: VideoViewer, players: Players) -> None:
    viewer.open_at(make_artifact(), WHOLE)
    players.qt.seconds = 4.52
    with qtbot.waitSignal(viewer.pin_asked):
        QTest.keyClick(viewer, Qt.Key.Key_B)
    assert viewer.find_present() == Place(t=(4.52, None))


def test_b_within_the_cited_stretch_pins_the_stretch(viewer: VideoViewer, players: Players) -> None:
    viewer.open_at(make_artifact(), CITED)
    assert viewer.find_present() == CITED
    players.qt.seconds = 2.6
    assert viewer.find_present() == CITED
    players.qt.seconds = 5.0
    assert viewer.find_present() == Place(t=(5.0, None))


def test_brackets_pin_from_the_first_frame_to_the_end_of_the_last(
    qtbot: QtBot, viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), CITED)
    players.qt.seconds = 4.0
    with qtbot.assertNotEmitted(viewer.pin_asked):
        QTest.keyClick(viewer, Qt.Key.Key_BracketLeft)
    assert find_strip(viewer)._bracket == (4.0, None)
    players.qt.seconds = 6.48
    with qtbot.waitSignal(viewer.pin_asked):
        QTest.keyClick(viewer, Qt.Key.Key_BracketRight)
    assert viewer.find_present() == Place(t=(4.0, 6.5))
    assert find_strip(viewer)._bracket is None


def test_b_after_an_open_bracket_ends_it_at_the_frame_on_screen(
    viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), WHOLE)
    players.qt.seconds = 1.0
    viewer.steer("mark_start")
    players.qt.seconds = 2.0
    assert viewer.find_present() == Place(t=(1.0, 2.04))


def test_an_end_before_the_beginning_waits_for_another_beginning(
    qtbot: QtBot, viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), WHOLE)
    players.qt.seconds = 5.0
    viewer.steer("mark_start")
    players.qt.seconds = 3.0
    with qtbot.assertNotEmitted(viewer.pin_asked):
        viewer.steer("mark_end")
    players.qt.seconds = 2.0
    viewer.steer("mark_start")
    assert viewer.find_present() == Place(t=(2.0, 3.04))


def test_another_recording_has_no_bracket_from_the_one_before(
    viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), WHOLE)
    viewer.steer("mark_start")
    viewer.open_at(make_artifact(Path("other.mp4")), WHOLE)
    players.qt.seconds = 7.0
    assert viewer.find_present() == Place(t=(7.0, None))


def test_nothing_is_pinned_before_anything_is_on_screen(viewer: VideoViewer) -> None:
    assert viewer.find_present() is None


@pytest.mark.parametrize("fps", [Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001)])
@given(first=st.integers(0, 100_000), length=st.integers(0, 5_000))
def test_a_pin_leads_back_to_its_first_frame_and_holds_its_last(
    fps: Fraction, first: int, length: int
) -> None:
    last = first + length
    spans = [(float(n / fps), float((n + 1) / fps)) for n in (first, last)]
    place = Bracket().begin(spans[0]).end(spans[1]).find_place(spans[1])
    assert place.t is not None
    start, end = place.t
    assert int((Fraction(str(start)) + Fraction(1, 10**6)) * fps) == first
    if end is None:  # a moment that both ends of one frame share
        assert length == 0
    else:
        assert spans[1][0] < end <= spans[1][1] + 1e-6


def test_moments_are_written_in_as_few_figures_as_lead_there() -> None:
    assert find_moment_in(134.968, 135.008) == 135.0
    assert find_moment_in(134.92, 134.96) == 134.92
    assert find_moment_in(0.0, 0.04) == 0.0
    assert find_end_in(6.48, 6.52) == 6.5
    assert find_end_in(6.96, 7.0) == 7.0


def find_strip(viewer: VideoViewer) -> TimeStrip:
    strip = viewer.findChild(TimeStrip)
    assert isinstance(strip, TimeStrip)
    return strip
