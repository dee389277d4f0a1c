"""From a review to its scorecard: everything that a report says, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.assessment.answering import format_destination
from workbench.assessment.credential import Detail, Rubric
from workbench.assessment.event import Event
from workbench.assessment.evidence import Destination, Resolution
from workbench.assessment.finding import Finding
from workbench.assessment.locator import read_canonical
from workbench.assessment.place_words import say_place
from workbench.assessment.review import Review
from workbench.assessment.scorecard import (
    LookedAt,
    Provenance,
    Scorecard,
    ScoredDetail,
    ScoredOutcome,
    ScoredPart,
)
from workbench.assessment.scoring import decide
from workbench.assessment.seen import find_seen_state
from workbench.assessment.submission import Submission
from workbench.assessment.words import count_words
from workbench.report.trail import list_trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A review with everything around it that a report draws on."""

    submission: Submission
    rubric: Rubric
    review: Review
    texts: Mapping[str, str]
    """The answers' plain texts, by file."""
    resolutions: Mapping[tuple[str, int], Resolution]
    """Where the citations lead in this review, by claim id and number."""
    findings: tuple[Finding, ...]
    events: tuple[Event, ...] = ()
    """All that the store holds of the submission; others' events are left out."""
    replaces: str = ""
    """The instant of the report that the next one supersedes."""


def compose_scorecard(reviewed: Reviewed, provenance: Provenance) -> Scorecard:
    """The scorecard of the review as it stands."""
    rubric, review = reviewed.rubric, reviewed.review
    decision = decide(rubric, review)
    parts = tuple(
        ScoredPart(
            part=part,
            judgment=review.judgment(part.id),
            words=_count_part_words(reviewed, part.id),
        )
        for part in rubric.parts
        if part.kind != "portfolio"
    )
    outcomes = tuple(
        ScoredOutcome(
            outcome=outcome,
            details=tuple(
                _score_detail(reviewed, detail, is_deciding=detail.id in decision.deciding)
                for detail in outcome.details
            ),
        )
        for outcome in rubric.outcomes
    )
    return Scorecard(
        submission=reviewed.submission,
        rubric=rubric,
        decision=decision,
        parts=parts,
        outcomes=outcomes,
        findings=reviewed.findings,
        provenance=provenance,
        trail=list_trail(reviewed.events, review, rubric),
        replaces=reviewed.replaces,
    )


def _count_part_words(reviewed: Reviewed, part_id: str) -> int:
    answers = reviewed.submission.answers_of(part_id)
    return sum(count_words(reviewed.texts.get(answer.file, "")) for answer in answers)


def _score_detail(reviewed: Reviewed, detail: Detail, *, is_deciding: bool) -> ScoredDetail:
    judgment = reviewed.review.judgment(detail.id)
    claims = reviewed.submission.self_analysis.claims_for(detail.id)
    level = reviewed.rubric.level(judgment.level) if judgment.level is not None else None
    return ScoredDetail(
        detail=detail,
        judgment=judgment,
        level=level,
        is_deciding=is_deciding,
        explanations=tuple(claim.explanation for claim in claims),
        places=(*_list_cited(reviewed, detail.id), *_list_pinned(reviewed, detail.id)),
    )


def _list_cited(reviewed: Reviewed, detail_id: str) -> list[LookedAt]:
    return [
        _look(reviewed, destination, citation.where)
        for claim in reviewed.submission.self_analysis.claims_for(detail_id)
        for number, citation in enumerate(claim.citations)
        if (resolution := reviewed.resolutions.get((claim.id, number))) is not None
        for destination in resolution.destinations
    ]


def _list_pinned(reviewed: Reviewed, detail_id: str) -> list[LookedAt]:
    """The places that the assessor pinned and that no citation leads to."""
    cited = {
        (p.destination.artifact, format_destination(p.destination))
        for p in _list_cited(reviewed, detail_id)
    }
    pinned = []
    for pin in reviewed.review.judgment(detail_id).relied_on:
        locator = read_canonical(pin.locator)
        if locator is not None and (pin.artifact, pin.locator) not in cited:
            place = locator.places[0]
            words = say_place(place)
            destination = Destination(artifact=pin.artifact, place=place, words=words)
            pinned.append(_look(reviewed, destination, ""))
    return pinned


def _look(reviewed: Reviewed, destination: Destination, as_written: str) -> LookedAt:
    artifact = reviewed.submission.find_artifact(destination.artifact)
    return LookedAt(
        artifact_title=artifact.title if artifact is not None else destination.artifact,
        destination=destination,
        as_written=as_written,
        was_seen=find_seen_state([destination], reviewed.review.seen) == "seen",
    )
