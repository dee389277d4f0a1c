"""Settings: how the key is protected - not at all, by the system's keyring, or by a passphrase."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from workbench.errors import WorkbenchError
from workbench.store.keys import Identity, load_identities
from workbench.store.system_keyring import (
    find_keyring,
    protect_by_keyring,
    protect_by_passphrase,
)
from workbench.ui.pieces import make_button, make_column, make_label, make_row

NO_KEYRING = "The system’s keyring: none answers on this computer; take a passphrase"
DIFFER = "The two differ. Type the same passphrase twice."
EMPTY = "Type a passphrase, twice."


class Protection(QWidget):
    """Three ways, of which one is in force; the button puts the chosen one in force."""

    def __init__(self, folder: Path, identity: Identity, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._folder = folder
        self._tell = tell
        self.identity = _read_again(folder, identity)
        self._none = QRadioButton("Nothing: only I use this computer’s account")
        self._keyring = QRadioButton("The system’s keyring: opened when I log in")
        self._passphrase = QRadioButton("A passphrase: asked for at every start")
        for name, button in (
            ("protectNone", self._none),
            ("protectKeyring", self._keyring),
            ("protectPassphrase", self._passphrase),
        ):
            button.setObjectName(name)
        group = QButtonGroup(self)
        for button in (self._none, self._keyring, self._passphrase):
            group.addButton(button)
        self._first = self._make_secret("settingPassphrase", "Passphrase")
        self._second = self._make_secret("settingPassphraseAgain", "Once more")
        change = make_button("changePassphrase", "Protect the key in this way", self.change)
        fields = make_row(self._first, self._second, gap=8)
        fields.setContentsMargins(24, 0, 0, 0)
        self.setLayout(
            make_column(
                make_label("The key is protected by", "section"), self._none, self._keyring,
                self._passphrase, fields, make_row(change, 1), gap=6,
            )
        )  # fmt: skip
        self._choose_present()

    @property
    def typed(self) -> str | None:
        """The passphrase that was typed twice; None where it was not, which is told."""
        if self._first.text() != self._second.text() or not self._first.text():
            self._tell(DIFFER if self._first.text() != self._second.text() else EMPTY)
            return None
        return self._first.text()

    def change(self) -> None:
        """Put the key under the chosen protection, and say so."""
        try:
            said = self._change()
        except WorkbenchError as error:
            said = str(error)
        if said:
            self._first.clear()
            self._second.clear()
            self._tell(said)
        self._choose_present()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102 - Qt's
        name = find_keyring()
        self._keyring.setEnabled(name is not None)
        words = f"The system’s keyring: {name}, opened when I log in" if name else NO_KEYRING
        self._keyring.setText(words)
        super().showEvent(event)

    def _change(self) -> str:
        if self._keyring.isChecked():
            self.identity = protect_by_keyring(self._folder, self.identity)
            return "The key is encrypted now, and the system’s keyring opens it at every start."
        if self._passphrase.isChecked():
            typed = self.typed
            if typed is None:
                return ""
            self.identity = protect_by_passphrase(self._folder, self.identity, typed)
            return "The key is under that passphrase now; it is asked for at the next start."
        self.identity = protect_by_passphrase(self._folder, self.identity, None)
        return "The key has no protection any more."

    def _choose_present(self) -> None:
        if self._first.text():
            return
        if self.identity.keyring_account:
            self._keyring.setChecked(True)
        elif "ENCRYPTED" in self.identity.pem.partition("\n")[0]:
            self._passphrase.setChecked(True)
        else:
            self._none.setChecked(True)

    def _make_secret(self, name: str, words: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(words)
        field.setPlaceholderText(words)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.textEdited.connect(lambda _text: self._passphrase.setChecked(True))
        return field


def _read_again(folder: Path, identity: Identity) -> Identity:
    """The identity as its file is now, with the key that is open."""
    try:
        known = {i.fingerprint: i for i in load_identities(folder)}
    except WorkbenchError:
        return identity
    found = known.get(identity.fingerprint, identity)
    return replace(found, private_key=identity.private_key)
