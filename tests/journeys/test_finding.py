"""Find in what is shown, by keys in the real window: pages, films, slides, sheets, answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.keyboard import press, type_words
from workbench.assessment.locator import Place, Span
from workbench.ui.main_window import MainWindow
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.text.viewer import TextViewer
from workbench.ui.viewers.video.viewer import VideoViewer

pytestmark = pytest.mark.qt_log_ignore("pa_context_connect", "No RHI backend", "No audio device")

Opener = Callable[..., MainWindow]
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
WHOLE = Place(whole=True)


def show(window: MainWindow, artifact: str, place: Place, qtbot: QtBot) -> None:
    """That artifact at that place, on screen."""
    shown: list[object] = []
    window.review.evidence.place_shown.connect(lambda *what: shown.append(what))
    window.session.open_place(artifact, place)
    qtbot.waitUntil(lambda: (artifact, place) in shown, timeout=20_000)


def find(window: MainWindow, words: str) -> None:
    """Ctrl+F, and the words typed."""
    press(window, Qt.Key.Key_F, CONTROL)
    type_words(words)


def read_count(window: MainWindow) -> str:
    label = window.findChild(QLabel, "findCount")
    return label.text() if isinstance(label, QLabel) else ""


def read_note(window: MainWindow) -> str:
    label = window.findChild(QLabel, "findNote")
    return label.text() if isinstance(label, QLabel) else ""


def wait_for_count(window: MainWindow, words: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: read_count(window) == words, timeout=10_000)


def find_pages(window: MainWindow) -> PdfViewer:
    viewer = window.review.evidence.viewer
    assert isinstance(viewer, PdfViewer)
    return viewer


def test_words_on_pages_are_lit_counted_and_gone_to_and_the_citation_is_come_back_to(
    opener: Opener, qtbot: QtBot
) -> None:
    window = opener()
    show(window, "A1", Place(page=Span(3, 3)), qtbot)
    window.review.outcomes.setFocus()
    texts = window.session.desk.known["A1"].facts.texts or ()
    count = sum(text.casefold().count("yellow") for text in texts)
    assert count > 2
    find(window, "YELLOW")
    qtbot.waitUntil(lambda: read_count(window).endswith(f" of {count}"), timeout=10_000)
    first = find_pages(window).canvas.current_page
    lit = find_pages(window).searchable.list_boxes
    qtbot.waitUntil(lambda: bool(lit(first)), timeout=10_000)
    for _ in range(count):
        press(window, Qt.Key.Key_Return)
    assert "on from the first" in read_note(window) or read_count(window).startswith("1 of")
    press(window, Qt.Key.Key_Return, SHIFT)
    press(window, Qt.Key.Key_Escape)
    assert window.review.outcomes.hasFocus()
    assert lit(first) == ()
    press(window, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: find_pages(window).canvas.current_page == 2, timeout=10_000)


def test_the_whole_round_is_told(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    show(window, "A9", Place(page=Span(1, 1)), qtbot)
    find(window, "certificate of\u00a0attendance")
    wait_for_count(window, "1 of 1", qtbot)
    press(window, Qt.Key.Key_F3)
    assert read_note(window) == "Past the last hit: on from the first."
    press(window, Qt.Key.Key_F3, SHIFT)
    assert read_note(window) == "Before the first hit: on from the last."


def test_words_that_are_not_there_are_told(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    show(window, "A1", WHOLE, qtbot)
    find(window, "xylophone")
    wait_for_count(window, "No hits", qtbot)


def test_what_is_said_in_a_film_is_gone_to(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    show(window, "A2", Place(t=(0.0, None)), qtbot)
    find(window, "do not judge before")
    qtbot.waitUntil(lambda: read_count(window).startswith("1 of "), timeout=10_000)
    viewer = window.review.evidence.viewer
    assert isinstance(viewer, VideoViewer)
    qtbot.waitUntil(lambda: abs(viewer._tell_seconds() - 57.2) < 0.1, timeout=10_000)
    panel = viewer._stage.words
    assert panel.isVisible()
    qtbot.waitUntil(lambda: "judge before we" in panel.list.currentItem().text(), timeout=10_000)
    press(window, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    press(window, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: viewer._tell_seconds() < 0.1, timeout=10_000)


def test_words_of_slides_are_found_on_their_slide(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    show(window, "A5", WHOLE, qtbot)
    find(window, "call upon it by name")
    wait_for_count(window, "1 of 1", qtbot)
    viewer = window.review.evidence.viewer
    assert isinstance(viewer, TextViewer)
    qtbot.waitUntil(lambda: viewer._choice.currentText() == "Slide 4")
    marks = viewer._text.extraSelections()
    assert [" ".join(mark.cursor.selectedText().split()) for mark in marks] == [
        "call upon it by name"
    ]


def test_words_of_a_workbook_are_found_in_their_cell(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    show(window, "A4", WHOLE, qtbot)
    find(window, "each answered yes")
    wait_for_count(window, "1 of 1", qtbot)
    viewer = window.review.evidence.viewer
    assert isinstance(viewer, TextViewer)
    assert list(viewer._sheet._rows._found) == [(2, 0)]
    assert viewer._sheet._rows._current == {(2, 0)}


def test_words_of_a_document_are_found_in_its_rendition(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    show(window, "A3", Place(page=Span(1, 1)), qtbot)
    find(window, "minutes, 14 march")
    qtbot.waitUntil(lambda: read_count(window).startswith("1 of "), timeout=10_000)


def test_answers_are_searched_like_anything_else(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    window.session.show("P1")
    find(window, "my door was open")
    wait_for_count(window, "1 of 1", qtbot)
    narrative = window.review.evidence._narrative
    (mark,) = narrative.extraSelections()
    assert mark.cursor.selectedText() == "my door was open"


def test_a_scan_says_that_there_is_no_text_and_offers_to_read_it(
    opener: Opener, qtbot: QtBot
) -> None:
    window = opener()
    show(window, "A6", Place(page=Span(1, 1)), qtbot)
    find(window, "card")
    qtbot.waitUntil(lambda: "F8" in read_note(window), timeout=10_000)
    notice = find_pages(window)._pages.notice
    qtbot.waitUntil(notice.isVisible, timeout=10_000)
    assert "has no text" in notice.accessibleName()


def test_walking_on_searches_what_is_shown_then_and_moves_nothing(
    opener: Opener, qtbot: QtBot
) -> None:
    window = opener()
    show(window, "A1", Place(page=Span(3, 3)), qtbot)
    find(window, "the")
    qtbot.waitUntil(lambda: " of " in read_count(window), timeout=10_000)
    window.review.outcomes.setFocus()
    show(window, "A9", Place(page=Span(1, 1)), qtbot)
    qtbot.waitUntil(lambda: read_count(window).endswith((" hits", " hit")), timeout=10_000)


def test_letters_typed_into_the_bar_do_nothing_else(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    session = window.session
    session.show("3c")
    find(window, "njku 123 x")
    wait_for_count(window, "No hits", qtbot)
    press(window, Qt.Key.Key_Return)
    assert session.target == "3c"
    assert session.review.judgment("3c").level is None
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "findField"


def test_the_bar_opens_with_what_was_searched_for_last(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    show(window, "A1", Place(page=Span(3, 3)), qtbot)
    find(window, "yellow")
    qtbot.waitUntil(lambda: " of " in read_count(window), timeout=10_000)
    press(window, Qt.Key.Key_Escape)
    show(window, "A1", Place(page=Span(3, 3)), qtbot)
    press(window, Qt.Key.Key_F, CONTROL)
    assert window.review.evidence.finding.bar.field.text() == "yellow"
    assert window.review.evidence.finding.bar.field.selectedText() == "yellow"
    qtbot.waitUntil(lambda: read_count(window).endswith("hits"), timeout=10_000)
    assert find_pages(window).canvas.current_page == 2


def test_words_selected_on_a_page_are_searched_for(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    show(window, "A1", Place(page=Span(7, 7)), qtbot)
    viewer = find_pages(window)
    viewer._facts.want_lines(6)
    qtbot.waitUntil(lambda: bool(viewer._facts.find_lines(6)), timeout=10_000)
    line = next(line for line in viewer._facts.find_lines(6) or () if "yellow card." in line.text)
    at = line.text.index("yellow") + 1
    viewer._pages.hand.selection.begin(6, line.starts[at], line.box[1] + 3, clicks=2)
    press(window, Qt.Key.Key_F, CONTROL)
    assert window.review.evidence.finding.bar.field.text() == "yellow"
    qtbot.waitUntil(lambda: read_count(window).endswith(" hits"), timeout=10_000)


def test_what_had_the_keyboard_may_be_gone_when_the_bar_closes(
    opener: Opener, qtbot: QtBot
) -> None:
    window = opener()
    window.session.show("2b")
    card = window.review.claim._cards[0][1]
    card.setFocus()
    press(window, Qt.Key.Key_F, CONTROL)
    window.session.show("2c")
    qtbot.wait(10)
    press(window, Qt.Key.Key_Escape)
    assert not window.review.evidence.finding.is_on
