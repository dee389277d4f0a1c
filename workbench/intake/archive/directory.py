"""A zip's list of contents, read and checked whole before one byte of content is.

Format: PKWARE APPNOTE 6.3.10; the numbers in comments are its sections.
"""

from __future__ import annotations

import stat
import struct
from collections.abc import Mapping, Sequence
from typing import BinaryIO

from workbench.intake.archive import errors
from workbench.intake.archive.end import ZipEnd, find_end
from workbench.intake.archive.entry import (
    AES,
    DEFLATED,
    ENCRYPTED,
    PATCHED,
    STORED,
    UTF8,
    Entry,
    read_extras,
    widen,
)
from workbench.intake.archive.headers import locate_entries
from workbench.intake.archive.limits import Limits
from workbench.intake.archive.names import find_collision, find_name_fault, normalise_name

_CENTRAL = struct.Struct("<4sHHHHHHLLLHHHHHLL")  # 4.3.12
_SIGNATURE = b"PK\1\2"
_UNICODE_PATH_EXTRA = 0x7075
_RATIO_MATTERS_FROM = 1 << 20


def read_directory(file: BinaryIO, size: int, name: str, limits: Limits) -> tuple[Entry, ...]:
    """All entries of the zip, once nothing about them is in doubt.

    Args:
        file: The zip, open for reading.
        size: Its length.
        name: What to call it in an error.
        limits: Bounds on number, sizes and ratio.

    Raises:
        ArchiveError: One of its family, for the first fault found.
    """
    end = find_end(file, size, name)
    if end.count > limits.entries:
        raise errors.TooManyEntriesError(name, end.count, limits.entries)
    if end.size_bytes > limits.document_bytes:
        raise errors.DirectoryDamagedError(name)
    file.seek(end.offset)
    entries = _parse(file.read(end.size_bytes), end, name)
    for entry in entries:
        _check_entry(entry, name, limits)
    files = [entry.name for entry in entries if not entry.is_folder]
    check_names(files, name, folders=[entry.name for entry in entries if entry.is_folder])
    _check_sizes(entries, name, limits)
    return locate_entries(file, entries, end.offset, name)


def check_names(files: Sequence[str], archive: str, folders: Sequence[str] = ()) -> None:
    """Raise when a name is unsafe, or two would be the same file on some system."""
    for name in (*files, *folders):
        if fault := find_name_fault(name):
            raise errors.NameRefusedError(archive, name, fault)
    if pair := find_collision(files, folders):
        raise errors.NamesCollideError(archive, *pair)


def _parse(directory: bytes, end: ZipEnd, name: str) -> list[Entry]:
    entries = []
    at = 0
    for _ in range(end.count):
        if directory[at : at + 4] != _SIGNATURE or at + _CENTRAL.size > len(directory):
            raise errors.CountsDisagreeError(name, end.count)
        fields = _CENTRAL.unpack_from(directory, at)
        lengths = fields[10:13]
        at += _CENTRAL.size
        record = directory[at : at + sum(lengths)]
        if len(record) < sum(lengths):
            raise errors.DirectoryDamagedError(name)
        entries.append(_read_entry(fields, record, name))
        at += len(record)
    if at != len(directory):
        raise errors.CountsDisagreeError(name, end.count)
    return entries


def _read_entry(fields: tuple[int, ...], record: bytes, name: str) -> Entry:
    flags, method, crc32, packed, size = fields[3], fields[4], *fields[7:10]
    name_length, extra_length, _, disk, _, attributes, offset = fields[10:17]
    raw_name = record[:name_length]
    extras = read_extras(record[name_length : name_length + extra_length])
    size, packed, offset = widen((size, packed, offset), extras, name)
    if disk:
        raise errors.SplitZipError(name)
    text = _decode_name(raw_name, flags, extras, name)
    if _is_special(attributes >> 16, text):
        raise errors.NotRegularError(name, text)
    return Entry(
        name=text.removesuffix("/"),
        raw_name=raw_name,
        is_folder=text.endswith("/"),
        flags=flags,
        method=method,
        crc32=crc32,
        packed=packed,
        size=size,
        header_offset=offset,
    )


def _is_special(mode: int, name: str) -> bool:
    """Whether the Unix mode says link, device and so on; no mode at all is an ordinary file."""
    kind = stat.S_IFMT(mode)
    return kind not in {0, stat.S_IFDIR if name.endswith("/") else stat.S_IFREG}


def _decode_name(raw: bytes, flags: int, extras: Mapping[int, bytes], name: str) -> str:
    """The name; without the Unicode flag UTF-8 as well, as macOS writes it, or else nothing."""
    try:
        text = raw.decode("ascii" if raw.isascii() else "utf-8")
    except UnicodeDecodeError as error:
        raise errors.NameUnclearError(name, raw) from error
    # Info-ZIP's second name (4.6.9): a version byte and a checksum go before it
    second = extras.get(_UNICODE_PATH_EXTRA)
    if second is not None and not flags & UTF8 and second[5:] != raw:
        raise errors.NameUnclearError(name, raw)
    return normalise_name(text)


def _check_entry(entry: Entry, name: str, limits: Limits) -> None:
    if entry.flags & ENCRYPTED or entry.method == AES:
        raise errors.EncryptedZipError(name, entry.name)
    if entry.method not in {STORED, DEFLATED} or entry.flags & PATCHED:
        raise errors.MethodUnknownError(name, entry.name, entry.method)
    if entry.method == STORED and entry.packed != entry.size:
        raise errors.HeadersDisagreeError(name, entry.name)
    if entry.is_folder and entry.size:
        raise errors.NotRegularError(name, entry.name)
    if entry.size > limits.file_bytes:
        raise errors.EntryTooLargeError(name, entry.name, limits.file_bytes)
    if entry.size > max(_RATIO_MATTERS_FROM, entry.packed * limits.ratio):
        raise errors.RatioError(name, entry.name)


def _check_sizes(entries: Sequence[Entry], name: str, limits: Limits) -> None:
    total, packed = sum(entry.size for entry in entries), sum(entry.packed for entry in entries)
    if total > limits.total_bytes:
        raise errors.TooLargeError(name, limits.total_bytes)
    if total > max(_RATIO_MATTERS_FROM, packed * limits.ratio):
        raise errors.RatioError(name, max(entries, key=lambda entry: entry.size).name)
