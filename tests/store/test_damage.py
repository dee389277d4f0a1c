"""Flipped bytes: found at start, the damaged event named, the last good backup offered."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.events import build_event, build_store, store_file
from tests.store.faults import find_in_file, flip
from workbench.store.backups import list_backups, make_backup
from workbench.store.connection import connect
from workbench.store.errors import StoreDamagedError
from workbench.store.event_rows import find_damaged_events
from workbench.store.store import open_store
from workbench.store.submissions import SubmissionRow

FLIPS = 300


@pytest.mark.parametrize(
    "where",
    [
        "Łukasz wrote page 2".encode(),  # in the canonical JSON
        b"2026-11-14T10:42:07.125Z" + build_event().actor.encode(),  # in the repeating columns
        build_event(2).sig.encode(),
    ],
)
def test_a_flipped_byte_in_an_event_names_event_and_backup(folder: Path, where: bytes) -> None:
    build_store(folder, 3)
    offset = max(find_in_file(store_file(folder), where))
    flip(store_file(folder), offset + 3)
    with pytest.raises(StoreDamagedError, match="not as signed") as caught:
        open_store(folder)
    (backup,) = list_backups(folder)
    assert caught.value.backup == backup.path
    assert str(backup.path) in str(caught.value)
    assert any(build_event(seq).id[:12] in str(caught.value) for seq in (1, 2, 3))


def test_text_that_is_no_text_any_more_is_found_too(folder: Path) -> None:
    build_store(folder, 1)
    (offset, *_) = find_in_file(store_file(folder), "Łukasz wrote".encode())
    flip(store_file(folder), offset + 1, bit=6)
    with pytest.raises(StoreDamagedError, match=build_event(1).id[:12]):
        open_store(folder)


def test_several_damaged_events_are_counted(folder: Path) -> None:
    build_store(folder, 3)
    for seq in (1, 3):
        for offset in find_in_file(store_file(folder), f"wrote page {seq}".encode()):
            flip(store_file(folder), offset)
    with pytest.raises(StoreDamagedError, match="2 events are not as signed"):
        open_store(folder)


def test_a_damaged_backup_is_passed_over_for_an_older_good_one(folder: Path) -> None:
    build_store(folder, 3)
    (older,) = list_backups(folder)
    with closing(connect(store_file(folder))) as database:
        newest = make_backup(database, folder, older.made_at + timedelta(days=1))
    for path in (newest.path, store_file(folder)):
        for offset in find_in_file(path, b"wrote page 1"):
            flip(path, offset)
    with pytest.raises(StoreDamagedError) as caught:
        open_store(folder)
    assert caught.value.backup == older.path


def test_tables_that_are_not_ours_word_for_word_are_damage(folder: Path) -> None:
    build_store(folder, 3)
    (offset,) = find_in_file(store_file(folder), b"GROUP BY submission, rubric")
    flip(store_file(folder), offset + 9)
    with pytest.raises(StoreDamagedError, match="not those of version 3"):
        open_store(folder)


def test_a_table_whose_description_lost_a_column_is_damage(folder: Path) -> None:
    build_store(folder, 3)
    (offset,) = find_in_file(store_file(folder), b"canonical TEXT NOT NULL")
    flip(store_file(folder), offset)
    with pytest.raises(StoreDamagedError, match="canonical"):
        open_store(folder)


def test_a_file_that_lost_its_end_is_damaged(folder: Path) -> None:
    build_store(folder, 30)
    with store_file(folder).open("rb+") as file:
        file.truncate(store_file(folder).stat().st_size // 2)
    with pytest.raises(StoreDamagedError):
        open_store(folder)


def test_damage_changes_nothing_on_the_disk(folder: Path) -> None:
    build_store(folder, 3)
    (offset, *_) = find_in_file(store_file(folder), b"wrote page 2")
    flip(store_file(folder), offset)
    before = store_file(folder).read_bytes()
    with pytest.raises(StoreDamagedError):
        open_store(folder)
    assert store_file(folder).read_bytes() == before


def test_wherever_a_bit_flips_no_event_is_ever_silently_another(folder: Path) -> None:
    events = build_store(folder, 80)
    store = open_store(folder)
    store.note_submission(
        SubmissionRow(
            id="urn:uuid:1",
            attempt=1,
            practitioner_key="4F7K",
            credential_title="A Small Credential",
            rubric="r",
            bundle_path="/bundles/sub-1.zip",
            manifest="f" * 64,
            opened_at="2026-11-14T10:40:00Z",
        )
    )
    store.write_setting("place", "1a")
    store.close()
    sound = store_file(folder).read_bytes()
    chance = random.Random(20261114)  # noqa: S311 - no secret
    found = 0
    for _ in range(FLIPS):
        store_file(folder).write_bytes(sound)
        flip(store_file(folder), chance.randrange(len(sound)), chance.randrange(8))
        try:
            opened = open_store(folder, read_only=True)
        except StoreDamagedError:
            found += 1
            continue
        with closing(opened):
            assert opened.read_events() == events
            opened.read_submissions()
            opened.read_setting("place")
    assert FLIPS // 4 < found < FLIPS


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3))
def test_a_sound_event_is_never_called_damaged(
    tmp_path_factory: pytest.TempPathFactory, body: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    store = open_store(folder)
    store.append([build_event(body=body, target=next(iter(body), None))]).result()
    store.close()
    with closing(connect(store_file(folder), read_only=True)) as database:
        assert find_damaged_events(database) == ()
