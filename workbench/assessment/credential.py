"""The rubric of a micro-credential: parts, essential outcomes, details, levels, decision rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

WordRule = Literal["require", "warn", "guide"]
PartKind = Literal["narrative", "portfolio", "reflection"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of the proficiency scale; `order` counts up from 0 to proficiency."""

    id: str
    label: str
    order: int
    description: str = ""
    passing: bool = False
    """True for this level when it is, or lies above, the lowest that passes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """What one level looks like for one detail."""

    level: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One judgeable part of an essential outcome; it asks one thing."""

    id: str
    title: str
    """A few words for lists, such as `Norms are made together`."""
    statement: str
    descriptors: tuple[Descriptor, ...] = ()
    look_for: tuple[str, ...] = ()
    derived: bool = False
    """True when the published rubric lists no such detail and it was derived from the outcome."""

    def descriptor(self, level_id: str) -> str:
        """The words for that level, or an empty string where the rubric has none."""
        return next((d.text for d in self.descriptors if d.level == level_id), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class EssentialOutcome:
    """A major thing to be shown, made of details."""

    id: str
    title: str
    statement: str
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a narrative part."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the submission: a narrative, the portfolio, or the reflection."""

    id: str
    kind: PartKind
    title: str
    prompt: str = ""
    questions: tuple[Question, ...] = ()
    points: tuple[str, ...] = ()
    """What a reflection has to cover."""
    outcomes: tuple[EssentialOutcome, ...] = ()
    min_words: int = 0
    count: Literal["together", "each"] = "together"
    """Whether the minimum holds for all answers together or for each."""
    word_rule: WordRule = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of the decision rule, in five words: all, any, every, count, part.

    Exactly one of the five is set. `every` is `"detail"` or the id of an outcome; it and `count`
    go with `at_least`, `count` with `min` besides, and `part` with `is_`.
    """

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    every: str | None = None
    count: str | None = None
    part: str | None = None
    at_least: str | None = None
    min: int | None = None
    is_: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRule:
    """When the credential is awarded."""

    award_when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What is being assessed for."""

    title: str
    overview: str = ""
    issuer: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionCode:
    """A reason for which a submission cannot be scored, or a judgment cannot be made."""

    id: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A ready piece of feedback that the assessor may insert."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPolicy:
    """How reviews of this credential are organised."""

    assessors_per_attempt: int = 1
    blind: bool = True
    attempt_limit: int | None = None
    second_read: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """A whole rubric. Its identity is id, version and the digest of its canonical JSON."""

    id: str
    version: str
    language: str
    credential: Credential
    levels: tuple[Level, ...]
    """Two to five, lowest first."""
    parts: tuple[Part, ...]
    decision: DecisionRule
    policy: ReviewPolicy = field(default_factory=ReviewPolicy)
    condition_codes: tuple[ConditionCode, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    sha256: str = ""
    """Lower-case hex digest of the canonical JSON; empty until a reader has computed it."""

    @property
    def identity(self) -> str:
        """`id@version#sha256`: a judgment belongs to one identity for ever."""
        return f"{self.id}@{self.version}#{self.sha256}"

    @property
    def outcomes(self) -> tuple[EssentialOutcome, ...]:
        """All essential outcomes, in order."""
        return tuple(outcome for part in self.parts for outcome in part.outcomes)

    @property
    def details(self) -> tuple[Detail, ...]:
        """All details, in order."""
        return tuple(detail for outcome in self.outcomes for detail in outcome.details)

    @property
    def targets(self) -> tuple[str, ...]:
        """Ids of all that is judged, in the order of reading: parts' ids and details' ids."""
        return tuple(self._walk())

    def level(self, level_id: str) -> Level:
        """The level of that id; `KeyError` when the rubric has none."""
        return {level.id: level for level in self.levels}[level_id]

    def find_detail(self, detail_id: str) -> Detail | None:
        """The detail of that id, or None."""
        return next((d for d in self.details if d.id == detail_id), None)

    def find_outcome_of(self, detail_id: str) -> EssentialOutcome | None:
        """The outcome that holds the detail, or None."""
        return next((o for o in self.outcomes if any(d.id == detail_id for d in o.details)), None)

    def find_part(self, part_id: str) -> Part | None:
        """The part of that id, or None."""
        return next((p for p in self.parts if p.id == part_id), None)

    def _walk(self) -> Iterator[str]:
        for part in self.parts:
            if part.kind != "portfolio":
                yield part.id
            for outcome in part.outcomes:
                for detail in outcome.details:
                    yield detail.id
