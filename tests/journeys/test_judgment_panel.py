"""Writing a judgment: snippets, notes, pins, history, contradictions, a clash, spelling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import build_bundle
from tests.keyboard import press, type_words
from workbench.assessment.judgment import Judgment, Pin, format_judgment_body
from workbench.assessment.recording import draft_event
from workbench.assessment.review import fold_review
from workbench.ui.judging.history_dialog import HistoryDialog
from workbench.ui.judging.snippets import SETTING, fill_in, read_own
from workbench.ui.judging.spelling import Speller, find_word
from workbench.ui.main_window import MainWindow
from workbench.ui.session import Session
from workbench.ui.windowless.waiting import wait_until

Opener = Callable[..., MainWindow]


@pytest.fixture
def judging(opener: Opener, tmp_path: Path) -> MainWindow:
    opened = opener(build_bundle(tmp_path))
    opened.session.show("1a")
    return opened


def list_words(parent: QWidget, name: str) -> list[str]:
    found = parent.findChild(QWidget, name)
    assert found is not None
    labels = [x.text() for x in found.findChildren(QLabel) if x.isVisibleTo(found)]
    return [*labels, *(b.text() for b in found.findChildren(QPushButton))]


def find_list(window: MainWindow) -> QListWidget:
    return next(w for w in window.findChildren(QListWidget, "snippets") if w.isVisible())


def test_a_stroke_offers_ready_words_and_fills_their_places(judging: MainWindow) -> None:
    session = judging.session
    own = [{"name": "bare", "text": "In {detail}, {practitioner} shows “{title}”."}]
    session.store.write_setting(SETTING, own)  # type: ignore[arg-type] # JSON
    press(judging, "f")
    type_words("/")
    offered = find_list(judging)
    assert offered.count() == 2
    type_words("plea")
    assert [offered.item(0).text()] == ["Please say where in the artifact this can be seen."]
    press(judging, Qt.Key.Key_Escape)
    assert not offered.isVisible()
    for _ in "/plea":
        press(judging, Qt.Key.Key_Backspace)
    type_words("See: /bare")
    press(judging, Qt.Key.Key_Return)
    judging.review.judgment.store_words()
    title = session.rubric.details[0].title
    looked = session.review.judgment("1a").feedback.looked_at
    assert looked == f"See: In 1a, 4F7K shows “{title}”."


def test_a_stroke_inside_a_word_is_only_a_stroke(judging: MainWindow) -> None:
    press(judging, "f")
    type_words("and/or")
    assert not any(w.isVisible() for w in judging.findChildren(QListWidget, "snippets"))


def test_unknown_variables_and_strange_settings_do_no_harm() -> None:
    assert fill_in("{detail} {nonsense} {place}", {"detail": "1a", "place": ""}) == (
        "1a {nonsense} {place}"
    )
    assert read_own("no list") == ()
    assert read_own([3, {"name": "x"}, {"text": "kept"}])[0].text == "kept"


def test_a_note_to_oneself_is_kept_apart_from_the_judgment(
    judging: MainWindow, qtbot: QtBot
) -> None:
    session = judging.session
    press(judging, "w")
    type_words("Ask the lead.")
    qtbot.waitUntil(lambda: session.review.note("1a").text == "Ask the lead.")
    assert session.review.judgment("1a") == Judgment(target="1a")
    session.show("1b")
    session.show("1a")
    field = judging.review.judgment._fields.field("note")
    assert field.toPlainText() == "Ask the lead."


def test_a_pin_shows_its_still_and_can_be_taken_away(judging: MainWindow, qtbot: QtBot) -> None:
    session = judging.session
    panel = judging.review.judgment
    panel.pin(Pin(artifact="A2", locator="page=1"), judging.grab())
    assert session.review.judgment("1a").relied_on == (Pin(artifact="A2", locator="page=1"),)
    assert any("Minutes" in words for words in list_words(judging, "pins"))
    still = next(
        label
        for label in judging.findChildren(QLabel)
        if label.accessibleName() == "What was on screen"
    )
    assert not still.pixmap().isNull()
    away = judging.findChild(QPushButton, "removePin-1")
    assert isinstance(away, QPushButton)
    away.click()
    assert session.review.judgment("1a").relied_on == ()
    press(judging, "Z", Qt.KeyboardModifier.ControlModifier)
    assert len(session.review.judgment("1a").relied_on) == 1
    qtbot.waitUntil(lambda: session.journal.is_saved)


def test_the_history_is_one_key_away(judging: MainWindow, qtbot: QtBot) -> None:
    press(judging, "1")
    press(judging, "e")
    type_words("It is not there.")
    press(judging, Qt.Key.Key_Escape)
    press(judging, "2")
    press(judging, "h")
    qtbot.waitUntil(lambda: bool(judging.findChildren(HistoryDialog)))
    (dialog,) = judging.findChildren(HistoryDialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "From Not yet to Proficient" in words
    assert "because It is not there." in words
    dialog.close()


def test_cannot_judge_asks_for_the_reason(
    judging: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def answer(_parent: object, _title: str, _words: str, items: list[str]) -> tuple[str, bool]:
        offered.extend(items)
        return "The page is illegible.", True

    monkeypatch.setattr(QInputDialog, "getItem", answer)
    press(judging, "x")
    assert judging.session.review.judgment("1a").cannot_judge == "The page is illegible."
    assert "The submission is incomplete" in offered


def test_a_contradiction_and_what_decides_are_pointed_at(judging: MainWindow, qtbot: QtBot) -> None:
    press(judging, "1")
    assert any("If 1a alone" in words for words in list_words(judging, "remarks"))
    judging.review.judgment.focus_field("praise")
    type_words("This is shown clearly and compellingly.")
    judging.review.judgment.store_words()
    qtbot.waitUntil(lambda: any("The praise says" in w for w in list_words(judging, "remarks")))


def make_clash(session: Session) -> None:
    """A judgment of the same assessor, made on another computer that knew nothing of this one."""
    review = fold_review(
        (),
        submission=session.submission.id,
        rubric=session.rubric.identity,
        actor=session.identity.fingerprint,
    )
    manifest = session.source.bundle.manifest_digest
    for target, level in (("1a", "not-yet"),):
        body = format_judgment_body(Judgment(target=target, level=level, rationale="Elsewhere."))
        draft = draft_event(review, "judgment", manifest=manifest, target=target, body=body)
        session.store.append([session.identity.sign(draft)]).result()


def test_a_clash_of_two_laptops_is_shown_and_settled_by_one_press(
    opener: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    bundle = build_bundle(tmp_path)
    window = opener(bundle)
    session = window.session
    session.show("1a")
    press(window, "2")
    qtbot.waitUntil(lambda: session.journal.is_saved)
    make_clash(session)
    window.show_queue()
    assert session.store.read_clashes([session.identity.fingerprint]) == {session.submission.id}
    opener(bundle)
    assert [*session.review.clashes] == ["1a"]
    assert any(row.state == "clash" for row in window.review.outcomes._model.rows)
    offered = list_words(window, "clash")
    assert any("Elsewhere." in words for words in offered)
    assert "clash" in {entry.what for entry in session.missing}
    button = next(b for b in window.findChildren(QPushButton) if b.text().endswith("Elsewhere."))
    button.click()
    assert [*session.review.clashes] == []
    assert session.review.judgment("1a").level == "not-yet"
    assert session.review.judgment("1a").rationale == "Elsewhere."
    wait_until(lambda: session.journal.is_saved, "the store")
    assert session.store.read_clashes() == frozenset()


def test_spelling_is_told_without_a_network() -> None:
    speller = Speller("en")
    assert speller.knows("stakeholders")
    assert not speller.knows("recieve")
    assert "receive" in speller.suggest("recieve")
    assert speller.knows("don’t")
    assert speller.knows("EO2B")
    assert speller.knows("明美")
    speller.keep("Wertheimer")
    assert speller.knows("Wertheimer")
    assert Speller("tlh").knows("anything")
    assert Speller("tlh").suggest("anything") == ()
    assert find_word("I recieve it", 4) == (2, "recieve")
    assert find_word("   ", 1) is None


def test_misspelled_words_are_underlined_and_mended_from_the_menu(
    judging: MainWindow, qapp: QApplication
) -> None:
    press(judging, "e")
    type_words("We recieve it.")
    qapp.processEvents()
    field = judging.review.judgment._fields.field("rationale")
    formats = field.document().firstBlock().layout().formats()
    assert [(f.start, f.length) for f in formats] == [(3, 7)]
    menu = field.createStandardContextMenu()
    cursor = field.textCursor()
    cursor.setPosition(5)
    assert field._speller is not None
    field._propose(menu, field._speller, cursor)
    next(action for action in menu.actions() if action.text() == "receive").trigger()
    assert field.toPlainText() == "We receive it."
    menu.deleteLater()
