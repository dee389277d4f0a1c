"""Opening a bundle, verifying it, and the first page: the demo, and a generated one of 1 GB.

The floor of opening is reading the zip's directory and `submission.json` with `zipfile`; the
floor of verifying is hashing the same bytes from the open file, nothing else.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from tests.builders import (
    build_artifact,
    build_claim,
    build_payload,
    build_rubric,
    build_submission,
)
from workbench.intake.bag import write_bag
from workbench.intake.bundle import open_bundle
from workbench.paths import find_resource

MEDIA = 8
MEDIA_BYTES = 128 * 1024 * 1024


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        demo = find_resource("demo", "4F7K-attempt-1.zip")
        for name, path in (("demo", demo), ("1 GB", write_large_bundle(Path(folder)))):
            for line in measure(name, path):
                sys.stdout.write(f"{line}\n")


def measure(name: str, path: Path) -> list[str]:
    """The lines about one bundle."""
    floor = min(_time_floor(path) for _ in range(5))
    opening = min(_time_opening(path) for _ in range(5))
    bundle = open_bundle(path)
    began = time.perf_counter()
    found = bundle.verify()
    verifying = time.perf_counter() - began
    bundle.close()
    hashing = _time_hashing(path)
    return [
        (
            f"{name:6} open     {opening * 1000:8.1f} ms  floor {floor * 1000:8.1f} ms  "
            f"ratio {opening / floor:.2f}"
        ),
        (
            f"{name:6} verify   {verifying * 1000:8.0f} ms  floor {hashing * 1000:8.0f} ms  "
            f"ratio {verifying / hashing:.2f}  ({len(found)} findings)"
        ),
    ]


def write_large_bundle(folder: Path) -> Path:
    """A sound bundle with a gigabyte of stored media in it."""
    media = folder / "media.mp4"
    with media.open("wb") as file:
        for number in range(MEDIA_BYTES // (1 << 20)):
            file.write(hashlib.sha256(str(number).encode()).digest() * (1 << 15))
    rubric = build_rubric()
    artifacts = tuple(build_artifact(f"A{n}", "clip.mp4") for n in range(1, MEDIA + 1))
    submission = build_submission(rubric=rubric, artifacts=artifacts, claims=[build_claim("1a")])
    payload: dict[str, Path | bytes] = dict(build_payload(rubric=rubric, submission=submission))
    payload |= {artifact.file: media for artifact in artifacts}
    target = folder / "large.zip"
    write_bag(payload, target, info={}, name="large")
    return target


def _time_opening(path: Path) -> float:
    began = time.perf_counter()
    open_bundle(path).close()
    return time.perf_counter() - began


def _time_floor(path: Path) -> float:
    began = time.perf_counter()
    with zipfile.ZipFile(path) as archive:
        name = next(n for n in archive.namelist() if n.endswith("submission.json"))
        archive.read(name)
    return time.perf_counter() - began


def _time_hashing(path: Path) -> float:
    """Hash every entry's content, as `sha256sum` would after an unzip."""
    began = time.perf_counter()
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            digest = hashlib.sha256()
            with archive.open(info) as file:
                while chunk := file.read(1 << 20):
                    digest.update(chunk)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
