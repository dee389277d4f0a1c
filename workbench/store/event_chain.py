"""The full check of a store's events: what they say, and who signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.assessment.event import Event, compute_event_id
from workbench.store.keys import load_identities
from workbench.store.public_keys import index_public_keys, verify_event
from workbench.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCheck:
    """What the check of events came to; ids of events in the order of the store."""

    count: int
    altered: tuple[str, ...] = ()
    """What they say is not what their id stands for."""
    forged: tuple[str, ...] = ()
    """The signature is not that of the key they name."""
    unknown: tuple[str, ...] = ()
    """Signed by a key that is not known here: neither trusted nor accused."""

    @property
    def is_sound(self) -> bool:
        """True when no event is altered or forged."""
        return not self.altered and not self.forged


def check_events(store: Store, public_keys: Mapping[str, bytes] | None = None) -> EventCheck:
    """Whether the ids match the canonical bytes and the signatures verify.

    `public_keys` holds raw keys by fingerprint; left out, those of this machine's assessors.
    A tenth of a millisecond for each event.
    """
    if public_keys is None:
        public_keys = index_public_keys(load_identities(store.folder))
    events = store.read_events()
    altered = {event.id for event in events if compute_event_id(event) != event.id}
    signed = [event for event in events if event.id not in altered]
    return EventCheck(
        count=len(events),
        altered=tuple(event.id for event in events if event.id in altered),
        forged=tuple(event.id for event in signed if _is_forged(event, public_keys)),
        unknown=tuple(event.id for event in signed if event.actor not in public_keys),
    )


def _is_forged(event: Event, public_keys: Mapping[str, bytes]) -> bool:
    key = public_keys.get(event.actor)
    return key is not None and not verify_event(event, key)
