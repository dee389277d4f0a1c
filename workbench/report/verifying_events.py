"""Whether a file of judgments is as its assessors signed it: events, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from workbench.assessment.event import Event
from workbench.store.event_rows import parse_row
from workbench.store.keys import verify_event

_BEGINS = b'"format": "mcw-event/'


class UnknownSignerError(Exception):
    """An event is signed with a key of which the public half is not here."""


class _Signed(msgspec.Struct):
    id: str
    sig: str
    actor: str


def is_event_file(content: bytes) -> bool:
    """Whether the first line is an event."""
    return _BEGINS in content.split(b"\n", 1)[0]


def check_events(
    content: bytes, public_keys: Mapping[str, bytes]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(lines that are not as they were signed, in words; fingerprints of those who signed).

    Raises:
        UnknownSignerError: a line can't be checked, for want of its key.
    """
    changed: list[str] = []
    events: list[Event] = []
    *lines, rest = content.split(b"\n")
    for number, line in enumerate(lines, 1):
        event = _read(line, public_keys)
        if event is None:
            changed.append(f"line {number}")
        else:
            events.append(event)
    if rest:
        changed.append("its end")
    if not changed:
        changed += _find_gaps(events)
    return tuple(changed), tuple(dict.fromkeys(event.actor for event in events))


def _read(line: bytes, public_keys: Mapping[str, bytes]) -> Event | None:
    """The event, or None when a byte of the line is not as it was written."""
    try:
        known: dict[str, Any] = json.loads(line)
        signed = msgspec.convert(known, _Signed)
        event = parse_row(signed.id, line.decode(), signed.sig)
        laid_out = json.dumps(known, ensure_ascii=False, sort_keys=True).encode()
    except (ValueError, RecursionError):
        return None
    if event is None or laid_out != line or signed.sig.lower() != signed.sig:
        return None
    if event.actor not in public_keys:
        raise UnknownSignerError
    return event if verify_event(event, public_keys[event.actor]) else None


def _find_gaps(events: list[Event]) -> Iterator[str]:
    """Events that others of the same assessor rest on, and that are not there."""
    last: dict[tuple[str, str], int] = {}
    for event in sorted(events, key=lambda e: e.seq):
        key = (event.actor, event.submission)
        if event.seq > last.get(key, 0) + 1:
            yield f"judgments are missing before number {event.seq} of their assessor"
        last[key] = event.seq
