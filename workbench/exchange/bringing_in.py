"""A package, a file of judgments or a list of keys comes into the store of this computer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from workbench.exchange.event_file import read_event_file
from workbench.exchange.trust import find_earlier_keys, list_known_keys
from workbench.store.public_keys import index_public_keys
from workbench.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """What became of a file."""

    new: int
    """Events that were not in the store yet."""
    known: int
    newer: int
    """Events of a kind that only a newer program knows; they were left out."""
    submissions: frozenset[str]
    """Ids of the submissions that the new events are about."""
    clashes: int
    """Submissions in the store where one assessor's judgments clash now."""


def bring_in(store: Store, path: Path) -> BroughtIn:
    """Add the file's events to the store: those of both, each once.

    Raises:
        UnknownKeysError: somebody signed whose key is not trusted here.
        WorkbenchError: the file is not as it was signed, or the store cannot take it.
    """
    keys = index_public_keys(list_known_keys(store.folder))
    brought = read_event_file(path, keys)
    stored = {event.id for event in store.read_events()}
    new = [event for event in brought.events if event.id not in stored]
    store.append(new).result()
    return BroughtIn(
        new=len(new),
        known=len(brought.events) - len(new),
        newer=brought.newer,
        submissions=frozenset(event.submission for event in new),
        clashes=len(store.read_clashes()),
    )


def adopt_submissions(store: Store, fingerprint: str) -> int:
    """Put what an assessor's earlier keys had in the queue into that of the key; how many."""
    own = {row.id for row in store.read_submissions() if row.actor == fingerprint}
    earlier = find_earlier_keys(store.folder, fingerprint)
    found = {row.id: row for row in store.read_submissions() if row.actor in earlier}
    new = [replace(row, actor=fingerprint) for row in found.values() if row.id not in own]
    for row in new:
        store.note_submission(row).result()
    return len(new)
