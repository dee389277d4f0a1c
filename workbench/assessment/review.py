"""All of one assessor's judgments of one attempt, folded from events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workbench.assessment.event import Event
from workbench.assessment.judgment import Judgment, parse_judgment_body


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The assessor's word that the submission cannot be scored."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What the assessor keeps to themselves on one target; it is in no report."""

    text: str = ""
    impression: str | None = None
    """A level's id, said before the practitioner's explanation was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The state of a review: what its events that are not superseded say."""

    submission: str
    rubric: str
    """Identity of the rubric."""
    actor: str
    """Fingerprint of the key with which the assessor signs now."""
    earlier_keys: frozenset[str] = frozenset()
    """Fingerprints of the keys with which the same assessor signed before."""
    judgments: Mapping[str, Judgment] = field(default_factory=dict)
    """By target."""
    heads: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """By (kind, target): ids of the events that nothing supersedes; more than one is a clash."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Canonical locators accepted for this review, by key of the finding."""
    seen: frozenset[tuple[str, str]] = frozenset()
    """(artifact id, canonical locator) of cited places that were on screen."""
    notes: Mapping[str, Note] = field(default_factory=dict)
    """By target."""
    is_blind_lifted: bool = False
    """True once the lead has lifted the blind for this review."""
    refusal: Refusal | None = None
    is_confirmed: bool = False
    """True once the assessor confirmed that the submission can be scored."""
    started_at: str | None = None
    finished_at: str | None = None
    last_seq: int = 0
    head: str | None = None
    """Id of the newest event."""
    count: int = 0

    def judgment(self, target: str) -> Judgment:
        """The judgment of that target; an empty one where there is none yet."""
        return self.judgments.get(target) or Judgment(target=target)

    def note(self, target: str) -> Note:
        """The private note on that target; an empty one where there is none."""
        return self.notes.get(target) or Note()

    def owns(self, event: Event) -> bool:
        """Whether the event is part of this review, under whichever of the assessor's keys."""
        is_same = (event.submission, event.rubric) == (self.submission, self.rubric)
        return is_same and event.actor in {self.actor, *self.earlier_keys}

    @property
    def clashes(self) -> tuple[str, ...]:
        """Targets with two judgments of this assessor that do not know of each other."""
        return tuple(
            target
            for (kind, target), ids in self.heads.items()
            if kind == "judgment" and len(ids) > 1
        )


def fold_review(
    events: Iterable[Event],
    *,
    submission: str,
    rubric: str,
    actor: str,
    earlier_keys: frozenset[str] = frozenset(),
) -> Review:
    """The review that the events of that actor, submission and rubric identity amount to.

    Events of the assessor's earlier keys count as the actor's own. Order goes by `seq`, then by
    id, whatever order the events come in; doubles count once.
    """
    empty = Review(submission=submission, rubric=rubric, actor=actor, earlier_keys=earlier_keys)
    return refold_review(empty, events)


def refold_review(review: Review, events: Iterable[Event]) -> Review:
    """The same review as those events have it; events of others are passed over."""
    own = {event.id: event for event in events if review.owns(event)}
    ordered = sorted(own.values(), key=lambda event: (event.seq, event.id))
    superseded = {known for event in ordered for known in event.supersedes}
    standing = [event for event in ordered if event.id not in superseded]
    heads: dict[tuple[str, str], tuple[str, ...]] = {}
    for event in standing:
        key = (event.kind, event.target or "")
        heads[key] = (*heads.get(key, ()), event.id)
    return Review(
        submission=review.submission,
        rubric=review.rubric,
        actor=review.actor,
        earlier_keys=review.earlier_keys,
        judgments=_read_judgments(standing),
        heads=heads,
        answers=_read_answers(standing),
        seen=_read_seen(standing),
        notes=_read_notes(standing),
        is_blind_lifted=any(event.kind == "blind_lifted" for event in standing),
        refusal=_read_refusal(standing),
        is_confirmed=any(e.kind == "condition" and e.body.get("code") is None for e in standing),
        started_at=next((e.at for e in ordered if e.kind == "review_started"), None),
        finished_at=_read_finished(standing),
        last_seq=ordered[-1].seq if ordered else 0,
        head=ordered[-1].id if ordered else None,
        count=len(ordered),
    )


def _read_judgments(events: Iterable[Event]) -> dict[str, Judgment]:
    return {
        event.target: parse_judgment_body(event.target, event.body)
        for event in events
        if event.kind == "judgment" and event.target
    }


def _read_answers(events: Iterable[Event]) -> dict[str, str]:
    return {
        event.target: str(event.body["accepted"])
        for event in events
        if event.kind == "finding_answered" and event.target and event.body.get("accepted")
    }


def _read_seen(events: Iterable[Event]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (str(event.body.get("artifact")), str(event.body.get("locator")))
        for event in events
        if event.kind == "evidence_seen"
    )


def _read_notes(events: Iterable[Event]) -> dict[str, Note]:
    return {
        event.target: _parse_note(event)
        for event in events
        if event.kind == "note" and event.target
    }


def _parse_note(event: Event) -> Note:
    text, impression = event.body.get("text"), event.body.get("impression")
    return Note(
        text=text if isinstance(text, str) else "",
        impression=impression if isinstance(impression, str) else None,
    )


def _read_refusal(events: Iterable[Event]) -> Refusal | None:
    for event in events:
        if event.kind == "condition" and event.body.get("code"):
            return Refusal(code=str(event.body["code"]), words=str(event.body.get("words", "")))
    return None


def _read_finished(events: Iterable[Event]) -> str | None:
    """When the review was finished; a reopening supersedes the finish."""
    return next((event.at for event in events if event.kind == "review_finished"), None)
