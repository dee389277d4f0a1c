from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from tests.ui.video.media_files import Recording, write_recording
from tests.ui.viewers.video.fakes import (
    CITED,
    WHOLE,
    FakePlayer,
    Players,
    find_button,
    make_artifact,
    read_label,
)
from workbench.assessment.evidence import Media
from workbench.assessment.locator import Place
from workbench.ui.viewers.video.strip import TimeStrip
from workbench.ui.viewers.video.viewer import VideoViewer
from workbench.ui.viewers.viewer import Mark


def test_the_cited_place_is_opened_in_one_call_and_told_when_it_is_on_screen(
    qtbot: QtBot, viewer: VideoViewer, players: Players
) -> None:
    with qtbot.waitSignal(viewer.place_shown) as shown:
        viewer.open_at(make_artifact(), CITED)
    assert shown.args == [CITED]
    assert players.qt.told[-1] == ("open_at", "meeting.mp4", 2.0, 3.0)
    assert ("play",) not in players.qt.told
    assert read_label(viewer, "videoTime") == "0:00:02.00 / 0:00:10"


def test_a_moment_past_the_end_is_said_and_is_not_the_place_asked_for(
    qtbot: QtBot, viewer: VideoViewer
) -> None:
    with (
        qtbot.waitSignal(viewer.failed) as failed,
        qtbot.assertNotEmitted(viewer.place_shown),
    ):
        viewer.open_at(make_artifact(), Place(t=(3600.0, None)))
    assert failed.args == ["“Staff meeting” is 0:00:10 long; 1:00:00 is past its end."]


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (Qt.Key.Key_Space, ("play",)),
        (Qt.Key.Key_Comma, ("step", -1)),
        (Qt.Key.Key_Period, ("step", 1)),
        (Qt.Key.Key_Left, ("seek", -3.0)),
        (Qt.Key.Key_Right, ("seek", 7.0)),
        (Qt.Key.Key_L, ("looping", True)),
        (Qt.Key.Key_M, ("muted", True)),
        (Qt.Key.Key_Minus, ("rate", 0.75)),
        (Qt.Key.Key_Equal, ("rate", 1.25)),
    ],
)
def test_keys_steer_the_player(
    viewer: VideoViewer, players: Players, key: Qt.Key, told: tuple[object, ...]
) -> None:
    viewer.open_at(make_artifact(), CITED)
    is_arrow = key in {Qt.Key.Key_Left, Qt.Key.Key_Right}
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(viewer, key, shift if is_arrow else Qt.KeyboardModifier.NoModifier)
    assert players.qt.told[-1] == told


def test_every_control_does_what_it_says(viewer: VideoViewer, players: Players) -> None:
    viewer.open_at(make_artifact(), CITED)
    for name, told in (
        ("videoStepBack", ("step", -1)),
        ("videoStepOn", ("step", 1)),
        ("videoSkipBack", ("seek", -3.0)),
        ("videoSkipOn", ("seek", 7.0)),
        ("videoLoop", ("looping", True)),
        ("videoMute", ("muted", True)),
        ("videoPlay", ("play",)),
    ):
        button = find_button(viewer, name)
        assert button.accessibleName()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert players.qt.told[-1] == told
    assert find_button(viewer, "videoPlay").accessibleName() == "Pause"
    menu = find_button(viewer, "videoRate").menu()
    menu.actions()[-1].trigger()
    assert players.qt.told[-1] == ("rate", 2.0)


def test_volume_is_told_and_every_widget_of_the_bar_has_a_name(
    viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), CITED)
    slider = viewer.findChild(QSlider, "videoVolume")
    assert isinstance(slider, QSlider)
    slider.setValue(40)
    assert players.qt.told[-1] == ("volume", 0.4)
    for kind in (QToolButton, QSlider, QPushButton, QComboBox, QLineEdit):
        for widget in viewer.findChildren(kind):
            assert widget.objectName()
            assert widget.accessibleName() or widget.text()  # type: ignore[attr-defined]  # sliders have names


def test_another_artifact_is_left_paused_and_taken_up_where_it_was(
    viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), CITED)
    viewer.steer("toggle_play")
    players.qt.play_to(2.7)
    viewer.open_at(make_artifact(Path("other.mp4")), WHOLE)
    assert not players.qt.playing
    assert players.qt.told[-1] == ("open_at", "other.mp4", 0.0, None)
    viewer.open_at(make_artifact(), WHOLE)
    assert players.qt.told[-1] == ("open_at", "meeting.mp4", 2.7, None)


def test_hiding_the_viewer_pauses(viewer: VideoViewer, players: Players) -> None:
    viewer.open_at(make_artifact(), CITED)
    viewer.steer("toggle_play")
    viewer.hide()
    assert not players.qt.playing


def test_what_was_played_is_seen_once_it_stops(
    qtbot: QtBot, viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), CITED)
    viewer.steer("toggle_play")
    players.qt.play_to(4.0)
    with qtbot.waitSignal(viewer.seen) as seen:
        players.qt.pause()
    assert seen.args == ["A2", Place(t=(2.5, 4.0))]


def test_a_frame_at_rest_is_seen_after_a_second_and_told_once(
    qtbot: QtBot, viewer: VideoViewer
) -> None:
    with qtbot.waitSignal(viewer.seen, timeout=3000) as seen:
        viewer.open_at(make_artifact(), CITED)
    assert seen.args == ["A2", Place(t=(2.0, None))]
    with qtbot.assertNotEmitted(viewer.seen, wait=1300):
        viewer.open_at(make_artifact(), CITED)


def test_a_file_that_cannot_be_opened_gives_a_sentence_and_two_ways_out(
    qtbot: QtBot, viewer: VideoViewer, players: Players, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.fileName()))

    def refuse(self: FakePlayer, path: Path, _seconds: float, _until: float | None = None) -> None:
        self.told.append(("open_at", path.name))
        self.failed.emit("“meeting.mp4” is <b>damaged</b>.")

    with monkeypatch.context() as patch:
        patch.setattr(FakePlayer, "open_at", refuse)
        with qtbot.waitSignal(viewer.failed):
            viewer.open_at(make_artifact(), CITED)
        assert read_label(viewer, "failureSentence") == "“meeting.mp4” is <b>damaged</b>."
        assert opened == []
        viewer.findChild(QPushButton, "failureOpenOutside").click()  # type: ignore[union-attr]  # it is there
        assert opened == ["meeting.mp4"]
    with qtbot.waitSignal(viewer.place_shown):
        viewer.findChild(QPushButton, "failureTryAgain").click()  # type: ignore[union-attr]  # it is there
    assert read_label(viewer, "failureSentence") == ""
    assert players.qt.seconds == 2.0


def test_what_one_player_cannot_play_the_other_takes_over_from_there(
    viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), CITED)
    viewer.steer("toggle_play")
    players.qt.failed.emit("It cannot be played.")
    assert ("close",) in players.qt.told
    opening, playing = players.made["vlc"].told[-2:]
    assert (opening, playing) == (("open_at", "meeting.mp4", 2.0, 3.0), ("play",))
    assert read_label(viewer, "videoTroubleSentence") == ""
    viewer.open_at(make_artifact(Path("other.mp4")), WHOLE)
    assert players.qt.told[-1] == ("open_at", "other.mp4", 0.0, None)


def test_a_player_that_only_comes_near_while_it_plays_says_so_until_it_rests(
    viewer: VideoViewer, players: Players
) -> None:
    viewer.open_at(make_artifact(), CITED)
    players.qt.plays_exactly = False
    near = viewer.findChild(QLabel, "videoNear")
    assert isinstance(near, QLabel)
    assert not near.isVisible()
    find_button(viewer, "videoPlay").click()
    assert near.isVisible()
    assert "near" in near.toolTip()
    players.qt.pause()
    assert not near.isVisible()


def test_without_another_player_the_frame_stays_and_a_line_says_why(
    viewer: VideoViewer, players: Players
) -> None:
    players.has_vlc = False
    viewer.open_at(make_artifact(), CITED)
    players.qt.failed.emit("It cannot be played.")
    assert read_label(viewer, "videoTroubleSentence") == "It cannot be played."
    assert players.qt.surface().isVisible()
    viewer.open_at(make_artifact(Path("other.mp4")), WHOLE)
    assert read_label(viewer, "videoTroubleSentence") == ""


def test_the_caption_of_the_moment_stands_on_the_picture_as_plain_text(
    qtbot: QtBot, viewer: VideoViewer, spoken: Path
) -> None:
    viewer.open_at(make_artifact(captions=(spoken,)), CITED)
    qtbot.waitUntil(lambda: bool(read_label(viewer, "captionOverlay")))
    assert read_label(viewer, "captionOverlay") == "Ana: Hello & welcome"
    find_button(viewer, "videoCaptions").click()
    assert read_label(viewer, "captionOverlay") == ""


def test_the_list_of_captions_goes_to_the_moment_that_is_clicked(
    qtbot: QtBot, viewer: VideoViewer, players: Players, spoken: Path
) -> None:
    viewer.open_at(make_artifact(captions=(spoken,)), CITED)
    qtbot.waitUntil(find_button(viewer, "videoTranscript").isVisible)
    find_button(viewer, "videoTranscript").click()
    assert viewer._stage.words.isVisible()
    assert viewer._stage.words.list.currentRow() == 0
    viewer._stage.words.list.itemClicked.emit(viewer._stage.words.list.item(1))
    assert players.qt.told[-1] == ("seek", 4.0)


def test_sound_shows_its_title_and_its_captions_as_a_list(
    qtbot: QtBot, viewer: VideoViewer, spoken: Path
) -> None:
    viewer.open_at(make_artifact(media="audio", captions=(spoken,)), CITED)
    viewer._player.picture = False  # type: ignore[union-attr]  # the fake
    viewer.open_at(make_artifact(media="audio", captions=(spoken,)), CITED)
    qtbot.waitUntil(viewer._stage.words.isVisible)
    assert read_label(viewer, "soundTitle") == "Staff meeting"
    assert read_label(viewer, "captionOverlay") == ""
    assert not find_button(viewer, "videoStepOn").isVisible()


def test_marks_and_the_track_of_the_time_line_lead_where_they_stand(
    viewer: VideoViewer, players: Players
) -> None:
    other = Mark(place=Place(t=(8.0, None)), label="3c, 0:08")
    marks = (Mark(place=CITED, label="2b, 0:02–0:03", is_current=True), other)
    viewer.open_at(make_artifact(marks=marks), CITED)
    strip = viewer.findChild(TimeStrip)
    assert isinstance(strip, TimeStrip)
    assert "3c, 0:08" in strip.accessibleDescription()
    QTest.mouseClick(
        strip, Qt.MouseButton.LeftButton, pos=strip.mark_rect(other).center().toPoint()
    )
    assert players.qt.told[-1] == ("open_at", "meeting.mp4", 8.0, None)
    middle = QPoint(strip.width() // 2, round(strip.track_rect().center().y()))
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle)
    verb, seconds = players.qt.told[-1][:2]
    assert verb == "seek"
    assert seconds == pytest.approx(5.0, abs=0.05)


def test_the_time_line_works_by_keyboard(viewer: VideoViewer, players: Players) -> None:
    marks = (
        Mark(place=CITED, label="", is_current=True),
        Mark(place=Place(t=(8.0, 9.0)), label=""),
    )
    viewer.open_at(make_artifact(marks=marks), CITED)
    strip = viewer.findChild(TimeStrip)
    assert isinstance(strip, TimeStrip)
    for key, told in (
        (Qt.Key.Key_Right, ("seek", 3.0)),
        (Qt.Key.Key_Home, ("seek", 0.0)),
        (Qt.Key.Key_End, ("seek", 10.0)),
    ):
        QTest.keyClick(strip, key)
        assert players.qt.told[-1] == told
    QTest.keyClick(strip, Qt.Key.Key_Down)
    QTest.keyClick(strip, Qt.Key.Key_Return)
    assert players.qt.told[-1] == ("open_at", "meeting.mp4", 8.0, 9.0)


def test_released_it_holds_nothing_and_can_be_opened_again(
    qtbot: QtBot, viewer: VideoViewer, players: Players, spoken: Path
) -> None:
    viewer.open_at(make_artifact(captions=(spoken,)), CITED)
    viewer.release()
    assert players.qt.told[-1] == ("close",)
    with qtbot.waitSignal(viewer.place_shown):
        viewer.open_at(make_artifact(captions=(spoken,)), CITED)


@pytest.mark.parametrize("width", [360, 480, 700, 1200])
def test_the_time_is_never_cut_off(qtbot: QtBot, viewer: VideoViewer, width: int) -> None:
    viewer.resize(width, 400)
    viewer.open_at(make_artifact(), CITED)
    label = viewer.findChild(QLabel, "videoTime")
    assert isinstance(label, QLabel)
    qtbot.waitUntil(lambda: label.width() >= label.sizeHint().width())


@pytest.mark.parametrize(("name", "media"), [("a.mp4", "video"), ("a.m4a", "audio")])
def test_with_the_real_player_a_cited_place_comes_on_screen(
    qtbot: QtBot, tmp_path: Path, name: str, media: Media
) -> None:
    recording = Recording(name=name, frames=100, picture=media == "video")
    path = write_recording(tmp_path, recording)
    viewer = VideoViewer()
    qtbot.addWidget(viewer)
    viewer.show()
    with qtbot.waitSignal(viewer.place_shown, timeout=5000):
        viewer.open_at(make_artifact(path, media), CITED)
    assert read_label(viewer, "videoTime") == "0:00:02.00 / 0:00:04"
    viewer.release()
