"""An artifact as a viewer opens it: the file, every citation of it, and what was seen of it."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.assessment.locator import Place, read_canonical
from workbench.ui.session import Session
from workbench.ui.viewers.viewer import Mark, OpenArtifact


def make_open_artifact(session: Session, artifact_id: str, place: Place) -> OpenArtifact:
    """That artifact, which was looked into, to be opened at that place.

    Raises:
        KeyError: it was not looked into yet.
    """
    known = session.desk.known[artifact_id]
    artifact = session.submission.find_artifact(artifact_id)
    if artifact is None:  # pragma: no cover - what is known was handed in
        raise KeyError(artifact_id)
    return OpenArtifact(
        artifact=artifact,
        path=known.shown,
        media=known.shown_media,
        facts=known.facts,
        captions=known.captions,
        marks=tuple(_list_marks(session, artifact_id, place)),
        seen=tuple(_list_seen(session, artifact_id)),
        memory_key=f"{session.submission.id} {artifact_id}",
    )


def _list_seen(session: Session, artifact_id: str) -> Iterator[Place]:
    for artifact, words in session.review.seen:
        locator = read_canonical(words) if artifact == artifact_id else None
        yield from locator.places if locator is not None else ()


def _list_marks(session: Session, artifact_id: str, place: Place) -> Iterator[Mark]:
    """Every citation of the artifact, in the order of the claims."""
    for claim in session.submission.self_analysis.claims:
        for number in range(len(claim.citations)):
            for destination in session.resolution((claim.id, number)).destinations:
                if destination.artifact == artifact_id:
                    yield Mark(
                        place=destination.place,
                        label=f"{claim.detail}, {destination.words}",
                        detail=claim.detail,
                        is_current=destination.place == place and claim.detail == session.target,
                    )
