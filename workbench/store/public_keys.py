"""The public half of keys: how a key is named, and whether its owner signed something."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from workbench.assessment.event import Event, canonical_bytes, compute_event_id

FINGERPRINT_LENGTH = 32


class KeyOwner(Protocol):
    """Whoever is known by a key, of this computer or another."""

    @property
    def fingerprint(self) -> str:
        """Names the key."""

    @property
    def public_key(self) -> bytes:
        """Raw, 32 bytes."""


def compute_fingerprint(public_key: bytes) -> str:
    """First 32 hexadecimal digits of the SHA-256 of the raw public key."""
    return hashlib.sha256(public_key).hexdigest()[:FINGERPRINT_LENGTH]


def index_public_keys(owners: Iterable[KeyOwner]) -> dict[str, bytes]:
    """Their raw public keys by fingerprint."""
    return {owner.fingerprint: owner.public_key for owner in owners}


def verify_event(event: Event, public_key: bytes) -> bool:
    """Whether this key's owner signed exactly this event."""
    if compute_fingerprint(public_key) != event.actor or compute_event_id(event) != event.id:
        return False
    return verify_bytes(canonical_bytes(event), event.sig, public_key)


def verify_bytes(message: bytes, signature: str, public_key: bytes) -> bool:
    """Whether this key's owner signed exactly this message; the signature is hexadecimal."""
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True
