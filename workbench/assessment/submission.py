"""What one practitioner handed in: answers, artifacts and the self-analysis."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.assessment.self_analysis import SelfAnalysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Practitioner:
    """Who submitted: a pseudonym, and a name that stays out of sight while blind."""

    key: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RubricReference:
    """The rubric that the practitioner answered."""

    id: str
    version: str
    sha256: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One written text: the answer to a question, or (question None) a whole part."""

    part: str
    question: str | None
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One file of evidence. `file` is its path inside the bundle's payload (`part2/…`)."""

    id: str
    label: str
    title: str
    file: str
    media_type: str = ""
    renditions: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    duration: float | None = None
    """Seconds, where the practitioner's program knew it."""
    consent: str | None = None
    """What was said about the consent of people who can be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """All that one practitioner handed in for one attempt."""

    id: str
    attempt: int
    practitioner: Practitioner
    rubric: RubricReference
    answers: tuple[Answer, ...]
    artifacts: tuple[Artifact, ...]
    self_analysis: SelfAnalysis
    previous: str | None = None
    submitted: str | None = None
    """UTC instant, ISO 8601."""

    def find_artifact(self, artifact_id: str) -> Artifact | None:
        """The artifact of that id, or None."""
        return next((a for a in self.artifacts if a.id == artifact_id), None)

    def answers_of(self, part_id: str) -> tuple[Answer, ...]:
        """The answers to that part, in order."""
        return tuple(answer for answer in self.answers if answer.part == part_id)
