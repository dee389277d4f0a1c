"""Keeps the queue's row of the open submission up to date."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer

from workbench.assessment.recording import format_instant
from workbench.assessment.scoring import count_judged
from workbench.report.register import find_outward, read_register
from workbench.store.store import Store
from workbench.store.submissions import SubmissionRow, SubmissionState
from workbench.ui.session import Session

SETTLE_MS = 400
_REPORT_WORDS = {"sent": "Sent", "superseded": "Report superseded"}


class QueueKeeper(QObject):
    """Writes the row a moment after something changed, and at once when it is closed."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._opened_at = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._write)
        session.opened.connect(self._begin)
        session.closed.connect(self._write)
        for signal in (session.judgment_recorded, session.review_changed, session.findings_changed):
            signal.connect(self._timer.start)

    def _begin(self) -> None:
        self._opened_at = format_instant(datetime.now(UTC))
        self._write()

    def _write(self) -> None:
        self._timer.stop()
        if self._session.is_open and not self._session.store.is_read_only:
            self._session.store.note_submission(make_row(self._session, self._opened_at))
            self._note_finish()

    def _note_finish(self) -> None:
        """Keep when the review was finished, so that the queue knows which reports still hold."""
        session = self._session
        key = finish_key(session.identity.fingerprint, session.submission.id)
        if session.store.read_setting(key) != session.review.finished_at:
            session.store.write_setting(key, session.review.finished_at)


def finish_key(actor: str, submission: str) -> str:
    """The name of the setting that holds when that actor finished the review of it."""
    return f"finished/{actor}/{submission}"


def find_report_state(store: Store, row: SubmissionRow) -> str:
    """What became of the report to the practitioner, in words; empty where nothing did."""
    finished = store.read_setting(finish_key(row.actor, row.id))
    reports = read_register(store, row.actor, row.id)
    standing = find_outward(reports, finished if isinstance(finished, str) else None)
    return _REPORT_WORDS.get(standing or "draft", "")


def make_row(session: Session, opened_at: str) -> SubmissionRow:
    """The queue's row of what is open."""
    submission, review = session.submission, session.review
    judged, total = count_judged(session.rubric, review)
    state: SubmissionState = "new"
    if review.finished_at is not None:
        state = "finished"
    elif judged:
        state = "in_progress"
    return SubmissionRow(
        id=submission.id,
        actor=session.identity.fingerprint,
        attempt=submission.attempt,
        practitioner_key=submission.practitioner.key,
        credential_title=session.rubric.credential.title,
        rubric=session.rubric.identity,
        bundle_path=str(session.source.bundle.path),
        manifest=session.source.bundle.manifest_digest,
        opened_at=opened_at,
        judged=judged,
        total=total,
        findings=len(session.findings),
        state=state,
        decision=session.decision.outcome if state == "finished" else None,
    )
