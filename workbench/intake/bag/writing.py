"""Writing a BagIt 1.0 bag as one zip; the same payload and info give the same bytes."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.intake.archive.names import find_collision, find_name_fault
from workbench.intake.bag.manifest import (
    DECLARATION,
    BagLine,
    format_info,
    format_manifest,
)

_CHUNK = 1 << 20
_TEXT_SUFFIXES = frozenset(
    ".csv .htm .html .json .md .rtf .srt .svg .tsv .txt .vtt .xml".split()  # noqa: SIM905 - one line
)
"""What deflates well; anything else is stored, so that it can be read in place."""


class BagWriteError(WorkbenchError):
    """A bundle could not be written."""

    def __init__(self, target: str, fault: str) -> None:
        super().__init__(
            f"The bundle {target} could not be written: {fault}. "
            "Please check the folder and the free space, and try again."
        )


def write_bag(
    payload: Mapping[str, Path | bytes], target: Path, *, info: Mapping[str, str], name: str
) -> None:
    """Write a zip with one folder `name` that holds the bag; replace `target` when complete.

    Args:
        payload: Contents by path below `data/`, with `/` between folders.
        target: The zip to write.
        info: Lines of `bag-info.txt`; `Payload-Oxum` is added.
        name: The folder inside the zip.

    Raises:
        BagWriteError: A file cannot be read or the zip cannot be written, or a name is unsafe.
    """
    _check_names(payload, target, name)
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as file:
            temporary = Path(file.name)
            try:
                with zipfile.ZipFile(file, "w") as archive:
                    _write_entries(archive, payload, info, f"{name}/")
                file.flush()
                os.fsync(file.fileno())
                file.close()
                temporary.replace(target)
            except BaseException:
                file.close()
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise BagWriteError(target.name, error.strerror or "the disk refused it") from error


def _check_names(payload: Mapping[str, Path | bytes], target: Path, name: str) -> None:
    if fault := find_name_fault(name):
        raise BagWriteError(target.name, f"its folder's name “{name}” {fault}")
    for path in payload:
        if fault := find_name_fault(path):
            raise BagWriteError(target.name, f"a file's name “{path}” {fault}")
    if pair := find_collision(payload):
        raise BagWriteError(target.name, f"“{pair[0]}” and “{pair[1]}” would be the same file")


def _write_entries(
    archive: zipfile.ZipFile,
    payload: Mapping[str, Path | bytes],
    info: Mapping[str, str],
    root: str,
) -> None:
    lines = []
    octets = 0
    for path in sorted(payload):
        entry = f"data/{path}"
        digest, size = _write_entry(archive, root + entry, payload[path])
        lines.append(BagLine(path=entry, digest=digest))
        octets += size
    oxum = f"{octets}.{len(lines)}"
    tags = {
        "bag-info.txt": format_info({**info, "Payload-Oxum": oxum}),
        "bagit.txt": DECLARATION,
        "manifest-sha256.txt": format_manifest(lines),
    }
    written = [
        BagLine(path=path, digest=_write_entry(archive, root + path, content)[0])
        for path, content in tags.items()
    ]
    _write_entry(archive, root + "tagmanifest-sha256.txt", format_manifest(written))


def _write_entry(archive: zipfile.ZipFile, name: str, content: Path | bytes) -> tuple[str, int]:
    """Write one entry; return its SHA-256 and its size."""
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.create_system = 3
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    is_text = Path(name).suffix.lower() in _TEXT_SUFFIXES
    entry.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
    entry.file_size = len(content) if isinstance(content, bytes) else content.stat().st_size
    digest = hashlib.sha256()
    size = 0
    with archive.open(entry, "w", force_zip64=entry.file_size > _CHUNK << 10) as target:
        for chunk in _read_chunks(content):
            digest.update(chunk)
            size += target.write(chunk)
    return digest.hexdigest(), size


def _read_chunks(content: Path | bytes) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
