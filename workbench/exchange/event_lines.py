"""Events as text: one JSON object a line, each under its own signature."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from workbench.assessment.canonical import canonicalise
from workbench.assessment.event import (
    EVENT_FORMAT,
    Event,
    canonical_bytes,
    compute_event_id,
)
from workbench.store.event_rows import parse_row
from workbench.store.public_keys import verify_bytes

_BEGINS = b'"format": "mcw-event/'


class _Signed(msgspec.Struct):
    id: str
    sig: str
    actor: str
    format: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is laid out as it was written, whatever it says."""

    signed: _Signed
    canonical: bytes
    """What id and signature stand for."""


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
    """How many lines say something, rightly signed, that only a newer program knows."""


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
        read = _read_line(line)
        if read is None or not _is_as_signed(read, public_keys):
            changed.append(f"line {number}")
        elif (event := _parse(read)) is not None:
            events.append(event)
        else:
            newer += 1
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


def _read_line(line: bytes) -> _Line | None:
    """What the line says; None when a byte of it is not as it was written."""
    try:
        known: dict[str, Any] = json.loads(line)
        signed = msgspec.convert(known, _Signed)
        canonical = canonicalise({k: v for k, v in known.items() if k not in {"id", "sig"}})
        is_laid_out = _lay_out(known) == line and signed.sig.lower() == signed.sig
    except (ValueError, RecursionError):
        return None
    return _Line(signed, canonical) if is_laid_out else None


def _is_as_signed(line: _Line, public_keys: Mapping[str, bytes]) -> bool:
    signed = line.signed
    if hashlib.sha256(line.canonical).hexdigest() != signed.id:
        return False
    key = public_keys.get(signed.actor)
    return key is None or verify_bytes(line.canonical, signed.sig, key)


def _parse(line: _Line) -> Event | None:
    """The event; None when it says something that only a newer program knows."""
    signed = line.signed
    if signed.format != EVENT_FORMAT:
        return None
    try:
        event = parse_row(signed.id, line.canonical.decode(), signed.sig)
    except msgspec.MsgspecError:
        return None
    return event if event is not None and compute_event_id(event) == event.id else None
