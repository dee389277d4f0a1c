"""Messages on their way between client and PDF worker: frames with their length in front."""

from __future__ import annotations

import struct
from typing import BinaryIO

import msgspec

from workbench.evidence.pdf.messages import Reply, Request

MAX_FRAME_BYTES = 256 * 1024 * 1024

_LENGTH = struct.Struct(">I")
_encoder = msgspec.msgpack.Encoder()
_read_request = msgspec.msgpack.Decoder(Request)
_read_reply: msgspec.msgpack.Decoder[Reply] = msgspec.msgpack.Decoder(Reply)


def write_message(stream: BinaryIO, message: Request | Reply) -> None:
    """Send one message as a frame."""
    body = _encoder.encode(message)
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_request(stream: BinaryIO) -> Request | None:
    """The next request, or None at the end of the stream."""
    body = _read_frame(stream)
    return None if body is None else _read_request.decode(body)


def read_reply(stream: BinaryIO) -> Reply | None:
    """The next reply, or None when the stream ended or what came is no message."""
    body = _read_frame(stream)
    if body is None:
        return None
    try:
        return _read_reply.decode(body)
    except msgspec.MsgspecError:
        return None


def _read_frame(stream: BinaryIO) -> bytes | None:
    head = _read_exactly(stream, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    return None if length > MAX_FRAME_BYTES else _read_exactly(stream, length)


def _read_exactly(stream: BinaryIO, count: int) -> bytes | None:
    """That many bytes; None when the stream ends before."""
    got = stream.read(count)
    if len(got) == count:
        return got
    pieces = [got]
    missing = count - len(got)
    while missing and pieces[-1]:
        pieces.append(stream.read(missing))
        missing -= len(pieces[-1])
    return None if missing else b"".join(pieces)
