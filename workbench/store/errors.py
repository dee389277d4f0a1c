"""What can go wrong with the store, each as a sentence for the assessor."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from workbench.errors import WorkbenchError


class StoreError(WorkbenchError):
    """The store of judgments, or a backup of it, could not be used."""


class StoreFolderError(StoreError):
    """The data folder is missing, is no folder, or cannot be written."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"The folder for your judgments cannot be used: {folder} ({why}). "
            "Check that the disk is there and that you may write to it, or choose another folder."
        )
        self.folder = folder


class StoreLockedError(StoreError):
    """Another program holds the store."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "The workbench is already open in another window, which holds your judgments in "
            f"{path}. Go on in that window, or close it and try again."
        )
        self.path = path


class StoreNewerError(StoreError):
    """A newer program wrote the store; it is read and never changed."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"Your judgments in {path} were last saved by a newer version of the workbench "
            f"(store version {found}; this program knows {known}). You can read them here. "
            "To go on judging, install the newest version."
        )
        self.path = path


class StoreReadOnlyError(StoreError):
    """The store can be read but not written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Your judgments in {path} can be read but not changed: the file or its folder is "
            "write-protected. Allow writing there and open again, or choose another folder in the "
            "settings: your judgments are copied there, and you go on."
        )
        self.path = path


class StoreElsewhereError(StoreError):
    """Another window writes; here an earlier state can be read."""

    def __init__(self, path: Path, made_at: datetime) -> None:
        super().__init__(
            f"The workbench is open in another window, and that one writes to {path}. Here you "
            f"can read your judgments as they were on {made_at.astimezone():%d %B %Y at %H:%M}; "
            "nothing can be changed. To go on judging, use the other window or close it."
        )
        self.path = path


class StoreDamagedError(StoreError):
    """The store fails its check at start."""

    def __init__(self, path: Path, what: str, backup: Path | None) -> None:
        way_out = (
            f"The newest good backup is {backup}. Restore it: whatever is still intact in the "
            "damaged file is added to it, and the damaged file is kept."
            if backup
            else "There is no good backup in the folder beside it. Keep the file as it is, and "
            "look for a copy in your own backups."
        )
        super().__init__(f"The file with your judgments is damaged: {path} ({what}). {way_out}")
        self.path = path
        self.backup = backup


class StoreReadError(StoreError):
    """The store could not be read just now."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"Your judgments in {path} could not be read ({why}). Nothing was changed. "
            "Check that the disk is there, close the workbench, and open it again."
        )
        self.path = path


class StoreWriteError(StoreError):
    """Something could not be saved; nothing that was saved before is lost."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"This could not be saved to {path} ({why}). What was saved before is safe. "
            "Leave the window open, check the disk, and save again."
        )
        self.path = path


class StoreFullError(StoreWriteError):
    """The disk is full."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "the disk is full: delete something or empty the bin")


class StoreMovedError(StoreWriteError):
    """The file is no longer where it was opened."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, "the file was moved, renamed or deleted meanwhile: put it back where it was"
        )


class BackupError(StoreError):
    """A backup could not be made, or is not good."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The backup {path} cannot be used ({why}). Your judgments are not touched. "
            "Choose another backup, or make room on the disk and try again."
        )
        self.path = path


class BackupCopyError(StoreError):
    """The second copy of a backup could not be made."""

    def __init__(self, home: Path, why: str) -> None:
        super().__init__(
            f"The backup was made, but not copied to {home} ({why}). Plug in its disk, or choose "
            "another folder for the copies in the settings, and back up again."
        )
        self.home = home
