from __future__ import annotations

import hashlib
import json
import os
import shutil
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import (
    build_artifact,
    build_bundle,
    build_claim,
    build_payload,
    build_rubric,
    build_submission,
)
from workbench.assessment.finding import Severity
from workbench.assessment.self_analysis import Citation
from workbench.intake import bundle_errors as errors
from workbench.intake.bag import write_bag
from workbench.intake.bundle import Bundle, open_bundle
from workbench.intake.rubric.file import find_rubric, format_rubric_json
from workbench.intake.submission_file import format_submission

PLAN = "part2/artifacts/A1-plan.pdf"


def checks(bundle: Bundle) -> list[str]:
    return [finding.check for finding in bundle.findings]


def spoil(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change the bytes of a file in place, as a broken transport does."""
    path.write_bytes(change(path.read_bytes()))


def write_submission(folder: Path, change: Callable[[dict[str, object]], None]) -> Path:
    """A bundle whose `submission.json` was changed."""
    table = json.loads(format_submission(build_submission()))
    change(table)
    return build_bundle(folder, files={"submission.json": json.dumps(table).encode()})


@pytest.mark.parametrize("as_folder", [False, True])
def test_a_sound_bundle_opens_without_findings(tmp_path: Path, *, as_folder: bool) -> None:
    path = build_bundle(tmp_path, as_folder=as_folder)
    bundle = open_bundle(path)
    assert bundle.path == path
    assert bundle.name == path.name
    assert bundle.submission == build_submission()
    assert bundle.rubric == build_rubric()
    assert bundle.findings == bundle.verify() == ()
    assert bundle.has(PLAN)
    assert bundle.size_bytes(PLAN) == len(bundle.read_bytes(PLAN))
    assert bundle.read_bytes(PLAN).startswith(b"%PDF-")
    assert bundle.read_text("part1/P1.1.md").startswith("P1.1\n\nWe listened")
    bundle.close()


def test_zip_and_folder_have_the_same_digest(tmp_path: Path) -> None:
    zipped = build_bundle(tmp_path)
    folder = build_bundle(tmp_path, name="other", as_folder=True)
    raw = (folder / "manifest-sha256.txt").read_bytes()
    digests = set()
    for path in (zipped, folder):
        bundle = open_bundle(path)
        digests.add(bundle.manifest_digest)
        bundle.close()
    assert digests == {hashlib.sha256(raw).hexdigest()}


def test_opening_writes_nothing_and_reads_no_artifact(tmp_path: Path) -> None:
    big = os.urandom(40_000_000)
    path = build_bundle(tmp_path, files={PLAN: big})
    del big
    before = sorted(tmp_path.rglob("*"))
    tracemalloc.start()
    bundle = open_bundle(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000
    assert sorted(tmp_path.rglob("*")) == before
    bundle.close()


# Copying out


def test_a_file_is_copied_out_once_under_its_digest(tmp_path: Path) -> None:
    bundle = open_bundle(build_bundle(tmp_path))
    digest = hashlib.sha256(bundle.read_bytes(PLAN)).hexdigest()
    copy = bundle.copy_out(PLAN, tmp_path / "cache")
    assert copy == tmp_path / "cache" / digest / "A1-plan.pdf"
    assert copy.read_bytes() == bundle.read_bytes(PLAN)
    inode = copy.stat().st_ino
    assert bundle.copy_out(PLAN, tmp_path / "cache").stat().st_ino == inode
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == [copy]
    bundle.close()


def test_a_copy_that_was_deleted_is_made_again(tmp_path: Path) -> None:
    bundle = open_bundle(build_bundle(tmp_path))
    bundle.copy_out(PLAN, tmp_path / "cache").unlink()
    assert bundle.copy_out(PLAN, tmp_path / "cache").is_file()
    bundle.close()


def test_a_strange_suffix_stays_behind(tmp_path: Path) -> None:
    artifact = build_artifact("A1", "plan.p df")
    submission = build_submission(artifacts=(artifact,))
    bundle = open_bundle(build_bundle(tmp_path, submission=submission))
    assert bundle.copy_out(artifact.file, tmp_path / "cache").suffix == ""
    bundle.close()


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("the plan.PDF", "the-plan.pdf"),
        ("Łukasz’s plan (2).pdf", "Łukasz’s-plan-(2).pdf"),
        ("x" * 200 + ".pdf", "x" * 120 + ".pdf"),
        ("..pdf", "file.pdf"),
    ],
)
def test_a_copy_has_a_name_that_every_system_takes(tmp_path: Path, name: str, plain: str) -> None:
    artifact = build_artifact(file=f"part2/artifacts/{name}")
    submission = build_submission(artifacts=(artifact,))
    bundle = open_bundle(build_bundle(tmp_path, submission=submission))
    assert bundle.copy_out(artifact.file, tmp_path / "cache").name == plain
    bundle.close()


def test_a_file_of_a_folder_is_opened_where_it_lies(tmp_path: Path) -> None:
    path = build_bundle(tmp_path, as_folder=True)
    bundle = open_bundle(path)
    assert bundle.copy_out(PLAN, tmp_path / "cache") == (path / "data" / PLAN).resolve()
    assert not (tmp_path / "cache").exists()


def test_a_copy_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = open_bundle(build_bundle(tmp_path))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(errors.CopyOutError, match="A1-plan"):
        bundle.copy_out(PLAN, tmp_path / "file")
    full = shutil._ntuple_diskusage(10, 10, 0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    with pytest.raises(errors.CopyOutError, match="room"):
        bundle.copy_out(PLAN, tmp_path / "cache")
    assert not list((tmp_path / "cache").iterdir())
    bundle.close()


# What cannot be opened


def test_without_a_submission_nothing_is_opened(tmp_path: Path) -> None:
    write_bag({"a.txt": b""}, tmp_path / "sent.zip", info={}, name="sub")
    with pytest.raises(errors.NoSubmissionError, match=r"sent\.zip"):
        open_bundle(tmp_path / "sent.zip")


def test_a_broken_submission_says_where(tmp_path: Path) -> None:
    def change(table: dict[str, object]) -> None:
        evidence = table["evidence"]
        assert isinstance(evidence, list)
        del evidence[2]["detail"]

    with pytest.raises(errors.SubmissionFormatError) as caught:
        open_bundle(write_submission(tmp_path, change))
    expected = "sub-1.zip, submission.json: evidence, entry 3: 'detail' is missing"
    assert expected in str(caught.value)


def test_a_submission_of_a_later_format_says_what_is_needed(tmp_path: Path) -> None:
    path = write_submission(tmp_path, lambda table: table.update(format="mcw-submission/2"))
    with pytest.raises(errors.SubmissionVersionError, match="newer version of the program"):
        open_bundle(path)


def test_an_unknown_rubric_is_told(tmp_path: Path) -> None:
    path = build_bundle(tmp_path, without=["rubric.json"])
    with pytest.raises(errors.UnknownRubricError, match="small-rubric"):
        open_bundle(path)


def test_a_broken_rubric_that_nobody_else_has_is_told(tmp_path: Path) -> None:
    path = build_bundle(tmp_path, files={"rubric.json": b'{"format":"mcw-rubric/1","id":"a"}'})
    with pytest.raises(errors.BundleRubricError, match="'version' is missing"):
        open_bundle(path)


def test_a_rubric_of_a_later_format_is_told(tmp_path: Path) -> None:
    path = build_bundle(tmp_path, files={"rubric.json": b'{"format":"mcw-rubric/2"}'})
    with pytest.raises(errors.BundleRubricError, match="newer version of the program"):
        open_bundle(path)


def test_a_bundle_that_fails_is_let_go(tmp_path: Path) -> None:
    path = build_bundle(tmp_path, without=["rubric.json"])
    with pytest.raises(errors.BundleError):
        open_bundle(path)
    path.rename(tmp_path / "renamed.zip")


# What is only flawed


def test_a_missing_artifact_is_a_finding(tmp_path: Path) -> None:
    bundle = open_bundle(build_bundle(tmp_path, without=[PLAN]))
    (finding,) = bundle.findings
    assert finding.check == "bundle.artifact_missing"
    assert finding.severity is Severity.BLOCKS
    assert finding.artifact == "A1"
    assert "A1-plan.pdf" in finding.sentence
    assert not bundle.has(PLAN)
    with pytest.raises(errors.BundleError, match="A1-plan"):
        bundle.read_bytes(PLAN)
    bundle.close()


def test_a_missing_artifact_is_told_once(tmp_path: Path) -> None:
    path = build_bundle(tmp_path, as_folder=True)
    (path / "data" / PLAN).unlink()
    bundle = open_bundle(path)
    assert checks(bundle) == ["bundle.artifact_missing"]
    assert {f.check for f in bundle.verify()} == {"bundle.oxum_differs"}


def test_a_missing_answer_and_a_missing_companion_are_findings(tmp_path: Path) -> None:
    artifact = build_artifact("A1", captions=("part2/artifacts/A1.en.vtt",))
    path = build_bundle(
        tmp_path,
        submission=build_submission(artifacts=(artifact,)),
        without=["part1/P1.1.md", "part3/reflection.md", artifact.captions[0]],
    )
    bundle = open_bundle(path)
    one, other, companion = bundle.findings
    assert (one.check, one.part, one.question) == ("bundle.answer_missing", "P1", "P1.1")
    assert (other.check, other.part, other.question) == ("bundle.answer_missing", "P3", None)
    assert (companion.check, companion.artifact) == ("bundle.companion_missing", "A1")
    bundle.close()


def test_a_claim_for_an_unknown_detail_or_artifact_is_a_finding(tmp_path: Path) -> None:
    claims = (
        build_claim("9z"),
        build_claim(
            "1a",
            citations=(
                Citation(artifact="A1", where="p. 1"),
                Citation(artifact="A9", where="p. 1"),
            ),
        ),
    )
    bundle = open_bundle(build_bundle(tmp_path, submission=build_submission(claims=claims)))
    unknown, citation = bundle.findings
    assert (unknown.check, unknown.claim) == ("bundle.detail_unknown", "c-9z")
    assert (citation.check, citation.claim) == ("bundle.artifact_unknown", "c-1a")
    assert citation.citation == 1
    bundle.close()


def test_an_answer_to_nothing_is_a_finding(tmp_path: Path) -> None:
    def change(table: dict[str, object]) -> None:
        table["parts"] = {"P1": {"answers": {"P1.7": "part1/P1.1.md"}}, "P9": {"reflection": PLAN}}

    bundle = open_bundle(write_submission(tmp_path, change))
    assert checks(bundle) == ["bundle.question_unknown"] * 2
    bundle.close()


def test_paths_that_leave_the_payload_are_missing_files(tmp_path: Path) -> None:
    files = ("../manifest-sha256.txt", "/etc/passwd", "", "part2/../rubric.json")
    artifacts = tuple(
        replace(build_artifact(f"A{number}"), file=file) for number, file in enumerate(files, 1)
    )
    payload = build_payload()
    payload["submission.json"] = format_submission(build_submission(artifacts=artifacts))
    write_bag(payload, tmp_path / "sent.zip", info={}, name="sub")
    bundle = open_bundle(tmp_path / "sent.zip")
    assert checks(bundle) == ["bundle.artifact_missing"] * 4
    bundle.close()


def test_a_changed_artifact_is_opened_and_marked(tmp_path: Path) -> None:
    path = build_bundle(tmp_path)
    spoil(path, lambda raw: raw.replace(b"(The timeline.)", b"(the timeline.)"))
    bundle = open_bundle(path)
    assert bundle.findings == ()
    assert b"(the timeline.)" in bundle.read_bytes(PLAN)
    (finding,) = bundle.verify()
    assert (finding.check, finding.artifact) == ("bundle.checksum_mismatch", "A1")
    bundle.close()


def test_a_damaged_answer_is_marked_by_its_question(tmp_path: Path) -> None:
    path = build_bundle(tmp_path, as_folder=True)
    spoil(path / "data" / "part1" / "P1.1.md", lambda raw: b"X" + raw[1:])
    (finding,) = open_bundle(path).verify()
    assert (finding.part, finding.question) == ("P1", "P1.1")


def test_a_plain_folder_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    for file, content in build_payload().items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
    bundle = open_bundle(folder)
    assert checks(bundle) == ["bundle.not_a_bag"]
    assert bundle.verify() == ()
    assert bundle.read_text("part3/reflection.md")
    assert len(bundle.manifest_digest) == 64


def test_what_the_operating_system_adds_is_passed_over(tmp_path: Path) -> None:
    path = build_bundle(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/sub-1/._data", b"")
        archive.writestr("sub-1/data/.DS_Store", b"")
    bundle = open_bundle(path)
    assert bundle.findings == bundle.verify() == ()
    bundle.close()


# Which rubric


def test_a_bundle_without_its_rubric_takes_the_shipped_one(tmp_path: Path) -> None:
    rubric = find_rubric("welcoming-a-family", "2026.1")
    assert rubric is not None
    path = build_bundle(
        tmp_path,
        rubric=rubric,
        submission=build_submission(rubric=rubric, answers=()),
        without=["rubric.json"],
    )
    bundle = open_bundle(path)
    assert bundle.rubric == rubric
    assert checks(bundle) == ["bundle.rubric_missing"]
    bundle.close()


def test_a_broken_rubric_gives_way_to_the_shipped_one(tmp_path: Path) -> None:
    rubric = find_rubric("welcoming-a-family", "2026.1")
    assert rubric is not None
    path = build_bundle(
        tmp_path,
        submission=build_submission(rubric=rubric, answers=()),
        files={"rubric.json": b"{"},
    )
    bundle = open_bundle(path)
    assert bundle.rubric == rubric
    assert checks(bundle) == ["bundle.rubric_unreadable"]
    bundle.close()


def test_a_rubric_that_differs_from_the_shipped_one_is_shown_and_told(tmp_path: Path) -> None:
    shipped = find_rubric("welcoming-a-family", "2026.1")
    assert shipped is not None
    own = replace(shipped, phrases=())
    path = build_bundle(
        tmp_path,
        rubric=own,
        submission=build_submission(rubric=replace(own, sha256=""), answers=()),
    )
    bundle = open_bundle(path)
    assert bundle.rubric.phrases == ()
    assert checks(bundle) == ["bundle.rubric_differs"]
    bundle.close()


def test_a_rubric_that_is_not_the_one_answered_is_told(tmp_path: Path) -> None:
    answered = build_rubric()
    changed = build_rubric(phrases=())
    path = build_bundle(
        tmp_path,
        submission=build_submission(rubric=answered),
        files={"rubric.json": format_rubric_json(changed)},
    )
    bundle = open_bundle(path)
    assert checks(bundle) == ["bundle.rubric_changed"]
    bundle.close()


def test_a_rubric_of_another_name_is_told(tmp_path: Path) -> None:
    other = build_rubric(version="2025.9")
    path = build_bundle(
        tmp_path,
        submission=build_submission(),
        files={"rubric.json": format_rubric_json(other)},
    )
    bundle = open_bundle(path)
    (finding,) = bundle.findings
    assert finding.check == "bundle.rubric_other"
    assert finding.severity is Severity.BLOCKS
    bundle.close()
