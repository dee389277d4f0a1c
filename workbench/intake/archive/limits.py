"""How much of what strangers packed is read at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one bundle; sizes in bytes, unpacked."""

    entries: int = 5_000
    file_bytes: int = 2 << 30
    total_bytes: int = 8 << 30
    document_bytes: int = 16 << 20
    """Of what is read into memory whole: JSON, manifests, written answers."""
    ratio: int = 200
    """Unpacked to packed, from a megabyte up; below that the bound says nothing."""


DEFAULT_LIMITS = Limits()
