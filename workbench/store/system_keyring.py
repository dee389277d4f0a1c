"""The system's keyring, where the passphrase of a key can be kept instead of in a head.

The library is loaded when it is asked for: it talks to other programs, and most starts need none
of it. Backends that keep secrets in plain files are not used.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.errors import WorkbenchError
from workbench.store.keys import (
    Identity,
    WrongPassphraseError,
    change_passphrase,
    unlock,
)

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "assessor-workbench"
SECRET_BYTES = 32
_LEAST_PRIORITY = 1
"""Below it are backends that refuse everything, forget everything, or encrypt nothing."""
_NAMES = {
    "SecretService": "the keyring of this desktop (Secret Service)",
    "kwallet": "KWallet",
    "Windows": "the Credential Manager of Windows",
    "macOS": "the Keychain of macOS",
    "libsecret": "the keyring of this desktop (libsecret)",
}


class KeyringError(WorkbenchError):
    """The system's keyring did not do what it was asked for."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The system’s keyring did not answer as it should ({why}). Your judgments are not "
            "touched. Unlock the keyring and try again, or protect the key with a passphrase."
        )


def find_keyring() -> str | None:
    """What the keyring of this system is called; None where none works."""
    backend = _find_backend()
    if backend is None:
        return None
    module = type(backend).__module__.rpartition(".")[2]
    return _NAMES.get(module) or backend.name


def protect_by_keyring(folder: Path, identity: Identity) -> Identity:
    """The same identity, its key encrypted under a new secret that only the keyring holds.

    The secret is read back before the key's file is written, so that a keyring that forgets
    locks nobody out.

    Raises:
        KeyringError: when there is no keyring, or it does not keep the secret.
        KeyFileError: when the key's file cannot be written; it is as before.
    """
    backend = _require_backend()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    # The old one has to open the old file until the new file is written.
    account = f"{identity.fingerprint}/{secrets.token_hex(4)}"
    with _explained():
        backend.set_password(SERVICE, account, secret)
        kept = backend.get_password(SERVICE, account)
    if kept != secret:
        why = "it does not keep what it is given"
        raise KeyringError(why)
    before = identity.keyring_account
    changed = change_passphrase(folder, identity, secret, keyring_account=account)
    forget_secret(before)
    return changed


def protect_by_passphrase(folder: Path, identity: Identity, passphrase: str | None) -> Identity:
    """The same identity under that passphrase, or under none; the keyring forgets its secret.

    Raises:
        KeyFileError: when the key's file cannot be written; it is as before.
    """
    before = identity.keyring_account
    changed = change_passphrase(folder, identity, passphrase)
    forget_secret(before)
    return changed


def unlock_by_keyring(identity: Identity) -> Identity:
    """The same identity, able to sign.

    Raises:
        KeyringError: when the keyring has no secret for it, or one that does not fit.
    """
    backend = _require_backend()
    with _explained():
        secret = backend.get_password(SERVICE, identity.keyring_account)
    if secret is None:
        why = f"it has no secret for the key of {identity.name}"
        raise KeyringError(why)
    try:
        return unlock(identity, secret)
    except WrongPassphraseError as error:
        why = f"its secret does not fit the key of {identity.name}"
        raise KeyringError(why) from error


def forget_secret(account: str) -> None:
    """The keyring no longer holds that secret; one that is left over there opens nothing."""
    backend = _find_backend() if account else None
    if backend is not None:
        with suppress(Exception):  # whatever a backend raises; nothing depends on it
            backend.delete_password(SERVICE, account)


def _require_backend() -> KeyringBackend:
    backend = _find_backend()
    if backend is None:
        why = "none is there"
        raise KeyringError(why)
    return backend


def _find_backend() -> KeyringBackend | None:
    try:
        import keyring  # noqa: PLC0415 - see above

        backend = keyring.get_keyring()
        is_safe = "keyrings.alt" not in type(backend).__module__
        is_useful = is_safe and backend.priority >= _LEAST_PRIORITY
    except Exception:  # noqa: BLE001 - backends raise what they like where their service is missing
        return None
    return backend if is_useful else None


@contextmanager
def _explained() -> Iterator[None]:
    """Whatever a backend raises, as our sentence."""
    try:
        yield
    except Exception as error:
        raise KeyringError(str(error) or type(error).__name__) from error
