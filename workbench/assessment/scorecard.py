"""The scorecard: decision, judgments and their reasons, ready to report."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.assessment.credential import Detail, EssentialOutcome, Level, Part, Rubric
from workbench.assessment.evidence import Destination
from workbench.assessment.finding import Finding
from workbench.assessment.judgment import Judgment
from workbench.assessment.scoring import Decision
from workbench.assessment.submission import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """One cited or pinned place of a detail, as it goes into the report."""

    artifact_title: str
    destination: Destination
    as_written: str
    """The practitioner's own words for the place."""
    was_seen: bool
    """True when it was on screen before the judgment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredDetail:
    """One detail with its judgment."""

    detail: Detail
    judgment: Judgment
    level: Level | None
    is_deciding: bool
    explanations: tuple[str, ...]
    """The practitioner's explanations, in the order of the claims."""
    places: tuple[LookedAt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredOutcome:
    """One essential outcome with its details."""

    outcome: EssentialOutcome
    details: tuple[ScoredDetail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPart:
    """A narrative or reflection with its verdict and its length."""

    part: Part
    judgment: Judgment
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What the report stands on, so that it can be traced and checked."""

    bundle_name: str
    bundle_digest: str
    """SHA-256 of the bundle's payload manifest."""
    integrity: str
    """What the verification of the checksums found, as a sentence."""
    rubric_identity: str
    events_head: str | None
    event_count: int
    assessor_name: str
    assessor_key: str
    """Fingerprint of the assessor's key."""
    program_version: str
    started_at: str | None
    finished_at: str | None
    written_at: str
    """UTC instant, ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One event of the review, in words."""

    at: str
    """UTC instant, ISO 8601."""
    what: str
    event: str
    """Its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """Everything that a report says."""

    submission: Submission
    rubric: Rubric
    decision: Decision
    parts: tuple[ScoredPart, ...]
    outcomes: tuple[ScoredOutcome, ...]
    findings: tuple[Finding, ...]
    provenance: Provenance
    trail: tuple[Recorded, ...] = ()
    """All that was recorded, in the order of its recording."""
    replaces: str = ""
    """The instant of the report that this one supersedes, if there is one."""

    @property
    def details(self) -> tuple[ScoredDetail, ...]:
        """All scored details, in order."""
        return tuple(detail for outcome in self.outcomes for detail in outcome.details)
