"""Settings: who assesses, the fingerprint for the telephone, the passphrase, a copy of the key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.store.files import write_private_file
from workbench.store.keys import KeyFileError, find_key_file, format_key_copy, load_identities
from workbench.ui.pieces import make_button, make_column, make_label, make_row
from workbench.ui.settings.protection import Protection
from workbench.ui.settings.window_verbs import WindowVerbs
from workbench.ui.start.next_start import Start

COPY_NEEDS_ONE = (
    "Only the keyring of this computer opens the key. For a copy, type a passphrase twice above, "
    "and save the copy again; the copy is under that passphrase, the key here stays as it is."
)


def say_known_keys(folder: Path) -> str:
    """Every key on this computer, a line each: whose it is, its words, whether it is locked."""
    try:
        known = load_identities(folder)
    except KeyFileError as error:
        return str(error)
    lines = [f"{i.name}: {' '.join(i.words)}{' (locked)' * i.is_locked}" for i in known]
    return "\n".join(["Keys on this computer", *lines])


class KeyPage(QWidget):
    """The key can be protected in another way, and saved elsewhere."""

    def __init__(self, verbs: WindowVerbs) -> None:
        super().__init__()
        self._verbs = verbs
        self._identity = verbs.session.identity
        words = make_label(" · ".join(self._identity.words), "section", wrap=True)
        words.setObjectName("fingerprintWords")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._said = make_label("", "small", wrap=True)
        self.protection = Protection(verbs.session.store.folder, self._identity, self._said.setText)
        self.protection.setEnabled(not verbs.session.store.is_read_only)
        export = make_button("exportKey", "Save a copy of the key…", self._ask_export)
        other = make_button("switchAssessor", "Another assessor…", self._switch)
        known = make_label(say_known_keys(verbs.session.store.folder), "small", wrap=True)
        known.setObjectName("knownKeys")
        self._said.setObjectName("keySaid")
        hint = (
            "Read these words to your lead on the telephone; they stand for your key. Keep a copy "
            "of the key in a safe place: with a passphrase it is of no use to others. If keyring "
            "or passphrase is lost, your judgments are not; you go on with a new key."
        )
        self.setLayout(
            make_column(
                make_label(self._identity.name, "title"), words,
                make_label(hint, "small", wrap=True), self.protection,
                make_row(export, 1), self._said, make_row(other, 1), known, 1,
                margin=16, gap=10,
            )
        )  # fmt: skip

    def export(self, path: Path) -> None:
        """Write a copy of the key's file there; one that only a keyring opens gets a passphrase."""
        identity = self.protection.identity
        source = find_key_file(self._verbs.session.store.folder, identity)
        typed = self.protection.typed if identity.keyring_account else ""
        if typed is None:
            self._said.setText(COPY_NEEDS_ONE)
            return
        try:
            content = format_key_copy(identity, typed) if typed else source.read_bytes()
            write_private_file(path, content)
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
