"""The strip at the foot: the keys that act now, findings, and what plays the recordings."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout

from workbench.ui.pieces import make_button, make_label
from workbench.ui.session import Session
from workbench.ui.video.choice import Choice
from workbench.ui.walk import SCORING

HINTS: tuple[tuple[str, str], ...] = (
    ("Alt+←", "back"),
    ("n", "next citation"),
    ("u", "next unjudged"),
    ("F1", "all keys"),
)


class StatusStrip(QFrame):
    """Quiet facts; the findings are a button."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("statusStrip")
        self._session = session
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(6)
        for key, words in HINTS:
            row.addWidget(make_label(key, "key"))
            said = make_label(words)
            if key == "n":
                self._next = said
            row.addWidget(said)
            row.addSpacing(10)
        row.addStretch(1)
        self._checking = make_label("")
        self._findings = make_button("findingsButton", "", partial(session.show, SCORING), "link")
        self._player = make_label("")
        for widget in (self._checking, self._findings, make_label("offline"), self._player):
            row.addWidget(widget)
            row.addSpacing(8)
        session.opened.connect(self._follow_verification)
        session.findings_changed.connect(self._count)
        session.target_changed.connect(self._name_next)

    def show_player(self, choice: Choice) -> None:
        """Say which player shows recordings, and on request why."""
        self._player.setText(choice.words)
        self._player.setToolTip(choice.reason)
        self._player.setAccessibleDescription(choice.reason)

    def _name_next(self, target: str) -> None:
        self._next.setText("next finding" if target == SCORING else "next citation")

    def _follow_verification(self) -> None:
        self._checking.setText("checking files …")
        self._session.verification.progressed.connect(self._show_progress)
        self._session.verification.ended.connect(self._show_verified)
        self._count()

    def _show_progress(self, share: float) -> None:
        self._checking.setText(f"checking files … {share:.0%}")

    def _show_verified(self) -> None:
        failed = self._session.verification.findings
        self._checking.setText("files differ from the manifest" if failed else "files intact")

    def _count(self) -> None:
        count = len(self._session.findings)
        self._findings.setText("1 finding" if count == 1 else f"{count} findings")
