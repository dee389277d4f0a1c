"""`workbench package`, as a person runs it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.builders import build_bundle
from tests.cli.conftest import Run
from tests.cli.test_reporting import judge, note_in_queue


def test_packages_of_the_queue_are_written_and_what_cannot_be_is_told(
    workbench: Run, tmp_path: Path
) -> None:
    bundles = [judge(workbench, tmp_path, "4F7K", number) for number in (1, 2)]
    note_in_queue([*bundles, tmp_path / "gone.zip"])
    out = tmp_path / "out" / "deeper"
    done = workbench("package", "--all", "--out", out)
    assert done.returncode == 1
    assert "gone.zip" in done.stderr
    names = ["4F7K-attempt-1-review.mcreview", "4F7K-attempt-1-review-2.mcreview"]
    assert done.stdout.splitlines() == [
        f"{hashlib.sha256((out / name).read_bytes()).hexdigest()}  {out / name}" for name in names
    ]
    assert workbench("verify", out / names[1]).returncode == 0
    alone = workbench("package", bundles[0], "--out", tmp_path)
    assert alone.returncode == 0
    assert alone.stdout.split()[0] in done.stdout  # the same events, the same bytes


def test_a_review_that_is_not_finished_goes_nowhere(workbench: Run, tmp_path: Path) -> None:
    done = workbench("package", build_bundle(tmp_path), "--out", tmp_path, "--assessor", "Ada")
    assert done.returncode == 1
    assert "is not finished" in done.stderr
    assert not list(tmp_path.glob("*.mcreview"))


def test_without_a_review_there_is_nothing_to_send(workbench: Run) -> None:
    done = workbench("package", "--all", "--assessor", "Ada")
    assert done.returncode == 2
    assert "There is no review to send" in done.stderr
