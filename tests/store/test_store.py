"""Appending, reading, and what the session may rely on."""

from __future__ import annotations

import os
import threading
from concurrent.futures import wait
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.events import (
    ASSESSOR,
    RUBRIC,
    SUBMISSION,
    build_event,
    build_identity,
    build_store,
    store_file,
)
from workbench.assessment.event import Event, Json
from workbench.assessment.review import fold_review
from workbench.store.backups import check_backup
from workbench.store.connection import connect
from workbench.store.event_rows import insert_rows, make_row
from workbench.store.store import Store, open_store
from workbench.store.submissions import SubmissionRow

ROW = SubmissionRow(
    id=SUBMISSION,
    attempt=1,
    practitioner_key="4F7K",
    credential_title="A Small Credential",
    rubric=RUBRIC,
    bundle_path="/bundles/sub-1.zip",
    manifest="f" * 64,
    opened_at="2026-11-14T10:40:00Z",
)


def test_an_appended_event_is_read_back_as_it_was(store: Store) -> None:
    event = build_event(body={"level": None, "n": 1.5, "deep": {"list": [1, "zwölf", None, True]}})
    store.append([event]).result()
    assert store.read_events() == (event,)


def test_events_survive_closing_and_opening(store: Store, folder: Path) -> None:
    events = tuple(build_event(seq) for seq in (1, 2, 3))
    store.append(events).result()
    store.close()
    again = open_store(folder)
    assert again.read_events(SUBMISSION) == events
    again.close()


def test_appending_an_event_twice_stores_it_once(store: Store) -> None:
    event = build_event()
    store.append([event, event]).result()
    store.append([event]).result()
    assert store.read_events() == (event,)


def test_events_come_by_submission_and_sequence_whatever_order_they_arrived_in(
    store: Store,
) -> None:
    events = [build_event(seq, submission=s) for s in ("a", "b") for seq in (1, 2, 10)]
    for event in reversed(events):
        store.append([event]).result()
    assert store.read_events() == tuple(events)
    assert store.read_events("b") == tuple(events[3:])


def test_a_clock_that_jumps_back_changes_no_order(store: Store) -> None:
    first = build_event(1, at="2026-11-14T10:42:07.125Z")
    second = build_event(2, at="2025-11-14T10:42:07.125Z")
    store.append([first]).result()
    store.append([second]).result()
    assert store.read_events() == (first, second)


def test_an_event_without_its_own_id_is_refused_at_once(store: Store) -> None:
    altered = replace(build_event(), body={"level": "not-yet"})
    with pytest.raises(ValueError, match="its own id"):
        store.append([altered])
    assert store.read_events() == ()


def test_a_body_changed_after_appending_does_not_reach_the_store(store: Store) -> None:
    body: dict[str, object] = {"level": "proficient"}
    event = build_event(body=body)
    future = store.append([event])
    body["level"] = "not-yet"
    future.result()
    assert store.read_events()[0].body == {"level": "proficient"}


def test_closing_writes_everything_that_was_queued(store: Store, folder: Path) -> None:
    events = tuple(build_event(seq) for seq in range(1, 41))
    futures = [store.append([event]) for event in events]
    store.close()
    assert all(future.done() and future.exception() is None for future in futures)
    again = open_store(folder)
    assert again.read_events() == events
    again.close()


def test_closing_twice_is_closing_once(store: Store) -> None:
    store.close()
    store.close()


def test_a_closed_store_leaves_no_thread_behind(folder: Path) -> None:
    before = set(threading.enumerate())
    open_store(folder).close()
    assert set(threading.enumerate()) == before


def test_many_threads_may_append_at_once(store: Store) -> None:
    events = tuple(build_event(seq) for seq in range(1, 61))
    shares = [events[start::4] for start in range(4)]
    threads = [
        threading.Thread(target=lambda s=share: wait([store.append([e]) for e in s]))
        for share in shares
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.read_events() == events


def test_a_kind_that_only_newer_programs_know_is_kept_and_left_out(folder: Path) -> None:
    known = build_store(folder, 1)
    unknown = make_row(sha256(_CANONICAL_OF_TOMORROW).hexdigest(), _CANONICAL_OF_TOMORROW, "00")
    with closing(connect(store_file(folder))) as database:
        insert_rows(database, [unknown])
    store = open_store(folder)
    backup = store.make_backup().result()
    assert store.read_events() == known
    store.close()
    assert check_backup(backup.path) == 2


def test_a_submission_row_replaces_the_one_of_the_same_id(store: Store) -> None:
    store.note_submission(ROW).result()
    newer = replace(ROW, judged=3, total=5, state="in_progress", decision="not_yet", findings=2)
    store.note_submission(newer).result()
    assert store.read_submissions() == (newer,)


def test_the_queue_begins_with_what_was_opened_last(store: Store) -> None:
    later = replace(ROW, id="urn:uuid:2", opened_at="2026-11-15T08:00:00Z")
    store.note_submission(ROW)
    store.note_submission(later)
    assert store.read_submissions() == (later, ROW)


@pytest.mark.skipif(os.name == "nt", reason="only POSIX file names can be no text")
def test_a_bundle_whose_name_is_no_text_can_be_noted(store: Store) -> None:
    row = replace(ROW, bundle_path=os.fsdecode(b"/bundles/\xff\xfe.zip"))
    store.note_submission(row).result()
    assert store.read_submissions() == (row,)


def test_a_setting_is_there_at_once_and_after_opening_again(store: Store, folder: Path) -> None:
    place: Json = {"target": "1a", "sizes": [240, 400, 0.5], "is_wide": True, "none": None}
    future = store.write_setting("place/urn:uuid:1", place)
    assert store.read_setting("place/urn:uuid:1") == place
    future.result()
    store.write_setting("place/urn:uuid:1", "1b").result()
    store.close()
    again = open_store(folder)
    assert again.read_setting("place/urn:uuid:1") == "1b"
    assert again.read_setting("never written") is None
    again.close()


def test_an_undone_judgment_no_longer_stands(store: Store, folder: Path) -> None:
    first = build_event(1, level="not-yet")
    second = build_event(2, level="proficient", supersedes=(first.id,))
    store.append([first, second]).result()
    assert store.read_standing_events(SUBMISSION) == (second,)
    assert store.read_clashes() == frozenset()
    store.close()
    again = open_store(folder)
    assert again.read_standing_events() == (second,)
    again.close()


def test_two_judgments_that_do_not_know_of_each_other_are_a_clash(store: Store) -> None:
    store.append([build_event(1, level="not-yet"), build_event(1, level="proficient")]).result()
    assert store.read_clashes() == {SUBMISSION}


def test_the_judgments_of_two_assessors_are_no_clash(store: Store) -> None:
    other = build_identity("Tomás Brandão", seed=2)
    own = build_event()
    theirs = build_event(identity=other, supersedes=(own.id,))
    store.append([own, theirs]).result()
    assert store.read_clashes() == frozenset()
    assert {event.id for event in store.read_standing_events()} == {own.id, theirs.id}


def test_what_one_assessor_judged_with_two_keys_clashes_until_one_knows_of_the_other(
    store: Store,
) -> None:
    later = build_identity("Ines Moreau", seed=2)
    keys = [ASSESSOR.fingerprint, later.fingerprint]
    first, second = build_event(1), build_event(1, identity=later, level="not-yet")
    store.append([first, second]).result()
    assert store.read_clashes(keys) == {SUBMISSION}
    assert store.read_clashes(keys[:1]) == frozenset()
    both = (first.id, second.id)
    store.append([build_event(2, identity=later, supersedes=both)]).result()
    assert store.read_clashes(keys) == frozenset()


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(choices=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30)), max_size=12))
def test_the_view_of_what_stands_agrees_with_the_fold(
    store: Store, choices: list[tuple[int, int]]
) -> None:
    submission = f"urn:{choices}"
    events: list[Event] = []
    for target, known in choices:
        supersedes = (events[known % len(events)].id,) if events and known else ()
        seq = 1 + len(events) // 2
        events.append(
            build_event(seq, submission=submission, target=str(target), supersedes=supersedes)
        )
    store.append(events).result()
    review = fold_review(events, submission=submission, rubric=RUBRIC, actor=ASSESSOR.fingerprint)
    heads = {event_id for ids in review.heads.values() for event_id in ids}
    assert {event.id for event in store.read_standing_events(submission)} == heads
    assert (submission in store.read_clashes()) == bool(review.clashes)
    own = store.read_clashes([ASSESSOR.fingerprint])
    assert (submission in own) == bool(review.clashes)


_CANONICAL_OF_TOMORROW = (
    b'{"actor":"a","at":"","body":{},"format":"mcw-event/1","kind":"appeal","manifest":"",'
    b'"resolves":[],"rubric":"","seq":1,"submission":"s","supersedes":[],"target":null}'
)
