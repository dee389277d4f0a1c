"""Events as a file to take along: one JSON object a line, each under its own signature."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from workbench.assessment.event import EVENT_FORMAT, Event, canonical_bytes
from workbench.errors import WorkbenchError
from workbench.store.event_rows import Fields, parse_row
from workbench.store.files import write_private_file
from workbench.store.keys import verify_event

MOST_BYTES = 256 * 1024 * 1024


class EventFileError(WorkbenchError):
    """A file of events cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"“{path.name}” cannot be brought in: {why}. Nothing was changed. Ask for the file "
            "again, or choose another."
        )
        self.path = path


def write_event_file(path: Path, events: Iterable[Event]) -> None:
    """Write those events; the same events give the same bytes.

    Raises:
        EventFileError: it cannot be written there.
    """
    lines = [_format_line(event) for event in events]
    try:
        write_private_file(path, b"".join(lines))
    except OSError as error:
        raise EventFileError(path, error.strerror or str(error)) from error


def read_event_file(path: Path, public_keys: Mapping[str, bytes]) -> tuple[Event, ...]:
    """The events of the file, each proven to be signed by one of those keys.

    `public_keys` holds raw keys by fingerprint.

    Raises:
        EventFileError: it cannot be read, or one event is not as it was signed.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise EventFileError(path, "it is too large for judgments")
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise EventFileError(path, error.strerror or str(error)) from error
    return tuple(_read_line(path, n, line, public_keys) for n, line in enumerate(lines, 1))


def _format_line(event: Event) -> bytes:
    fields: dict[str, Any] = json.loads(canonical_bytes(event))
    whole = {**fields, "id": event.id, "sig": event.sig}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True).encode() + b"\n"


class _Line(Fields):
    """An event with its id and its signature."""

    id: str
    sig: str


def _read_line(path: Path, number: int, line: bytes, keys: Mapping[str, bytes]) -> Event:
    try:
        fields = msgspec.json.decode(line, type=_Line)
        event = parse_row(fields.id, line.decode(), fields.sig)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise EventFileError(path, f"line {number} is no judgment ({error})") from error
    if event is None or event.format != EVENT_FORMAT:
        raise EventFileError(path, f"line {number} is of a kind that a newer program writes")
    if event.actor not in keys:
        raise EventFileError(path, "it was signed with a key that is not on this computer")
    if not verify_event(event, keys[event.actor]):
        raise EventFileError(path, f"line {number} is not as it was signed")
    return event
