"""The session: what is open, where the assessor is, and the verbs of the work."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.assessment.answering import apply_answers, find_open_proposal, format_destination
from workbench.assessment.credential import Rubric
from workbench.assessment.evidence import Destination, Resolution
from workbench.assessment.finding import Finding
from workbench.assessment.judgment import Judgment
from workbench.assessment.locator import Place
from workbench.assessment.review import Review
from workbench.assessment.scoring import Decision, Missing, decide, find_missing
from workbench.assessment.seen import SeenState, find_seen_state
from workbench.assessment.self_analysis import CitationKey
from workbench.assessment.submission import Submission
from workbench.evidence.pdf.client import PdfClient
from workbench.intake.check_list import complete_findings
from workbench.intake.checks import check_submission
from workbench.store.keys import Identity
from workbench.store.store import Store
from workbench.ui.artifact_desk import ArtifactDesk
from workbench.ui.evidence_walk import (
    Step,
    find_neighbour,
    find_next_unjudged,
    find_steps,
)
from workbench.ui.journal import Journal
from workbench.ui.opened import Opened, left_off_key, open_submission
from workbench.ui.outbox import Outbox
from workbench.ui.preferences import SHUFFLED, list_order
from workbench.ui.tasks import Tasks
from workbench.ui.trail import Stop, Trail
from workbench.ui.verification import Verification

MAP = "map"
"""The target that stands for the map of the evidence."""
SCORING = "scoring"
"""The target that stands for the page *Can it be scored?*"""
PAGES = (SCORING, MAP)
"""Targets that nothing is judged on."""
_FINDINGS_MS = 40
"""Artifacts are looked into one after the other; what they bring is told together."""


class Session(QObject):
    """Panels know the session and nothing else of one another; it holds no widget."""

    opened = Signal()
    closed = Signal()
    open_failed = Signal(str)
    target_changed = Signal(str)
    place_asked = Signal(str, object)
    """(artifact id, `Place`): the evidence panel shows it."""
    judgment_asked = Signal()
    """The walk is past the last citation: it is time to judge."""
    judgment_recorded = Signal(str)
    review_changed = Signal()
    artifact_inspected = Signal(str)
    """That artifact was looked into: facts, resolutions and findings may be new."""
    artifact_failed = Signal(str, str)
    findings_changed = Signal()
    saved = Signal(str)
    save_failed = Signal(str)

    def __init__(self, store: Store, identity: Identity, client: PdfClient, tasks: Tasks) -> None:
        super().__init__()
        self.store = store
        self.identity = identity
        self.client = client
        self.tasks = tasks
        self.outbox = Outbox(store)
        self.outbox.saved.connect(self.saved)
        self.outbox.failed.connect(self.save_failed)
        self.is_open = False
        self._findings: tuple[Finding, ...] | None = None
        """None while they have to be found anew."""
        self._findings_timer = QTimer(self, singleShot=True, interval=_FINDINGS_MS)
        self._findings_timer.timeout.connect(self.findings_changed)
        self.target = SCORING
        self.step = -1
        self.desk: ArtifactDesk
        self.journal: Journal
        self.verification: Verification
        self._opened: Opened
        self._trail = Trail()
        self._visited: Destination | None = None
        """Where the step of the walk led when it was visited."""

    # what is open

    @property
    def submission(self) -> Submission:
        """What was handed in."""
        return self._opened.submission

    @property
    def rubric(self) -> Rubric:
        """The rubric it answers."""
        return self._opened.rubric

    @property
    def source(self) -> Opened:
        """The open bundle with its texts."""
        return self._opened

    @property
    def review(self) -> Review:
        """This assessor's review as it stands."""
        return self.journal.review

    @property
    def decision(self) -> Decision:
        """What the rule makes of the judgments so far."""
        return decide(self.rubric, self.review)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is missing before the review can be finished."""
        return find_missing(self.rubric, self.review)

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
        self.desk = ArtifactDesk(opened.bundle, self.client, self.tasks)
        self.verification = Verification(opened.bundle, self.tasks)
        self._connect()
        self._trail = Trail()
        self.is_open = True
        if self.review.started_at is None and self.can_write:
            self.journal.write("review_started", body={"bundle": opened.bundle.name})
        self._refresh_findings()
        self.opened.emit()
        self._resume(opened.left_off)
        self._look_inside()

    def _connect(self) -> None:
        self.journal.judgment_recorded.connect(self.judgment_recorded)
        self.journal.review_changed.connect(self.review_changed)
        self.desk.inspected.connect(self._note_inspected)
        self.desk.failed.connect(self.artifact_failed)
        self.verification.ended.connect(self._refresh_findings)

    def _resume(self, left_off: Mapping[str, object]) -> None:
        target = left_off.get("target")
        known = (*PAGES, *self.rubric.targets)
        self.show(target if isinstance(target, str) and target in known else SCORING)

    def _look_inside(self) -> None:
        cited_here = [step.place.artifact for step in self.steps if step.place]
        for artifact_id in (*cited_here, *(a.id for a in self.submission.artifacts)):
            self.desk.inspect(artifact_id, in_turn=True)
        self.verification.start()

    # where the assessor is

    def show(self, target: str) -> None:
        """Go to that detail or part, and to the first place cited for it."""
        self.target = target
        self.step = -1
        self._visited = None
        if not self.store.is_read_only:
            key = left_off_key(self.submission.id, self.identity.fingerprint)
            self.store.write_setting(key, {"target": target})
        self.target_changed.emit(target)
        if self.steps:
            self.visit(0)

    def show_neighbour(self, step: int) -> None:
        """Go to the target before (-1) or after (1) this one."""
        target = find_neighbour(self.order, self.target, step)
        if target is not None:
            self.show(target)

    def show_unjudged(self) -> None:
        """Go to the next target that is not judged yet."""
        target = find_next_unjudged(self.order, self.review, self.target)
        if target is not None:
            self.show(target)

    @property
    def order(self) -> tuple[str, ...]:
        """The targets in the order of the walk: as written, or shuffled where that is chosen."""
        seed = f"{self.submission.id} {self.identity.fingerprint}"
        is_shuffled = self.store.read_setting(SHUFFLED) is True
        return list_order(self.rubric, seed=seed, is_shuffled=is_shuffled)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The places cited for the present target, in order."""
        resolutions = {key: self.resolution(key) for key in self.desk.resolutions}
        return find_steps(self.submission, resolutions, self.target)

    def visit(self, step: int) -> None:
        """Show that step of the walk."""
        steps = self.steps
        self.step = min(max(step, 0), len(steps) - 1)
        self._visited = steps[self.step].place if steps else None
        if self._visited is not None:
            self.open_place(self._visited.artifact, self._visited.place)
        self.review_changed.emit()

    def visit_next(self) -> None:
        """Walk on: the next citation, then the judgment, then the next unjudged target."""
        count = len(self.steps)
        if self.step < count - 1:
            self.visit(self.step + 1)
        elif self.step == count - 1 and count and not self.review.judgment(self.target).is_made:
            self.step = count
            self.judgment_asked.emit()
        else:
            self.show_unjudged()

    def visit_previous(self) -> None:
        """Walk back to the citation before."""
        if self.steps:
            self.visit(self.step - 1)

    def open_place(self, artifact_id: str, place: Place) -> None:
        """Show that place and remember it on the way back and forward."""
        self._trail = self._trail.visit(Stop(self.target, artifact_id, place))
        self.desk.inspect(artifact_id)
        self.place_asked.emit(artifact_id, place)

    def look_again(self, artifact_id: str) -> None:
        """Have that artifact looked into afresh, as after its password became known."""
        self.desk.forget(artifact_id)
        self.desk.inspect(artifact_id)

    def go(self, step: int) -> None:
        """Go back (-1) or forward (1) over the places shown."""
        moved = self._trail.move(step)
        if moved is self._trail or moved.here is None:
            return
        self._trail = moved
        if moved.here.target != self.target:
            self.target = moved.here.target
            self.target_changed.emit(self.target)
        self.place_asked.emit(moved.here.artifact, moved.here.place)

    # evidence

    def resolution(self, key: CitationKey) -> Resolution:
        """Where that citation leads in this review."""
        return apply_answers(self.desk.resolutions[key], self.review.answers)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is known to be at fault or worth a look, of the bundle and of all checks."""
        if self._findings is None:
            self._findings = self._find_findings() if self.is_open else ()
        return self._findings

    def seen_state(self, key: CitationKey) -> SeenState:
        """Whether that citation was on screen: seen, partly, unseen."""
        return find_seen_state(self.resolution(key).destinations, self.review.seen)

    def list_unseen(self) -> list[tuple[str, str]]:
        """The cited places that were never on screen, as (detail, title and place)."""
        return [
            (claim.detail, f"{self.name_artifact(claim.citations[number].artifact)}, {words}")
            for claim in self.submission.self_analysis.claims
            for number in range(len(claim.citations))
            if self.seen_state((claim.id, number)) != "seen"
            for words in [
                ", ".join(d.words for d in self.resolution((claim.id, number)).destinations)
            ]
            if words
        ]

    def name_artifact(self, artifact_id: str) -> str:
        """The title of the artifact; its id where it was not handed in."""
        artifact = self.submission.find_artifact(artifact_id)
        return artifact.title if artifact is not None else artifact_id

    def note_seen(self, destination: Destination) -> None:
        """Record that the place was on screen; once is enough."""
        entry = (destination.artifact, format_destination(destination))
        if entry not in self.review.seen and self.can_write:
            body = {"artifact": entry[0], "locator": entry[1]}
            self.journal.write("evidence_seen", body=dict(body))

    def show_finding(self, finding: Finding) -> None:
        """Go where the finding is: to its detail or part, and to the citation it speaks of."""
        target = finding.detail or finding.part
        if target not in self.rubric.targets:
            if finding.artifact is not None:
                self.open_place(finding.artifact, Place(whole=True))
            return
        self.show(target)
        for number, step in enumerate(self.steps):
            if step.key == (finding.claim, finding.citation):
                self.visit(number)
                return

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

    # judging

    @property
    def can_write(self) -> bool:
        """False once the review is finished, and where the store can only be read."""
        return self.review.finished_at is None and not self.store.is_read_only

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

    def _go_where_changed(self, target: str | None) -> None:
        if target is not None and target != self.target:
            self.show(target)

    def _find_findings(self) -> tuple[Finding, ...]:
        checked = check_submission(
            self.rubric,
            self.submission,
            texts=self._opened.texts,
            facts={key: known.facts for key, known in self.desk.known.items()},
            resolutions={key: self.resolution(key) for key in self.desk.resolutions},
            digests=self._opened.bundle.digests,
            problems=self._opened.problems,
        )
        own = (*self._opened.bundle.findings, *self.verification.findings)
        return complete_findings((*own, *checked))

    def _note_inspected(self, artifact_id: str) -> None:
        self._refresh_findings()
        self.artifact_inspected.emit(artifact_id)
        self._visit_where_it_leads_now()

    def _visit_where_it_leads_now(self) -> None:
        """Follow the walk's citation if a look inside has found that it leads elsewhere.

        Not when the assessor has gone on to another place meanwhile.
        """
        steps, visited, here = self.steps, self._visited, self._trail.here
        leads = steps[self.step].place if 0 <= self.step < len(steps) else None
        if leads is None:
            return
        if visited is None:
            if here is None or here.target != self.target:
                self.visit(self.step)
        elif here == Stop(self.target, visited.artifact, visited.place) and (
            (leads.artifact, leads.place) != (visited.artifact, visited.place)
        ):
            self._trail = self._trail.leave()
            self.visit(self.step)

    def _refresh_findings(self) -> None:
        self._findings = None
        self._findings_timer.start()
