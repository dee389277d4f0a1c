"""Settings act, work goes from one computer to another, and finishing asks what it must."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.builders import build_bundle, build_rubric
from tests.keyboard import press
from tests.keyrings import MemoryKeyring, NoKeyring, system_keyring
from workbench.app import open_session
from workbench.assessment.judgment import ACCEPTED, Judgment
from workbench.exchange.bringing_in import bring_in
from workbench.exchange.event_file import EventFileError
from workbench.store.keys import create_identity, load_identities, unlock
from workbench.store.store import open_store
from workbench.store.system_keyring import protect_by_keyring
from workbench.ui.judging.snippets import list_snippets
from workbench.ui.main_window import MainWindow
from workbench.ui.reporting import finish_dialog
from workbench.ui.reporting.finish_dialog import FINISH, LOOK, FinishDialog
from workbench.ui.session import Session
from workbench.ui.settings import data as settings_data
from workbench.ui.settings.data import DataPage, take_along
from workbench.ui.settings.groups import Groups
from workbench.ui.settings.key import KeyPage, say_known_keys
from workbench.ui.settings.preferences import list_order, read_limits
from workbench.ui.settings.protection import NO_KEYRING
from workbench.ui.start import starting
from workbench.ui.start.next_start import Start
from workbench.ui.start.starting import AGAIN, NEW_KEY_WAY, ask_assessor
from workbench.ui.windowless.headless import open_and_inspect, wait_saved

Opener = Callable[..., MainWindow]


def find(parent: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = parent.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def test_style_and_text_size_act_at_once_and_are_kept(
    window: MainWindow, qapp: QApplication
) -> None:
    dialog = window.show_settings()
    style = find(dialog, QComboBox, "settingStyle")
    assert isinstance(style, QComboBox)
    style.activated.emit(2)
    size = find(dialog, QComboBox, "settingTextSize")
    assert isinstance(size, QComboBox)
    size.activated.emit(6)
    store = window.session.store
    assert (store.read_setting("style"), store.read_setting("text_percent")) == ("dark", 200)
    assert qapp.font().pixelSize() == 26
    window._look.choose_percent(100)
    window._look.choose_style("light")
    dialog.close()


def test_player_limits_ready_words_and_checks_are_kept(window: MainWindow) -> None:
    dialog = window.show_settings()
    store = window.session.store
    player = find(dialog, QComboBox, "settingPlayer")
    assert isinstance(player, QComboBox)
    player.activated.emit(1)
    assert window._habits.preference == "qt"
    largest = find(dialog, QSpinBox, "settingLargest")
    assert isinstance(largest, QSpinBox)
    largest.setValue(5)
    assert read_limits(store).file_bytes == 5 << 30
    for name, value in (("settingTotal", 3), ("settingFiles", 700)):
        field = find(dialog, QSpinBox, name)
        assert isinstance(field, QSpinBox)
        field.setValue(value)
    assert read_limits(store).total_bytes == 5 << 30, "never less than the largest file"
    assert read_limits(store).entries == 700
    words = find(dialog, QPlainTextEdit, "settingSnippets")
    assert isinstance(words, QPlainTextEdit)
    words.setPlainText("Thank you, {practitioner}.\n\n")
    own = [s.text for s in list_snippets(build_rubric(), store) if s.is_own]
    assert own == ["Thank you, {practitioner}."]
    check = find(dialog, QCheckBox, "setting-evidence_first")
    assert isinstance(check, QCheckBox)
    check.setChecked(True)
    assert store.read_setting("evidence_first") is True
    dialog.close()


def test_evidence_first_folds_the_explanation_until_an_impression_is_kept(
    opener: Opener, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.store.write_setting("evidence_first", value=True)
    window = opener(build_bundle(tmp_path))
    session.show("1a")

    def explains() -> bool:
        labels = window.review.claim.findChildren(QLabel)
        return any("Here I show 1a" in label.text() and not label.isHidden() for label in labels)

    assert not explains()
    button = find(window, QPushButton, "impression-not-yet")
    assert isinstance(button, QPushButton)
    button.click()
    assert session.review.note("1a").impression == "not-yet"
    assert session.review.judgment("1a").level is None
    qtbot.waitUntil(explains)
    session.show("1b")
    press(window, "2")
    qtbot.waitUntil(
        lambda: not window.review.claim.findChildren(QWidget, "impression"), timeout=2000
    )


def test_the_shuffled_walk_visits_everything_once_and_always_in_the_same_order() -> None:
    rubric = build_rubric(outcomes={"1": [f"1{x}" for x in "abcdefgh"]})
    order = list_order(rubric, seed="one", is_shuffled=True)
    assert sorted(order) == sorted(rubric.targets)
    assert order != rubric.targets
    assert order == list_order(rubric, seed="one", is_shuffled=True)
    assert order != list_order(rubric, seed="two", is_shuffled=True)
    assert (order[0], order[-1]) == ("P1", "P3")
    assert list_order(rubric, seed="one", is_shuffled=False) == rubric.targets


def test_backups_are_made_and_restored_from_the_window(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.show_settings().findChild(DataPage)
    assert isinstance(page, DataPage)
    page.back_up()
    assert "Backed up and compared" in find(page, QLabel, "dataSaid").text()  # type: ignore[attr-defined] # a label
    asked: list[str] = []

    def agree(_parent: object, _title: str, sentence: str, ways: list[str], _leave: str) -> str:
        asked.append(sentence)
        return ways[0]

    monkeypatch.setattr(settings_data, "ask_ways", agree)
    page.ask_restore()
    assert "no judgment is lost" in asked[0]
    assert window.next_start is not None
    assert window.next_start.restore is not None
    assert window.next_start.restore.exists()
    assert not window.isVisible()


def test_backups_go_to_a_second_folder_and_come_back_from_there(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.show_settings().findChild(DataPage)
    assert isinstance(page, DataPage)
    stick = tmp_path / "stick"
    stick.mkdir()
    page.copy_to(stick)
    told = find(page, QLabel, "copiesFolder")
    assert isinstance(told, QLabel)
    assert str(stick) in told.text()
    (copy,) = stick.iterdir()
    (stick / "no-backup.db").write_text("a letter")
    page.restore_file(stick / "no-backup.db")
    assert window.isVisible(), "what is no backup is not restored"
    assert "cannot be used" in find(page, QLabel, "dataSaid").text()  # type: ignore[attr-defined] # a label
    monkeypatch.setattr(settings_data, "ask_ways", lambda *args: args[3][0])
    page.restore_file(copy)
    assert window.next_start is not None
    assert window.next_start.restore is not None
    assert window.next_start.restore.parent == window.session.store.folder


def test_the_window_starts_again_for_another_assessor(window: MainWindow) -> None:
    window.switch_assessor()
    assert window.next_start == Start(is_switch=True)
    assert not window.isVisible()


def test_a_passphrase_is_set_and_the_key_is_saved_elsewhere(
    window: MainWindow, tmp_path: Path
) -> None:
    page = window.show_settings().findChild(KeyPage)
    assert isinstance(page, KeyPage)
    session = window.session
    words = find(page, QLabel, "fingerprintWords")
    assert isinstance(words, QLabel)
    assert words.text().split(" · ") == [*session.identity.words]
    fields = [
        find(page, QLineEdit, name) for name in ("settingPassphrase", "settingPassphraseAgain")
    ]
    find(page, QRadioButton, "protectPassphrase").click()  # type: ignore[attr-defined] # a button
    fields[0].setText("open sesame")  # type: ignore[attr-defined] # a line
    page.protection.change()
    assert not load_identities(session.store.folder)[0].is_locked
    fields[1].setText("open sesame")  # type: ignore[attr-defined] # a line
    page.protection.change()
    (locked,) = load_identities(session.store.folder)
    assert locked.is_locked
    assert not unlock(locked, "open sesame").is_locked
    assert "(locked)" in say_known_keys(session.store.folder)
    page.export(tmp_path / "key.json")
    (tmp_path / "other" / "keys").mkdir(parents=True)
    shutil.copy(tmp_path / "key.json", tmp_path / "other" / "keys")
    assert load_identities(tmp_path / "other")[0].fingerprint == session.identity.fingerprint


def test_the_systems_keyring_protects_the_key_and_a_copy_of_it_gets_a_passphrase(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = window.session.store.folder
    with system_keyring(MemoryKeyring()):
        page = show_key_page(window)
        choice = find(page, QRadioButton, "protectKeyring")
        assert isinstance(choice, QRadioButton)
        qtbot.waitUntil(choice.isEnabled)
        choice.click()
        page.protection.change()
        (locked,) = load_identities(folder)
        assert locked.is_locked
        opened = ask_assessor(folder, None)
        assert opened is not None
        assert not opened.is_locked, "the keyring opens it, and nobody is asked"
        page.export(tmp_path / "key.json")
        said = find(page, QLabel, "keySaid")
        assert isinstance(said, QLabel)
        assert "type a passphrase twice" in said.text()
        for name in ("settingPassphrase", "settingPassphraseAgain"):
            field = find(page, QLineEdit, name)
            assert isinstance(field, QLineEdit)
            field.setText("open sesame")
        page.export(tmp_path / "key.json")
    (tmp_path / "other" / "keys").mkdir(parents=True)
    shutil.copy(tmp_path / "key.json", tmp_path / "other" / "keys")
    (copy,) = load_identities(tmp_path / "other")
    assert not unlock(copy, "open sesame").is_locked


def test_without_a_keyring_that_is_said_plainly_and_a_passphrase_offered(
    window: MainWindow,
) -> None:
    with system_keyring(NoKeyring()):
        page = show_key_page(window)
        choice = find(page, QRadioButton, "protectKeyring")
        assert isinstance(choice, QRadioButton)
        assert not choice.isEnabled()
        assert choice.text() == NO_KEYRING
        assert find(page, QRadioButton, "protectPassphrase").isEnabled()


def test_a_keyring_that_lost_the_secret_is_told_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "desk"
    with system_keyring(MemoryKeyring()):
        protect_by_keyring(folder, create_identity(folder, "Ines Moreau"))
    asked: list[str] = []

    def ask(_parent: object, _title: str, sentence: str, _ways: object) -> str:
        asked.append(sentence)
        return AGAIN if len(asked) == 1 else NEW_KEY_WAY

    monkeypatch.setattr(starting, "ask_ways", ask)
    with system_keyring(MemoryKeyring()):
        new = ask_assessor(folder, None)
    assert new is not None
    assert not new.is_locked
    assert len(load_identities(folder)) == 2
    assert all("has no secret for the key of Ines Moreau" in sentence for sentence in asked)


def show_key_page(window: MainWindow) -> KeyPage:
    dialog = window.show_settings()
    groups = dialog.findChild(Groups)
    page = dialog.findChild(KeyPage)
    assert isinstance(groups, Groups)
    assert isinstance(page, KeyPage)
    groups.choose("You and your key")
    return page


def test_two_laptops_of_one_assessor_meet_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    del qapp
    bundle = build_bundle(tmp_path)
    homes = [tmp_path / name for name in ("first", "second")]
    create_identity(homes[0], "Two Laptops")
    shutil.copytree(homes[0] / "keys", homes[1] / "keys")
    kept = tmp_path / "along.jsonl"
    for home, level in zip(homes, ("proficient", "not-yet"), strict=True):
        monkeypatch.setenv("WORKBENCH_HOME", str(home))
        with open_session() as session:
            open_and_inspect(session, bundle)
            session.record(Judgment(target="1a", level=level))
            wait_saved(session)
            if home == homes[0]:
                take_along(session, kept)
    with closing(open_store(homes[1])) as store:
        brought = bring_in(store, kept)
        assert (brought.new > 0, brought.clashes) == (True, 1)
        assert bring_in(store, kept).new == 0
    with open_session() as session:
        open_and_inspect(session, bundle)
        assert session.review.clashes == ("1a",)
    kept.write_text(kept.read_text("utf-8").replace("proficient", "not-yet"), "utf-8")
    with closing(open_store(homes[1])) as store:
        with pytest.raises(EventFileError, match="not as it was signed"):
            bring_in(store, kept)
        kept.write_text("{}\n")
        with pytest.raises(EventFileError, match="holds no judgments"):
            bring_in(store, kept)


def test_assessors_of_one_computer_have_queues_and_judgments_of_their_own(
    tmp_path: Path, qapp: object
) -> None:
    del qapp
    bundle = build_bundle(tmp_path)
    with open_session("First") as session:
        open_and_inspect(session, bundle)
        session.record(Judgment(target="1a", level="proficient"))
        wait_saved(session)
    with open_session("Second") as session:
        assert session.store.read_submissions(session.identity.fingerprint) == ()
        open_and_inspect(session, bundle)
        assert session.review.judgments == {}
        assert session.journal.changes == ()


def judge_all(session: Session) -> None:
    session.confirm_scorable()
    for target in session.rubric.targets:
        is_part = session.rubric.find_part(target) is not None
        session.record(Judgment(target=target, level=ACCEPTED if is_part else "proficient"))


def test_unseen_citations_are_asked_about_once(
    opener: Opener,
    session: Session,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    window = opener(build_bundle(tmp_path))
    judge_all(session)
    answers = [LOOK, FINISH]
    asked: list[str] = []

    def answer(_parent: object, _title: str, sentence: str, *_more: object) -> str:
        asked.append(sentence)
        return answers[len(asked) - 1]

    monkeypatch.setattr(finish_dialog, "ask_ways", answer)
    press_seal(window)
    press_seal(window)
    assert session.review.finished_at is not None
    assert "never on screen" in asked[0]
    session.reopen("One more look.")
    dialog = press_seal(window)
    assert session.review.finished_at is not None
    assert len(asked) == 2, "asked once, not again after the review was opened again"
    qtbot.waitUntil(lambda: list_shown(dialog).count("Proficient") == 3)
    assert "Accepted" in list_shown(dialog)
    dialog.close()


def press_seal(window: MainWindow) -> FinishDialog:
    window.show_finish()
    dialog = window._finish
    assert dialog is not None
    seal = dialog.findChild(QPushButton, "sealReview")
    assert isinstance(seal, QPushButton)
    seal.click()
    return dialog


def list_shown(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]
