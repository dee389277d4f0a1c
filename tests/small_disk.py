"""A small real file system to run out of room on."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MOUNT, UMOUNT = "/bin/mount", "/bin/umount"


@contextmanager
def small_disk(place: Path, kibibytes: int) -> Iterator[Path]:
    """The mount point of a file system of that size; skips the test where none can be mounted."""
    place.mkdir(parents=True)
    try:
        mount(place, kibibytes)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("small file systems can only be mounted by root on Linux")
    try:
        yield place
    finally:
        subprocess.run([UMOUNT, str(place)], check=True)


def mount(place: Path, kibibytes: int, *, again: bool = False) -> None:
    """Mount a file system of that size, or give the mounted one that size."""
    options = f"{'remount,' if again else ''}size={kibibytes}k"
    command = [MOUNT, "-t", "tmpfs", "-o", options, "none", str(place)]
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def fill(place: Path) -> Iterator[None]:
    """Not a byte of that file system is free until the block ends."""
    disk = os.statvfs(place)
    ballast = place / "ballast"
    ballast.write_bytes(bytes(disk.f_bavail * disk.f_bsize))
    yield
    ballast.unlink()
