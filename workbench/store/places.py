"""Whether a folder is a risky place for the store: synced by a service, or on the network."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePath

_SERVICES = {
    "OneDrive": ("onedrive",),
    "Dropbox": ("dropbox",),
    "iCloud": ("icloud", "iclouddrive", "com~apple~clouddocs", "mobile documents"),
    "Google Drive": ("google drive", "googledrive", "google drive file stream"),
}
_MARKERS = {
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "fuse.sshfs", "davfs", "9p"}
_MOUNTS = Path("/proc/self/mounts")


def find_sync_service(path: Path) -> str | None:
    """The service that keeps this folder in step with other machines, or None.

    Told by names of folders above it, by the marks that services leave there, and on Windows by
    the variables that OneDrive sets.
    """
    place = _resolve(path)
    for folder in (place, *place.parents):
        service = _recognise_name(folder) or _recognise_marks(folder)
        if service:
            return service
    return "OneDrive" if _is_in_onedrive(place, os.environ) else None


def find_network_type(path: Path, mounts: str | None = None) -> str | None:
    """The type of the network file system that holds the folder, such as `nfs4`, or None.

    `mounts` is the text of `/proc/mounts`. Shares of Windows are told by their name.
    """
    if str(path).startswith(("\\\\", "//")):
        return "smb"
    if mounts is None:
        mounts = _MOUNTS.read_text(errors="replace") if _MOUNTS.exists() else ""
    place = _resolve(path)
    best = ("", "")
    for line in mounts.splitlines():
        _, mount, kind, *_ = [*line.split(), "", "", ""]
        if place.is_relative_to(mount.replace("\\040", " ")) and len(mount) >= len(best[0]):
            best = (mount, kind)
    return best[1] if best[1] in _NETWORK_TYPES else None


def describe_risk(folder: Path) -> str | None:
    """The sentence to show when the store lies in a risky place, or None."""
    service = find_sync_service(folder)
    network = None if service else find_network_type(folder)
    if service is None and network is None:
        return None
    what = f"{service} keeps in step" if service else "lies on the network"
    return (
        f"Your judgments are in a folder that {what}: {folder}. Two machines writing there can "
        "damage the file. Choose a folder of this computer alone, and take work along as a "
        "review package or a backup."
    )


def _recognise_name(folder: PurePath) -> str | None:
    name = folder.name.casefold().replace("_", " ")
    for service, starts in _SERVICES.items():
        if any(name == start or name.startswith((f"{start} ", f"{start}-")) for start in starts):
            return service
    return None


def _recognise_marks(folder: Path) -> str | None:
    return next((service for mark, service in _MARKERS.items() if (folder / mark).exists()), None)


def _is_in_onedrive(place: Path, environment: Mapping[str, str]) -> bool:
    roots = [environment[name] for name in _ONEDRIVE_VARIABLES if environment.get(name)]
    return any(place.is_relative_to(_resolve(Path(root))) for root in roots)


def _resolve(path: Path) -> Path:
    """The absolute path without links, as far as it exists."""
    return path.expanduser().resolve()
