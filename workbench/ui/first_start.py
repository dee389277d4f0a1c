"""The one small dialog of the first start: who assesses here."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QPushButton, QWidget

from workbench.ui.pieces import make_column, make_label


class FirstStartDialog(QDialog):
    """Asks for the assessor's name; a key to sign judgments with is made for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self.setLayout(make_column(title, words, self._name, self._buttons, margin=20, gap=12))
        self.setMinimumWidth(440)
        self._allow("")

    @property
    def name(self) -> str:
        """What was typed, without spaces around it."""
        return self._name.text().strip()

    @property
    def _ok(self) -> QPushButton:
        return self._buttons.button(QDialogButtonBox.StandardButton.Ok)

    def _allow(self, text: str) -> None:
        self._ok.setEnabled(bool(text.strip()))
