"""The event: an immutable, signed fact, and the only thing that is stored of a review.

Format `mcw-event/1`. The id is the SHA-256 of the RFC 8785 canonical JSON of the event without
`id` and `sig`; the signature is Ed25519 over those same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from workbench.assessment.canonical import canonicalise

EVENT_FORMAT = "mcw-event/1"

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

EventKind = Literal[
    "review_started",
    "judgment",
    "note",
    "finding_answered",
    "condition",
    "evidence_seen",
    "judgments_carried",
    "review_finished",
    "review_reopened",
    "blind_lifted",
    "adjudication",
    "definitive_judgment",
    "qualification",
    "referral",
    "reply",
    "policy",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """An event before it has an id and a signature."""

    kind: EventKind
    at: str
    """UTC instant, ISO 8601; shown, never decisive."""
    actor: str
    """Fingerprint of the actor's key."""
    seq: int
    """Counts the actor's events on this submission from 1; order goes by it, not by clocks."""
    submission: str
    manifest: str
    """SHA-256 of the bundle's payload manifest."""
    rubric: str
    """Identity of the rubric."""
    target: str | None = None
    supersedes: tuple[str, ...] = ()
    resolves: tuple[str, ...] = ()
    body: Mapping[str, Json] = field(default_factory=dict)
    format: str = EVENT_FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(EventDraft):
    """A signed fact."""

    id: str
    sig: str
    """Ed25519 signature, lower-case hex."""


def canonical_bytes(draft: EventDraft) -> bytes:
    """The bytes that are hashed and signed: RFC 8785 JSON without `id` and `sig`."""
    fields: dict[str, Json] = {
        "format": draft.format,
        "kind": draft.kind,
        "at": draft.at,
        "actor": draft.actor,
        "seq": draft.seq,
        "submission": draft.submission,
        "manifest": draft.manifest,
        "rubric": draft.rubric,
        "target": draft.target,
        "supersedes": list(draft.supersedes),
        "resolves": list(draft.resolves),
        "body": dict(draft.body),
    }
    return canonicalise(fields)


def mend_text(draft: EventDraft) -> EventDraft:
    """The draft without lone halves of surrogate pairs, which a paste can leave in typed text.

    JSON cannot hold them (RFC 8785, section 3.2.2.2), and the words around one must not be lost.
    """
    body = {key: _mend(value) for key, value in draft.body.items()}
    return replace(draft, body=body) if body != draft.body else draft


def compute_event_id(draft: EventDraft) -> str:
    """The id of the event that the draft becomes: lower-case hex SHA-256."""
    return hashlib.sha256(canonical_bytes(draft)).hexdigest()


def seal(draft: EventDraft, sig: str) -> Event:
    """The event made of a draft and the signature over its canonical bytes."""
    return Event(
        kind=draft.kind,
        at=draft.at,
        actor=draft.actor,
        seq=draft.seq,
        submission=draft.submission,
        manifest=draft.manifest,
        rubric=draft.rubric,
        target=draft.target,
        supersedes=draft.supersedes,
        resolves=draft.resolves,
        body=draft.body,
        format=draft.format,
        id=compute_event_id(draft),
        sig=sig,
    )


def _mend(value: Json) -> Json:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_mend(inner) for inner in value]
    if isinstance(value, dict):
        return {key: _mend(inner) for key, inner in value.items()}
    return value
