"""Lifting the blind before a review is finished: the lead's decision, with its reason."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QWidget

from workbench.ui.fitted_dialog import FittedDialog
from workbench.ui.pieces import make_column, make_label

WORDS = (
    "While a review is under way, the practitioner’s name stays out of sight, so that it cannot "
    "colour a judgment. A lead assessor may lift this, for a reason: say who decided it and why. "
    "Both are signed, stay in the history of this review, and cannot be taken back."
)


class LiftBlindDialog(FittedDialog):
    """Asks who decided it and why; neither can be left out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(460, parent)
        self.setObjectName("liftBlind")
        self.setWindowTitle("Lift the blind")
        self._lead = self._make_line("liftBlindLead", "Lead assessor who decided it")
        self._reason = self._make_line("liftBlindReason", "Why the name is needed")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._lift = QPushButton("Show the name")
        self._lift.setObjectName("showName")
        self._lift.setEnabled(False)
        buttons.addButton(self._lift, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.setLayout(
            make_column(
                make_label("Lift the blind?", "title"), make_label(WORDS, "small", wrap=True),
                self._lead, self._reason, buttons, margin=20, gap=12,
            )
        )  # fmt: skip

    @property
    def lead(self) -> str:
        """Who decided it."""
        return self._lead.text().strip()

    @property
    def reason(self) -> str:
        """Why."""
        return self._reason.text().strip()

    def _make_line(self, name: str, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(words)
        line.setPlaceholderText(words)
        line.textChanged.connect(self._allow)
        return line

    def _allow(self) -> None:
        self._lift.setEnabled(bool(self.lead and self.reason))
