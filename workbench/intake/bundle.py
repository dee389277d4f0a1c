"""A bundle opened for reading: submission, rubric, and files, straight from the zip or folder."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from workbench.assessment.credential import Rubric
from workbench.assessment.finding import Finding
from workbench.assessment.submission import Submission
from workbench.intake.archive.container import Container, open_container
from workbench.intake.archive.errors import show_name
from workbench.intake.archive.limits import DEFAULT_LIMITS, Limits
from workbench.intake.archive.names import normalise_name
from workbench.intake.bag import FILE_MISSING, Bag, read_bag, verify_bag
from workbench.intake.bundle_errors import CopyOutError
from workbench.intake.bundle_findings import find_flaws, name_owners
from workbench.intake.bundle_rubric import read_bundle_rubric
from workbench.intake.prose.reading import read_prose
from workbench.intake.submission_file import parse_submission
from workbench.paths import make_file_name

_CHUNK = 1 << 20
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def open_bundle(path: Path, limits: Limits = DEFAULT_LIMITS) -> Bundle:
    """The bundle in a zip or folder; nothing is unpacked, and no checksum is looked at yet.

    What is only flawed is among its findings.

    Raises:
        BundleError: It is dangerous or cannot be read; one of the family, whose sentence names
            the file and says what to try.
    """
    container = open_container(path, limits)
    try:
        return _read_bundle(path, container, limits)
    except BaseException:
        container.close()
        raise


def _read_bundle(path: Path, container: Container, limits: Limits) -> Bundle:
    bag = read_bag(container)
    raw = container.read(f"{bag.payload}submission.json", limits.document_bytes)
    submission = parse_submission(raw, f"{container.name}, submission.json")
    rubric, rubric_findings = read_bundle_rubric(container, bag.payload, submission.rubric)
    flaws = find_flaws(submission, rubric, lambda file: container.has(bag.payload + file))
    return Bundle(
        path=path,
        container=container,
        bag=bag,
        submission=submission,
        rubric=rubric,
        findings=(*bag.findings, *rubric_findings, *flaws),
    )


class Bundle:
    """What one practitioner handed in. Files are named by their path below the payload.

    All methods may be called on any thread. Reading raises `BundleError` and its family.
    """

    def __init__(
        self,
        *,
        path: Path,
        container: Container,
        bag: Bag,
        submission: Submission,
        rubric: Rubric,
        findings: tuple[Finding, ...],
    ) -> None:
        self.path = path
        self.name = container.name
        self.submission = submission
        self.rubric = rubric
        self.findings = findings
        """What is flawed, as far as opening could tell."""
        self.manifest_digest = bag.manifest_digest
        """SHA-256 of the payload manifest; events are bound to it."""
        self._container = container
        self._bag = bag
        self._copies: dict[tuple[str, Path], Path] = {}

    def has(self, file: str) -> bool:
        """Whether the payload holds the file."""
        return self._container.has(self._bag.payload + file)

    def size_bytes(self, file: str) -> int:
        """How long the file is."""
        return self._container.size_bytes(self._bag.payload + file)

    @property
    def digests(self) -> dict[str, str]:
        """The checksum that the bundle gives for each artifact, by its id."""
        listed = {normalise_name(path): digest for path, digest in self._bag.manifest.items()}
        folder = self._bag.payload.removeprefix(self._bag.root)
        files = {a.id: normalise_name(folder + a.file) for a in self.submission.artifacts}
        return {key: listed[file] for key, file in files.items() if file in listed}

    def read_bytes(self, file: str, limit: int = DEFAULT_LIMITS.file_bytes) -> bytes:
        """The whole file; `EntryTooLargeError` when it is over the limit."""
        return self._container.read(self._bag.payload + file, limit)

    def read_text(self, file: str) -> str:
        """A written answer as plain text, with an empty line between paragraphs."""
        return read_prose(self._container.read(self._bag.payload + file), file)

    def copy_out(self, file: str, folder: Path) -> Path:
        """Where the file lies on disk by itself, for players and other programs.

        In a folder bundle that is the file itself. From a zip it is copied into `folder` once,
        in a folder named by the digest of its content, under a plain form of its own name.

        Raises:
            CopyOutError: The folder cannot be written, or has no room.
        """
        own = self._container.find_path(self._bag.payload + file)
        if own is not None:
            return own
        known = self._copies.get((file, folder))
        if known is not None and known.exists():
            return known
        try:
            copy = self._copy(file, folder)
        except OSError as error:
            fault = error.strerror or "the disk refused it"
            raise CopyOutError(show_name(file), folder.name, fault) from error
        self._copies[file, folder] = copy
        return copy

    def verify(
        self,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Finding, ...]:
        """What the checksums bring to light, beside what opening found; slow, and cancellable."""
        found = verify_bag(
            self._container,
            self._bag,
            owners=name_owners(self.submission),
            progress=progress,
            cancelled=cancelled,
        )
        # a missing file that belongs to something was found on opening
        return tuple(f for f in found if f.check != FILE_MISSING or not (f.artifact or f.part))

    def close(self) -> None:
        """Let go of the zip; reading fails from now on."""
        self._container.close()

    def _copy(self, file: str, folder: Path) -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < self.size_bytes(file):
            raise CopyOutError(show_name(file), folder.name, "there is not enough room")
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
        digest = hashlib.sha256()
        try:
            with (
                os.fdopen(handle, "wb") as copy,
                self._container.open(self._bag.payload + file) as content,
            ):
                while piece := content.read(_CHUNK):
                    digest.update(piece)
                    copy.write(piece)
            target = folder / digest.hexdigest() / _make_plain_name(file)
            target.parent.mkdir(exist_ok=True)
            if not target.exists():
                Path(temporary).replace(target)
        finally:
            Path(temporary).unlink(missing_ok=True)
        return target


def _make_plain_name(file: str) -> str:
    """The name of the file as every system takes it, for the title bars of other programs."""
    path = PurePosixPath(file)
    suffix = path.suffix.lower()
    stem = make_file_name(path.stem, otherwise="file")
    return stem + (suffix if _SUFFIX.fullmatch(suffix) else "")
