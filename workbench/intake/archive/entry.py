"""One entry of a zip, and what its two headers have in common.

Format: PKWARE APPNOTE 6.3.10; the numbers in comments are its sections.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.intake.archive import errors

STORED, DEFLATED, AES = 0, 8, 99  # 4.4.5

ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13  # 4.4.4
DESCRIPTOR_FOLLOWS = 1 << 3
PATCHED = 1 << 5
UTF8 = 1 << 11

SENTINEL = 0xFFFFFFFF
"""Stands for a number that is in the Zip64 field."""
_ZIP64_EXTRA = 0x0001


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file or folder inside a zip; sizes and offsets in bytes."""

    name: str
    """As it is looked up: NFC, without a `/` at the end."""
    raw_name: bytes
    is_folder: bool
    flags: int
    method: int
    crc32: int
    packed: int
    size: int
    header_offset: int
    content_offset: int = 0
    """Where the packed content begins."""


def read_extras(raw: bytes) -> dict[int, bytes]:
    """The extra fields by id (4.5.1); what is too short to be one is passed over."""
    extras: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(raw):
        kind, length = struct.unpack_from("<HH", raw, at)
        extras.setdefault(kind, raw[at + 4 : at + 4 + length])
        at += 4 + length
    return extras


def widen(values: tuple[int, ...], extras: Mapping[int, bytes], name: str) -> tuple[int, ...]:
    """The values, those that did not fit taken from the Zip64 field in their order (4.5.3)."""
    field = extras.get(_ZIP64_EXTRA, b"")
    wide = []
    at = 0
    for value in values:
        if value != SENTINEL:
            wide.append(value)
            continue
        if at + 8 > len(field):
            raise errors.DirectoryDamagedError(name)
        wide.append(int.from_bytes(field[at : at + 8], "little"))
        at += 8
    return tuple(wide)
