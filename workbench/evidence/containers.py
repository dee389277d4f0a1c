"""Which container a recording comes in, told by its content and never by its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_HEAD_BYTES = 4096
_ID3_HEADER_BYTES = 10
_TS_PACKET_BYTES = 188
_BLU_RAY_PACKET_BYTES = 192
_SYNC_BYTE = 0x47
_MP4_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})


@dataclass(frozen=True, slots=True)
class MediaContainer:
    """One container on the allow-list, with the names the libraries know it by."""

    words: str
    """For people, such as `MP4`."""
    ffmpeg: str
    """Name of FFmpeg's demuxer."""
    vlc: str
    """Name of VLC's demuxer, for the option `:demux=`."""


_MP4 = MediaContainer("MP4", "mp4", "mp4")
_MATROSKA = MediaContainer("Matroska or WebM", "matroska", "mkv")
_OGG = MediaContainer("Ogg", "ogg", "ogg")
_AVI = MediaContainer("AVI", "avi", "avi")
_WAV = MediaContainer("WAV", "wav", "wav")
_AIFF = MediaContainer("AIFF", "aiff", "aiff")
_MP3 = MediaContainer("MP3", "mp3", "mp3")
_AAC = MediaContainer("AAC", "aac", "aac")
_FLAC = MediaContainer("FLAC", "flac", "flac")
_TS = MediaContainer("MPEG transport stream", "mpegts", "ts")
_PS = MediaContainer("MPEG program stream", "mpeg", "ps")
_ASF = MediaContainer("Windows Media", "asf", "asf")
_FLV = MediaContainer("Flash video", "flv", "avformat")
_AMR = MediaContainer("AMR", "amr", "avformat")

_PHOTOGRAPHS = frozenset(
    b"ftyp" + brand for brand in (b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif")
)
"""What an MP4 file begins with that holds a photograph and no recording."""

_MAGIC = (
    (b"\x1a\x45\xdf\xa3", _MATROSKA),
    (b"OggS", _OGG),
    (b"fLaC", _FLAC),
    (b"\x00\x00\x01\xba", _PS),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _ASF),
    (b"FLV\x01", _FLV),
    (b"#!AMR", _AMR),
)
_CHUNKS = {
    (b"RIFF", b"AVI "): _AVI,
    (b"RIFF", b"WAVE"): _WAV,
    (b"RF64", b"WAVE"): _WAV,
    (b"FORM", b"AIFF"): _AIFF,
    (b"FORM", b"AIFC"): _AIFF,
}


def find_container(path: Path) -> MediaContainer | None:
    """The container of the file, or None where its content is no recording that we play.

    Players and demuxers are given this and may not guess themselves: a playlist or a manifest
    under a recording's name would make them open what it names, on the network too.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        if head[:3] == b"ID3" and len(head) > _ID3_HEADER_BYTES:
            file.seek(_id3_size(head))
            return sniff_container(file.read(_HEAD_BYTES)) or _MP3
    return sniff_container(head)


def sniff_container(head: bytes) -> MediaContainer | None:
    """The container that begins with these bytes (some thousand of them), or None."""
    for magic, container in _MAGIC:
        if head.startswith(magic):
            return container
    if head[4:8] in _MP4_BOXES:
        return None if head[4:12] in _PHOTOGRAPHS else _MP4
    chunk = _CHUNKS.get((head[:4], head[8:12]))
    return chunk or _sniff_packets(head)


def _sniff_packets(head: bytes) -> MediaContainer | None:
    if _has_sync(head, 0, _TS_PACKET_BYTES) or _has_sync(head, 4, _BLU_RAY_PACKET_BYTES):
        return _TS
    if len(head) < 2 or head[0] != 0xFF:  # noqa: PLR2004 - an MPEG audio frame begins with eleven ones
        return None
    if head[1] & 0xF6 == 0xF0:  # noqa: PLR2004 - ADTS: layer bits are 00
        return _AAC
    return _MP3 if head[1] & 0xE0 == 0xE0 and head[1] & 0x06 else None  # noqa: PLR2004 - as above


def _has_sync(head: bytes, first: int, step: int) -> bool:
    places = range(first, len(head), step)
    return len(places) >= 3 and all(head[place] == _SYNC_BYTE for place in places)  # noqa: PLR2004 - one could be chance


def _id3_size(head: bytes) -> int:
    """Bytes of an ID3v2 tag with its header; its size is written in four times seven bits."""
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte & 0x7F
    return _ID3_HEADER_BYTES + size
