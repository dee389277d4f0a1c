"""Store, keys and backups on their way to another folder."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.small_disk import small_disk
from tests.store.events import build_event, build_store, store_file
from tests.store.faults import hold_open, immutable
from workbench.store.errors import StoreError
from workbench.store.keys import create_identity, load_identities
from workbench.store.moving import LEFT_BEHIND, MoveError, copy_data, holds_store, leave_behind
from workbench.store.store import open_store


def test_events_keys_and_backups_are_there_and_the_old_store_is_out_of_use(
    folder: Path, tmp_path: Path
) -> None:
    events = build_store(folder)
    key = create_identity(folder, "Ines Moreau")
    target = tmp_path / "a stick" / "desk"
    assert copy_data(folder, target) == len(events)
    leave_behind(folder)
    assert (folder / LEFT_BEHIND).is_file()
    assert not holds_store(folder)
    assert [i.fingerprint for i in load_identities(target)] == [key.fingerprint]
    with closing(open_store(target)) as store:
        assert store.read_events() == events
        assert len(store.list_backups()) == 1
        store.append([build_event(99)]).result()


def test_a_folder_with_judgments_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    build_store(folder)
    build_store(tmp_path / "other", count=1)
    before = store_file(tmp_path / "other").read_bytes()
    with pytest.raises(MoveError, match="judgments in it already"):
        copy_data(folder, tmp_path / "other")
    assert store_file(tmp_path / "other").read_bytes() == before


def test_a_folder_inside_the_present_one_is_refused(folder: Path) -> None:
    build_store(folder)
    with pytest.raises(MoveError, match="inside"):
        copy_data(folder, folder / "backups" / "desk")


def test_a_store_that_is_open_elsewhere_is_not_moved(folder: Path, tmp_path: Path) -> None:
    build_store(folder)
    with hold_open(folder), pytest.raises(StoreError):
        copy_data(folder, tmp_path / "other")
    assert holds_store(folder)
    assert not holds_store(tmp_path / "other")


def test_a_disk_that_is_too_small_leaves_everything_where_it_was(
    folder: Path, tmp_path: Path
) -> None:
    events = build_store(folder)
    with small_disk(tmp_path / "disk", 40) as disk:
        with pytest.raises(StoreError, match="could not be"):
            copy_data(folder, disk / "desk")
        assert not holds_store(disk / "desk")
    with closing(open_store(folder)) as store:
        assert store.read_events() == events


@pytest.mark.parametrize("what", ["folder", "file"])
def test_out_of_a_write_protected_place_judgments_are_taken_to_where_work_goes_on(
    what: str, folder: Path, tmp_path: Path
) -> None:
    events = build_store(folder)
    create_identity(folder, "Ines Moreau")
    with immutable(folder if what == "folder" else store_file(folder)):
        with closing(open_store(folder)) as store:
            assert store.is_read_only
            assert store.is_write_protected
            assert "choose another folder in the settings" in (store.notice or "")
        assert copy_data(folder, tmp_path / "other") == len(events)
    with closing(open_store(tmp_path / "other")) as store:
        assert not store.is_read_only
        assert store.read_events() == events
        store.append([build_event(99)]).result()
