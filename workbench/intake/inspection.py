"""A look into the artifacts of a bundle: on disk, facts known, every citation resolved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from workbench.assessment.evidence import ArtifactFacts, Media, Resolution
from workbench.assessment.resolving import resolve_citation
from workbench.assessment.self_analysis import CitationKey
from workbench.assessment.submission import Artifact, Submission
from workbench.evidence.facts import gather_facts
from workbench.evidence.pdf.client import PdfClient
from workbench.intake.bundle import Bundle
from workbench.paths import find_cache_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """One artifact after a look inside."""

    artifact: str
    facts: ArtifactFacts
    shown: Path
    """The file that a viewer shows: the practitioner's PDF rendition where there is one."""
    shown_media: Media
    captions: tuple[Path, ...] = ()
    resolutions: dict[CitationKey, Resolution] = field(default_factory=dict)
    is_complete: bool = True
    """False after a first look that left the texts of a PDF out."""


def resolve_unseen(submission: Submission) -> dict[CitationKey, Resolution]:
    """Where every citation leads by its words alone, before anybody looked into an artifact."""
    return {
        (claim.id, number): resolve_citation(
            claim,
            number,
            submission.find_artifact(citation.artifact),
            None,
            others=submission.artifacts,
        )
        for claim in submission.self_analysis.claims
        for number, citation in enumerate(claim.citations)
    }


def inspect_artifact(
    bundle: Bundle, artifact: Artifact, client: PdfClient, *, is_first_look: bool = False
) -> Inspected:
    """The artifact on disk with its facts and resolutions; for a task's thread.

    A first look leaves the texts of PDFs out, so that their pages can be shown the sooner.

    Raises:
        WorkbenchError: the bundle does not hold the file, or it cannot be copied out.
    """
    folder = find_cache_folder() / "artifacts"
    path = bundle.copy_out(artifact.file, folder)
    facts = gather_facts(path, artifact, client, is_first_look=is_first_look)
    shown, media = path, facts.media
    rendition = next((r for r in artifact.renditions if bundle.has(r)), None)
    if rendition is not None and facts.media != "pdf":
        shown, media = bundle.copy_out(rendition, folder), "pdf"
        drawn = gather_facts(
            shown, replace(artifact, file=rendition), client, is_first_look=is_first_look
        )
        facts = replace(facts, pages=drawn.pages, labels=drawn.labels, texts=drawn.texts)
    return Inspected(
        artifact=artifact.id,
        facts=facts,
        shown=shown,
        shown_media=media,
        captions=tuple(bundle.copy_out(c, folder) for c in artifact.captions if bundle.has(c)),
        resolutions=_resolve(bundle.submission, artifact, facts),
        is_complete=not (is_first_look and media == "pdf" and facts.problem is None),
    )


def _resolve(
    submission: Submission, artifact: Artifact, facts: ArtifactFacts
) -> dict[CitationKey, Resolution]:
    return {
        (claim.id, number): resolve_citation(
            claim, number, artifact, facts, others=submission.artifacts
        )
        for claim in submission.self_analysis.claims
        for number, citation in enumerate(claim.citations)
        if citation.artifact == artifact.id
    }
