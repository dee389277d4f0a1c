"""The full check of events: ids, signatures, and keys that are not known here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.store.events import build_draft, build_event, build_identity
from workbench.assessment.event import Event, seal
from workbench.store.event_chain import EventCheck, check_events
from workbench.store.keys import create_identity
from workbench.store.store import Store


def test_an_empty_store_is_sound(store: Store) -> None:
    assert check_events(store) == EventCheck(count=0)


def test_events_signed_on_this_machine_verify(store: Store, folder: Path) -> None:
    identity = create_identity(folder, "Ines Moreau")
    store.append([build_event(seq, identity=identity) for seq in (1, 2, 3)]).result()
    assert check_events(store) == EventCheck(count=3)


def test_a_signature_by_another_key_is_named(store: Store) -> None:
    assessor = build_identity()
    forged = seal(build_draft(), build_event(2).sig)
    store.append([forged, build_event(3)]).result()
    check = check_events(store, {assessor.fingerprint: assessor.public_key})
    assert check == EventCheck(count=2, forged=(forged.id,))
    assert not check.is_sound


def test_an_unknown_key_is_unknown_and_not_accused(store: Store) -> None:
    event = build_event()
    store.append([event]).result()
    check = check_events(store)
    assert check == EventCheck(count=1, unknown=(event.id,))
    assert check.is_sound


def test_an_event_that_is_not_what_its_id_stands_for_is_named() -> None:
    altered = replace(build_event(), body={"level": "not-yet"})
    check = check_events(_Holding(altered), {})  # type: ignore[arg-type] # a store refuses it
    assert check.altered == (altered.id,)
    assert not check.is_sound


class _Holding:
    """A store that holds what a real one would not take."""

    def __init__(self, *events: Event) -> None:
        self._events = events

    def read_events(self) -> tuple[Event, ...]:
        return self._events
