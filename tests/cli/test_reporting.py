"""`workbench report` and `workbench verify`, as a person runs them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from tests.builders import build_bundle, build_submission
from tests.cli.conftest import Run
from tests.cli.test_commands import judge_everything, write_script
from tests.report.test_verifying import write_pkcs12
from workbench.assessment.submission import Practitioner
from workbench.paths import find_data_folder
from workbench.store.keys import change_passphrase, load_identities
from workbench.store.store import open_store
from workbench.store.submissions import SubmissionRow


def judge(workbench: Run, folder: Path, key: str = "4F7K", number: int = 1) -> Path:
    """A bundle whose review by Ada is finished, and earned."""
    submission = build_submission(
        id=f"urn:uuid:7d0e6b52-6a3e-4f0b-9d53-2f4a6f1f0c{number:02}",
        practitioner=Practitioner(key=key),
    )
    bundle = build_bundle(folder, name=f"sub-{number}", submission=submission)
    script = write_script(folder, judgments=judge_everything(), confirm=True, finish=True)
    done = workbench("judge", bundle, "--from", script, "--assessor", "Ada")
    assert done.returncode == 0, done.stderr
    return bundle


def report(workbench: Run, folder: Path, *arguments: object) -> Sequence[Path]:
    done = workbench("report", *arguments, "--out", folder / "out")
    assert done.returncode == 0, done.stderr
    return [Path(line) for line in done.stdout.splitlines()]


def test_one_call_writes_for_both_audiences_in_every_format(workbench: Run, tmp_path: Path) -> None:
    bundle = judge(workbench, tmp_path)
    formats = [x for f in ("pdf", "html", "json", "badge", "csv", "xlsx") for x in ("--format", f)]
    files = report(workbench, tmp_path, bundle, "--for", "both", *formats)
    assert [file.name for file in files] == [
        f"4F7K-attempt-1-earned{whose}-report{suffix}"
        for whose in ("", "-file")
        for suffix in (".pdf", ".html", ".json", "-badge.json")
    ] + ["judgments.csv", "judgments.xlsx"]
    for file in files[:3]:
        verified = workbench("verify", file)
        assert (verified.returncode, "The key is known here" in verified.stdout) == (0, True)


def test_a_queue_is_reported_at_once_and_what_cannot_be_opened_is_told(
    workbench: Run, tmp_path: Path
) -> None:
    bundles = [judge(workbench, tmp_path, key, n) for n, key in enumerate(("AAAA", "BBBB"), 1)]
    note_in_queue([*bundles, tmp_path / "gone.zip"])
    done = workbench("report", "--all", "--out", tmp_path / "out", "--format", "csv")
    assert done.returncode == 0
    assert "gone.zip" in done.stderr
    rows = (tmp_path / "out" / "judgments.csv").read_text("utf-8-sig").splitlines()
    assert len(rows) == 1 + 2 * 5
    assert {row.split(",")[1] for row in rows[1:]} == {"AAAA", "BBBB"}


def test_template_page_and_names_are_followed(workbench: Run, tmp_path: Path) -> None:
    bundle = build_bundle(tmp_path)
    template = tmp_path / "north.toml"
    template.write_text('format = "mcw-template/1"\n[words]\nopening = "Well met."\n', "utf-8")
    (html,) = report(
        workbench, tmp_path, bundle, "--template", template, "--format", "html",
        "--name", "{practitioner} {decision}", "--assessor", "Ada",
    )  # fmt: skip
    assert html.name == "4F7K-open.html"
    assert "Well met." in html.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "There is nothing to report"),
        (["--name", "{who}"], "cannot be named after the pattern"),
        (["--template", "gone.toml"], "report template “gone.toml” cannot be used"),
        (["--print", "Gone"], "no printer named “Gone”"),
        (["--certificate", "gone.p12"], "certificate “gone.p12” cannot be used"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    workbench: Run, tmp_path: Path, arguments: list[str], words: str
) -> None:
    given = [build_bundle(tmp_path)] if arguments else []
    done = workbench("report", *given, *arguments, "--assessor", "Ada", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_organisation_signs_and_its_certificate_makes_it_known(
    workbench: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = build_bundle(tmp_path)
    certificate, root = write_pkcs12(tmp_path, "P-256", "right")
    (tmp_path / "root.der").write_bytes(root)
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", "right")
    given = ("--format", "pdf", "--certificate", certificate, "--assessor", "Ada")
    (pdf,) = report(workbench, tmp_path, bundle, *given)
    unknown = workbench("verify", pdf)
    assert (unknown.returncode, "NOT known here" in unknown.stdout) == (3, True)
    known = workbench("verify", pdf, "--trust", tmp_path / "root.der", "--json")
    assert known.returncode == 0
    assert json.loads(known.stdout)["signer"] == "Program Office"


def test_a_key_with_a_passphrase_signs_once_it_is_given(
    workbench: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = judge(workbench, tmp_path)
    (ada,) = load_identities(find_data_folder())
    change_passphrase(find_data_folder(), ada, "nine words")
    given = ("report", bundle, "--format", "json", "--out", tmp_path / "out")
    locked = workbench(*given)
    assert (locked.returncode, "key of Ada is locked" in locked.stderr) == (2, True)
    unsigned = workbench(*given, "--unsigned")
    assert unsigned.returncode == 0
    monkeypatch.setenv("WORKBENCH_KEY_PASSPHRASE", "other words")
    wrong = workbench(*given)
    assert (wrong.returncode, "not the passphrase" in wrong.stderr) == (2, True)
    monkeypatch.setenv("WORKBENCH_KEY_PASSPHRASE", "nine words")
    (file,) = report(workbench, tmp_path, bundle, "--format", "json")
    assert workbench("verify", file).returncode == 0


def test_the_states_of_reports_are_listed_and_what_is_sent_is_marked(
    workbench: Run, tmp_path: Path
) -> None:
    bundle = judge(workbench, tmp_path)
    report(workbench, tmp_path, bundle, "--format", "json")
    report(workbench, tmp_path, bundle, "--format", "json", "--for", "file", "--sent")
    done = workbench("report", bundle, "--states")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert [(row[0], row[1], row[3]) for row in rows] == [
        (bundle.name, "practitioner", "finished"),
        (bundle.name, "file", "sent"),
    ]
    assert rows[1][4] == "4F7K-attempt-1-earned-file-report.json"


def test_unsigned_and_letter_are_followed(workbench: Run, tmp_path: Path) -> None:
    bundle = build_bundle(tmp_path)
    given = ("--format", "pdf", "--unsigned", "--page", "Letter", "--assessor", "Ada")
    (pdf,) = report(workbench, tmp_path, bundle, *given)
    with pikepdf.open(pdf) as opened:
        assert [float(side) for side in opened.pages[0].mediabox] == [0, 0, 612, 792]
    assert workbench("verify", pdf).returncode == 1


def test_each_option_is_explained(workbench: Run) -> None:
    words = workbench("report", "--help").stdout
    _, _, options = words.partition("Options:")
    lines = options.split("\n  --")
    assert len(lines) >= 14
    assert [line for line in lines[1:] if len(line.split()) < 3] == []


def test_a_changed_report_ends_with_1_and_tells_where(workbench: Run, tmp_path: Path) -> None:
    bundle = build_bundle(tmp_path)
    (file,) = report(workbench, tmp_path, bundle, "--format", "json", "--assessor", "Ada")
    file.write_bytes(file.read_bytes().replace(b'"outcome": "open"', b'"outcome": "earned"'))
    done = workbench("verify", file)
    assert done.returncode == 1
    assert "Changed: decision." in done.stdout


def test_what_is_no_report_ends_with_2(workbench: Run, tmp_path: Path) -> None:
    path = tmp_path / "any.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "b")
    done = workbench("verify", path)
    assert done.returncode == 2
    assert "cannot be verified" in done.stderr


def note_in_queue(bundles: Sequence[Path]) -> None:
    """Let the queue hold these bundles as finished."""
    store = open_store(find_data_folder())
    (ada,) = load_identities(find_data_folder())
    for number, bundle in enumerate(bundles):
        row = SubmissionRow(
            id=f"urn:{number}", actor=ada.fingerprint, attempt=1, practitioner_key="X",
            credential_title="C", rubric="r", bundle_path=str(bundle), manifest="",
            opened_at=f"2026-11-1{number}", state="finished", decision="earned",
        )  # fmt: skip
        store.note_submission(row).result()
    store.close()
