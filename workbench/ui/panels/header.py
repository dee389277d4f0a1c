"""The header: what is open, how far the review is, what decides, and whether it is saved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from workbench.assessment.scoring import Decision, count_judged
from workbench.ui.pieces import make_button, make_label, set_property
from workbench.ui.session import Session


class Header(QFrame):
    """Shows the state of the review in one line."""

    finish_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("header")
        self._session = session
        self._saved_at = ""
        self._title = make_label()
        self._title.setObjectName("headerTitle")
        self._subtitle = make_label()
        self._subtitle.setObjectName("headerSubtitle")
        self._progress = QProgressBar()
        self._progress.setObjectName("progress")
        self._progress.setAccessibleName("Details and parts judged")
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(120)
        self._count = make_label()
        self._count.setObjectName("headerCount")
        self._deciding = make_button("deciding", "", self._show_deciding, "pill")
        self._saved = make_label()
        self._saved.setObjectName("saved")
        self._saved.setProperty("pill", True)
        self._finish = make_button("finish", "Finish…", self.finish_asked.emit, "pill")
        self._finish.setToolTip("Scorecard, what is missing, and the report (Ctrl+Return)")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._subtitle)
        row.addStretch(1)
        for widget in (self._progress, self._count, self._deciding, self._saved, self._finish):
            row.addWidget(widget)
        session.opened.connect(self._show_submission)
        session.judgment_recorded.connect(self._show_progress)
        session.review_changed.connect(self._show_progress)
        session.saved.connect(self._note_saved)
        session.save_failed.connect(self._show_saved)

    def _show_submission(self) -> None:
        session = self._session
        self._title.setText(session.rubric.credential.title)
        self._saved_at = ""
        session.journal.typing_changed.connect(self._show_saved)
        self._show_progress()

    def _show_who(self) -> None:
        """The pseudonym; the name beside it once the blind is lifted or the review finished."""
        submission = self._session.submission
        who = submission.practitioner
        name = f" ({who.name})" if who.name and not self._session.is_blind else ""
        self._subtitle.setText(f"{who.key}{name} · attempt {submission.attempt}")

    def _show_progress(self) -> None:
        self._show_who()
        judged, total = count_judged(self._session.rubric, self._session.review)
        self._progress.setRange(0, total)
        self._progress.setValue(judged)
        self._count.setText(f"{judged} of {total}")
        decision = self._session.decision
        self._deciding.setText(say_deciding(decision))
        tones = {"not_yet": "amber", "earned": "green", "cannot_be_scored": "amber"}
        set_property(self._deciding, "tone", tones.get(decision.outcome, "muted"))
        self._deciding.setToolTip(decision.reason)
        self._deciding.setAccessibleDescription(decision.reason)
        self._show_saved()

    def _show_deciding(self) -> None:
        deciding = self._session.decision.deciding
        if not deciding:
            self._session.show_unjudged()
            return
        here = self._session.target
        after = deciding.index(here) + 1 if here in deciding else 0
        self._session.show(deciding[after % len(deciding)])

    def _note_saved(self, at: str) -> None:
        self._saved_at = f" {datetime.fromisoformat(at).astimezone():%H:%M}"
        self._show_saved()

    def _show_saved(self) -> None:
        """Say *Saved* only while it is true of every letter."""
        if not self._session.is_open:
            return
        trouble = self._session.outbox.trouble
        words, tone = f"● Saved{self._saved_at}", "green"
        if trouble:
            words, tone = "▲ Not saved", "amber"
        elif not self._session.journal.is_saved:
            words, tone = "○ Saving …", "muted"
        self._saved.setText(words)
        self._saved.setToolTip(trouble)
        set_property(self._saved, "tone", tone)


def say_deciding(decision: Decision) -> str:
    """The decision in a few words for the header, such as `Not yet · 2 decide`."""
    count = len(decision.deciding)
    decide = f"{count} decides" if count == 1 else f"{count} decide"
    if decision.outcome == "not_yet":
        return f"Not yet · {decide}"
    if decision.outcome == "earned":
        return "Earned"
    return "Cannot be scored" if decision.outcome == "cannot_be_scored" else "Decision open"
