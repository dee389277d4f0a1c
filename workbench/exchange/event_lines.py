"""Events as text: one JSON object a line, each under its own signature."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from workbench.assessment.event import (
    EVENT_FORMAT,
    Event,
    canonical_bytes,
    compute_event_id,
)
from workbench.store.event_rows import parse_row
from workbench.store.keys import verify_event

_BEGINS = b'"format": "mcw-event/'


class _Signed(msgspec.Struct):
    id: str
    sig: str
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesCheck:
    """What a text of events holds."""

    events: tuple[Event, ...]
    """Those that are as they were signed, and those whose key is not known; in order."""
    changed: tuple[str, ...]
    """Where it is not as it was written, in words such as `line 2`."""
    signers: tuple[str, ...]
    """Fingerprints of all whose name the events bear."""
    newer: int
    """How many lines are of a kind that only a newer program knows."""


def format_lines(events: Iterable[Event]) -> bytes:
    """The text; the same events give the same bytes."""
    return b"".join(_format_line(event) for event in events)


def is_lines(content: bytes) -> bool:
    """Whether the first line is an event."""
    return _BEGINS in content.split(b"\n", 1)[0]


def check_lines(content: bytes, public_keys: Mapping[str, bytes]) -> LinesCheck:
    """Whether each line is, byte for byte, as it was written and signed.

    An event whose key is not among the `public_keys` (raw, by fingerprint) is held to its id
    alone, which says what was written, not by whom.
    """
    changed: list[str] = []
    events: list[Event] = []
    newer = 0
    *lines, rest = content.split(b"\n")
    for number, line in enumerate(lines, 1):
        try:
            event = _read_line(line)
        except (ValueError, RecursionError):
            changed.append(f"line {number}")
            continue
        if event is None:
            newer += 1
        elif _is_as_signed(event, public_keys):
            events.append(event)
        else:
            changed.append(f"line {number}")
    if rest:
        changed.append("its end")
    signers = tuple(dict.fromkeys(event.actor for event in events))
    return LinesCheck(events=tuple(events), changed=tuple(changed), signers=signers, newer=newer)


def find_gaps(events: Iterable[Event]) -> Iterator[str]:
    """Events that others of the same assessor rest on, and that are not there.

    An assessor who goes on with a new key goes on counting: what is before the first number of a
    key may have been signed with another.
    """
    last: dict[tuple[str, str], int] = {}
    all_of: dict[str, set[int]] = {}
    ordered = sorted(events, key=lambda event: event.seq)
    for event in ordered:
        all_of.setdefault(event.submission, set()).add(event.seq)
    for event in ordered:
        key = (event.actor, event.submission)
        before = range(last[key] + 1 if key in last else 1, event.seq)
        others = all_of[event.submission] if key not in last else set()
        if any(seq not in others for seq in before):
            yield f"judgments are missing before number {event.seq} of their assessor"
        last[key] = event.seq


def _format_line(event: Event) -> bytes:
    fields: dict[str, Any] = json.loads(canonical_bytes(event))
    return _lay_out({**fields, "id": event.id, "sig": event.sig}) + b"\n"


def _lay_out(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()


def _read_line(line: bytes) -> Event | None:
    """The event; None for a kind that only a newer program knows.

    Raises:
        ValueError: a byte of the line is not as it was written.
    """
    known: dict[str, Any] = json.loads(line)
    signed = msgspec.convert(known, _Signed)
    if _lay_out(known) != line or signed.sig.lower() != signed.sig:
        message = "the line is not laid out as it was written"
        raise ValueError(message)
    event = parse_row(signed.id, line.decode(), signed.sig)
    return event if signed.format == EVENT_FORMAT else None


def _is_as_signed(event: Event, public_keys: Mapping[str, bytes]) -> bool:
    if event.actor in public_keys:
        return verify_event(event, public_keys[event.actor])
    return compute_event_id(event) == event.id
