"""The first page of a review: findings one key from their place, the answer, letter and map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.keyboard import press
from workbench.assessment.finding import Finding
from workbench.ui.main_window import MainWindow
from workbench.ui.panels.evidence_map import UseStrip
from workbench.ui.reporting.letter_writing import write_own_letter
from workbench.ui.walk import MAP, SCORING


@pytest.fixture
def demo(opener: Callable[..., MainWindow], qtbot: QtBot) -> MainWindow:
    """The demo, open at its first page, with every finding shown."""
    window = opener()
    session = window.session
    qtbot.waitUntil(lambda: all(f.sentence in read_words(window) for f in session.findings))
    return window


def find_one(window: MainWindow, check: str) -> Finding:
    return next(finding for finding in window.session.findings if finding.check == check)


def press_way(window: MainWindow, finding: Finding) -> None:
    way = window.review.findings.findChild(QPushButton, f"go-{finding.key}")
    assert isinstance(way, QPushButton)
    way.click()


def read_words(window: MainWindow) -> str:
    labels = window.review.findings.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if not label.isHidden())


def test_the_page_comes_before_the_review_and_says_what_can_be_done(demo: MainWindow) -> None:
    window = demo
    assert window.session.target == SCORING
    words = read_words(window)
    assert "Nothing blocks scoring." in words
    for finding in window.session.findings:
        assert finding.sentence in words
        assert finding.advice in words


def test_a_digit_goes_to_the_place_of_a_finding(demo: MainWindow) -> None:
    window = demo
    press(window, "2")
    assert window.session.target == "2b"


def test_n_walks_over_the_findings_and_return_goes_there(demo: MainWindow) -> None:
    window = demo
    for _ in range(4):
        press(window, "n")
    press(window, Qt.Key.Key_Return)
    assert window.session.target == "3c"


def test_every_finding_of_the_demo_leads_somewhere(demo: MainWindow) -> None:
    window = demo
    for finding in window.session.findings:
        window.session.show(SCORING)
        shown: list[str] = []
        window.session.place_asked.connect(lambda artifact, _place, to=shown: to.append(artifact))
        press_way(window, finding)
        assert shown or window.session.target != SCORING


def test_return_accepts_the_proposed_place_and_the_words_stay(demo: MainWindow) -> None:
    window = demo
    session = window.session
    finding = find_one(window, "citation.misplaced")
    press_way(window, finding)
    press(window, Qt.Key.Key_Return)
    assert finding.claim is not None
    assert finding.citation is not None
    resolution = session.resolution((finding.claim, finding.citation))
    assert [place.words for place in resolution.destinations] == ["page 14 (printed “11”)"]
    assert resolution.citation.where == "p. 9"
    assert "citation.misplaced" not in {one.check for one in session.findings}


def test_refusing_wants_a_reason_and_words(demo: MainWindow) -> None:
    window = demo
    page = window.review.findings
    code, words = page.findChild(QComboBox), page.findChild(QPlainTextEdit)
    refuse = page.findChild(QPushButton, "refuseScoring")
    assert isinstance(code, QComboBox)
    assert isinstance(words, QPlainTextEdit)
    assert isinstance(refuse, QPushButton)
    refuse.click()
    assert not window.session.review.refusal
    code.setCurrentIndex(1)
    words.setPlainText("The recording has no sound.")
    refuse.click()
    refusal = window.session.review.refusal
    assert refusal is not None
    assert refusal.words == "The recording has no sound."


def test_the_letter_is_written_with_the_words_of_the_refusal(
    demo: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = demo
    window.session.refuse("incomplete", "The recording has no sound.")
    target = tmp_path / "letter.txt"
    write_own_letter(window.session, window, target, "")
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)))
    text = target.read_text(encoding="utf-8")
    assert "The recording has no sound." in text
    assert "you wrote" in text
    for box in window.findChildren(QMessageBox):
        box.close()


def test_the_map_draws_what_is_cited_and_goes_there(demo: MainWindow) -> None:
    window = demo
    window.session.show(MAP)
    strip = window.review.map.findChild(UseStrip, "strip-A2")
    assert isinstance(strip, UseStrip)
    assert "Cited for 4 details: 1:51 of 3:20" in strip.accessibleName()
    strip.setFocus()
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Return)
    assert window.review.evidence.shown_artifact == "A2"


def test_the_table_behind_the_picture_says_the_same(demo: MainWindow) -> None:
    window = demo
    window.session.show(MAP)
    table = window.review.map._table
    cells = [[table.item(row, column).text() for column in range(4)] for row in range(9)]  # type: ignore[union-attr]  # all filled
    assert cells[1] == ["Clip 1 · Staff and family meeting", "1a 1c 2b 2c", "4", "1:51 of 3:20"]
    assert cells[8][3] == "never"


def test_the_map_is_left_and_found_again_as_a_page_of_the_review(demo: MainWindow) -> None:
    window = demo
    window.session.show(MAP)
    press(window, "u")
    assert window.session.target == "P1"
