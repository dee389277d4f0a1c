"""Settings: who assesses, the fingerprint for the telephone, the passphrase, a copy of the key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from workbench.errors import WorkbenchError
from workbench.store.files import write_private_file
from workbench.store.keys import KeyFileError, change_passphrase, find_key_file, load_identities
from workbench.ui.pieces import make_column, make_label, make_row
from workbench.ui.settings.window_verbs import WindowVerbs
from workbench.ui.start.next_start import Start

SECRET = QLineEdit.EchoMode.Password


def say_known_keys(folder: Path) -> str:
    """Every key on this computer, a line each: whose it is, its words, whether it is locked."""
    try:
        known = load_identities(folder)
    except KeyFileError as error:
        return str(error)
    lines = [f"{i.name}: {' '.join(i.words)}{' (locked)' * i.is_locked}" for i in known]
    return "\n".join(["Keys on this computer", *lines])


class KeyPage(QWidget):
    """The passphrase can be set, changed and taken away; the key saved elsewhere."""

    def __init__(self, verbs: WindowVerbs) -> None:
        super().__init__()
        self._verbs = verbs
        self._identity = verbs.session.identity
        words = make_label(" · ".join(self._identity.words), "section", wrap=True)
        words.setObjectName("fingerprintWords")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._first = self._make_secret("settingPassphrase", "New passphrase (empty: none)")
        self._second = self._make_secret("settingPassphraseAgain", "Once more")
        change = self._make_button("changePassphrase", "Set the passphrase", self.change)
        export = self._make_button("exportKey", "Save a copy of the key…", self._ask_export)
        other = self._make_button("switchAssessor", "Another assessor…", self._switch)
        self._said = make_label("", "small", wrap=True)
        known = make_label(say_known_keys(verbs.session.store.folder), "small", wrap=True)
        known.setObjectName("knownKeys")
        self._said.setObjectName("keySaid")
        change.setEnabled(not verbs.session.store.is_read_only)
        hint = (
            "Read these words to your lead on the telephone; they stand for your key. Keep a copy "
            "of the key in a safe place: with a passphrase it is of no use to others. If the "
            "passphrase is lost, your judgments are not; you go on with a new key."
        )
        self.setLayout(
            make_column(
                make_label(self._identity.name, "title"), words,
                make_label(hint, "small", wrap=True), self._first, self._second,
                make_row(change, export, 1), self._said, make_row(other, 1), known, 1,
                margin=16, gap=10,
            )
        )  # fmt: skip

    def change(self) -> None:
        """Put the key under what was typed."""
        if self._first.text() != self._second.text():
            self._said.setText("The two differ. Type the same passphrase twice.")
            return
        folder = self._verbs.session.store.folder
        try:
            change_passphrase(folder, self._identity, self._first.text() or None)
        except WorkbenchError as error:
            self._said.setText(str(error))
            return
        is_set = bool(self._first.text())
        self._first.clear()
        self._second.clear()
        said = "The key is under that passphrase now; it is asked for at the next start."
        self._said.setText(said if is_set else "The key has no passphrase any more.")

    def export(self, path: Path) -> None:
        """Write a copy of the key's file there."""
        source = find_key_file(self._verbs.session.store.folder, self._identity)
        try:
            write_private_file(path, source.read_bytes())
        except OSError as error:
            self._said.setText(str(KeyFileError(path, error.strerror or str(error))))
            return
        self._said.setText(f"The key was copied to {path}. Treat it like a signature stamp.")

    def _ask_export(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, "Save a copy of the key", "key.json")
        if name:
            self.export(Path(name))

    def _switch(self) -> None:
        self._verbs.start_again(Start(is_switch=True))

    def _make_secret(self, name: str, words: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(words)
        field.setPlaceholderText(words)
        field.setEchoMode(SECRET)
        return field

    def _make_button(self, name: str, words: str, verb: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _is_checked: verb())
        return button
