"""Find in everything, from typing to the place shown, by keys in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.builders import build_artifact, build_bundle, build_submission
from tests.evidence.pdf.documents import write_pages
from tests.journeys.test_accessibility import list_faults
from tests.keyboard import press, type_words
from workbench.ui.finding.hit_model import ROW, Heading, HitRow
from workbench.ui.finding.panel import FindPanel
from workbench.ui.main_window import MainWindow
from workbench.ui.settings.preferences import EVIDENCE_FIRST
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.video.viewer import VideoViewer

pytestmark = pytest.mark.qt_log_ignore("pa_context_connect", "No RHI backend", "No audio device")

Opener = Callable[..., MainWindow]
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def find(window: MainWindow, words: str, qtbot: QtBot) -> FindPanel:
    """Ctrl+Shift+F, the words typed, and the search at its end."""
    press(window, Qt.Key.Key_F, CONTROL | SHIFT)
    panel = window.findChild(FindPanel)
    assert isinstance(panel, FindPanel)
    panel.field.clear()
    type_words(words)
    qtbot.waitUntil(
        lambda: panel.search.words == words and not panel.search.is_running, timeout=20_000
    )
    return panel


def list_rows(panel: FindPanel) -> list[Heading | HitRow]:
    model = panel.list.hits
    return [model.index(row).data(ROW) for row in range(model.rowCount())]


def list_hits(panel: FindPanel) -> list[HitRow]:
    return [row for row in list_rows(panel) if isinstance(row, HitRow)]


def list_kinds(panel: FindPanel) -> set[str]:
    return {f"{row.source.kind} {row.source.key}".strip() for row in list_hits(panel)}


def find_number(panel: FindPanel, key: str) -> int:
    """The number of the first hit of that source."""
    keys = [row.source.key for row in list_hits(panel)]
    return keys.index(key) + 1


def test_words_are_found_in_answers_explanations_pages_captions_slides_and_sheets(
    opener: Opener, qtbot: QtBot
) -> None:
    window = opener()
    panel = find(window, "card", qtbot)
    assert {"explanations", "artifact A1"} <= list_kinds(panel)
    assert any(kind.startswith("part") for kind in list_kinds(panel))
    panel = find(window, "the", qtbot)
    assert {f"artifact A{n}" for n in (1, 2, 3, 4, 5, 7)} <= list_kinds(panel)
    headings = [row for row in list_rows(panel) if isinstance(row, Heading)]
    assert all(0 < heading.listed <= heading.count for heading in headings)


def test_a_number_goes_to_that_hit_and_the_list_stays(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    panel = find(window, "certificate of attendance", qtbot)
    press(window, Qt.Key.Key_Down)
    assert panel.list.hasFocus()
    press(window, str(find_number(panel, "A9")))
    evidence = window.review.evidence
    qtbot.waitUntil(lambda: evidence.shown_artifact == "A9", timeout=10_000)
    qtbot.waitUntil(
        lambda: (
            isinstance(evidence.viewer, PdfViewer)
            and len(evidence.viewer.searchable.list_boxes(0)) == 1
        ),
        timeout=20_000,
    )
    count = window.findChild(QLabel, "findCount")
    assert isinstance(count, QLabel)
    qtbot.waitUntil(lambda: count.text() == "1 of 1", timeout=10_000)
    assert panel.isVisible()
    assert panel.list.hasFocus()


def test_what_is_said_in_a_film_is_gone_to_from_the_list(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    panel = find(window, "do not judge before we know", qtbot)
    number = find_number(panel, "A2")
    assert list_hits(panel)[number - 1].place == "0:57"
    press(window, Qt.Key.Key_Return)
    press(window, str(number))
    evidence = window.review.evidence
    qtbot.waitUntil(
        lambda: (
            isinstance(evidence.viewer, VideoViewer)
            and abs(evidence.viewer._tell_seconds() - 57.2) < 0.1
        ),
        timeout=20_000,
    )


def test_a_hit_in_an_explanation_shows_the_claim_with_the_words_marked(
    opener: Opener, qtbot: QtBot
) -> None:
    window = opener()
    panel = find(window, "lay on my own desk", qtbot)
    (row,) = list_hits(panel)
    assert row.place == "for 1a"
    press(window, Qt.Key.Key_Return)
    assert window.session.target == "1a"
    assert not panel.isVisible()
    claim = window.session.submission.self_analysis.claims_for("1a")[0]
    label = window.findChild(QLabel, f"explanation-{claim.id}")
    assert isinstance(label, QLabel)
    assert label.selectedText() == "lay on my own desk"
    press(window, Qt.Key.Key_F, CONTROL | SHIFT)
    assert panel.isVisible()
    assert list_hits(panel) == [row]


def test_a_hit_in_an_answer_shows_it_and_back_leads_back(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    window.session.show("1a")
    shown = window.review.evidence.shown_artifact
    panel = find(window, "my door was open", qtbot)
    press(window, Qt.Key.Key_Return)
    narrative = window.review.evidence._narrative
    qtbot.waitUntil(lambda: len(narrative.extraSelections()) == 1, timeout=10_000)
    assert narrative.isVisible()
    assert window.session.target == "1a"
    assert panel.isVisible()
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.review.evidence.shown_artifact == shown


def test_numbers_judge_nothing_while_hits_are_listed(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    window.session.show("3c")
    find(window, "yellow", qtbot)
    press(window, Qt.Key.Key_Return)
    press(window, "3")
    window.review.evidence.setFocus()
    window.review.outcomes.setFocus()
    press(window, "2")
    press(window, "f")
    assert window.session.review.judgment("3c").level is None
    assert window.review.judgment.isVisible()


def test_esc_leads_back_to_the_claim(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    window.session.show("3c")
    panel = find(window, "yellow", qtbot)
    press(window, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.review.claim.isVisible()


def test_esc_closes_one_thing_after_the_other(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    window.session.show("3c")
    panel = find(window, "yellow", qtbot)
    press(window, Qt.Key.Key_Return)
    press(window, "5")
    bar = window.review.evidence.finding.bar
    assert bar.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert (panel.isVisible(), bar.isVisible()) == (False, True)
    press(window, "f")
    type_words("On page 7.")
    press(window, Qt.Key.Key_Escape)
    assert bar.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_an_explanation_that_waits_for_the_first_impression_is_not_searched(
    opener: Opener, qtbot: QtBot
) -> None:
    window = opener()
    window.session.store.write_setting(EVIDENCE_FIRST, value=True)
    assert list_hits(find(window, "lay on my own desk", qtbot)) == []


def test_what_has_no_words_is_named(opener: Opener, qtbot: QtBot) -> None:
    window = opener()
    find(window, "xylophone", qtbot)
    state = window.findChild(QLabel, "findEverythingState")
    assert isinstance(state, QLabel)
    qtbot.waitUntil(lambda: "“Cards from the box”" in state.text(), timeout=10_000)
    assert "Nothing found." in state.text()
    assert "“Notice board”" in state.text()


def test_every_control_of_the_search_is_told(
    opener: Opener, qtbot: QtBot, qapp: QApplication
) -> None:
    window = opener()
    panel = find(window, "the", qtbot)
    press(window, Qt.Key.Key_Return)
    qapp.processEvents()
    assert list_faults(window) == []
    spoken = panel.list.hits.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("1, ")


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Twenty artifacts, one of them of a thousand pages; one word on every tenth page."""
    artifacts, files = [], {}
    for number in range(1, 21):
        count = 1_000 if number == 1 else 5
        pages = [
            [f"Page {page} of words", "mutual respect" if page % 10 == 0 else "nothing"]
            for page in range(count)
        ]
        path = write_pages(tmp_path / f"plan{number}.pdf", pages)
        artifact = build_artifact(f"A{number}", path.name, media_type="application/pdf")
        artifacts.append(artifact)
        files[artifact.file] = path.read_bytes()
    submission = build_submission(artifacts=tuple(artifacts))
    return build_bundle(tmp_path, submission=submission, files=files)


def test_a_large_submission_is_searched_while_it_is_still_being_read(
    window: MainWindow, qtbot: QtBot, large: Path
) -> None:
    session = window.session
    with qtbot.waitSignal(session.opened, timeout=20_000):
        window.open_bundle(large)
    assert not session.desk.is_done
    press(window, Qt.Key.Key_F, CONTROL | SHIFT)
    type_words("MUTUAL respect")
    panel = window.findChild(FindPanel)
    assert isinstance(panel, FindPanel)
    qtbot.waitUntil(lambda: bool(list_hits(panel)), timeout=30_000)
    qtbot.waitUntil(lambda: panel.search.total > 0 and not panel.search.is_running, timeout=120_000)
    counts = {row.source.key: row.count for row in list_rows(panel) if isinstance(row, Heading)}
    assert counts == {"A1": 100, **{f"A{n}": 1 for n in range(2, 21)}}
    press(window, Qt.Key.Key_Return)
    first = list_hits(panel)[0]
    evidence = window.review.evidence
    qtbot.waitUntil(lambda: evidence.shown_artifact == first.source.key, timeout=20_000)
    qtbot.waitUntil(
        lambda: (
            isinstance(evidence.viewer, PdfViewer)
            and evidence.viewer.canvas.is_on_screen(first.listed.passage)
            and len(evidence.viewer.searchable.list_boxes(first.listed.passage)) == 1
        ),
        timeout=20_000,
    )


def test_a_search_is_stopped_by_a_button_and_what_was_found_stays(
    window: MainWindow, qtbot: QtBot, large: Path
) -> None:
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.open_bundle(large)
    press(window, Qt.Key.Key_F, CONTROL | SHIFT)
    type_words("mutual")
    panel = window.findChild(FindPanel)
    assert isinstance(panel, FindPanel)
    qtbot.waitUntil(lambda: panel.search.is_running and bool(list_hits(panel)), timeout=30_000)
    found = len(list_hits(panel))
    panel._stop.click()
    state = window.findChild(QLabel, "findEverythingState")
    assert isinstance(state, QLabel)
    qtbot.waitUntil(lambda: not panel.search.is_running and not panel._stop.isVisible())
    qtbot.waitUntil(lambda: window.session.desk.is_done, timeout=120_000)
    assert len(list_hits(panel)) == found
