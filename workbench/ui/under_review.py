"""What is under review: the open submission, what is known of it, and the review so far."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.assessment.answering import apply_answers
from workbench.assessment.credential import Rubric
from workbench.assessment.evidence import Resolution
from workbench.assessment.finding import Finding
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
from workbench.ui.journal import Journal
from workbench.ui.opened import Opened
from workbench.ui.outbox import Outbox
from workbench.ui.remembered import Remembered
from workbench.ui.settings.preferences import BLIND_ALWAYS
from workbench.ui.tasks import Tasks
from workbench.ui.verification import Verification

_FINDINGS_MS = 40
"""Artifacts are looked into one after the other; what they bring is told together."""


class UnderReview(QObject):
    """The submission that is open; `Session` opens it."""

    opened = Signal()
    closed = Signal()
    open_failed = Signal(str)
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
        self._decide = Remembered(decide)
        self._settle = Remembered(settle)
        self.desk: ArtifactDesk
        self.journal: Journal
        self.verification: Verification
        self._opened: Opened

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
        return self._decide(self.rubric, self.review)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is missing before the review can be finished."""
        return find_missing(self.rubric, self.review)

    @property
    def can_write(self) -> bool:
        """False once the review is finished, and where the store can only be read."""
        return self.review.finished_at is None and not self.store.is_read_only

    @property
    def is_blind(self) -> bool:
        """Whether the practitioner's name stays out of sight: by the rubric, or by choice."""
        is_wanted = self.rubric.policy.blind or self.store.read_setting(BLIND_ALWAYS) is True
        is_over = self.review.is_blind_lifted or self.review.finished_at is not None
        return is_wanted and not is_over

    def resolution(self, key: CitationKey) -> Resolution:
        """Where that citation leads in this review."""
        return self.resolutions[key]

    @property
    def resolutions(self) -> Mapping[CitationKey, Resolution]:
        """Where every citation leads in this review."""
        return self._settle(self.desk.resolutions, self.review.answers)

    @property
    def bundle_findings(self) -> tuple[Finding, ...]:
        """What is at fault with the bundle as a container, its checksums among it."""
        own = (*self._opened.bundle.findings, *self.verification.findings)
        return complete_findings(own)

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

    def take_key(self, identity: Identity) -> None:
        """Sign with this key from now on: the same assessor's, unlocked meanwhile."""
        self.identity = identity
        if self.is_open:
            self.journal.take_key(identity)

    def look_again(self, artifact_id: str) -> None:
        """Have that artifact looked into afresh, as after its password became known."""
        self.desk.forget(artifact_id)
        self.desk.inspect(artifact_id)

    def _find_findings(self) -> tuple[Finding, ...]:
        checked = check_submission(
            self.rubric,
            self.submission,
            texts=self._opened.texts,
            facts={key: known.facts for key, known in self.desk.known.items()},
            resolutions=self.resolutions,
            digests=self._opened.bundle.digests,
            problems=self._opened.problems,
        )
        return complete_findings((*self.bundle_findings, *checked))

    def _refresh_findings(self) -> None:
        self._findings = None
        self._findings_timer.start()


def settle(
    resolutions: Mapping[CitationKey, Resolution], answers: Mapping[str, str]
) -> dict[CitationKey, Resolution]:
    """Where each citation leads, with the assessor's answers to what was proposed."""
    return {key: apply_answers(found, answers) for key, found in resolutions.items()}
