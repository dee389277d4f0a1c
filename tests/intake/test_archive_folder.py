from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from workbench.intake.archive import errors
from workbench.intake.archive.container import FolderContainer, open_container
from workbench.intake.archive.limits import Limits

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "sent"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "one.txt").write_bytes(b"Some text.\n")
    return folder


def refuse(folder: Path, error: type[errors.ArchiveError], limits: Limits | None = None) -> None:
    with pytest.raises(errors.ArchiveError, match="Please") as caught:
        open_container(folder, limits or Limits())
    assert type(caught.value) is error
    assert "sent" in str(caught.value)


def test_files_are_read_where_they_lie(folder: Path) -> None:
    container = open_container(folder)
    assert container.names() == ("a/one.txt",)
    assert container.size_bytes("a/one.txt") == 11
    assert container.read("a/one.txt") == b"Some text.\n"
    assert container.crc32("a/one.txt") is None
    assert container.find_path("a/one.txt") == (folder / "a" / "one.txt").resolve()
    container.close()


def test_a_name_that_is_not_there_is_told(folder: Path) -> None:
    container = open_container(folder)
    assert not container.has("../sent/a/one.txt")
    with pytest.raises(errors.EntryMissingError):
        container.open("a/two.txt")


def test_a_file_that_was_taken_away_is_told(folder: Path) -> None:
    container = open_container(folder)
    (folder / "a" / "one.txt").unlink()
    with pytest.raises(errors.EntryMissingError):
        container.read("a/one.txt")


def test_reading_into_memory_has_a_limit(folder: Path) -> None:
    container = open_container(folder)
    assert container.read("a/one.txt", 11)
    with pytest.raises(errors.EntryTooLargeError):
        container.read("a/one.txt", 10)


def test_a_file_that_has_grown_is_not_read_in_part(folder: Path) -> None:
    container = open_container(folder)
    (folder / "a" / "one.txt").write_bytes(b"x" * 100)
    with pytest.raises(errors.ArchiveUnreadableError, match="has changed"):
        container.read("a/one.txt")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(errors.ArchiveUnreadableError, match="sent"):
        FolderContainer(tmp_path / "sent")


@needs_posix
def test_a_link_inside_of_the_folder_is_followed(folder: Path) -> None:
    (folder / "two.txt").symlink_to("a/one.txt")
    assert open_container(folder).read("two.txt") == b"Some text.\n"


@needs_posix
@pytest.mark.parametrize("target", ["../other", "/etc/passwd", "a/../../other"])
def test_a_link_that_leads_out_is_refused(folder: Path, target: str) -> None:
    (folder.parent / "other").write_bytes(b"secret")
    (folder / "two.txt").symlink_to(target)
    refuse(folder, errors.LinkLeavesError)


@needs_posix
def test_a_link_to_a_folder_outside_is_refused(folder: Path) -> None:
    (folder / "b").symlink_to(folder.parent)
    refuse(folder, errors.LinkLeavesError)


@needs_posix
@pytest.mark.parametrize("target", ["a", ".", "nowhere", "loop"])
def test_a_link_to_a_folder_to_nothing_or_to_itself_is_refused(folder: Path, target: str) -> None:
    (folder / "loop").symlink_to(target)
    refuse(folder, errors.NotRegularError)


@needs_posix
def test_a_pipe_is_refused_without_waiting_for_it(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    refuse(folder, errors.NotRegularError)


@needs_posix
def test_a_pipe_that_took_the_place_of_a_file_is_refused(folder: Path) -> None:
    container = open_container(folder)
    (folder / "a" / "one.txt").unlink()
    os.mkfifo(folder / "a" / "one.txt")
    with pytest.raises(errors.NotRegularError):
        container.read("a/one.txt")


@needs_posix
def test_a_link_that_took_the_place_of_a_file_is_refused(folder: Path) -> None:
    container = open_container(folder)
    (folder / "a" / "one.txt").unlink()
    (folder / "a" / "one.txt").symlink_to("/etc/passwd")
    with pytest.raises(errors.NotRegularError):
        container.read("a/one.txt")


@needs_posix
def test_a_name_that_other_systems_cannot_have_is_refused(folder: Path) -> None:
    (folder / "a:b.txt").write_bytes(b"")
    refuse(folder, errors.NameRefusedError)


@needs_posix
def test_folders_within_folders_come_to_an_end(folder: Path) -> None:
    deep = folder
    for _ in range(40):
        deep /= "a"
    deep.mkdir(parents=True)
    refuse(folder, errors.NameRefusedError)


def test_limits_hold_for_folders_too(folder: Path) -> None:
    (folder / "two.txt").write_bytes(b"Other text.\n")
    refuse(folder, errors.TooManyEntriesError, Limits(entries=1))
    refuse(folder, errors.EntryTooLargeError, Limits(file_bytes=11))
    refuse(folder, errors.TooLargeError, Limits(total_bytes=22))


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_a_folder_that_may_not_be_read_is_told(folder: Path) -> None:
    folder.chmod(0)
    try:
        refuse(folder, errors.ArchiveUnreadableError)
    finally:
        folder.chmod(0o755)
