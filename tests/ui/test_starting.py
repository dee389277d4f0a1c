"""Before the window shows: damage, a second window, several assessors, a passphrase."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.store.events import SUBMISSION, build_event, build_store, store_file
from tests.store.faults import find_in_file, flip, hold_open
from workbench.store.keys import Identity, create_identity, load_identities
from workbench.store.store import Store, open_store
from workbench.ui.start import starting, unlock_dialog
from workbench.ui.start.choose_assessor import SOMEONE_ELSE, ChooseAssessorDialog
from workbench.ui.start.first_start import FirstStartDialog
from workbench.ui.start.starting import AGAIN, READ, RESTORE, SET_ASIDE, ask_assessor, open_or_ask
from workbench.ui.start.unlock_dialog import NEW_KEY, UnlockDialog

Asked = list[tuple[str, str]]


@pytest.fixture
def answers() -> list[str | None]:
    """The ways that are chosen, one after the other; afterwards the assessor leaves."""
    return []


@pytest.fixture
def asked(answers: list[str | None], monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Titles and sentences of what was asked."""
    seen: Asked = []

    def ask(
        _parent: object, title: str, sentence: str, _ways: object, *_more: object
    ) -> str | None:
        seen.append((title, sentence))
        return answers.pop(0) if answers else None

    monkeypatch.setattr(starting, "ask_ways", ask)
    monkeypatch.setattr(unlock_dialog, "ask_ways", ask)
    return seen


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


def damage(folder: Path) -> None:
    offset = next(find_in_file(store_file(folder), b'"kind":"judgment"'))
    flip(store_file(folder), offset + 3)


def test_a_flipped_byte_is_told_and_the_last_good_backup_restored(
    folder: Path, answers: list[str | None], asked: Asked, qapp: object
) -> None:
    del qapp
    build_store(folder)
    with closing(open_store(folder)) as store:
        store.make_backup().result()
        count = len(store.read_events())
    damage(folder)
    answers += [RESTORE, "Go on"]
    opened = open_or_ask(folder)
    assert isinstance(opened, Store)
    with closing(opened):
        assert len(opened.read_events()) == count
    assert "damaged" in asked[0][1]
    assert "The newest good backup is" in asked[0][1]
    assert f"holds {count} events again" in asked[1][1]
    assert "is kept as" in asked[1][1]


def test_damage_without_a_backup_can_only_be_left(folder: Path, asked: Asked, qapp: object) -> None:
    del qapp
    build_store(folder)
    for backup in (folder / "backups").glob("*.db"):
        backup.unlink()
    damage(folder)
    assert open_or_ask(folder) is None
    assert "no good backup" in asked[0][1]


def test_a_second_window_is_told_and_reads_the_last_backup(
    folder: Path, answers: list[str | None], asked: Asked, qapp: object
) -> None:
    del qapp
    build_store(folder)
    with closing(open_store(folder)) as store:
        store.make_backup().result()
    answers += [AGAIN, READ]
    with hold_open(folder):
        copy = open_or_ask(folder)
        assert isinstance(copy, Store)
        with closing(copy):
            assert copy.is_read_only
            assert "open in another window" in str(copy.notice)
            assert copy.read_events(SUBMISSION)
            assert copy.append([build_event(99)]).exception() is not None
    assert [title for title, _ in asked] == ["The workbench is open already"] * 2


def test_a_second_window_without_a_backup_is_told_so(
    folder: Path, answers: list[str | None], asked: Asked, qapp: object
) -> None:
    del qapp
    open_store(folder).close()
    for backup in (folder / "backups").glob("*.db"):
        backup.unlink()
    answers += [READ, None, None]
    with hold_open(folder):
        assert open_or_ask(folder) is None
    assert "no backup yet" in asked[1][1]


def test_the_only_assessor_is_not_asked_for(folder: Path) -> None:
    only = create_identity(folder, "Only")
    assert ask_assessor(folder, None) == only


def test_a_damaged_key_is_moved_aside_on_request(
    folder: Path,
    answers: list[str | None],
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
    qapp: object,
) -> None:
    del qapp
    damaged = create_identity(folder, "First")
    path = folder / "keys" / f"{damaged.fingerprint}.json"
    path.write_text("{")
    answers += [SET_ASIDE]
    monkeypatch.setattr(FirstStartDialog, "exec", lambda dialog: dialog._name.setText("New") or 1)
    identity = ask_assessor(folder, None)
    assert identity is not None
    assert identity.name == "New"
    assert path.with_suffix(".damaged").exists()
    assert "cannot be used" in asked[0][1]


def test_one_of_several_assessors_is_chosen_the_last_one_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    del qapp
    create_identity(folder, "First")
    second = create_identity(folder, "Second")

    def take(dialog: ChooseAssessorDialog) -> int:
        dialog._take()
        return dialog.result()

    monkeypatch.setattr(ChooseAssessorDialog, "exec", take)
    chosen = ask_assessor(folder, None, second.fingerprint)
    assert chosen is not None
    assert chosen.name == "Second"


def test_someone_else_is_a_new_assessor(
    folder: Path, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    del qapp
    for name in ("First", "Second"):
        create_identity(folder, name)

    def other(dialog: ChooseAssessorDialog) -> int:
        assert dialog.choice == SOMEONE_ELSE
        return 1

    monkeypatch.setattr(ChooseAssessorDialog, "exec", other)
    monkeypatch.setattr(FirstStartDialog, "exec", lambda dialog: dialog._name.setText("Third") or 1)
    chosen = ask_assessor(folder, None)
    assert chosen is not None
    assert {i.name for i in load_identities(folder)} == {"First", "Second", "Third"}


@pytest.fixture
def locked(folder: Path) -> Identity:
    create_identity(folder, "Locked", "open sesame")
    return load_identities(folder)[0]


def type_passphrase(words: str) -> Callable[[UnlockDialog], int]:
    def perform(dialog: UnlockDialog) -> int:
        field = dialog.findChild(QLineEdit, "passphrase")
        assert isinstance(field, QLineEdit)
        field.setText(words)
        dialog._try()
        return dialog.result()

    return perform


def test_the_passphrase_opens_the_key(
    folder: Path, locked: Identity, monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    del qapp
    assert locked.is_locked
    monkeypatch.setattr(UnlockDialog, "exec", type_passphrase("open sesame"))
    opened = ask_assessor(folder, None)
    assert opened is not None
    assert not opened.is_locked


def test_a_wrong_passphrase_is_told_and_asked_again(locked: Identity, qtbot: QtBot) -> None:
    dialog = UnlockDialog(locked)
    qtbot.addWidget(dialog)
    assert type_passphrase("sesame")(dialog) == QDialog.DialogCode.Rejected
    said = dialog.findChild(QLabel, "unlockSaid")
    assert isinstance(said, QLabel)
    assert "not the passphrase" in said.text()


def test_a_lost_passphrase_loses_no_judgment_and_leads_to_a_new_key(
    folder: Path,
    locked: Identity,
    answers: list[str | None],
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
    qapp: object,
) -> None:
    del qapp
    build_store(folder)

    def lose(dialog: UnlockDialog) -> int:
        dialog._lose()
        return dialog.result()

    answers += ["Go on with a new key"]
    monkeypatch.setattr(UnlockDialog, "exec", lose)
    new = ask_assessor(folder, None)
    assert new is not None
    assert new.name == locked.name
    assert new.fingerprint != locked.fingerprint
    assert not new.is_locked
    assert "not lost" in asked[0][1]
    with closing(open_store(folder)) as store:
        assert store.read_events(SUBMISSION)
    assert NEW_KEY not in (0, 1)
