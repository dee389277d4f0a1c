"""Holding every file of a bag against its checksum, a piece at a time."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.assessment.finding import Finding, Severity
from workbench.intake.archive.container import Container
from workbench.intake.archive.errors import ArchiveError, show_name
from workbench.intake.bag.reading import Bag

FILE_MISSING = "bundle.file_missing"
CHECKSUM_MISMATCH = "bundle.checksum_mismatch"
"""The check that finds a file on the list and not in the bag."""

_CHUNK = 1 << 20
_SYSTEM_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOwner:
    """What a payload file belongs to, so that a finding can say it."""

    words: str
    """Such as `Artifact 2` or `The answer to P1.1`."""
    artifact: str | None = None
    part: str | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """How one kind of fault is told."""

    check: str
    severity: Severity
    verb: str
    advice: str = ""
    request: str = ""


_MISMATCH = _Fault(
    check=CHECKSUM_MISMATCH,
    severity=Severity.BLOCKS,
    verb="changed after the bundle was packed: the checksum differs",
    advice="What you see may not be what was handed in. Ask for the bundle again, or go on and "
    "say so.",
    request="Please send the submission again; a file was damaged or changed on its way.",
)
_UNREADABLE = _Fault(
    check="bundle.file_unreadable",
    severity=Severity.BLOCKS,
    verb="damaged and cannot be read in full",
    request="Please send the submission again; a file in it is damaged.",
)
_MISSING = _Fault(
    check=FILE_MISSING,
    severity=Severity.BLOCKS,
    verb="on the bundle's list of files, but not in the bundle",
    request="Please send the submission again; a file is missing from it.",
)
_EXTRA = _Fault(
    check="bundle.file_extra",
    severity=Severity.LOOK,
    verb="in the bundle, but not on its list of files, so nothing tells whether it was changed",
)
_TAG = _Fault(
    check="bundle.tag_mismatch",
    severity=Severity.LOOK,
    verb="changed or lost after the bundle was packed",
    advice="The list of checksums itself may have been changed.",
)


def verify_bag(
    container: Container,
    bag: Bag,
    *,
    owners: Mapping[str, FileOwner] | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """What is missing, left over, changed or damaged; empty for a sound bag.

    May run on any thread while others read. A file in a zip that no manifest names is held
    against the zip's own CRC-32.

    Args:
        container: Where the bag lies.
        bag: What `read_bag` found there.
        owners: What files belong to, by path below the payload.
        progress: Told the bytes done and the bytes in all, after each piece.
        cancelled: Asked before each piece; what was found until then is returned.
    """
    run = _Run(container, progress, cancelled)
    payload = [name for name in container.names() if name.startswith(bag.payload)]
    listed = {bag.root + path: digest for path, digest in bag.manifest.items()}
    tags = {bag.root + path: digest for path, digest in bag.tag_manifest.items()}
    known = [*payload, *(name for name in tags if container.has(name))]
    run.total = sum(container.size_bytes(name) for name in known)
    found: dict[_Fault, list[str]] = {}

    def note(fault: _Fault, names: Iterable[str]) -> None:
        found.setdefault(fault, []).extend(names)

    if bag.algorithm:
        note(_MISSING, (name for name in listed if not container.has(name)))
        note(_EXTRA, (n for n in payload if n not in listed and not _is_system_file(n)))
    note(_TAG, (name for name in tags if not container.has(name)))
    for name in payload:
        if fault := run.check(name, bag.algorithm, listed.get(name)):
            note(fault, [name])
    for name, digest in tags.items():
        if container.has(name) and run.check(name, bag.tag_algorithm, digest):
            note(_TAG, [name])
    return (*_tell(found, bag, owners or {}), *_check_oxum(container, bag, payload))


class _Run:
    """One pass over the files, with its progress."""

    def __init__(
        self,
        container: Container,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.total = 0
        self._container = container
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0
        self._buffer = bytearray(_CHUNK)

    def check(self, name: str, algorithm: str, expected: str | None) -> _Fault | None:
        """What is wrong with the file; None when nothing is, or when the run was cancelled."""
        crc32 = self._container.crc32(name)
        if expected is None and crc32 is None:
            self._advance(self._container.size_bytes(name))
            return None
        digest = hashlib.new(algorithm) if expected is not None else None
        actual = 0
        try:
            for piece in self._read(name):
                if digest is None:
                    actual = zlib.crc32(piece, actual)
                else:
                    digest.update(piece)
        except ArchiveError:
            return _UNREADABLE
        if self._cancelled():
            return None
        is_same = actual == crc32 if digest is None else digest.hexdigest() == expected
        return None if is_same else _MISMATCH

    def _read(self, name: str) -> Iterator[memoryview]:
        view = memoryview(self._buffer)
        with self._container.open(name) as stream:
            while not self._cancelled():
                count = stream.readinto(view)  # type: ignore[attr-defined] # ours are buffered
                if not count:
                    return
                self._advance(count)
                yield view[:count]

    def _advance(self, count: int) -> None:
        self._done += count
        self._progress(self._done, self.total)


def _is_system_file(name: str) -> bool:
    """Whether the file is one that macOS or Windows leaves behind."""
    last = name.rpartition("/")[2].lower()
    return last in _SYSTEM_FILES or last.startswith("._")


def _tell(
    found: Mapping[_Fault, list[str]], bag: Bag, owners: Mapping[str, FileOwner]
) -> list[Finding]:
    """One finding for each fault of each owner, and one for each fault of all other files."""
    findings = []
    for fault, names in found.items():
        groups: dict[FileOwner | None, list[str]] = {}
        for name in names:
            groups.setdefault(owners.get(name.removeprefix(bag.payload)), []).append(name)
        findings += [_say(fault, owner, group, bag) for owner, group in groups.items()]
    return findings


def _say(fault: _Fault, owner: FileOwner | None, names: list[str], bag: Bag) -> Finding:
    files = [f"“{show_name(name.removeprefix(bag.root))}”" for name in names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        files.append("and others")
    verb = "was" if fault in {_MISMATCH, _TAG} else "is"
    subject = f"{owner.words} ({', '.join(files)})" if owner else ", ".join(files)
    if owner is None and len(names) > 1:
        verb = {"was": "were", "is": "are"}[verb]
    return Finding(
        check=fault.check,
        severity=fault.severity,
        sentence=f"{subject} {verb} {fault.verb}.",
        advice=fault.advice,
        request=fault.request,
        part=owner.part if owner else None,
        question=owner.question if owner else None,
        artifact=owner.artifact if owner else None,
    )


def _check_oxum(container: Container, bag: Bag, payload: list[str]) -> tuple[Finding, ...]:
    if bag.oxum is None:
        return ()
    listed = {bag.root + path for path in bag.manifest}
    own = [name for name in payload if name in listed or not _is_system_file(name)]
    if bag.oxum == (sum(container.size_bytes(name) for name in own), len(own)):
        return ()
    return (
        Finding(
            check="bundle.oxum_differs",
            severity=Severity.LOOK,
            sentence=f"The bundle says that it holds {bag.oxum[1]} files of {bag.oxum[0]:,} bytes "
            "in all; it holds another number.",
        ),
    )
