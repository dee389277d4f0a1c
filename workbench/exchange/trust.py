"""Whose keys are trusted here: a list, signed by whoever trusts them (`mcw-trust/1`).

A lead keeps such a list, and gives it on; it also says which key follows which earlier one of the
same assessor. The signature is Ed25519 over the format's name, a line feed, and the canonical
JSON (RFC 8785) of the list without `sig`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from workbench.assessment.canonical import canonicalise
from workbench.assessment.recording import format_instant
from workbench.errors import WorkbenchError
from workbench.exchange.known_key import KnownKey, describe_identity
from workbench.store.files import write_private_file
from workbench.store.keys import Identity, load_identities
from workbench.store.public_keys import verify_bytes

TRUST_FORMAT = "mcw-trust/1"
LIST_FILE = "trusted-keys.json"
_LARGEST_BYTES = 4 * 1024 * 1024


class TrustListError(WorkbenchError):
    """A list of trusted keys cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The list of trusted keys “{path.name}” cannot be used: {why}. Nobody is trusted by "
            "it. Ask for the list again, or trust the keys anew in the settings."
        )
        self.path = path


class KeyLinkError(WorkbenchError):
    """Two keys that cannot be one assessor's earlier and later key."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The keys cannot be linked: one of them already follows the other, or {name} is both. "
            "Choose the new key first, and then the earlier one."
        )


class _Key(msgspec.Struct, kw_only=True):
    fingerprint: str
    name: str
    public: str
    earlier: list[str] = []


class _List(msgspec.Struct, kw_only=True):
    format: str
    at: str
    by: _Key
    keys: list[_Key]
    sig: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustList:
    """The keys that somebody trusts; `signer` is None while there is no list."""

    signer: KnownKey | None = None
    at: str = ""
    keys: tuple[KnownKey, ...] = ()

    def find(self, fingerprint: str) -> KnownKey | None:
        """The key of that fingerprint, or None."""
        return next((key for key in self.keys if key.fingerprint == fingerprint), None)


def read_trust_list(folder: Path) -> TrustList:
    """The list of that data folder; an empty one where there is none yet.

    Raises:
        TrustListError: it is damaged, or no assessor of this computer signed it.
    """
    path = folder / LIST_FILE
    if not path.exists():
        return TrustList()
    found = read_trust_file(path)
    own = {identity.fingerprint for identity in load_identities(folder)}
    if found.signer is None or found.signer.fingerprint not in own:
        raise TrustListError(path, "it was not signed by an assessor of this computer")
    return found


def read_trust_file(path: Path) -> TrustList:
    """The list in that file, as its signer wrote it; that says nothing yet of who it is.

    Raises:
        TrustListError: it cannot be read, or was changed since it was signed.
    """
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise TrustListError(path, "it is too large for a list of keys")
        content = path.read_bytes()
        told = msgspec.json.decode(content, type=_List)
        signer = _read_key(told.by)
        keys = tuple(_read_key(key) for key in told.keys)
    except OSError as error:
        raise TrustListError(path, (error.strerror or str(error)).lower()) from error
    except ValueError as error:
        raise TrustListError(path, "it is no list of keys, or is damaged") from error
    if told.format != TRUST_FORMAT:
        raise TrustListError(path, "a newer version of this program wrote it")
    is_signed = verify_bytes(_signed_bytes(told), told.sig, signer.public_key)
    if not is_signed or _lay_out(told) != content:
        raise TrustListError(path, "it was changed since it was signed")
    return TrustList(signer=signer, at=told.at, keys=keys)


def list_known_keys(folder: Path) -> tuple[KnownKey, ...]:
    """The keys that are trusted here, those of this computer's own assessors first.

    Raises:
        TrustListError: see `read_trust_list`.
    """
    trusted = read_trust_list(folder)
    own = tuple(describe_identity(identity) for identity in load_identities(folder))
    known = {key.fingerprint: key for key in trusted.keys}
    linked = tuple(replace(key, earlier=_earlier(known.get(key.fingerprint))) for key in own)
    names = {key.fingerprint for key in own}
    return (*linked, *(key for key in trusted.keys if key.fingerprint not in names))


def find_earlier_keys(folder: Path, fingerprint: str) -> frozenset[str]:
    """Fingerprints of the keys that the owner of that key signed with before.

    Raises:
        TrustListError: see `read_trust_list`.
    """
    known = {key.fingerprint: key for key in read_trust_list(folder).keys}
    found: set[str] = set()
    waiting = [fingerprint]
    while waiting:
        for earlier in _earlier(known.get(waiting.pop())):
            if earlier not in found:
                found.add(earlier)
                waiting.append(earlier)
    return frozenset(found - {fingerprint})


def name_current_keys(folder: Path) -> dict[str, str]:
    """For every earlier key, the one with which its owner signs now.

    Raises:
        TrustListError: see `read_trust_list`.
    """
    follows = {
        earlier: key.fingerprint for key in read_trust_list(folder).keys for earlier in key.earlier
    }
    current = {}
    for earlier, later in follows.items():
        newest, passed = later, {earlier}
        while newest in follows and newest not in passed:
            passed.add(newest)
            newest = follows[newest]
        current[earlier] = newest
    return current


def trust_keys(folder: Path, identity: Identity, keys: Iterable[KnownKey]) -> TrustList:
    """The list with those keys in it, signed and written.

    A key that is there already keeps its name, and its links are joined.

    Raises:
        KeyLockedError: the key that signs needs its passphrase.
        TrustListError: the list that is there cannot be used, or the new one not be written.
    """
    known = {key.fingerprint: key for key in read_trust_list(folder).keys}
    for key in keys:
        there = known.get(key.fingerprint, key)
        links = tuple(dict.fromkeys((*there.earlier, *key.earlier)))
        known[key.fingerprint] = replace(there, earlier=links)
    return _write(folder, identity, known.values())


def forget_key(folder: Path, identity: Identity, fingerprint: str) -> TrustList:
    """The list without that key, signed and written; raises as `trust_keys`."""
    kept = [key for key in read_trust_list(folder).keys if key.fingerprint != fingerprint]
    return _write(folder, identity, kept)


def link_keys(folder: Path, identity: Identity, later: KnownKey, earlier: KnownKey) -> TrustList:
    """The list in which both keys are one assessor's; raises as `trust_keys`.

    Raises:
        KeyLinkError: that would make a circle.
    """
    before = find_earlier_keys(folder, earlier.fingerprint)
    if later.fingerprint in {earlier.fingerprint, *before}:
        raise KeyLinkError(later.name)
    linked = replace(later, earlier=(*later.earlier, earlier.fingerprint))
    return trust_keys(folder, identity, [earlier, linked])


def format_trust_list(keys: Iterable[KnownKey], identity: Identity, at: str | None = None) -> bytes:
    """The list as its file holds it, signed by that assessor. Raises `KeyLockedError`."""
    told = _List(
        format=TRUST_FORMAT,
        at=at or format_instant(datetime.now(UTC)),
        by=_tell(describe_identity(identity)),
        keys=[_tell(key) for key in sorted(keys, key=lambda key: key.fingerprint)],
    )
    told.sig = identity.sign_bytes(_signed_bytes(told)).hex()
    return _lay_out(told)


def _write(folder: Path, identity: Identity, keys: Iterable[KnownKey]) -> TrustList:
    path = folder / LIST_FILE
    content = format_trust_list(keys, identity)
    try:
        write_private_file(path, content)
    except OSError as error:
        raise TrustListError(path, (error.strerror or str(error)).lower()) from error
    return read_trust_file(path)


def _earlier(key: KnownKey | None) -> tuple[str, ...]:
    return key.earlier if key is not None else ()


def _tell(key: KnownKey) -> _Key:
    return _Key(
        fingerprint=key.fingerprint,
        name=key.name,
        public=key.public_key.hex(),
        earlier=list(key.earlier),
    )


def _read_key(told: _Key) -> KnownKey:
    key = KnownKey(
        name=told.name, public_key=bytes.fromhex(told.public), earlier=tuple(told.earlier)
    )
    if key.fingerprint != told.fingerprint:
        message = "fingerprint and key do not belong together"
        raise ValueError(message)
    return key


def _lay_out(told: _List) -> bytes:
    return canonicalise(msgspec.to_builtins(told)) + b"\n"


def _signed_bytes(told: _List) -> bytes:
    fields = msgspec.to_builtins(told)
    del fields["sig"]
    return TRUST_FORMAT.encode() + b"\n" + canonicalise(fields)
