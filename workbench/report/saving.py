"""A report reaches its place whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.store.files import sync_folder


class ReportNotWrittenError(WorkbenchError):
    """The report could not be put where it was wanted."""

    def __init__(self, target: Path, reason: str) -> None:
        super().__init__(
            f"The report “{target.name}” could not be written to the folder “{target.parent}”: "
            f"{reason}. Nothing there was changed. Please choose another folder, or make room, "
            "and try again."
        )
        self.target = target


def save_whole(target: Path, content: bytes) -> None:
    """Put the content at `target`: into a file beside it first, synced, then renamed.

    Raises `ReportNotWrittenError` when the folder is missing, read-only or full.
    """
    try:
        _save(target, content)
    except OSError as error:
        raise ReportNotWrittenError(target, _say_reason(error)) from error


def make_folder(folder: Path, *, for_file: str) -> None:
    """Make the folder, and those above it, unless it is there.

    Raises `ReportNotWrittenError`, which names the file that was to go there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReportNotWrittenError(folder / for_file, _say_reason(error)) from error


def _say_reason(error: OSError) -> str:
    reason = error.strerror or type(error).__name__
    return reason[0].lower() + reason[1:]


def _save(target: Path, content: bytes) -> None:
    draft = target.parent / f".report-{secrets.token_hex(8)}.part"
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    sync_folder(target.parent)
