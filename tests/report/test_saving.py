from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from workbench.report.saving import ReportNotWrittenError, save_whole


def test_a_report_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    save_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ReportNotWrittenError, match=r"“report\.pdf” could not be written"):
        save_whole(tmp_path / "gone" / "report.pdf", b"new")


def test_a_folder_in_the_place_of_the_report_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").mkdir()
    with pytest.raises(ReportNotWrittenError):
        save_whole(tmp_path / "report.pdf", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ReportNotWrittenError, match="permission denied"):
            save_whole(tmp_path / "report.pdf", b"new")
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_leaves_the_older_report_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ReportNotWrittenError, match="no space left"):
        save_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
