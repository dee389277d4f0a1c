"""Files of reviews: packages (`.mcreview`) and plain lines of events (`.jsonl`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.assessment.event import Event
from workbench.errors import WorkbenchError
from workbench.exchange.event_lines import check_lines, format_lines, is_lines
from workbench.exchange.known_key import KnownKey
from workbench.exchange.package import (
    LARGEST_BYTES,
    PackageChangedError,
    PackageNewerError,
    is_package,
    parse_package,
)
from workbench.store.files import write_private_file
from workbench.store.public_keys import index_public_keys

_SHOWN_LINES = 3


class EventFileError(WorkbenchError):
    """A file of judgments cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"“{path.name}” cannot be brought in: {why}. Nothing was changed. Ask for the file "
            "again, or choose another."
        )
        self.path = path


class UnknownKeysError(EventFileError):
    """Somebody signed whose key is not known here; `keys` are the keys that the file tells."""

    def __init__(self, path: Path, keys: tuple[KnownKey, ...]) -> None:
        why = (
            "it was signed with a key that is not known on this computer"
            if keys
            else "it was signed with a key that is not on this computer; a review package "
            "(.mcreview) brings its keys along"
        )
        super().__init__(path, why)
        self.keys = keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """The events of a file, each proven to be signed by one of the known keys."""

    events: tuple[Event, ...]
    newer: int
    """Events of a kind that only a newer program knows; they are left out."""


def write_event_file(path: Path, events: Iterable[Event]) -> None:
    """Write those events, a line each; the same events give the same bytes.

    Raises:
        EventFileError: it cannot be written there.
    """
    _write(path, format_lines(events))


def write_package(path: Path, content: bytes) -> str:
    """Write that package, its folder made if need be; its SHA-256, to be sent before it.

    Raises:
        EventFileError: it cannot be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EventFileError(path, error.strerror or str(error)) from error
    _write(path, content)
    return hashlib.sha256(content).hexdigest()


def read_event_file(path: Path, public_keys: Mapping[str, bytes]) -> Brought:
    """The events of a package or of a file of lines.

    `public_keys` holds the raw keys that are known here by fingerprint.

    Raises:
        UnknownKeysError: it is as it was signed, but not by keys that are known here.
        EventFileError: it cannot be read, or is not as it was signed.
    """
    content = read_file(path)
    if is_package(content[:64]):
        return _read_package(path, content, public_keys)
    if not is_lines(content):
        raise EventFileError(path, "it holds no judgments")
    check = check_lines(content, public_keys)
    if check.changed:
        raise EventFileError(path, f"{_say_lines(check.changed)} not as it was signed")
    if not set(check.signers) <= set(public_keys):
        raise UnknownKeysError(path, ())
    return Brought(events=check.events, newer=check.newer)


def read_file(path: Path) -> bytes:
    """Its bytes. Raises `EventFileError`."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise EventFileError(path, "it is too large for judgments")
        return path.read_bytes()
    except OSError as error:
        raise EventFileError(path, error.strerror or str(error)) from error


def _read_package(path: Path, content: bytes, public_keys: Mapping[str, bytes]) -> Brought:
    try:
        package = parse_package(content)
    except PackageChangedError as error:
        raise EventFileError(path, f"{error} is not as it was signed") from error
    except PackageNewerError as error:
        raise EventFileError(path, "a newer version of this program wrote it") from error
    told = {key.fingerprint: key for key in package.keys}
    check = check_lines(package.lines, index_public_keys(package.keys))
    needed = {package.sender.fingerprint, *check.signers}
    if check.changed or not needed <= set(told):
        where = check.changed or ("keys.json",)
        raise EventFileError(path, f"{_say_lines(where)} not as it was signed")
    unknown = tuple(told[name] for name in sorted(needed - set(public_keys)))
    if unknown:
        raise UnknownKeysError(path, unknown)
    return Brought(events=check.events, newer=check.newer)


def _write(path: Path, content: bytes) -> None:
    try:
        write_private_file(path, content)
    except OSError as error:
        raise EventFileError(path, error.strerror or str(error)) from error


def _say_lines(changed: tuple[str, ...]) -> str:
    shown = ", ".join(changed[:_SHOWN_LINES])
    more = len(changed) - _SHOWN_LINES
    whole = f"{shown} and {more} more" if more > 0 else shown
    return f"{whole} {'is' if len(changed) == 1 else 'are'}"
