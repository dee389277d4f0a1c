"""A whole review of the demo by keyboard alone, from the open bundle to the written report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.keyboard import press, tab_to, type_words
from workbench.assessment.locator import Place
from workbench.ui.keys_dialog import KeysDialog
from workbench.ui.main_window import MainWindow
from workbench.ui.reporting import finish_dialog
from workbench.ui.reporting.finish_dialog import FINISH
from workbench.ui.session import Session
from workbench.ui.walk import SCORING

Opener = Callable[..., MainWindow]


def test_a_review_from_bundle_to_report_without_the_mouse(
    opener: Opener, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finish_dialog, "ask_ways", lambda *_: FINISH)  # the walk skips citations
    window = opener()
    session = window.session
    assert session.target == SCORING
    press(window, "u")
    assert session.target == "P1"
    for target in session.rubric.targets:
        assert session.target == target
        is_part = session.rubric.find_part(target) is not None
        if target == "2b":
            press(window, "2")
            press(window, "f")
            for words in ("Meeting 2:15, plan page 6", "with stakeholders", "Add the text"):
                type_words(words)
                press(window, Qt.Key.Key_Tab)
            press(window, Qt.Key.Key_Escape)
        else:
            press(window, "1" if is_part else "3")
        press(window, "u")
    assert session.missing == ()
    assert session.decision.outcome == "not_yet"
    assert session.decision.deciding == ("2b",)
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    seal = find_button("sealReview")
    qtbot.waitUntil(seal.isEnabled)
    seal.window().activateWindow()
    qtbot.waitUntil(seal.window().isActiveWindow)
    press(tab_to(seal.window(), "sealReview"), Qt.Key.Key_Space)
    assert session.review.finished_at is not None
    dialog = window.show_report()
    assert dialog is not None
    qtbot.waitUntil(find_button("writeFiles").isEnabled, timeout=60_000)
    dialog.write(tmp_path)
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.json"))) == 1, timeout=60_000)
    close_boxes()
    report = json.loads(next(tmp_path.glob("*.json")).read_text("utf-8"))
    levels = {detail["id"]: detail["level"] for detail in report["details"]}
    assert levels.pop("2b") == "not-yet"
    assert set(levels.values()) == {"proficient"}
    told = next(d for d in report["details"] if d["id"] == "2b")
    assert told["feedback"]["next_step"] == "Add the text"


def find_button(name: str) -> QPushButton:
    for widget in QApplication.topLevelWidgets():
        found = widget.findChild(QPushButton, name)
        if found is not None and found.isVisible():
            return found
    message = f"no button {name} is on screen"
    raise AssertionError(message)


def close_boxes() -> None:
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and not isinstance(widget, MainWindow):
            widget.close()


def test_n_walks_every_citation_then_to_the_judgment_then_on(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    session = window.session
    shown: list[tuple[str, Place]] = []
    window.review.evidence.place_shown.connect(
        lambda artifact, place: shown.append((artifact, place))
    )
    session.show("1a")
    steps = session.steps
    assert len(steps) == 2
    qtbot.waitUntil(lambda: bool(shown) and shown[-1][0] == "A2", timeout=20_000)
    press(window, "n")
    qtbot.waitUntil(lambda: shown[-1][0] == "A7", timeout=20_000)
    with qtbot.waitSignal(session.judgment_asked):
        press(window, "n")
    press(window, "3")
    press(window, "n")
    assert session.target == "1b"


def test_back_and_forward_return_to_the_places_shown(opener: Opener) -> None:
    window = opener()
    session = window.session
    asked: list[str] = []
    session.place_asked.connect(lambda artifact, _place: asked.append(artifact))
    session.show("1a")
    session.show("3a")
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert session.target == "1a"
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert session.target == "3a"
    assert asked == ["A2", "A1", "A2", "A1"]


def test_a_proposed_place_is_accepted_by_return_and_the_words_stay(opener: Opener) -> None:
    window = opener()
    session = window.session
    session.show("2b")
    number = next(n for n, step in enumerate(session.steps) if step.place is None)
    session.visit(number)
    press(window, Qt.Key.Key_Return)
    step = session.steps[number]
    assert step.place is not None
    assert step.place.words == "page 2"
    assert step.claim.citations[step.citation].where == "page 12"


def test_close_and_reopen_continues_where_the_assessor_was(opener: Opener) -> None:
    window = opener()
    session = window.session
    session.show("3c")
    press(window, "3")
    press(window, "e")
    type_words("Settled before the numbers.")
    window.show_queue()
    opener()
    assert session.target == "3c"
    judgment = session.review.judgment("3c")
    assert judgment.level == "proficient"
    assert judgment.rationale == "Settled before the numbers."


def test_undo_takes_a_level_back_and_redo_sets_it_again(opener: Opener) -> None:
    window = opener()
    session = window.session
    session.show("3c")
    press(window, "3")
    session.show("3d")
    press(window, "Z", Qt.KeyboardModifier.ControlModifier)
    assert session.target == "3c"
    assert session.review.judgment("3c").level is None
    press(window, "Y", Qt.KeyboardModifier.ControlModifier)
    assert session.review.judgment("3c").level == "proficient"


def test_letters_typed_into_a_field_do_nothing_else(opener: Opener) -> None:
    window = opener()
    session = window.session
    session.show("3c")
    press(window, "f")
    type_words("jump 123 njku")
    assert session.target == "3c"
    assert session.review.judgment("3c").level is None


def test_a_finished_review_changes_only_after_it_is_reopened(
    session: Session, opener: Opener
) -> None:
    window = opener()
    session.refuse("incomplete", "Two answers are not there.")
    session.finish()
    session.show("1a")
    press(window, "3")
    assert session.review.judgment("1a").level is None
    session.reopen("The answers came.")
    press(window, "3")
    assert session.review.judgment("1a").level == "proficient"


def test_the_keys_of_the_menus_act_on_every_page(opener: Opener) -> None:
    window = opener()
    press(window, Qt.Key.Key_F1)
    assert [box for box in window.findChildren(KeysDialog) if box.isVisible()]
    close_boxes()
    press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.queue.isVisible()
    press(window, Qt.Key.Key_F1)
    assert [box for box in window.findChildren(KeysDialog) if box.isVisible()]
    close_boxes()
