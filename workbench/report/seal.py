"""The seal of a report: an Ed25519 signature over the digests of its parts.

Format `mcw-seal/1`. Because each part has a digest of its own, a changed report tells where it
was changed, as long as the seal itself is whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from workbench.assessment.canonical import canonicalise
from workbench.assessment.event import Json
from workbench.store.keys import Identity
from workbench.store.public_keys import compute_fingerprint, verify_bytes

SEAL_FORMAT = "mcw-seal/1"
_FIELDS = ("format", "key", "public_key", "parts", "value")


@dataclass(frozen=True, slots=True)
class SealedPart:
    """A part of a file: its name for people, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SealCheck:
    """What became of a seal."""

    key: str
    """Fingerprint of the key; empty when the seal itself is broken."""
    changed: tuple[str, ...]
    """Names of the parts that are not as they were sealed."""

    @property
    def is_whole(self) -> bool:
        """True when key and parts are as they were sealed."""
        return bool(self.key) and not self.changed


BROKEN = SealCheck(key="", changed=("the seal itself",))


def make_seal(identity: Identity, parts: Sequence[SealedPart]) -> dict[str, Json]:
    """The seal of the parts, in their order.

    Raises:
        KeyLockedError: the key needs its passphrase.
    """
    seal: dict[str, Json] = {
        "format": SEAL_FORMAT,
        "key": identity.fingerprint,
        "public_key": identity.public_key.hex(),
        "parts": [[part.name, _digest(part)] for part in parts],
    }
    seal["value"] = identity.sign_bytes(_say_sealed(seal)).hex()
    return seal


def check_seal(seal: Json, parts: Sequence[SealedPart]) -> SealCheck:
    """Whether the seal is genuine, and which of the parts changed since it was set."""
    if not isinstance(seal, dict) or tuple(seal) != _FIELDS or seal["format"] != SEAL_FORMAT:
        return BROKEN
    key, public, value = (str(seal[name]) for name in ("key", "public_key", "value"))
    if not _is_genuine(seal, key, public, value):
        return BROKEN
    sealed = [(str(entry[0]), str(entry[1])) for entry in cast("list[list[Json]]", seal["parts"])]
    return SealCheck(key=key, changed=tuple(_find_changed(sealed, parts)))


def _is_genuine(seal: dict[str, Json], key: str, public: str, value: str) -> bool:
    if f"{public}{value}".lower() != public + value:  # one way alone to write it
        return False
    try:
        public_key = bytes.fromhex(public)
        message = _say_sealed(seal)
    except ValueError:
        return False
    return compute_fingerprint(public_key) == key and verify_bytes(message, value, public_key)


def _find_changed(sealed: list[tuple[str, str]], parts: Sequence[SealedPart]) -> list[str]:
    """Names of parts that differ, are missing or were added; found by their order."""
    found = [(part.name, _digest(part)) for part in parts]
    if [name for name, _ in sealed] == [name for name, _ in found]:
        return [name for (name, was), (_, now) in zip(sealed, found, strict=True) if was != now]
    known = {digest for _, digest in found}
    lost = [name for name, digest in sealed if digest not in known]
    was_known = {digest for _, digest in sealed}
    added = [f"{name} (added or changed)" for name, digest in found if digest not in was_known]
    return [*lost, *(name for name in added if name not in lost)] or ["the order of its parts"]


def _digest(part: SealedPart) -> str:
    return hashlib.sha256(part.content).hexdigest()


def _say_sealed(seal: dict[str, Json]) -> bytes:
    named = {name: seal[name] for name in _FIELDS[:-1]}
    return f"{SEAL_FORMAT}\n".encode() + canonicalise(named)
