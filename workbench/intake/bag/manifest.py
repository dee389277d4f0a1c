"""The tag files of a BagIt bag as text (RFC 8493): declaration, info and manifests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_LINE = re.compile(r"(?P<digest>[0-9A-Fa-f]+)[ \t]+\*?(?P<path>\S.*)")
_VERSION = re.compile(r"BagIt-Version:\s*(\d+)\.(\d+)\s*")
_OXUM = re.compile(r"(\d+)\.(\d+)")
_UNDECODED = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class BagLine:
    """One line of a manifest: a path from the bag's root and the digest of its content."""

    path: str
    digest: str


def parse_manifest(raw: bytes) -> tuple[dict[str, str], int]:
    """Digests (lower case) by path, and how many lines could not be used.

    A line that is no line of a manifest, a path that leaves the bag, and a second line for the
    same path with another digest cannot be used.
    """
    entries: dict[str, str] = {}
    unusable = 0
    for line in _lines(raw):
        found = _LINE.fullmatch(line)
        path = _decode_path(found["path"]) if found else ""
        digest = found["digest"].lower() if found else ""
        if not path or _leaves(path) or entries.get(path, digest) != digest:
            unusable += 1
        else:
            entries[path] = digest
    return entries, unusable


def parse_version(raw: bytes) -> tuple[int, int] | None:
    """The BagIt version that `bagit.txt` declares, or None."""
    found = next((_VERSION.fullmatch(line) for line in _lines(raw)), None)
    return (int(found[1]), int(found[2])) if found else None


def parse_oxum(raw: bytes) -> tuple[int, int] | None:
    """Octets and number of payload files, as `bag-info.txt` counts them, or None."""
    for line in _lines(raw):
        label, _, value = line.partition(":")
        found = _OXUM.fullmatch(value.strip())
        if label.strip().lower() == "payload-oxum" and found:
            return int(found[1]), int(found[2])
    return None


def format_manifest(lines: Iterable[BagLine]) -> bytes:
    """The manifest, sorted by path."""
    ordered = sorted(lines, key=lambda line: line.path)
    return "".join(f"{line.digest}  {_encode_path(line.path)}\n" for line in ordered).encode()


def format_info(info: Mapping[str, str]) -> bytes:
    """`bag-info.txt`; line breaks in a value become spaces."""
    return "".join(
        f"{label}: {' '.join(value.split())}\n" for label, value in info.items()
    ).encode()


def _lines(raw: bytes) -> list[str]:
    text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape")
    return [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()]


def _encode_path(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _decode_path(path: str) -> str:
    """Undo the three escapes of RFC 8493, 2.1.3; any other `%` stands for itself."""
    escapes = {"0D": "\r", "0A": "\n", "25": "%"}
    path = re.sub(r"%(0[AaDd]|25)", lambda found: escapes[found[1].upper()], path)
    return path.removeprefix("./")


def _leaves(path: str) -> bool:
    return bool(_UNDECODED.search(path)) or path.startswith(("/", "~")) or ".." in path.split("/")
