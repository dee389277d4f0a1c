"""Folders that other machines write to as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.store.places import describe_risk, find_network_type, find_sync_service
from workbench.store.store import open_store


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("OneDrive - Example School/desk", "OneDrive"),
        ("OneDrive/desk", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personal/desk", "OneDrive"),
        ("Dropbox/desk", "Dropbox"),
        ("Dropbox (Personal)/desk", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/desk", "iCloud"),
        ("iCloudDrive/desk", "iCloud"),
        ("Google Drive/desk", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-someone/My Drive/desk", "Google Drive"),
        ("Documents/desk", None),
        ("dropboxes/desk", None),
        ("my onedrive notes/desk", None),
    ],
)
def test_a_synced_folder_is_told_by_the_names_above_it(
    tmp_path: Path, path: str, service: str | None
) -> None:
    assert find_sync_service(tmp_path / path) == service


def test_a_renamed_dropbox_is_told_by_its_mark(tmp_path: Path) -> None:
    (tmp_path / "shared things" / ".dropbox.cache").mkdir(parents=True)
    assert find_sync_service(tmp_path / "shared things" / "desk") == "Dropbox"


def test_a_renamed_onedrive_is_told_by_the_variable_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "school"))
    assert find_sync_service(tmp_path / "school" / "desk") == "OneDrive"
    assert find_sync_service(tmp_path / "home" / "desk") is None


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    link = tmp_path / "desk"
    try:
        link.symlink_to(tmp_path / "Dropbox")
    except OSError:
        pytest.skip("links cannot be made here")
    assert find_sync_service(link) == "Dropbox"


def test_a_network_file_system_is_told_by_the_innermost_mount(tmp_path: Path) -> None:
    mounts = "\n".join(
        [
            "/dev/sda1 / ext4 rw 0 0",
            f"server:/home {tmp_path} nfs4 rw 0 0",
            f"/dev/sdb1 {tmp_path}/a\\040disk ext4 rw 0 0",
            "broken line",
        ]
    )
    assert find_network_type(tmp_path / "desk", mounts) == "nfs4"
    assert find_network_type(tmp_path / "a disk" / "desk", mounts) is None
    assert find_network_type(tmp_path.parent, mounts) is None


def test_a_share_of_windows_is_the_network() -> None:
    assert find_network_type(Path("//server/share/desk"), "") == "smb"


def test_a_store_in_a_synced_folder_works_and_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path / "Dropbox" / "desk")
    assert store.notice is not None
    assert "Dropbox" in store.notice
    assert not store.is_read_only
    store.close()


def test_a_folder_of_this_computer_alone_is_no_risk(tmp_path: Path) -> None:
    if find_network_type(tmp_path):
        pytest.skip("the tests themselves run on a network file system")
    assert describe_risk(tmp_path) is None


def test_a_store_on_the_network_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/home {tmp_path} nfs rw 0 0\n")
    monkeypatch.setattr("workbench.store.places._MOUNTS", mounts)
    sentence = describe_risk(tmp_path / "desk")
    assert sentence is not None
    assert "network" in sentence
