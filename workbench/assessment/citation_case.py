"""One citation with all that is known of it, while it is settled where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.assessment.evidence import ArtifactFacts, Media
from workbench.assessment.finding import Finding, Severity
from workbench.assessment.locator import Place, Span
from workbench.assessment.media_names import guess_media
from workbench.assessment.place_words import say_place
from workbench.assessment.self_analysis import Citation, Claim
from workbench.assessment.submission import Artifact


@dataclass(frozen=True, slots=True)
class CitationCase:
    """One citation with all that is known of it."""

    claim: Claim
    number: int
    artifact: Artifact
    facts: ArtifactFacts | None
    others: tuple[Artifact, ...] = ()
    """All artifacts of the submission, for citations that name one."""

    @property
    def citation(self) -> Citation:
        """What the practitioner wrote."""
        return self.claim.citations[self.number]

    @property
    def media(self) -> Media:
        """Its kind; by its name while nobody has looked into it."""
        return self.facts.media if self.facts is not None else guess_media(self.artifact)

    def make_finding(self, check: str, sentence: str, *, proposal: str | None = None) -> Finding:
        """A finding about this citation."""
        return Finding(
            check=f"citation.{check}",
            severity=Severity.LOOK,
            sentence=sentence,
            request=f"Please say where in “{self.artifact.title}” we should look; you wrote "
            f"“{self.citation.where}”.",
            detail=self.claim.detail,
            claim=self.claim.id,
            citation=self.number,
            artifact=self.artifact.id,
            proposal=proposal,
        )

    def say_page(self, page: int) -> str:
        """That page of the artifact, by its count and its printed label."""
        labels = self.facts.labels if self.facts is not None else ()
        label = labels[page - 1] if page <= len(labels) else None
        return say_place(Place(page=Span(page, page)), label=label)
