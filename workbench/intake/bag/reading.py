"""Finding a bag in a zip or folder, and reading its tag files (BagIt 1.0, RFC 8493)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.assessment.finding import Finding, Severity
from workbench.intake.archive.container import Container
from workbench.intake.archive.errors import ArchiveError, show_name
from workbench.intake.archive.names import normalise_name
from workbench.intake.bag.manifest import parse_manifest, parse_oxum, parse_version
from workbench.intake.bundle_errors import (
    NoSubmissionError,
    SeveralSubmissionsError,
    ZipInsideError,
)

ALGORITHMS = ("sha256", "sha512")
"""Of the checksums that are read, the preferred first."""

_SUBMISSION = "submission.json"
_NEWEST_KNOWN = (1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """What the tag files of a bag say; paths in manifests count from `root`, in NFC."""

    root: str
    """Where the bag lies: empty, or folders with a `/` at the end."""
    payload: str
    """Where its payload lies: `root` and `data/`; `root` alone where there is no `data/`."""
    algorithm: str = ""
    """`sha256` or `sha512`; empty where no manifest can be read."""
    manifest: Mapping[str, str] = field(default_factory=dict)
    tag_algorithm: str = ""
    tag_manifest: Mapping[str, str] = field(default_factory=dict)
    oxum: tuple[int, int] | None = None
    """Octets and number of files in the payload, as the bag counts them."""
    manifest_digest: str = ""
    """SHA-256 of the manifest's bytes. Where there is none: of the submission's bytes and of the
    names and sizes of all payload files."""
    findings: tuple[Finding, ...] = ()


def find_bag_root(container: Container) -> str:
    """The folder that holds the bag: empty, or with a `/` at its end.

    Raises:
        NoSubmissionError: There is no `submission.json`.
        ZipInsideError: There is none, but a zip.
        SeveralSubmissionsError: There are several at the same depth.
    """
    names = [name for name in container.names() if not name.startswith("__MACOSX/")]
    folders = [name.removesuffix(_SUBMISSION) for name in names if _is_submission(name)]
    roots = {_find_root_of(folder) for folder in folders}
    if not roots:
        inner = next((name for name in names if name.lower().endswith(".zip")), None)
        if inner is not None:
            raise ZipInsideError(container.name, show_name(inner))
        raise NoSubmissionError(container.name)
    depth = min(root.count("/") for root in roots)
    nearest = sorted(root for root in roots if root.count("/") == depth)
    if len(nearest) > 1:
        shown = tuple(show_name(root.rstrip("/")) for root in nearest)
        raise SeveralSubmissionsError(container.name, shown)
    return nearest[0]


def read_bag(container: Container) -> Bag:
    """The bag in the container; what is flawed about its tag files is among its findings.

    Raises:
        BundleError: There is no submission, or there are several.
    """
    root = find_bag_root(container)
    has_payload_folder = container.has(f"{root}data/{_SUBMISSION}")
    payload = f"{root}data/" if has_payload_folder else root
    if not has_payload_folder or not container.has(f"{root}bagit.txt"):
        finding = _find_no_bag()
        digest = _digest_listing(container, payload)
        return Bag(root=root, payload=payload, manifest_digest=digest, findings=(finding,))
    algorithm, raw = _read_manifest(container, f"{root}manifest-")
    manifest, unusable = parse_manifest(raw or b"")
    tag_algorithm, raw_tags = _read_manifest(container, f"{root}tagmanifest-")
    tags, unusable_tags = parse_manifest(raw_tags or b"")
    return Bag(
        root=root,
        payload=payload,
        algorithm=algorithm,
        manifest=_normalise(manifest),
        tag_algorithm=tag_algorithm,
        tag_manifest=_normalise(tags),
        oxum=parse_oxum(_read_tag(container, f"{root}bag-info.txt") or b""),
        manifest_digest=(
            _digest_listing(container, payload) if raw is None else hashlib.sha256(raw).hexdigest()
        ),
        findings=_find_flaws(container, root, algorithm, unusable + unusable_tags),
    )


def _is_submission(name: str) -> bool:
    return name == _SUBMISSION or name.endswith(f"/{_SUBMISSION}")


def _find_root_of(folder: str) -> str:
    is_payload = f"/{folder}".endswith("/data/")
    return folder.removesuffix("data/") if is_payload else folder


def _read_manifest(container: Container, prefix: str) -> tuple[str, bytes | None]:
    """The preferred algorithm whose manifest can be read, and the manifest."""
    for algorithm in ALGORITHMS:
        raw = _read_tag(container, f"{prefix}{algorithm}.txt")
        if raw is not None:
            return algorithm, raw
    return "", None


def _read_tag(container: Container, name: str) -> bytes | None:
    try:
        return container.read(name) if container.has(name) else None
    except ArchiveError:
        return None


def _normalise(manifest: Mapping[str, str]) -> dict[str, str]:
    return {normalise_name(path): digest for path, digest in manifest.items()}


def _digest_listing(container: Container, payload: str) -> str:
    digest = hashlib.sha256(container.read(f"{payload}{_SUBMISSION}"))
    for name in container.names():
        if name.startswith(payload):
            digest.update(f"{container.size_bytes(name)}  {name[len(payload) :]}\n".encode())
    return digest.hexdigest()


def _find_no_bag() -> Finding:
    return Finding(
        check="bundle.not_a_bag",
        severity=Severity.LOOK,
        sentence="The bundle has no checksums (it is no BagIt bag), so nothing tells whether a "
        "file was changed or lost on its way.",
        advice="Go on if you trust where it came from; else ask for it as a bag.",
    )


def _find_flaws(
    container: Container, root: str, algorithm: str, unusable: int
) -> tuple[Finding, ...]:
    flaws = []
    version = parse_version(_read_tag(container, f"{root}bagit.txt") or b"")
    if version is None or version > _NEWEST_KNOWN:
        flaws.append(
            Finding(
                check="bundle.bag_version",
                severity=Severity.REMARK,
                sentence="The bundle does not say that it is a BagIt bag of a version up to 1.0. "
                "It was read as one of version 1.0.",
            )
        )
    if not algorithm:
        flaws.append(
            Finding(
                check="bundle.manifest_missing",
                severity=Severity.LOOK,
                sentence="The bundle has no list of SHA-256 or SHA-512 checksums that can be "
                "read, so nothing tells whether a file was changed or lost on its way.",
                advice="Go on if you trust where it came from; else ask for it again.",
            )
        )
    if unusable:
        lines = "one line" if unusable == 1 else f"{unusable} lines"
        flaws.append(
            Finding(
                check="bundle.manifest_line",
                severity=Severity.LOOK,
                sentence=f"In the bundle's lists of checksums, {lines} cannot be used.",
            )
        )
    if container.has(f"{root}fetch.txt"):
        flaws.append(
            Finding(
                check="bundle.fetch",
                severity=Severity.LOOK,
                sentence="The bundle asks for files to be downloaded (fetch.txt). This program "
                "downloads nothing; what is not in the bundle counts as missing.",
            )
        )
    return tuple(flaws)
