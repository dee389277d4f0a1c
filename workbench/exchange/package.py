"""The review package `mcw-review/1`: a zip with the events, the keys and the sender's seal.

Three stored entries, in this order: `mimetype`, `events.jsonl` (`event_lines`), `keys.json`. The
seal in `keys.json` is an Ed25519 signature over the format's name, a line feed, and the canonical
JSON (RFC 8785) of the whole entry without `seal.sig`; as the seal holds the number of the events
and the SHA-256 of `events.jsonl`, no judgment can be added, changed or left out behind it. The
same events under the same key give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from workbench.assessment.canonical import canonicalise
from workbench.assessment.event import Event
from workbench.exchange.event_lines import format_lines
from workbench.exchange.known_key import KnownKey, describe_identity
from workbench.store.keys import Identity
from workbench.store.public_keys import verify_bytes

PACKAGE_FORMAT = "mcw-review/1"
MIMETYPE = b"application/vnd.mcw.review+zip"
SUFFIX = ".mcreview"
_LINES, _KEYS = "events.jsonl", "keys.json"
NAMES = ("mimetype", _LINES, _KEYS)
_WHOLE = "what holds its three parts together"
LARGEST_BYTES = 256 * 1024 * 1024
_HEADER_BYTES = 30


class PackageChangedError(Exception):
    """A package is not as it was written; carries where, in words."""


class PackageNewerError(Exception):
    """A package of a format that a newer program writes."""


class _Key(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    fingerprint: str
    name: str
    public: str
    """Raw public key, hexadecimal."""


class _Seal(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    by: str
    """Fingerprint of the sender's key."""
    events: int
    sha256: str
    """Of `events.jsonl`."""
    sig: str = ""


class _Keys(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    format: str
    keys: list[_Key]
    seal: _Seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What a package holds, its seal found whole. Its keys are told by the package itself."""

    lines: bytes
    """The text of its events."""
    keys: tuple[KnownKey, ...]
    sender: KnownKey


def format_package(
    events: Iterable[Event], identity: Identity, others: Sequence[KnownKey] = ()
) -> bytes:
    """The package with those events, sealed by that assessor.

    `others` are the keys of assessors whose events are among them.

    Raises:
        KeyLockedError: the key needs its passphrase.
    """
    own = list(events)
    lines = format_lines(own)
    known = {key.fingerprint: key for key in (*others, describe_identity(identity))}
    keys = _Keys(
        format=PACKAGE_FORMAT,
        keys=[
            _Key(fingerprint=fingerprint, name=key.name, public=key.public_key.hex())
            for fingerprint, key in sorted(known.items())
        ],
        seal=_Seal(
            by=identity.fingerprint, events=len(own), sha256=hashlib.sha256(lines).hexdigest()
        ),
    )
    keys.seal.sig = identity.sign_bytes(_signed_bytes(keys)).hex()
    return _zip(lines, _lay_out(keys))


def parse_package(content: bytes) -> Package:
    """What the package holds.

    Raises:
        PackageChangedError: a byte is not as it was sealed.
        PackageNewerError: a newer program wrote it.
    """
    mimetype, lines, told = _unzip(content)
    keys = _read_keys(told)
    known = {key.fingerprint: key for key in (_read_key(key) for key in keys.keys)}
    sender = known.get(keys.seal.by)
    if sender is None or not verify_bytes(_signed_bytes(keys), keys.seal.sig, sender.public_key):
        raise PackageChangedError(_KEYS)
    is_whole = hashlib.sha256(lines).hexdigest() == keys.seal.sha256
    if not is_whole or lines.count(b"\n") != keys.seal.events:
        raise PackageChangedError(_LINES)
    if mimetype != MIMETYPE or _zip(lines, told) != content:
        raise PackageChangedError(_WHOLE)
    return Package(lines=lines, keys=tuple(known.values()), sender=sender)


def find_lines(content: bytes) -> bytes:
    """The text of the events of a package that may be damaged; empty where it can't be found."""
    try:
        return _unzip(content)[1]
    except PackageChangedError:
        return b""


def is_package(head: bytes) -> bool:
    """Whether a file that begins so is, or once was, a review package."""
    return head.startswith(b"PK") and NAMES[0].encode() in head[:64]


def _zip(lines: bytes, keys: bytes) -> bytes:
    """Every field that `zipfile` could choose is given, so that any version writes the same."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, entry in zip(NAMES, (MIMETYPE, lines, keys), strict=True):
            about = zipfile.ZipInfo(name)
            about.create_system, about.create_version, about.extract_version = 3, 20, 20
            about.external_attr = 0o600 << 16
            archive.writestr(about, entry)
    return file.getvalue()


def _unzip(content: bytes) -> tuple[bytes, bytes, bytes]:
    """The three entries as they lie there; nothing is inflated, no checksum relied on."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise PackageChangedError(_WHOLE) from error
    if tuple(entry.filename for entry in entries) != NAMES:
        raise PackageChangedError(_WHOLE)
    mimetype, lines, keys = (_slice(content, entry) for entry in entries)
    return mimetype, lines, keys


def _slice(content: bytes, entry: zipfile.ZipInfo) -> bytes:
    start = entry.header_offset + _HEADER_BYTES + len(entry.filename)
    return content[start : start + entry.file_size]


def _read_keys(told: bytes) -> _Keys:
    try:
        keys = msgspec.json.decode(told, type=_Keys)
    except msgspec.MsgspecError as error:
        if f'"format":"{PACKAGE_FORMAT}"'.encode() not in told and b'"mcw-review/' in told:
            raise PackageNewerError from error
        raise PackageChangedError(_KEYS) from error
    if keys.format != PACKAGE_FORMAT:
        raise PackageNewerError
    if _lay_out(keys) != told:
        raise PackageChangedError(_KEYS)
    return keys


def _read_key(told: _Key) -> KnownKey:
    try:
        key = KnownKey(name=told.name, public_key=bytes.fromhex(told.public))
    except ValueError as error:
        raise PackageChangedError(_KEYS) from error
    if key.fingerprint != told.fingerprint:
        raise PackageChangedError(_KEYS)
    return key


def _lay_out(keys: _Keys) -> bytes:
    return canonicalise(msgspec.to_builtins(keys))


def _signed_bytes(keys: _Keys) -> bytes:
    told = msgspec.to_builtins(keys)
    del told["seal"]["sig"]
    return PACKAGE_FORMAT.encode() + b"\n" + canonicalise(told)
