"""What is asked before the window shows: which store, who assesses, and the passphrase."""

from __future__ import annotations

from pathlib import Path

from workbench.paths import find_data_folder, is_folder_given
from workbench.store.errors import (
    StoreDamagedError,
    StoreError,
    StoreFolderError,
    StoreLockedError,
)
from workbench.store.keys import Identity, KeyFileError, create_identity, load_identities
from workbench.store.restoring import HELD, Restored, restore_backup
from workbench.store.store import Store, open_reading_copy, open_store
from workbench.store.system_keyring import KeyringError, unlock_by_keyring
from workbench.ui.ask_ways import ask_ways
from workbench.ui.start.choose_assessor import SOMEONE_ELSE, ChooseAssessorDialog
from workbench.ui.start.data_folder import ELSEWHERE, choose_folder
from workbench.ui.start.first_start import FirstStartDialog
from workbench.ui.start.holder import ask_holder
from workbench.ui.start.unlock_dialog import NEW_KEY, UnlockDialog

AGAIN = "Try again"
READ = "Open it to read only"
RESTORE = "Restore the backup"
SET_ASIDE = "Move the key aside"
NEW_KEY_WAY = "Go on with a new key"
KEYRING_LOST = (
    "The key can also be opened with a copy of it that you saved under a passphrase: put that file "
    "in the place of the present one. With a new key your judgments stay in the store and can be "
    "read and reported; new judgments begin a review of their own."
)
CANNOT_START = "The workbench cannot start"


def open_or_ask(folder: Path, *, is_reading: bool = False) -> Store | None:
    """The store, after whatever stood in its way was told and settled; None to leave.

    With `is_reading` nothing is asked where another window holds it: it is read.
    """
    while True:
        try:
            return open_store(folder)
        except StoreLockedError as error:
            store = _read(folder) if is_reading else _settle_locked(folder, error)
            is_reading = False
            if store is not None:
                return store if isinstance(store, Store) else None
        except StoreDamagedError as error:
            if not _settle_damaged(folder, error):
                return None
        except StoreError as error:
            can_choose = isinstance(error, StoreFolderError) and not is_folder_given()
            ways = [AGAIN, *([ELSEWHERE] if can_choose else [])]
            way = ask_ways(None, CANNOT_START, str(error), ways)
            if way is None:
                return None
            if way == ELSEWHERE and choose_folder():
                folder = find_data_folder()


def say_restored(restored: Restored) -> str:
    """What came of a restore, in sentences."""
    kept = f" The damaged file is kept as {restored.kept_as}." if restored.kept_as else ""
    added = (
        f", {restored.salvaged:,} of them newer than the backup and still whole in the damaged file"
        if restored.salvaged
        else ""
    )
    return f"The store holds {restored.events:,} events again{added}.{kept}"


def restore_and_tell(folder: Path, backup: Path) -> None:
    """Restore that backup and tell what came of it; the store is closed meanwhile."""
    try:
        sentence = say_restored(restore_backup(folder, backup))
    except StoreError as failure:
        sentence = str(failure)
    if backup.name == HELD:
        backup.unlink(missing_ok=True)
    ask_ways(None, "Restoring the backup", sentence, ["Go on"])


def ask_assessor(
    folder: Path, name: str | None, last: str | None = None, *, must_choose: bool = False
) -> Identity | None:
    """Who assesses, with a key that can sign; None to leave.

    `name` is taken at its word and made when it is new; `last` is the fingerprint of who was here
    last.

    Raises:
        WorkbenchError: a key cannot be written.
    """
    known = _load_or_ask(folder)
    if known is None:
        return None
    is_only = len(known) == 1 and not must_choose
    chosen = known[0] if is_only and name is None else _choose(folder, known, name, last)
    if chosen is None or not chosen.is_locked:
        return chosen
    return _unlock_by_keyring(folder, chosen) if chosen.keyring_account else _unlock(folder, chosen)


def _settle_locked(folder: Path, error: StoreLockedError) -> Store | bool | None:
    """A store to read; None to try again; False to leave."""
    way = ask_ways(None, "The workbench is open already", str(error), [READ, AGAIN])
    if way == AGAIN:
        return None
    if way is None:
        return False
    return _read(folder)


def _read(folder: Path) -> Store | None:
    """A copy to read: made just now by the window that writes, else the last backup."""
    store = open_reading_copy(folder, ask_holder(folder))
    if store is None:
        sentence = "There is no backup yet that could be read meanwhile. Use the other window."
        ask_ways(None, "Nothing to read yet", sentence, [])
    return store


def _settle_damaged(folder: Path, error: StoreDamagedError) -> bool:
    """Whether to open again."""
    ways = [RESTORE] if error.backup else []
    way = ask_ways(None, "Your judgments need care", str(error), [*ways, AGAIN])
    if way != RESTORE or error.backup is None:
        return way == AGAIN
    restore_and_tell(folder, error.backup)
    return True


def _load_or_ask(folder: Path) -> tuple[Identity, ...] | None:
    while True:
        try:
            return load_identities(folder)
        except KeyFileError as error:
            way = ask_ways(None, "A key needs care", str(error), [AGAIN, SET_ASIDE])
            if way is None:
                return None
            if way == SET_ASIDE:
                error.path.rename(error.path.with_suffix(".damaged"))


def _choose(
    folder: Path, known: tuple[Identity, ...], name: str | None, last: str | None
) -> Identity | None:
    if name is not None:
        found = next((identity for identity in known if identity.name == name), None)
        return found or create_identity(folder, name)
    if known:
        dialog = ChooseAssessorDialog(known, last)
        if not dialog.exec():
            return None
        if dialog.choice != SOMEONE_ELSE:
            return next(i for i in known if i.fingerprint == dialog.choice)
    return ask_new_assessor(folder)


def ask_new_assessor(folder: Path) -> Identity | None:
    """A new assessor with a new key; None when nobody was named."""
    dialog = FirstStartDialog()
    if not dialog.exec():
        return None
    return create_identity(folder, dialog.name, dialog.passphrase or None)


def _unlock_by_keyring(folder: Path, identity: Identity) -> Identity | None:
    """The key opened by the keyring; its file may have been replaced by a copy meanwhile."""
    try:
        return unlock_by_keyring(identity)
    except KeyringError as error:
        sentence = f"{error}\n\n{KEYRING_LOST}"
    way = ask_ways(None, "The key is locked", sentence, [AGAIN, NEW_KEY_WAY])
    if way == AGAIN:
        return ask_assessor(folder, identity.name)
    return create_identity(folder, identity.name) if way == NEW_KEY_WAY else None


def _unlock(folder: Path, identity: Identity) -> Identity | None:
    dialog = UnlockDialog(identity)
    result = dialog.exec()
    if result == NEW_KEY:
        return create_identity(folder, identity.name, dialog.new_passphrase or None)
    return dialog.identity if result else None
