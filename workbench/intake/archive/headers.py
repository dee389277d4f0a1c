"""Each entry's own header, held against the list of contents.

Format: PKWARE APPNOTE 6.3.10; the numbers in comments are its sections.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from workbench.intake.archive import errors
from workbench.intake.archive.entry import (
    DESCRIPTOR_FOLLOWS,
    ENCRYPTED,
    PATCHED,
    SENTINEL,
    UTF8,
    Entry,
    read_extras,
    widen,
)

_LOCAL = struct.Struct("<4sHHHHHLLLHH")  # 4.3.7
_SIGNATURE, _DESCRIPTOR_SIGNATURE = b"PK\3\4", b"PK\7\x08"
_DESCRIPTOR, _WIDE_DESCRIPTOR = struct.Struct("<LLL"), struct.Struct("<LQQ")  # 4.3.9
_MUST_AGREE = ENCRYPTED | PATCHED | UTF8


def locate_entries(
    file: BinaryIO, entries: Iterable[Entry], directory_offset: int, name: str
) -> tuple[Entry, ...]:
    """The entries in the order in which they lie in the file, with the place of their content.

    Raises:
        OverlapError: Two entries, or an entry and the list of contents, share bytes.
        HeadersDisagreeError: An entry's own header says something else than the list.
        HiddenEntryError: Between the entries lies one that the list does not name.
    """
    located = []
    free_from = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset > directory_offset:
            raise errors.HeadersDisagreeError(name, entry.name)
        if entry.header_offset < free_from:
            raise errors.OverlapError(name, entry.name)
        _check_gap(file, free_from, entry.header_offset, name)
        found, has_descriptor = _read_header(file, entry, name)
        free_from = found.content_offset + found.packed
        if free_from > directory_offset:
            raise errors.OverlapError(name, entry.name)
        if has_descriptor and found.size:
            free_from += _measure_descriptor(file, found, name)
        located.append(found)
    _check_gap(file, free_from, directory_offset, name)
    return tuple(located)


def _check_gap(file: BinaryIO, start: int, end: int, name: str) -> None:
    if end - start < _LOCAL.size:
        return
    file.seek(start)
    if file.read(len(_SIGNATURE)) == _SIGNATURE:
        raise errors.HiddenEntryError(name)


def _read_header(file: BinaryIO, entry: Entry, name: str) -> tuple[Entry, bool]:
    """The entry with the place of its content, and whether a descriptor follows that."""
    file.seek(entry.header_offset)
    head = file.read(_LOCAL.size)
    if len(head) < _LOCAL.size or head[:4] != _SIGNATURE:
        raise errors.HeadersDisagreeError(name, entry.name)
    _, _, flags, method, _, _, *numbers, name_length, extra_length = _LOCAL.unpack(head)
    raw_name = file.read(name_length)
    crc32, packed, size = numbers
    size, packed = widen((size, packed), read_extras(file.read(extra_length)), name)
    is_deferred = bool(flags & DESCRIPTOR_FOLLOWS)
    pairs = ((crc32, entry.crc32), (packed, entry.packed), (size, entry.size))
    agrees = (
        raw_name == entry.raw_name
        and method == entry.method
        and flags & _MUST_AGREE == entry.flags & _MUST_AGREE
        and all(own == listed or (is_deferred and own == 0) for own, listed in pairs)
    )
    if not agrees:
        raise errors.HeadersDisagreeError(name, entry.name)
    offset = entry.header_offset + _LOCAL.size + name_length + extra_length
    return replace(entry, content_offset=offset), is_deferred


def _measure_descriptor(file: BinaryIO, entry: Entry, name: str) -> int:
    """The length of the descriptor after the content, once it agrees with the list."""
    file.seek(entry.content_offset + entry.packed)
    raw = file.read(len(_DESCRIPTOR_SIGNATURE) + _WIDE_DESCRIPTOR.size)
    numbers = (entry.crc32, entry.packed, entry.size)
    forms = [_WIDE_DESCRIPTOR.pack(*numbers)]
    if max(entry.packed, entry.size) <= SENTINEL:
        forms.append(_DESCRIPTOR.pack(*numbers))
    for expected in [_DESCRIPTOR_SIGNATURE + form for form in forms] + forms:
        if raw.startswith(expected):
            return len(expected)
    raise errors.HeadersDisagreeError(name, entry.name)
