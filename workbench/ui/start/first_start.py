"""The one small dialog of the first start: who assesses here."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QWidget

from workbench.ui.fitted_dialog import FittedDialog
from workbench.ui.pieces import make_column, make_label


class FirstStartDialog(FittedDialog):
    """Asks for the assessor's name; a key to sign judgments with is made for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(440, parent)
        self.setWindowTitle("Welcome to the assessor workbench")
        self.setObjectName("firstStart")
        self._name = QLineEdit()
        self._name.setObjectName("assessorName")
        self._name.setAccessibleName("Your name")
        self._name.setPlaceholderText("As it should stand in the program’s files")
        self._name.textChanged.connect(self._allow)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._ok.setText("Start")
        self._ok.setProperty("primary", True)
        words = make_label(
            "Every judgment is signed with a key that is made now and stays on this computer. "
            "Practitioners see your name only where your program allows it.",
            "small",
            wrap=True,
        )
        title = make_label("Who assesses here?", "title")
        self._passphrase = self._make_secret("newPassphrase", "Passphrase for the key, if you like")
        self._again = self._make_secret("newPassphraseAgain", "The passphrase once more")
        hint = make_label(
            "A passphrase protects the key where others use this computer too. Whoever forgets it "
            "keeps all judgments but has to sign with a new key.",
            "small",
            wrap=True,
        )
        fields = make_column(self._name, self._passphrase, self._again, gap=8)
        self.setLayout(make_column(title, words, fields, hint, self._buttons, margin=20, gap=12))
        self._allow()

    @property
    def name(self) -> str:
        """What was typed, without spaces around it."""
        return self._name.text().strip()

    @property
    def passphrase(self) -> str:
        """What is to protect the key; empty for no protection."""
        return self._passphrase.text()

    def _make_secret(self, name: str, words: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(words)
        field.setPlaceholderText(words)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.textChanged.connect(self._allow)
        return field

    @property
    def _ok(self) -> QPushButton:
        return self._buttons.button(QDialogButtonBox.StandardButton.Ok)

    def _allow(self) -> None:
        self._ok.setEnabled(bool(self.name) and self._passphrase.text() == self._again.text())
