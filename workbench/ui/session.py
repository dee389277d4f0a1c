"""The session: opening a submission and the verbs of the work; what panels know."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workbench.assessment.answering import find_open_proposal, format_destination
from workbench.assessment.evidence import Destination
from workbench.assessment.finding import Finding
from workbench.assessment.judgment import Judgment
from workbench.ui.artifact_desk import ArtifactDesk
from workbench.ui.journal import Journal
from workbench.ui.opened import Opened, open_submission
from workbench.ui.trail import Trail
from workbench.ui.verification import Verification
from workbench.ui.walk import PAGES, SCORING, Walk


class Session(Walk):
    """Panels know the session and nothing else of one another; it holds no widget."""

    def open_bundle(self, path: Path) -> None:
        """Open that bundle; `opened` or `open_failed` follows."""
        self.tasks.run(
            lambda: open_submission(path, self.store, self.identity),
            self._begin,
            lambda error: self.open_failed.emit(str(error)),
        )

    def close(self) -> None:
        """Leave the submission; where the assessor was is remembered."""
        if not self.is_open:
            return
        self.closed.emit()
        self.is_open = False
        self.desk.stop()
        self.verification.cancel()
        self._opened.bundle.close()

    def note_seen(self, destination: Destination) -> None:
        """Record that the place was on screen; once is enough."""
        entry = (destination.artifact, format_destination(destination))
        if entry not in self.review.seen and self.can_write:
            body = {"artifact": entry[0], "locator": entry[1]}
            self.journal.write("evidence_seen", body=dict(body))

    def accept(self, finding: Finding, locator: str) -> None:
        """Let the citation lead to that place, for this review."""
        if not self.can_write:
            return
        self.journal.write("finding_answered", target=finding.key, body={"accepted": locator})
        self._refresh_findings()
        if self.step >= 0:
            self.visit(self.step)

    def accept_proposal(self) -> None:
        """Accept what is proposed for the citation the walk stands on, if anything is."""
        steps = self.steps
        if 0 <= self.step < len(steps):
            finding = find_open_proposal(self.resolution(steps[self.step].key))
            if finding is not None and finding.proposal is not None:
                self.accept(finding, finding.proposal)

    def record(self, judgment: Judgment) -> None:
        """Record the judgment; it is stored at once and can be undone."""
        if self.can_write:
            self.journal.judge(judgment)

    def undo(self) -> None:
        """Take the last change of a judgment back and go where it was made."""
        if self.can_write:
            self._go_where_changed(self.journal.undo())

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.can_write:
            self._go_where_changed(self.journal.redo())

    def confirm_scorable(self) -> None:
        """Record that the submission can be scored."""
        if self.can_write:
            self.journal.write("condition", body={"code": None})

    def refuse(self, code: str, words: str) -> None:
        """Record that the submission cannot be scored, and why."""
        if self.can_write:
            self.journal.write("condition", body={"code": code, "words": words})

    def lift_blind(self, lead: str, reason: str) -> None:
        """Show the practitioner's name from here on: who decided it and why is an event."""
        if self.can_write and self.is_blind:
            self.journal.write("blind_lifted", body={"lead": lead, "reason": reason})

    def finish(self) -> None:
        """Seal the review; does nothing while something is missing."""
        if not self.missing and self.can_write:
            decision = self.decision
            body = {"outcome": decision.outcome, "reason": decision.reason}
            self.journal.write("review_finished", body=dict(body))

    def reopen(self, reason: str) -> None:
        """Open a finished review again; the reason is part of its history."""
        if self.review.finished_at is not None and not self.store.is_read_only:
            self.journal.write("review_reopened", body={"reason": reason})

    def _begin(self, opened: Opened) -> None:
        self.close()
        self._opened = opened
        self.journal = Journal(
            self.outbox,
            self.identity,
            opened.events,
            opened.review,
            opened.bundle.manifest_digest,
        )
        self.desk = ArtifactDesk(opened.bundle, opened.resolutions, self.client, self.tasks)
        self.verification = Verification(opened.bundle, self.tasks)
        self._connect()
        self._trail = Trail()
        self.is_open = True
        self._refresh_findings()
        self.opened.emit()
        self._resume(opened.left_off)
        if self.review.started_at is None and self.can_write:  # panels show this one by now
            self.journal.write("review_started", body={"bundle": opened.bundle.name})
        self._look_inside()

    def _connect(self) -> None:
        self.journal.judgment_recorded.connect(self.judgment_recorded)
        self.journal.review_changed.connect(self.review_changed)
        self.desk.inspected.connect(self._note_inspected)
        self.desk.failed.connect(self.artifact_failed)
        # what is to be read first has the disk and the processor for itself
        self.desk.inspected.connect(self.verification.start)
        self.desk.failed.connect(self.verification.start)
        self.verification.ended.connect(self._refresh_findings)

    def _resume(self, left_off: Mapping[str, object]) -> None:
        target = left_off.get("target")
        known = (*PAGES, *self.rubric.targets)
        self.show(target if isinstance(target, str) and target in known else SCORING)

    def _look_inside(self) -> None:
        cited_here = [step.place.artifact for step in self.steps if step.place]
        for artifact_id in (*cited_here, *(a.id for a in self.submission.artifacts)):
            self.desk.inspect(artifact_id, in_turn=True)
        if self.desk.is_done:  # nothing to be looked into
            self.verification.start()

    def _go_where_changed(self, target: str | None) -> None:
        if target is not None and target != self.target:
            self.show(target)

    def _note_inspected(self, artifact_id: str) -> None:
        self._refresh_findings()
        self.artifact_inspected.emit(artifact_id)
        self._visit_where_it_leads_now()
