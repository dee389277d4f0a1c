"""Captions on the picture, as a list with search, and as a transcript for reading."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.viewers.video.fakes import (
    CITED,
    WHOLE,
    Players,
    find_button,
    make_artifact,
    read_label,
)
from workbench.evidence.captions import Caption
from workbench.ui.viewers.video.captions import CaptionList, find_line_at
from workbench.ui.viewers.video.viewer import VideoViewer

TALK = """WEBVTT

00:00.500 --> 00:01.500
<v Ana>Who takes the minutes?

00:01.500 --> 00:02.500
<v Ben>I do. And the minutes go out tomorrow.

00:02.600 --> 00:03.400
<v Ben>To everybody.

00:07.000 --> 00:08.000
<v Ana>Thank you.
"""
SOMALI = """1
00:00:00,500 --> 00:00:01,500
Yaa qoraya?
"""


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    file = tmp_path / "talk.en.vtt"
    file.write_text(TALK, "utf-8")
    return file


@pytest.fixture
def listed(qtbot: QtBot, viewer: VideoViewer, talk: Path) -> CaptionList:
    """The list beside the picture, of the recording that is open."""
    viewer.open_at(make_artifact(captions=(talk,)), CITED)
    button = find_button(viewer, "videoTranscript")
    qtbot.waitUntil(button.isVisible)
    button.click()
    return viewer._stage.words.list


def find_shown(listed: CaptionList) -> list[str]:
    rows = (listed.item(row) for row in range(listed.count()))
    return [item.text() for item in rows if not item.isHidden()]


def test_the_line_of_the_moment_is_followed_and_in_silence_the_one_about_to_begin_or_the_last(
    viewer: VideoViewer, players: Players, listed: CaptionList
) -> None:
    rows = []
    for seconds in (0.0, 0.6, 1.6, 2.55, 2.7, 5.0, 7.5, 9.0, 0.1):
        players.qt.seconds = seconds
        players.qt.position_changed.emit(seconds)
        rows.append(listed.currentRow())
    assert rows == [0, 0, 1, 2, 2, 2, 3, 3, 0]
    assert read_label(viewer, "captionOverlay") == ""


def test_before_the_first_line_none_is_current() -> None:
    lines = [Caption(start=5.0, end=6.0, text="Now.")]
    assert [find_line_at(lines, seconds) for seconds in (0.0, 3.9, 4.1, 5.5, 60.0)] == [
        *(-1, -1, 0, 0, 0)
    ]


def test_a_long_list_keeps_the_current_line_in_view_and_the_one_after_it(
    qtbot: QtBot, viewer: VideoViewer, players: Players, tmp_path: Path
) -> None:
    cues = [
        f"00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\nLine {n}\n"
        for n in range(200)
    ]
    file = tmp_path / "long.vtt"
    file.write_text("WEBVTT\n\n" + "\n".join(cues), "utf-8")
    viewer.open_at(make_artifact(captions=(file,)), CITED)
    qtbot.waitUntil(find_button(viewer, "videoTranscript").isVisible)
    find_button(viewer, "videoTranscript").click()
    listed = viewer._stage.words.list
    for row in (150, 151, 20, 199, 0):
        players.qt.position_changed.emit(row + 0.5)
        assert listed.currentRow() == row
        room = listed.viewport().rect()
        assert room.contains(listed.visualItemRect(listed.item(row)))
        assert row == 199 or room.contains(listed.visualItemRect(listed.item(row + 1)))
    viewer.resize(900, 320)
    players.qt.position_changed.emit(100.5)
    viewer.resize(500, 700)
    qtbot.waitUntil(
        lambda: listed.viewport().rect().contains(listed.visualItemRect(listed.item(100)))
    )


def test_the_search_leaves_the_lines_that_hold_the_words_and_return_goes_from_one_to_the_next(
    viewer: VideoViewer, players: Players, listed: CaptionList
) -> None:
    field = viewer.findChild(QLineEdit, "captionSearch")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "MINUTES")
    assert len(find_shown(listed)) == 2
    assert read_label(viewer, "captionCount") == "2 lines"
    sought = []
    for _press in range(3):
        QTest.keyClick(field, Qt.Key.Key_Return)
        sought.append(players.qt.told[-1])
    assert sought == [("seek", 0.5), ("seek", 1.5), ("seek", 0.5)]
    field.clear()
    assert len(find_shown(listed)) == 4
    assert read_label(viewer, "captionCount") == ""


def test_a_click_on_a_line_and_return_on_it_go_there(players: Players, listed: CaptionList) -> None:
    row = listed.visualItemRect(listed.item(3)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert players.qt.told[-1] == ("seek", 7.0)
    listed.setCurrentRow(2)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert players.qt.told[-1] == ("seek", 2.6)


def test_the_transcript_reads_in_paragraphs_each_with_its_time(
    viewer: VideoViewer, players: Players, listed: CaptionList
) -> None:
    find_button(viewer, "captionReading").click()
    assert find_shown(listed) == [
        "Ana: Who takes the minutes?",
        "Ben: I do. And the minutes go out tomorrow. To everybody.",
        "Ana: Thank you.",
    ]
    spoken = [
        listed.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(listed.count())
    ]
    assert spoken[2] == "0:00:07, Ana: Thank you."
    listed.itemClicked.emit(listed.item(1))
    assert players.qt.told[-1] == ("seek", 1.5)


def test_of_several_sets_one_is_chosen(
    qtbot: QtBot, viewer: VideoViewer, talk: Path, tmp_path: Path
) -> None:
    other = tmp_path / "talk.so.srt"
    other.write_text(SOMALI, "utf-16")
    viewer.open_at(make_artifact(captions=(talk, other)), CITED)
    qtbot.waitUntil(find_button(viewer, "videoTranscript").isVisible)
    find_button(viewer, "videoTranscript").click()
    sets = viewer.findChild(QComboBox, "captionTracks")
    assert isinstance(sets, QComboBox)
    assert sets.isVisible()
    sets.setCurrentIndex(1)
    sets.activated.emit(1)
    assert find_shown(viewer._stage.words.list) == ["Yaa qoraya?"]
    viewer.open_at(make_artifact(Path("other.mp4")), WHOLE)
    assert not viewer._stage.words.isVisible()
    assert not find_button(viewer, "videoTranscript").isVisible()


def stands_on(pane: QWidget, overlay: QLabel) -> bool:
    return pane.rect().contains(overlay.geometry())


def show_overlay(qtbot: QtBot, viewer: VideoViewer, talk: Path) -> tuple[QWidget, QLabel]:
    """The pane of the picture, and the words on it."""
    viewer.open_at(make_artifact(captions=(talk,)), CITED)
    qtbot.waitUntil(lambda: bool(read_label(viewer, "captionOverlay")))
    overlay = viewer.findChild(QLabel, "captionOverlay")
    assert isinstance(overlay, QLabel)
    pane = overlay.parentWidget()
    assert pane is not None
    return pane, overlay


def test_they_stay_on_the_picture_when_the_window_changes_at_rest(
    qtbot: QtBot, viewer: VideoViewer, talk: Path
) -> None:
    pane, overlay = show_overlay(qtbot, viewer, talk)
    for width, height in ((900, 700), (500, 360), (700, 500)):
        viewer.resize(width, height)
        qtbot.waitUntil(partial(stands_low, pane, overlay, width))


def stands_low(pane: QWidget, overlay: QLabel, width: int) -> bool:
    """Whether it stands at the lower edge of a pane that has taken that width."""
    is_low = pane.height() - overlay.geometry().bottom() < 40
    return pane.width() == width and stands_on(pane, overlay) and is_low


def test_they_grow_with_the_text_and_stay_on_the_picture(
    qtbot: QtBot, viewer: VideoViewer, talk: Path, qapp: QApplication
) -> None:
    before = QFont(qapp.font())
    heights = []
    try:
        for pixels in (13, 26):
            font = QFont(before)
            font.setPixelSize(pixels)
            qapp.setFont(font)
            pane, overlay = show_overlay(qtbot, viewer, talk)
            qtbot.waitUntil(partial(stands_on, pane, overlay))
            assert overlay.height() >= overlay.heightForWidth(overlay.width())
            heights.append(overlay.fontMetrics().height())
    finally:
        qapp.setFont(before)
    assert heights[1] >= 1.8 * heights[0]
