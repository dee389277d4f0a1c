"""The public half of a key, with the name it goes by and the keys that it follows."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.store.keys import Identity
from workbench.store.public_keys import compute_fingerprint
from workbench.store.words import fingerprint_words


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """Whose key it is said to be. Knowing a key is not yet trusting it."""

    name: str
    public_key: bytes
    """Raw, 32 bytes."""
    earlier: tuple[str, ...] = ()
    """Fingerprints of the same assessor's earlier keys."""

    @property
    def fingerprint(self) -> str:
        """Names the key: 32 hexadecimal digits."""
        return compute_fingerprint(self.public_key)

    @property
    def words(self) -> str:
        """The fingerprint for the telephone."""
        return " ".join(fingerprint_words(self.fingerprint))


def describe_identity(identity: Identity) -> KnownKey:
    """The public half of an assessor's key on this computer."""
    return KnownKey(name=identity.name, public_key=identity.public_key)
