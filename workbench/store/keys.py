"""The assessor's key: Ed25519, one per assessor, kept in the data folder.

With a passphrase the private key is encrypted (PKCS#8 PEM); the passphrase may be a secret that the
system's keyring holds. Without one it lies in plain PKCS#8 PEM, protected by the modes of file
(0600) and folder (0700) alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from workbench.assessment.event import (
    Event,
    EventDraft,
    canonical_bytes,
    mend_text,
    seal,
)
from workbench.errors import WorkbenchError
from workbench.store.files import make_private_folder, write_private_file
from workbench.store.public_keys import compute_fingerprint
from workbench.store.words import fingerprint_words

KEY_FORMAT = "mcw-key/1"


class KeyFileError(WorkbenchError):
    """The file of a key cannot be read or written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The key of an assessor cannot be used: {path} ({why}). Your judgments are not "
            "touched. Put the file back from a copy, or move it away to begin with a new key."
        )
        self.path = path


class KeyLockedError(WorkbenchError):
    """The key needs its passphrase before it can sign."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The key of {name} is locked. Enter its passphrase to go on; nothing is lost so far."
        )


class WrongPassphraseError(WorkbenchError):
    """The passphrase does not open the key."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"That is not the passphrase of the key of {name}. Check capitals and the keyboard's "
            "language, and try again."
        )


class _KeyFile(msgspec.Struct, kw_only=True):
    format: str
    name: str
    fingerprint: str
    public: str
    """Raw public key, hexadecimal."""
    private: str
    """PKCS#8 PEM, encrypted when there is a passphrase."""
    keyring: str = ""
    """Where the passphrase is in the system's keyring: the account it is kept under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An assessor on this machine: a name and a key that signs."""

    name: str
    public_key: bytes
    """Raw, 32 bytes."""
    pem: str = field(repr=False)
    """The private key as it lies in the file."""
    private_key: Ed25519PrivateKey | None = field(default=None, repr=False, compare=False)
    """None while the key is locked."""
    keyring_account: str = ""
    """Under which the system's keyring holds the passphrase; empty where it does not."""

    @property
    def fingerprint(self) -> str:
        """Names the key: 32 hexadecimal digits."""
        return compute_fingerprint(self.public_key)

    @property
    def words(self) -> tuple[str, ...]:
        """The fingerprint for the telephone."""
        return fingerprint_words(self.fingerprint)

    @property
    def is_locked(self) -> bool:
        """True until `unlock` was given the passphrase."""
        return self.private_key is None

    def sign(self, draft: EventDraft) -> Event:
        """The signed event, its text mended where JSON could not hold it.

        Raises:
            KeyLockedError: while the key is locked.
        """
        private_key = self._open()
        if draft.actor != self.fingerprint:
            message = f"a draft of {draft.actor} is not for {self.fingerprint} to sign"
            raise ValueError(message)
        draft = mend_text(draft)
        return seal(draft, private_key.sign(canonical_bytes(draft)).hex())

    def sign_bytes(self, message: bytes) -> bytes:
        """The Ed25519 signature over the message. Raises `KeyLockedError`.

        The message begins with the name of its format, so that it can't be taken for an event's.
        """
        return self._open().sign(message)

    def derive_secret(self, purpose: str, length: int) -> bytes:
        """Bytes that this key's owner alone can make again (HKDF, RFC 5869).

        Raises `KeyLockedError`.
        """
        derive = HKDF(SHA256(), length, salt=None, info=purpose.encode())
        return derive.derive(self._open().private_bytes_raw())

    def _open(self) -> Ed25519PrivateKey:
        if self.private_key is None:
            raise KeyLockedError(self.name)
        return self.private_key


def create_identity(folder: Path, name: str, passphrase: str | None = None) -> Identity:
    """A new assessor with a new key, written to `keys/` in the data folder."""
    private_key = Ed25519PrivateKey.generate()
    identity = Identity(
        name=name,
        public_key=private_key.public_key().public_bytes_raw(),
        pem=_format_pem(private_key, passphrase),
        private_key=private_key,
    )
    _write(folder, identity)
    return identity


def load_identities(folder: Path) -> tuple[Identity, ...]:
    """The assessors of that data folder by name; those with a passphrase are locked.

    Raises:
        KeyFileError: when a key's file is damaged.
    """
    identities = [_read(path) for path in _list_files(folder)]
    return tuple(sorted(identities, key=lambda i: (i.name.casefold(), i.fingerprint)))


def unlock(identity: Identity, passphrase: str) -> Identity:
    """The same identity, able to sign. Raises `WrongPassphraseError`."""
    try:
        return replace(identity, private_key=_parse_pem(identity.pem, passphrase))
    except ValueError as error:
        raise WrongPassphraseError(identity.name) from error


def change_passphrase(
    folder: Path, identity: Identity, passphrase: str | None, *, keyring_account: str = ""
) -> Identity:
    """The same identity under another passphrase, or under none; its file is written anew."""
    if identity.private_key is None:
        raise KeyLockedError(identity.name)
    pem = _format_pem(identity.private_key, passphrase)
    changed = replace(identity, pem=pem, keyring_account=keyring_account)
    _write(folder, changed)
    return changed


def format_key_copy(identity: Identity, passphrase: str) -> bytes:
    """The content of a key's file for another computer, under that passphrase.

    Raises `KeyLockedError`.
    """
    if identity.private_key is None:
        raise KeyLockedError(identity.name)
    pem = _format_pem(identity.private_key, passphrase)
    return _format_file(replace(identity, pem=pem, keyring_account=""))


def find_key_file(folder: Path, identity: Identity) -> Path:
    """Where the key of that assessor lies in the data folder."""
    return folder / "keys" / f"{identity.fingerprint}.json"


def _list_files(folder: Path) -> Iterator[Path]:
    keys = folder / "keys"
    return iter(sorted(keys.glob("*.json")) if keys.is_dir() else ())


def _write(folder: Path, identity: Identity) -> None:
    path = find_key_file(folder, identity)
    try:
        make_private_folder(folder, parents=True)
        make_private_folder(path.parent)
        write_private_file(path, _format_file(identity))
    except OSError as error:
        raise KeyFileError(path, error.strerror or str(error)) from error


def _format_file(identity: Identity) -> bytes:
    return msgspec.json.encode(
        _KeyFile(
            format=KEY_FORMAT,
            name=identity.name,
            fingerprint=identity.fingerprint,
            public=identity.public_key.hex(),
            private=identity.pem,
            keyring=identity.keyring_account,
        )
    )


def _read(path: Path) -> Identity:
    try:
        stored = msgspec.json.decode(path.read_bytes(), type=_KeyFile)
        identity = Identity(
            name=stored.name,
            public_key=bytes.fromhex(stored.public),
            pem=stored.private,
            keyring_account=stored.keyring,
        )
        private_key = _parse_pem(stored.private, None)
    except (OSError, ValueError) as error:
        raise KeyFileError(path, str(error)) from error
    if stored.format != KEY_FORMAT:
        raise KeyFileError(path, f"its format {stored.format} is for a newer program")
    if identity.fingerprint != stored.fingerprint or not _fits(private_key, identity.public_key):
        raise KeyFileError(path, "its parts do not belong together")
    return replace(identity, private_key=private_key)


def _fits(private_key: Ed25519PrivateKey | None, public_key: bytes) -> bool:
    return private_key is None or private_key.public_key().public_bytes_raw() == public_key


def _format_pem(private_key: Ed25519PrivateKey, passphrase: str | None) -> str:
    encryption = (
        serialization.BestAvailableEncryption(passphrase.encode())
        if passphrase
        else serialization.NoEncryption()
    )
    pem = private_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption
    )
    return pem.decode("ascii")


def _parse_pem(pem: str, passphrase: str | None) -> Ed25519PrivateKey | None:
    """The private key; None when it is encrypted and no passphrase is given.

    Raises:
        ValueError: when the passphrase is wrong or this is no such key.
    """
    password = passphrase.encode() if passphrase else None
    try:
        key = serialization.load_pem_private_key(pem.encode(), password)
    except TypeError as error:  # a passphrase is missing, or given where there is none
        if passphrase is None:
            return None
        raise ValueError(str(error)) from error
    if not isinstance(key, Ed25519PrivateKey):
        message = "the private key is not an Ed25519 key"
        raise ValueError(message)  # noqa: TRY004 - a fault of the file's content
    return key
