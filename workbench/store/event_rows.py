"""Events as rows of the table `events`, and the check that a row still says what was signed."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias, cast, get_args

import msgspec

from workbench.assessment.event import Event, EventKind, canonical_bytes
from workbench.store.connection import decode_text

if TYPE_CHECKING:
    from sqlite_utils import Database

Row: TypeAlias = tuple[str | int | None, ...]

_REPEATED = ("kind", "at", "actor", "seq", "submission", "manifest", "rubric", "target")
"""Columns that repeat what the canonical JSON says."""
_COLUMNS = ("id", "canonical", "sig", *_REPEATED, "crc")
_INSERT = (
    f"INSERT INTO events ({', '.join(_COLUMNS)}) "  # noqa: S608 - column names of our own
    f"VALUES ({', '.join('?' * len(_COLUMNS))}) ON CONFLICT (submission, seq, id) DO NOTHING"
)
_GUARDED = " || ".join(("sig", *_REPEATED[:-1], "ifnull(target, '')"))
"""NULL, which fits no checksum, where a column holds NULL that must not."""
_CHECKED = f"id, canonical, crc, {_GUARDED}"
_SCAN = f"SELECT {_CHECKED} FROM events"  # noqa: S608 - ditto
_SCAN_WHOLE = f"SELECT {_CHECKED}, sig FROM events"  # noqa: S608 - ditto
_BOTH_WAYS = ("submission, seq, id", "submission DESC, seq DESC, id DESC")
_INSERT_SUPERSESSION = (
    "INSERT INTO supersessions (superseded, submission, seq, event) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (superseded, event) DO NOTHING"
)
_KNOWN_KINDS = frozenset(get_args(EventKind))


class Fields(msgspec.Struct):
    """What the canonical JSON of an event holds."""

    kind: str
    at: str
    actor: str
    seq: int
    submission: str
    manifest: str
    rubric: str
    target: str | None
    supersedes: tuple[str, ...]
    resolves: tuple[str, ...]
    body: dict[str, Any]
    format: str


_DECODER = msgspec.json.Decoder(Fields)


def format_row(event: Event) -> Row:
    """The row of the event.

    Raises:
        ValueError: when the id is not the digest of what the event says.
    """
    canonical = canonical_bytes(event)
    if sha256(canonical).hexdigest() != event.id:
        message = f"event {event.id} does not carry its own id"
        raise ValueError(message)
    return make_row(event.id, canonical, event.sig)


def make_row(event_id: str, canonical: bytes, sig: str) -> Row:
    """The row of an event of which only the canonical bytes are at hand."""
    fields = _DECODER.decode(canonical)
    guarded = (sig, *(getattr(fields, name) for name in _REPEATED))
    crc = zlib.crc32("".join("" if value is None else str(value) for value in guarded).encode())
    return (event_id, canonical.decode(), *guarded, crc)


def parse_row(event_id: str, canonical: str, sig: str) -> Event | None:
    """The event of the row; None when its kind is one that only newer programs know."""
    fields = _DECODER.decode(canonical)
    if fields.kind not in _KNOWN_KINDS:
        return None
    return Event(
        kind=cast("EventKind", fields.kind),
        at=fields.at,
        actor=fields.actor,
        seq=fields.seq,
        submission=fields.submission,
        manifest=fields.manifest,
        rubric=fields.rubric,
        target=fields.target,
        supersedes=fields.supersedes,
        resolves=fields.resolves,
        body=fields.body,
        format=fields.format,
        id=event_id,
        sig=sig,
    )


def insert_rows(database: Database, rows: Iterable[Row]) -> None:
    """Add those rows that are not there yet. The caller holds the transaction."""
    for row in rows:
        database.execute(_INSERT, row)
        fields = _DECODER.decode(cast("str", row[1]))
        for superseded in fields.supersedes:
            link = (superseded, fields.submission, fields.seq, row[0])
            database.execute(_INSERT_SUPERSESSION, link)


def find_damaged_events(database: Database) -> tuple[str, ...]:
    """Ids of the events that no longer say what was signed, as far as the rows can tell.

    Ids are compared with the digests of the canonical JSON; signatures and the repeating columns
    with a checksum. `check_events` verifies the signatures themselves.
    """
    with _bytes_for_text(database):
        damaged = [row[0] for row in database.execute(_SCAN) if not _is_intact(*row)]
    return tuple(event_id.decode(errors="replace") for event_id in damaged)


def read_intact_rows(database: Database) -> tuple[Row, ...]:
    """The rows that can still be read whole from a damaged database, coming from both ends."""
    found: dict[bytes, Row] = {}
    with _bytes_for_text(database):
        for order in _BOTH_WAYS:
            # Past a broken page SQLite reads no further: the other end has the rest.
            with suppress(sqlite3.DatabaseError):
                for *checked, sig in database.execute(f"{_SCAN_WHOLE} ORDER BY {order}"):
                    event_id, canonical = checked[:2]
                    if event_id not in found and _is_intact(*checked):
                        found[event_id] = make_row(event_id.decode(), canonical, sig.decode())
    return tuple(found.values())


def _is_intact(event_id: bytes, canonical: bytes, crc: int, guarded: bytes | None) -> bool:
    return (
        guarded is not None
        and zlib.crc32(guarded) == crc
        and sha256(canonical).hexdigest().encode() == event_id
    )


@contextmanager
def _bytes_for_text(database: Database) -> Iterator[None]:
    """Text comes as bytes meanwhile: damaged text may be no UTF-8."""
    database.conn.text_factory = bytes
    try:
        yield
    finally:
        database.conn.text_factory = decode_text
