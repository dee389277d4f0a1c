"""What the checks of a submission look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.assessment.credential import Rubric
from workbench.assessment.evidence import ArtifactFacts, Resolution
from workbench.assessment.self_analysis import CitationKey, Claim
from workbench.assessment.submission import Answer, Submission
from workbench.assessment.words import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A submission with all that is known of it so far."""

    rubric: Rubric
    submission: Submission
    texts: Mapping[str, str]
    """The answers by file."""
    facts: Mapping[str, ArtifactFacts]
    """What is known of each artifact by its id; one that nobody looked into is not there."""
    resolutions: Mapping[CitationKey, Resolution]
    digests: Mapping[str, str] = field(default_factory=dict)
    """The checksum of each artifact by its id, where the bundle has one."""
    problems: Mapping[str, str] = field(default_factory=dict)
    """Why an answer cannot be read, by file."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, in the practitioner's order."""
        return self.submission.self_analysis.claims

    def count(self, answer: Answer) -> int:
        """How many words the answer has."""
        return count_words(self.texts.get(answer.file, ""))

    def claims_on(self, artifact_id: str) -> Iterator[Claim]:
        """The claims that cite the artifact."""
        for claim in self.claims:
            if any(citation.artifact == artifact_id for citation in claim.citations):
                yield claim
