"""What the commands do, say and end with."""

from __future__ import annotations

import json
import re
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import build_bundle, build_payload, build_rubric, build_submission
from tests.cli.conftest import Run
from tests.store.events import build_event
from workbench.app import open_session
from workbench.cli import COMMANDS
from workbench.intake.bag import write_bag
from workbench.paths import find_data_folder
from workbench.store.keys import create_identity
from workbench.store.store import open_store


def write_script(folder: Path, **fields: object) -> Path:
    script = folder / "judgments.json"
    script.write_text(json.dumps({"format": "mcw-judgments/1", **fields}), "utf-8")
    return script


def judge_everything() -> list[dict[str, object]]:
    levels = dict.fromkeys(("1a", "1b", "2a"), "proficient") | dict.fromkeys(
        ("P1", "P3"), "accepted"
    )
    return [{"target": target, "level": level} for target, level in levels.items()]


def test_check_ends_with_1_and_lists_the_findings_as_json(workbench: Run, tmp_path: Path) -> None:
    done = workbench("check", build_bundle(tmp_path), "--json")
    assert done.returncode == 1, done.stderr
    assert "artifact.never_cited" in {finding["check"] for finding in json.loads(done.stdout)}


def test_check_writes_a_letter_as_text(workbench: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    done = workbench("check", build_bundle(tmp_path), "--letter", letter)
    assert done.returncode == 1
    assert letter.read_text(encoding="utf-8").endswith("With kind regards\n")


def test_a_letter_of_another_kind_is_refused_in_a_sentence(workbench: Run, tmp_path: Path) -> None:
    done = workbench("check", build_bundle(tmp_path), "--letter", tmp_path / "letter.docx")
    assert done.returncode == 2
    assert "“.pdf” or as “.txt”" in done.stderr


def test_check_ends_with_0_when_nothing_is_found(workbench: Run, tmp_path: Path) -> None:
    submission = build_submission()
    cited = replace(submission, artifacts=submission.artifacts[:1])
    done = workbench("check", build_bundle(tmp_path, submission=cited))
    assert done.returncode == 0, done.stdout
    assert "Nothing found." in done.stdout


def test_check_ends_with_2_and_a_sentence_when_it_cannot_be_opened(
    workbench: Run, tmp_path: Path
) -> None:
    path = tmp_path / "notes.zip"
    path.write_text("not a zip at all")
    done = workbench("check", path)
    assert done.returncode == 2
    assert "notes.zip" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_changed_file_is_told_and_the_artifact_named(workbench: Run, tmp_path: Path) -> None:
    path = build_bundle(tmp_path)
    with zipfile.ZipFile(path) as archive:
        entries = {info.filename: archive.read(info) for info in archive.infolist()}
    name = next(name for name in entries if name.endswith("minutes.txt"))
    entries[name] += b"!"
    with zipfile.ZipFile(path, "w") as archive:
        for entry, content in entries.items():
            archive.writestr(entry, content)
    findings = json.loads(workbench("check", path, "--json").stdout)
    changed = next(f for f in findings if f["check"] == "bundle.checksum_mismatch")
    assert changed["artifact"] == "A2"


def test_judging_from_a_file_goes_into_the_store_and_the_report(
    workbench: Run, tmp_path: Path
) -> None:
    bundle = build_bundle(tmp_path)
    script = write_script(tmp_path, judgments=judge_everything(), confirm=True, finish=True)
    done = workbench("judge", bundle, "--from", script, "--assessor", "Ada")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("earned")
    assert "finished" in done.stdout
    reported = workbench("report", bundle, "--out", tmp_path / "out", "--for", "file")
    assert reported.returncode == 0, reported.stderr
    files = [Path(line) for line in reported.stdout.splitlines()]
    assert [file.suffix for file in files] == [".pdf", ".html", ".json"]
    report = json.loads(files[2].read_text("utf-8"))
    assert report["decision"]["outcome"] == "earned"
    assert report["assessor"]["name"] == "Ada"
    assert files[0].read_bytes().startswith(b"%PDF-")


def test_a_report_says_that_a_file_does_not_match_its_checksum(
    workbench: Run, tmp_path: Path
) -> None:
    folder = build_bundle(tmp_path, as_folder=True)
    next(folder.rglob("*minutes.txt")).write_text("Other minutes.")
    workbench("judge", folder, "--from", write_script(tmp_path), "--assessor", "Ada")
    done = workbench("report", folder, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    report = json.loads(next((tmp_path / "out").glob("*.json")).read_text("utf-8"))
    assert "failed" in report["provenance"]["integrity"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"judgments": [{"target": "9z", "level": "proficient"}]}, "9z"),
        ({"judgments": [{"target": "1a", "level": "splendid"}]}, "splendid"),
        ({"judgments": [{"level": "proficient"}]}, "target"),
    ],
)
def test_a_script_that_does_not_fit_is_refused_and_records_nothing(
    workbench: Run, tmp_path: Path, fields: dict[str, object], told: str
) -> None:
    bundle = build_bundle(tmp_path)
    script = write_script(tmp_path, **fields)
    done = workbench("judge", bundle, "--from", script, "--assessor", "Ada")
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_nobody_said_who_assesses(workbench: Run, tmp_path: Path) -> None:
    done = workbench("judge", build_bundle(tmp_path), "--from", write_script(tmp_path))
    assert done.returncode == 2
    assert "--assessor" in done.stderr


@pytest.mark.usefixtures("qapp")
def test_a_second_program_on_the_same_store_is_told(workbench: Run, tmp_path: Path) -> None:
    bundle = build_bundle(tmp_path)
    script = write_script(tmp_path)
    with open_session("Ada"):
        done = workbench("judge", bundle, "--from", script, "--assessor", "Ada")
    assert done.returncode == 2
    assert "already open" in done.stderr


def test_a_store_folder_that_is_a_file_is_told(workbench: Run, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.write_text("in the way")
    script = write_script(tmp_path)
    bundle = build_bundle(tmp_path)
    done = workbench("--store", place, "judge", bundle, "--from", script, "--assessor", "Ada")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_store_option_chooses_the_data_folder(workbench: Run, tmp_path: Path) -> None:
    bundle = build_bundle(tmp_path)
    home = tmp_path / "elsewhere"
    script = write_script(tmp_path, judgments=judge_everything())
    done = workbench("--store", home, "judge", bundle, "--from", script, "--assessor", "Ada")
    assert done.returncode == 0, done.stderr
    store = open_store(home)
    try:
        assert {event.kind for event in store.read_events()} >= {"review_started", "judgment"}
    finally:
        store.close()


def test_an_unknown_rubric_is_refused_in_a_sentence(workbench: Run, tmp_path: Path) -> None:
    rubric = build_rubric()
    payload = build_payload(rubric=rubric, without=["rubric.json"])
    path = tmp_path / "sub.zip"
    write_bag(payload, path, info={}, name="sub")
    done = workbench("check", path)
    assert done.returncode == 2
    assert rubric.id in done.stderr


def test_doctor_says_what_is_there(workbench: Run) -> None:
    done = workbench("doctor", "--json")
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    assert facts["store"] == "none yet"
    assert {"workbench", "PySide6-Essentials", "players", "libreoffice", "fonts"} <= facts.keys()


def test_doctor_verifies_every_signature(workbench: Run) -> None:
    ada, eve = (create_identity(find_data_folder(), name) for name in ("Ada", "Eve"))
    with closing(open_store(find_data_folder())) as store:
        signed = [build_event(identity=ada), build_event(identity=eve), build_event()]
        store.append(signed).result()
    told = json.loads(workbench("doctor", "--json").stdout)["store"]
    assert told == (
        "sound; 0 submissions, 3 events, every known signature holds, "
        "1 by keys that are not known here"
    )
    with closing(open_store(find_data_folder())) as store:
        store.append([replace(build_event(2, identity=ada), sig=signed[0].sig)]).result()
    told = json.loads(workbench("doctor", "--json").stdout)["store"]
    assert told.startswith("NOT sound; 0 submissions, 4 events, 1 NOT as signed")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(workbench: Run, command: str) -> None:
    done = workbench(command, "check", "--help") if command == "rubric" else None
    done = done or workbench(command, "--help")
    assert done.returncode == 0
    assert re.search(r"\n  Examples?:\n    workbench ", done.stdout)


def test_a_rubric_is_checked(workbench: Run) -> None:
    shipped = Path(__file__).parents[2] / "rubrics" / "leading-mutual-respect.toml"
    done = workbench("rubric", "check", shipped)
    assert done.returncode == 1
    assert "four" in done.stdout
