"""Signed events, with only the interesting part spelled out."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from workbench.assessment.event import Event, EventDraft
from workbench.store.connection import connect
from workbench.store.event_rows import format_row, insert_rows
from workbench.store.files import make_private_file
from workbench.store.keys import Identity
from workbench.store.opening import find_store_file
from workbench.store.schema import MIGRATIONS, migrate
from workbench.store.store import open_store

SUBMISSION = "urn:uuid:7d0e6b52-6a3e-4f0b-9d53-2f4a6f1f0c11"
RUBRIC = "small-rubric@2026.1#" + "e" * 64


def build_identity(name: str = "Ines Moreau", seed: int = 1) -> Identity:
    """An identity that is the same on every run."""
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    return Identity(
        name=name, public_key=key.public_key().public_bytes_raw(), pem="", private_key=key
    )


ASSESSOR = build_identity()


def build_draft(seq: int = 1, *, level: str = "proficient", **changes: Any) -> EventDraft:  # noqa: ANN401 - whatever a draft has
    """A judgment of detail 1a by `ASSESSOR`."""
    draft = EventDraft(
        kind="judgment",
        at="2026-11-14T10:42:07.125Z",
        actor=ASSESSOR.fingerprint,
        seq=seq,
        submission=SUBMISSION,
        manifest="f" * 64,
        rubric=RUBRIC,
        target="1a",
        body={"level": level, "rationale": f"Łukasz wrote page {seq}, and 明美 agreed. " * 3},
    )
    return replace(draft, **changes)


def build_event(seq: int = 1, *, identity: Identity = ASSESSOR, **changes: Any) -> Event:  # noqa: ANN401 - whatever a draft has
    """The same, signed by that identity."""
    return identity.sign(build_draft(seq, **{"actor": identity.fingerprint, **changes}))


def build_store(folder: Path, count: int = 3) -> tuple[Event, ...]:
    """Make a store with that many events there, close it, and tell its events in order."""
    events = tuple(build_event(seq) for seq in range(1, count + 1))
    store = open_store(folder)
    store.append(events).result()
    store.close()
    return events


def store_file(folder: Path) -> Path:
    """The file of the store in that data folder."""
    return find_store_file(folder)


def build_old_store(folder: Path, version: int, count: int = 3) -> None:
    """A store as the program of that version left it, with that many events."""
    folder.mkdir()
    make_private_file(store_file(folder))
    with closing(connect(store_file(folder))) as database:
        migrate(database, before=lambda _: None, migrations=MIGRATIONS[:version])
        with database.atomic():
            insert_rows(database, [format_row(build_event(seq)) for seq in range(1, count + 1)])
