from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.builders import build_artifact, build_bundle, build_pdf, build_submission
from workbench.evidence.pdf.client import PdfClient
from workbench.intake.bundle import Bundle, open_bundle
from workbench.intake.inspection import resolve_unseen
from workbench.ui.artifact_desk import ArtifactDesk
from workbench.ui.tasks import Tasks

PLANS = ("A1", "A2", "A3")


@pytest.fixture
def bundle(tmp_path: Path) -> Iterator[Bundle]:
    artifacts = tuple(build_artifact(name, f"{name}.pdf") for name in PLANS)
    files = {
        artifact.file: build_pdf([f"{artifact.id}, page {n}." for n in (1, 2)])
        for artifact in artifacts
    }
    submission = build_submission(artifacts=artifacts)
    bundle = open_bundle(build_bundle(tmp_path, submission=submission, files=files))
    yield bundle
    bundle.close()


@pytest.fixture
def desk(bundle: Bundle, qapp: object) -> Iterator[ArtifactDesk]:
    del qapp
    client, tasks = PdfClient(), Tasks()
    client.start()
    yield ArtifactDesk(bundle, resolve_unseen(bundle.submission), client, tasks)
    tasks.close()
    client.close()


def note_looks(desk: ArtifactDesk) -> list[tuple[str, bool]]:
    """(artifact, whether it was the last look), as they are said."""
    looks: list[tuple[str, bool]] = []
    desk.inspected.connect(lambda key: looks.append((key, desk.known[key].is_complete)))
    return looks


def test_a_document_can_be_shown_before_its_texts_are_read(
    qtbot: QtBot, desk: ArtifactDesk
) -> None:
    found: list[tuple[object, ...]] = []
    desk.inspected.connect(
        lambda key: found.append(
            (desk.known[key].facts.pages, desk.known[key].facts.texts, desk.is_done)
        )
    )
    desk.inspect("A1", in_turn=True)
    qtbot.waitUntil(lambda: desk.is_done, timeout=20_000)
    texts = ("A1, page 1.\n", "A1, page 2.\n")
    assert found == [(2, None, False), (2, texts, True)]


def test_what_is_asked_for_comes_before_what_waits_in_line(
    qtbot: QtBot, desk: ArtifactDesk
) -> None:
    looks = note_looks(desk)
    for name in PLANS:
        desk.inspect(name, in_turn=True)
    desk.inspect("A3")
    qtbot.waitUntil(lambda: desk.is_done, timeout=20_000)
    assert looks.index(("A3", False)) < looks.index(("A2", False))
    assert sorted(looks) == sorted((name, done) for name in PLANS for done in (False, True))


def test_nothing_more_is_begun_after_stopping(qtbot: QtBot, desk: ArtifactDesk) -> None:
    looks = note_looks(desk)
    for name in PLANS:
        desk.inspect(name, in_turn=True)
    desk.stop()
    qtbot.waitUntil(lambda: bool(looks), timeout=20_000)
    qtbot.wait(50)
    assert looks == [("A1", False)]


def test_an_artifact_can_be_looked_into_afresh(qtbot: QtBot, desk: ArtifactDesk) -> None:
    desk.inspect("A2")
    qtbot.waitUntil(lambda: desk.is_done, timeout=20_000)
    looks = note_looks(desk)
    desk.forget("A2")
    desk.inspect("A2")
    qtbot.waitUntil(lambda: bool(looks), timeout=20_000)
    assert looks == [("A2", True)]


def test_what_was_not_handed_in_is_not_asked_for(desk: ArtifactDesk) -> None:
    desk.inspect("A9")
    assert desk.is_done
