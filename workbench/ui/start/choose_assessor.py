"""Who of several assessors on this computer is at work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from workbench.store.keys import Identity
from workbench.ui.fitted_dialog import FittedDialog
from workbench.ui.pieces import make_button, make_column, make_label, make_row

SOMEONE_ELSE = ""
"""Chosen in place of a fingerprint."""


class ChooseAssessorDialog(FittedDialog):
    """Lists the assessors; each sees their own queue and judgments only."""

    def __init__(
        self, known: Sequence[Identity], last: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(420, parent)
        self.setWindowTitle("Who assesses?")
        self.setObjectName("chooseAssessor")
        self.choice = SOMEONE_ELSE
        self._list = QListWidget()
        self._list.setObjectName("assessors")
        self._list.setAccessibleName("Assessors on this computer")
        for identity in known:
            words = " ".join(identity.words[:3])
            item = QListWidgetItem(f"{identity.name}  ·  {words}")
            item.setData(Qt.ItemDataRole.UserRole, identity.fingerprint)
            self._list.addItem(item)
        fingerprints = [identity.fingerprint for identity in known]
        self._list.setCurrentRow(fingerprints.index(last) if last in fingerprints else 0)
        self._list.activated.connect(self._take)
        go = make_button("takeAssessor", "Go on", self._take, "primary")
        go.setDefault(True)
        other = make_button("someoneElse", "Someone else…", self.accept)
        note = "Everybody has a queue of their own; nobody sees another’s judgments."
        self.setLayout(
            make_column(
                make_label("Who assesses?", "title"),
                make_label(note, "small", wrap=True),
                self._list,
                make_row(other, 1, go),
                margin=20,
                gap=12,
            )
        )

    def _take(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.choice = str(item.data(Qt.ItemDataRole.UserRole))
            self.accept()
