"""What is broken is told in the window in a sentence, and the work goes on."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.builders import build_artifact, build_bundle, build_pdf, build_submission
from workbench.assessment.locator import Place
from workbench.assessment.submission import Submission
from workbench.ui.main_window import MainWindow

Opener = Callable[..., MainWindow]


def build_foreign(folder: Path) -> Path:
    path = folder / "sent.zip"
    path.write_bytes(b"%PDF-1.7 a document that was named zip")
    return path


def build_truncated(folder: Path) -> Path:
    path = build_bundle(folder, name="sent")
    path.write_bytes(path.read_bytes()[:-200])
    return path


def build_without_submission(folder: Path) -> Path:
    return build_bundle(folder, name="sent", without=["submission.json"])


def build_broken_submission(folder: Path) -> Path:
    broken = json.dumps({"format": "mcw-submission/1", "id": 7}).encode()
    return build_bundle(folder, name="sent", files={"submission.json": broken})


def build_later_submission(folder: Path) -> Path:
    later = json.dumps({"format": "mcw-submission/9", "id": "urn:uuid:1"}).encode()
    return build_bundle(folder, name="sent", files={"submission.json": later})


def build_without_rubric(folder: Path) -> Path:
    return build_bundle(folder, name="sent", without=["rubric.json"])


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (build_foreign, "not a zip"),
        (build_truncated, "incomplete"),
        (build_without_submission, "submission.json"),
        (build_broken_submission, "id"),
        (build_later_submission, "mcw-submission/9"),
        (build_without_rubric, "small-rubric"),
    ],
)
def test_a_bundle_that_cannot_be_opened_is_named_and_the_next_one_opens(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, build: Callable[[Path], Path], words: str
) -> None:
    notice = find_label(window, "queueNotice")
    with qtbot.waitSignal(window.session.open_failed, timeout=10_000):
        window.open_bundle(build(tmp_path))
    assert notice.isVisible()
    assert "sent" in notice.text()
    assert words in notice.text()
    with qtbot.waitSignal(window.session.opened, timeout=10_000):
        window.open_bundle(build_bundle(tmp_path, name="sound"))
    assert window.review.isVisible()
    assert not notice.isVisible()


def test_a_changed_file_is_opened_and_marked(opener: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    window = opener(change_file(build_bundle(tmp_path), "A1-plan.pdf"))
    window.session.show("1a")
    faults = find_label(window, "artifactFaults")
    qtbot.waitUntil(faults.isVisible, timeout=10_000)
    assert "checksum" in faults.text()
    window.session.open_place("A2", Place(whole=True))
    assert not faults.isVisible()


def change_file(bundle: Path, name: str) -> Path:
    """Another bundle where that file is not the one that the list of files knows."""
    target = bundle.with_name(f"changed-{bundle.name}")
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, content + b"\n" if entry.filename.endswith(name) else content)
    return target


def test_a_missing_artifact_is_told_where_it_would_be(
    opener: Opener, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opener(build_bundle(tmp_path, without=["part2/artifacts/A1-plan.pdf"]))
    window.session.show("1a")
    qtbot.waitUntil(lambda: find_told(window, "holds no"), timeout=10_000)


def submit(name: str, media_type: str) -> Submission:
    return build_submission(artifacts=(build_artifact("A1", name, media_type=media_type),))


EMPTY_PDF = build_pdf([])


@pytest.mark.parametrize(
    ("name", "media_type", "content", "words"),
    [
        ("plan.pdf", "application/pdf", b"", "empty"),
        ("plan.pdf", "application/pdf", EMPTY_PDF, "page"),
        ("plan.pdf", "application/pdf", b"%PDF-1.7 and then nothing of the kind", "page"),
        ("film.mp4", "video/mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(400), "film"),
    ],
)
def test_an_artifact_that_cannot_be_shown_is_a_sentence_and_judging_goes_on(
    opener: Opener,
    qtbot: QtBot,
    tmp_path: Path,
    name: str,
    media_type: str,
    content: bytes,
    words: str,
) -> None:
    submission = submit(name, media_type)
    files = {submission.artifacts[0].file: content}
    window = opener(build_bundle(tmp_path, submission=submission, files=files))
    window.session.show("1a")
    qtbot.waitUntil(lambda: find_told(window, words), timeout=20_000)
    window.review.judgment.choose(2)
    assert window.session.review.judgment("1a").is_made


def test_an_encrypted_document_asks_for_its_password(
    opener: Opener, qtbot: QtBot, tmp_path: Path, reference: Path
) -> None:
    submission = submit("plan.pdf", "application/pdf")
    locked = (reference / "files" / "encryption_openpassword.pdf").read_bytes()
    files = {submission.artifacts[0].file: locked}
    window = opener(build_bundle(tmp_path, submission=submission, files=files))
    window.session.show("1a")
    qtbot.waitUntil(lambda: find_told(window, "password"), timeout=20_000)


def find_told(window: MainWindow, words: str) -> bool:
    """Whether a sentence with those words stands where the evidence would be."""
    labels = window.review.evidence.findChildren(QLabel)
    return any(words in label.text().lower() for label in labels if label.isVisible())


def find_label(window: MainWindow, name: str) -> QLabel:
    label = window.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label
