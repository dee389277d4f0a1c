"""The passphrase of a key; and what to do when it is lost."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.store.keys import Identity, WrongPassphraseError, unlock
from workbench.ui.ask_ways import ask_ways
from workbench.ui.fitted_dialog import FittedDialog
from workbench.ui.pieces import make_button, make_column, make_label, make_row

NEW_KEY = 2
"""Result of the dialog: go on with a new key."""
LOST = (
    "Nobody can open this key without its passphrase. Your judgments are not lost: they stay in "
    "the store and can be read and reported. You go on with a new key under the same name; "
    "new judgments begin a review of their own."
)


class UnlockDialog(FittedDialog):
    """Asks until the passphrase fits, or until the assessor leaves or takes a new key.

    `for_what` follows "Its passphrase lets you"; without `can_be_lost` no new key is offered.
    """

    def __init__(
        self,
        identity: Identity,
        parent: QWidget | None = None,
        *,
        for_what: str = "sign judgments",
        can_be_lost: bool = True,
    ) -> None:
        super().__init__(420, parent)
        self.setWindowTitle("Passphrase")
        self.setObjectName("unlock")
        self.identity = identity
        self.new_passphrase = ""
        self._field = QLineEdit()
        self._field.setObjectName("passphrase")
        self._field.setAccessibleName("Passphrase")
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._said = make_label("", wrap=True)
        self._said.setObjectName("unlockSaid")
        self._said.setProperty("tone", "amber")
        self._said.hide()
        go = make_button("unlockKey", "Unlock", self._try, "primary")
        go.setDefault(True)
        lost = make_button("lostPassphrase", "I have lost it…", self._lose, "link")
        self.setLayout(
            make_column(
                make_label(f"The key of {identity.name} is locked", "title", wrap=True),
                make_label(f"Its passphrase lets you {for_what}.", "small", wrap=True),
                self._field,
                self._said,
                make_row(lost, 1, go),
                margin=20,
                gap=12,
            )
        )
        lost.setVisible(can_be_lost)  # only now: without its place it would be a window

    def _try(self) -> None:
        try:
            self.identity = unlock(self.identity, self._field.text())
        except WrongPassphraseError as error:
            self._said.setText(str(error))
            self._said.show()
            self.adjustSize()  # or the sentence would be cut at its last line
            self._field.selectAll()
            self._field.setFocus()
            return
        self.accept()

    def _lose(self) -> None:
        if ask_ways(self, "A lost passphrase", LOST, ["Go on with a new key"], "Back"):
            self.done(NEW_KEY)
