"""The files of some folders, and what is told of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path


def list_files(folders: Sequence[Path], every: int = 1) -> Iterator[Path]:
    """Each file of the folders and what is below them, or every n-th, in order of their names."""
    for folder in folders:
        files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        yield from [path for path in files if path.is_file()][::every]


def say(line: str) -> None:
    """Tell it at once, for whoever watches."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
