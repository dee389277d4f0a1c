"""The content of one zip entry as a stream that counts its bytes."""

from __future__ import annotations

import io
import threading
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from workbench.intake.archive import errors
from workbench.intake.archive.entry import DEFLATED, Entry

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """One open zip that several streams, on any threads, read from."""

    name: str
    file: BinaryIO
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read_at(self, offset: int, size: int) -> bytes:
        """Up to `size` bytes from `offset`; fewer only at the end of the file."""
        try:
            with self.lock:
                self.file.seek(offset)
                return self.file.read(size)
        except OSError as error:
            raise errors.ArchiveUnreadableError(self.name, error.strerror or "no answer") from error
        except ValueError as error:
            raise errors.ArchiveUnreadableError(self.name, "it was closed meanwhile") from error


def open_entry(shared: SharedFile, entry: Entry) -> BinaryIO:
    """The entry's content, unpacked while it is read.

    Reading raises `EntryDamagedError` when the content cannot be unpacked or ends early, and
    `EntryLongerError` when it goes on past the size that the zip names. The checksum in the zip
    is not looked at: a bag has better ones, and a flawed artifact can still be shown.
    """
    kind = _InflatedStream if entry.method == DEFLATED else _StoredStream
    return io.BufferedReader(kind(shared, entry), _CHUNK)


class _StoredStream(io.RawIOBase):
    """Content as it lies in the zip."""

    def __init__(self, shared: SharedFile, entry: Entry) -> None:
        super().__init__()
        self._shared = shared
        self._entry = entry
        self._taken = 0
        """Packed bytes read so far."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        chunk = self._take(len(view))
        view[: len(chunk)] = chunk
        return len(chunk)

    def _take(self, wanted: int) -> bytes:
        """The next packed bytes; none at the end of the entry."""
        entry = self._entry
        size = min(wanted, entry.packed - self._taken)
        chunk = self._shared.read_at(entry.content_offset + self._taken, size) if size else b""
        if size and not chunk:
            raise errors.EntryDamagedError(self._shared.name, entry.name)
        self._taken += len(chunk)
        return chunk


class _InflatedStream(_StoredStream):
    """Deflated content, unpacked a piece at a time."""

    def __init__(self, shared: SharedFile, entry: Entry) -> None:
        super().__init__(shared, entry)
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        self._given = 0
        """Unpacked bytes handed out so far."""

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            piece = self._inflate(len(view))
        except zlib.error as error:
            raise errors.EntryDamagedError(self._shared.name, self._entry.name) from error
        self._given += len(piece)
        if self._given > self._entry.size:
            raise errors.EntryLongerError(self._shared.name, self._entry.name)
        if not piece and self._given < self._entry.size:
            raise errors.EntryDamagedError(self._shared.name, self._entry.name)
        view[: len(piece)] = piece
        return len(piece)

    def _inflate(self, wanted: int) -> bytes:
        """Up to that many unpacked bytes; none at the end."""
        while not self._inflater.eof:
            packed = self._inflater.unconsumed_tail or self._take(_CHUNK)
            piece = self._inflater.decompress(packed, wanted)
            if piece or not packed:
                return piece
        return b""
