"""The time line: every citation with its detail, what was seen, the still under the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.video.media_files import Recording, read_number, write_recording
from tests.ui.video.screen import read_shot
from tests.ui.viewers.video.fakes import WHOLE, Players, find_button, make_artifact, read_label
from workbench.assessment.locator import Place
from workbench.ui.tones import find_tones
from workbench.ui.video.still_player import StillPlayer
from workbench.ui.video.stills import Still
from workbench.ui.viewers.video.preview import Preview
from workbench.ui.viewers.video.strip import TimeStrip
from workbench.ui.viewers.video.strip_layout import MOST_LANES, StripLayout, lay_out
from workbench.ui.viewers.video.viewer import VideoViewer
from workbench.ui.viewers.viewer import Mark

LINE = 16.0
MARKS = (
    Mark(place=Place(t=(1.0, 2.0)), label="1a, 0:01–0:02", detail="1a"),
    Mark(place=Place(t=(1.2, 6.0)), label="2b, 0:01–0:06", detail="2b", is_current=True),
    Mark(place=Place(t=(8.0, None)), label="3c, 0:08", detail="3c"),
    Mark(place=Place(whole=True), label="4a, all of it", detail="4a"),
)


def find_strip(viewer: VideoViewer) -> TimeStrip:
    strip = viewer.findChild(TimeStrip)
    assert isinstance(strip, TimeStrip)
    QApplication.processEvents()  # it takes its height
    return strip


def point_at(strip: TimeStrip, seconds: float) -> QPoint:
    return QPointF(strip.find_x(seconds), strip.track_rect().center().y()).toPoint()


def lay(marks: tuple[Mark, ...], width: float = 600.0) -> StripLayout:
    return lay_out(width, 10.0, marks, line=LINE, film=0.0, measure=lambda words: 9.0 * len(words))


def test_every_citation_of_a_moment_is_a_mark_with_its_detail_where_it_begins() -> None:
    layout = lay(MARKS[:3])
    assert [placed.words for placed in layout.marks] == ["1a", "2b", "3c"]
    for placed in layout.marks:
        assert placed.mark.place.t is not None
        assert placed.rect.left() == pytest.approx(layout.x(placed.mark.place.t[0]))
    assert layout.marks[1].rect.right() == pytest.approx(layout.x(6.0))


def test_marks_that_overlap_stand_in_lanes_below_each_other() -> None:
    first, second, third = (placed.rect for placed in lay(MARKS[:3]).marks)
    assert not first.intersects(second)
    assert second.top() > first.top()
    assert third.top() == first.top()


def test_very_many_marks_stay_within_the_lanes_and_the_width() -> None:
    marks = tuple(Mark(place=Place(t=(n / 10, None)), label="", detail="1a") for n in range(100))
    layout = lay(marks, width=300.0)
    tops = {placed.rect.top() for placed in layout.marks}
    assert len(tops) == MOST_LANES
    assert all(p.rect.left() >= 0 and p.rect.right() <= 300 for p in layout.marks)


def test_pixels_and_moments_lead_to_each_other() -> None:
    layout = lay(MARKS[:3])
    for seconds in (0.0, 0.5, 5.0, 10.0):
        assert layout.seconds(layout.x(seconds)) == pytest.approx(seconds)
    assert layout.seconds(-50) == 0.0
    assert layout.seconds(5000) == 10.0


def test_marks_are_said_to_a_screen_reader_and_the_current_one_is_lit(
    viewer: VideoViewer,
) -> None:
    viewer.open_at(make_artifact(marks=MARKS), WHOLE)
    strip = find_strip(viewer)
    assert strip.accessibleDescription() == "1a, 0:01–0:02; 2b, 0:01–0:06; 3c, 0:08"
    shot, tones = strip.grab().toImage(), find_tones(strip.palette())
    lit = [count_colour(shot, strip, mark, tones.accent) for mark in MARKS[:3]]
    assert lit[1] > 5 * max(lit[0], lit[2])


def count_colour(shot: QImage, strip: TimeStrip, mark: Mark, colour: str) -> int:
    rect = strip.mark_rect(mark).adjusted(3, 3, -3, -3).toRect()
    spots = [(x, y) for x in range(rect.left(), rect.right()) for y in (rect.top(), rect.bottom())]
    return sum(shot.pixelColor(*spot) == QColor(colour) for spot in spots)


def test_what_was_played_or_looked_at_is_drawn_on_the_track(
    viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), Place(t=(2.0, None)))
    viewer.steer("toggle_play")
    players.qt.play_to(4.0)
    players.qt.pause()
    viewer.steer("skip_on")
    players.qt.seconds = 9.0
    players.qt.position_changed.emit(9.0)
    strip = find_strip(viewer)
    shot, tones = strip.grab().toImage(), find_tones(strip.palette())
    seen = [
        shot.pixelColor(point_at(strip, seconds)) == QColor(tones.green)
        for seconds in (1.5, 2.6, 3.8, 4.5, 7.0)
    ]
    assert seen == [False, True, True, False, False]


def test_what_was_seen_on_an_earlier_day_is_drawn_and_not_told_again(
    qtbot: QtBot, viewer: VideoViewer, players: Players
) -> None:
    before = (Place(t=(1.0, 3.0)), Place(t=(8.0, None)), Place(whole=True))
    artifact = replace(make_artifact(), seen=before)
    with qtbot.assertNotEmitted(viewer.seen, wait=1300):
        viewer.open_at(artifact, Place(t=(2.0, None)))
    strip = find_strip(viewer)
    assert strip._seen == ((1.0, 3.0), (8.0, 8.04))
    viewer.steer("toggle_play")
    players.qt.play_to(4.0)
    with qtbot.waitSignal(viewer.seen) as seen:
        players.qt.pause()
    assert seen.args == ["A2", Place(t=(2.5, 4.0))]
    assert strip._seen == ((1.0, 4.0), (8.0, 8.04))


def test_dragging_scrubs_and_the_last_place_of_the_mouse_wins(
    viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), WHOLE)
    strip = find_strip(viewer)
    players.qt.told.clear()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=point_at(strip, 1.0))
    for seconds in (3.0, 6.0, 4.5):
        QTest.mouseMove(strip, point_at(strip, seconds))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=point_at(strip, 4.5))
    sought = [told[1] for told in players.qt.told if told[0] == "seek"]
    assert sought == pytest.approx([1.0, 3.0, 6.0, 4.5], abs=0.02)
    QTest.mouseMove(strip, point_at(strip, 9.0))
    assert len([told for told in players.qt.told if told[0] == "seek"]) == 4


def hover(widget: QWidget, point: QPoint) -> None:
    """Tell the widget that the pointer came there.

    On an X display the pointer itself may stand there already, or its events come late.
    """
    none = Qt.MouseButton.NoButton
    where, modifiers = QPointF(point), Qt.KeyboardModifier.NoModifier
    on_screen = widget.mapToGlobal(where)
    moved = QMouseEvent(QEvent.Type.MouseMove, where, on_screen, none, none, modifiers)
    QApplication.sendEvent(widget, moved)


def test_the_mouse_over_the_line_shows_the_moment_and_over_a_mark_what_it_is(
    qtbot: QtBot, viewer: VideoViewer
) -> None:
    viewer.open_at(make_artifact(marks=MARKS), WHOLE)
    strip, preview = find_strip(viewer), viewer._stage.preview
    hover(strip, point_at(strip, 5.0))
    qtbot.waitUntil(preview.isVisible)
    qtbot.waitUntil(lambda: preview._words.startswith(("0:00:04.9", "0:00:05.0")))
    hover(strip, strip.mark_rect(MARKS[2]).center().toPoint())
    qtbot.waitUntil(lambda: preview._words == "0:00:08.00   3c, 0:08")
    strip.left.emit()
    assert not preview.isVisible()


@pytest.fixture
def real(qtbot: QtBot) -> Iterator[VideoViewer]:
    """With the real player."""
    made = VideoViewer()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.release()


def read_preview(preview: Preview) -> int:
    """The number of the frame that the preview shows."""
    shot, room = preview._image, preview._source

    def brightness(across: float, down: float) -> int:
        x, y = room.left() + across * room.width(), room.top() + down * room.height()
        return shot.pixelColor(int(x), int(y)).lightness()

    return -1 if shot.isNull() else read_number(brightness)


@pytest.mark.qt_log_ignore("pa_context_connect", "No RHI backend", "No audio device")
def test_the_still_under_the_mouse_is_the_frame_of_that_moment_and_nothing_else_moves(
    qtbot: QtBot, real: VideoViewer, tmp_path: Path
) -> None:
    recording = Recording(gop=50, b_frames=2)
    path = write_recording(tmp_path, recording)
    with qtbot.waitSignal(real.place_shown, timeout=5000):
        real.open_at(make_artifact(path), Place(t=(2.0, None)))
    strip = find_strip(real)
    for seconds in (6.9, 3.3):
        spot = point_at(strip, seconds)
        hover(strip, spot)
        due = recording.frame_at(strip._seconds(QPointF(spot)))
        qtbot.waitUntil(partial(lambda n: read_preview(real._stage.preview) == n, due))
    assert read_label(real, "videoTime") == "0:00:02.00 / 0:00:10"
    assert read_surface(real) == 50


@pytest.mark.qt_log_ignore("pa_context_connect", "No RHI backend", "No audio device")
def test_frames_follow_the_mouse_while_it_drags(
    qtbot: QtBot, real: VideoViewer, tmp_path: Path
) -> None:
    recording = Recording(gop=50, b_frames=2)
    path = write_recording(tmp_path, recording)
    with qtbot.waitSignal(real.place_shown, timeout=5000):
        real.open_at(make_artifact(path), Place(t=(2.0, None)))
    strip = find_strip(real)
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=point_at(strip, 2.0))
    for seconds in (4.0, 5.5, 8.5):
        spot = point_at(strip, seconds)
        QTest.mouseMove(strip, spot)
        due = recording.frame_at(strip._seconds(QPointF(spot)))
        qtbot.waitUntil(partial(lambda n: read_surface(real) == n, due))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=point_at(strip, 8.5))


@pytest.mark.qt_log_ignore("pa_context_connect", "No RHI backend", "No audio device")
def test_the_time_shown_is_that_of_the_frame_on_screen_also_of_one_on_the_way(
    qtbot: QtBot, real: VideoViewer, tmp_path: Path
) -> None:
    path = write_recording(tmp_path, Recording())
    with qtbot.waitSignal(real.place_shown, timeout=5000):
        real.open_at(make_artifact(path), Place(t=(2.0, None)))
    player = real._player
    assert isinstance(player, StillPlayer)
    image = QImage(32, 18, QImage.Format.Format_RGB32)
    passing = Still(
        ticket=player._ticket - 1, path=path, image=image, aspect=1.8, start=4.04, end=4.08
    )
    player._stills.shown.emit(passing)
    assert read_label(real, "videoTime") == "0:00:04.04 / 0:00:10"


def read_surface(viewer: VideoViewer) -> int:
    """The number of the frame on the surface; on the screen the preview may stand before it."""
    player = viewer._player
    assert player is not None
    return read_shot(player.surface().grab().toImage())


@pytest.mark.qt_log_ignore("pa_context_connect", "No RHI backend", "No audio device")
def test_stills_stand_along_the_line_and_the_wave_below_them_when_it_is_asked_for(
    qtbot: QtBot, real: VideoViewer, tmp_path: Path
) -> None:
    path = write_recording(tmp_path, Recording())
    real.open_at(make_artifact(path), WHOLE)
    strip = find_strip(real)
    qtbot.waitUntil(lambda: strip._film is not None and strip._film.done == 20, timeout=20_000)
    assert strip._wave == b""
    find_button(real, "videoWave").click()
    qtbot.waitUntil(lambda: len(strip._wave) == 500)
    find_button(real, "videoWave").click()
    assert strip._wave == b""


@pytest.mark.qt_log_ignore("pa_context_connect", "No RHI backend", "No audio device")
def test_sound_alone_shows_its_wave_unasked(
    qtbot: QtBot, real: VideoViewer, tmp_path: Path
) -> None:
    path = write_recording(tmp_path, Recording(name="talk.m4a", picture=False))
    real.open_at(make_artifact(path, "audio"), WHOLE)
    strip = find_strip(real)
    qtbot.waitUntil(lambda: len(strip._wave) == 500, timeout=20_000)
    assert not find_button(real, "videoWave").isVisible()
