"""The end of a zip: where its list of contents lies and how many entries it has.

Format: PKWARE APPNOTE 6.3.10, sections 4.3.14 to 4.3.16.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

from workbench.intake.archive import errors

_END = struct.Struct("<4sHHHHLLH")
_LOCATOR64 = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQHHLLQQQQ")
_END_SIGNATURE, _LOCATOR64_SIGNATURE, _END64_SIGNATURE = b"PK\5\6", b"PK\6\7", b"PK\6\6"
_FIRST_ENTRY, _SPLIT, _SPLIT_OF_ONE = b"PK\3\4", b"PK\7\x08", b"PK00"
_LONGEST_COMMENT = 0xFFFF
_SENTINELS = (0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipEnd:
    """Where the list of contents lies, in bytes from the start of the file, and its length."""

    count: int
    size_bytes: int
    offset: int


def find_end(file: BinaryIO, size: int, name: str) -> ZipEnd:
    """The one end of the zip, with nothing after it and the list of contents right before it.

    Raises:
        ArchiveError: The file is no zip, is cut off or split, or can be read in two ways.
    """
    _check_start(file, size, name)
    tail_offset = max(0, size - _END.size - _LONGEST_COMMENT)
    file.seek(tail_offset)
    tail = file.read(size - tail_offset)
    position = _find_end_record(tail, tail_offset, name)
    return _read_end(file, tail, position, tail_offset, name)


def _check_start(file: BinaryIO, size: int, name: str) -> None:
    file.seek(0)
    start = file.read(4)
    if start in {_SPLIT, _SPLIT_OF_ONE}:
        raise errors.SplitZipError(name)
    if start not in {_FIRST_ENTRY, _END_SIGNATURE}:
        raise errors.NotAZipError(name)
    if size < _END.size:
        raise errors.TruncatedZipError(name)


def _find_end_record(tail: bytes, tail_offset: int, name: str) -> int:
    """Where in the tail the end record is that the file ends with."""
    positions = _find_all(tail, _END_SIGNATURE)
    reaching = [at for at in positions if _end_of(tail, at) == len(tail)]
    if len(reaching) > 1 or (reaching and positions[-1] > reaching[0]):
        raise errors.SeveralEndsError(name)
    if reaching:
        return reaching[0]
    if any(_is_early_end(tail, at, tail_offset) for at in positions):
        raise errors.TrailingBytesError(name)
    raise errors.TruncatedZipError(name)


def _find_all(tail: bytes, signature: bytes) -> list[int]:
    positions = []
    at = tail.find(signature)
    while at >= 0:
        if at + _END.size <= len(tail):
            positions.append(at)
        at = tail.find(signature, at + 1)
    return positions


def _end_of(tail: bytes, at: int) -> int:
    comment_length: int = _END.unpack_from(tail, at)[7]
    return at + _END.size + comment_length


def _is_early_end(tail: bytes, at: int, tail_offset: int) -> bool:
    """Whether an end record belongs to the file itself, and not to a zip that lies within it."""
    _, _, _, _, _, size, offset, _ = _END.unpack_from(tail, at)
    return bool(offset + size == tail_offset + at and _end_of(tail, at) < len(tail))


def _read_end(file: BinaryIO, tail: bytes, at: int, tail_offset: int, name: str) -> ZipEnd:
    fields: tuple[int, ...] = _END.unpack_from(tail, at)[1:7]
    position = tail_offset + at
    locator = _read_at(file, position - _LOCATOR64.size, _LOCATOR64.size)
    if locator[:4] == _LOCATOR64_SIGNATURE:
        position, wide = _read_end64(file, locator, position - _LOCATOR64.size, name)
        pairs = zip(fields, wide, _SENTINELS, strict=True)
        if any(narrow not in {value, sentinel} for narrow, value, sentinel in pairs):
            raise errors.DirectoryDamagedError(name)
        fields = wide
    disk, first_disk, count_here, count, size, offset = fields
    if disk or first_disk or count_here != count:
        raise errors.SplitZipError(name)
    if offset + size != position:
        raise errors.DirectoryDamagedError(name)
    return ZipEnd(count=count, size_bytes=size, offset=offset)


def _read_end64(
    file: BinaryIO, locator: bytes, locator_at: int, name: str
) -> tuple[int, tuple[int, ...]]:
    """Where the wide end record lies, and its fields in the order of the narrow one."""
    _, disk, position, disks = _LOCATOR64.unpack(locator)
    record = _read_at(file, position, _END64.size) if position < locator_at else b""
    if len(record) < _END64.size or record[:4] != _END64_SIGNATURE:
        raise errors.DirectoryDamagedError(name)
    if disk or disks > 1:
        raise errors.SplitZipError(name)
    _, length, _, _, *fields = _END64.unpack(record)
    # the length leaves out the signature and itself
    if position + 12 + length != locator_at:
        raise errors.DirectoryDamagedError(name)
    return position, tuple(fields)


def _read_at(file: BinaryIO, offset: int, size: int) -> bytes:
    if offset < 0:
        return b""
    file.seek(offset)
    return file.read(size)
