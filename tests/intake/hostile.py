"""Zips put together byte by byte, so that each can be wrong in one way."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")
LOCAL = struct.Struct("<4sHHHHHLLLHH")
END = struct.Struct("<4sHHHHLLH")
END64 = struct.Struct("<4sQHHLLQQQQ")
LOCATOR64 = struct.Struct("<4sLQL")
SENTINEL = 0xFFFFFFFF
UTF8 = 1 << 11
DESCRIPTOR_FOLLOWS = 1 << 3


@dataclass(kw_only=True)
class RawEntry:
    """One entry; `local` and `central` put other numbers into one of its two headers."""

    name: bytes
    content: bytes = b"Some text.\n"
    method: int = 8
    flags: int = UTF8
    attributes: int = 0o100644 << 16
    extra: bytes = b""
    local: Mapping[str, int | bytes] = field(default_factory=dict)
    central: Mapping[str, int | bytes] = field(default_factory=dict)
    packed: bytes | None = None
    descriptor: bytes = b""
    offset: int | None = None
    """Where the list of contents says that it lies."""

    def pack(self) -> bytes:
        if self.packed is not None:
            return self.packed
        return deflate(self.content) if self.method == 8 else self.content

    def numbers(self, changes: Mapping[str, int | bytes]) -> dict[str, int | bytes]:
        usual: dict[str, int | bytes] = {
            "flags": self.flags,
            "method": self.method,
            "crc": zlib.crc32(self.content),
            "packed": len(self.pack()),
            "size": len(self.content),
            "name": self.name,
            "extra": self.extra,
        }
        return {**usual, **changes}


def deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def build_zip(
    entries: Sequence[RawEntry],
    *,
    before: bytes = b"",
    gap: bytes = b"",
    comment: bytes = b"",
    end: Mapping[str, int] | None = None,
    wide: bool = False,
) -> bytes:
    """The zip.

    Args:
        entries: In the order in which they lie in the file.
        before: Bytes before the first entry.
        gap: Bytes between the last entry and the list of contents.
        comment: Of the whole zip.
        end: Other numbers for the end record: disk, first_disk, count_here, count, size, offset.
        wide: Write a Zip64 end record as well.
    """
    body = before
    directory = b""
    for entry in entries:
        offset = len(body) if entry.offset is None else entry.offset
        body += _format_local(entry) + entry.pack() + entry.descriptor
        directory += _format_central(entry, offset)
    body += gap
    usual = {
        "disk": 0,
        "first_disk": 0,
        "count_here": len(entries),
        "count": len(entries),
        "size": len(directory),
        "offset": len(body),
    }
    numbers = {**usual, **(end or {})}
    tail = _format_wide(numbers, len(body) + len(directory)) if wide else b""
    if wide:
        numbers |= {"count_here": 0xFFFF, "count": 0xFFFF, "size": SENTINEL, "offset": SENTINEL}
    record = END.pack(b"PK\5\6", *numbers.values(), len(comment))
    return body + directory + tail + record + comment


def _format_local(entry: RawEntry) -> bytes:
    n = entry.numbers(entry.local)
    name, extra = bytes_of(n["name"]), bytes_of(n["extra"])
    head = LOCAL.pack(
        b"PK\3\4", 20, n["flags"], n["method"], 0, 0x21, n["crc"], n["packed"], n["size"],
        len(name), len(extra),
    )  # fmt: skip
    return head + name + extra


def _format_central(entry: RawEntry, offset: int) -> bytes:
    n = entry.numbers(entry.central)
    name, extra = bytes_of(n["name"]), bytes_of(n["extra"])
    head = CENTRAL.pack(
        b"PK\1\2", 0x0314, 20, n["flags"], n["method"], 0, 0x21, n["crc"], n["packed"],
        n["size"], len(name), len(extra), 0, n.get("disk", 0), 0, entry.attributes, offset,
    )  # fmt: skip
    return head + name + extra


def _format_wide(numbers: Mapping[str, int], position: int) -> bytes:
    disk, first_disk, *rest = numbers.values()
    record = END64.pack(b"PK\6\6", END64.size - 12, 45, 45, disk, first_disk, *rest)
    return record + LOCATOR64.pack(b"PK\6\7", 0, position, 1)


def bytes_of(value: int | bytes) -> bytes:
    assert isinstance(value, bytes)
    return value
