"""A scan has no text; where Tesseract is installed it is read, on request only."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.evidence.pdf.documents import write_page, write_pages
from tests.evidence.reading.fake_tesseract import FakeTesseract, make_table
from tests.ui.viewers.artifacts import is_amber, make_artifact, page
from tests.ui.viewers.test_image import write_photo
from tests.ui.viewers.test_pdf_hand import copy, locate, open_at, read_notice
from workbench.assessment.locator import Place
from workbench.evidence.pdf.client import PdfClient
from workbench.paths import find_cache_folder
from workbench.ui.viewers.image import ImageViewer
from workbench.ui.viewers.pdf.viewer import PdfViewer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script")

NORMS = make_table([[("The", 300, 400, 100, 40), ("norms", 420, 400, 160, 40)]])
"""At 300 dots an inch: 72 points from the left, 96 from the top."""
READ = "Read the text of this page"


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeTesseract:
    return FakeTesseract(tmp_path / "bin", monkeypatch)


def write_scan(folder: Path) -> Path:
    return write_page(folder / "scan.pdf", b"0.9 g 60 700 300 60 re f")


def find_offer(viewer: PdfViewer) -> QPushButton:
    button = viewer.findChild(QPushButton, "pdfNoticeOffer")
    assert button is not None
    return button


def ask(qtbot: QtBot, viewer: PdfViewer) -> None:
    """Click on the page, so that the viewer says what there is to say of its text."""
    QTest.mouseClick(
        viewer.canvas.viewport(), Qt.MouseButton.LeftButton, pos=locate(viewer, 0, 100, 100)
    )
    reading = viewer._pages.reading
    qtbot.waitUntil(lambda: reading.languages is not None, timeout=20_000)


def read(qtbot: QtBot, viewer: PdfViewer) -> None:
    with qtbot.waitSignal(viewer._pages.reading.ended, timeout=30_000):
        QTest.keyClick(viewer.canvas, Qt.Key.Key_F8)


def test_without_tesseract_the_viewer_says_what_would_be_needed(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    open_at(qtbot, viewer, write_scan(tmp_path))
    ask(qtbot, viewer)
    qtbot.waitUntil(lambda: "Tesseract installed" in read_notice(viewer))
    assert not find_offer(viewer).isVisible()


def test_nothing_is_read_unasked(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, fake: FakeTesseract
) -> None:
    fake.tell(NORMS)
    open_at(qtbot, viewer, write_scan(tmp_path))
    ask(qtbot, viewer)
    qtbot.waitUntil(lambda: find_offer(viewer).isVisible())
    assert find_offer(viewer).text() == find_offer(viewer).accessibleName() == READ
    assert fake.list_calls() == []


def test_words_read_can_be_selected_and_are_marked_as_read_by_a_machine(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, fake: FakeTesseract
) -> None:
    fake.tell(NORMS)
    open_at(qtbot, viewer, write_scan(tmp_path))
    ask(qtbot, viewer)
    qtbot.waitUntil(lambda: find_offer(viewer).isVisible())
    with qtbot.waitSignal(viewer._pages.reading.ended, timeout=30_000):
        find_offer(viewer).click()
    assert "read by a machine (Tesseract, English): 2 words" in read_notice(viewer)
    assert viewer.canvas.accessibleDescription().startswith("Read by a machine")
    assert viewer.canvas.accessibleDescription().endswith("The norms")
    QTest.keyClick(viewer.canvas, Qt.Key.Key_F9)
    text = viewer.findChild(QPlainTextEdit, "pdfPageText")
    assert text is not None
    assert text.toPlainText().splitlines()[-1] == "The norms"
    assert any(label.text() == "· read by a machine" for label in viewer.findChildren(QLabel))
    point = locate(viewer, 0, 72 + 40, 100)
    QTest.mouseClick(viewer.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseDClick(viewer.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert copy(viewer) == "norms"


def test_a_turned_page_is_read_as_the_assessor_has_turned_it(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, fake: FakeTesseract
) -> None:
    fake.install(
        "print(picture[3:12].split()[0].decode(), file=open('%s', 'w'))" % (tmp_path / "w")
    )
    open_at(qtbot, viewer, write_scan(tmp_path))
    viewer.canvas.turn()
    read(qtbot, viewer)
    assert int((tmp_path / "w").read_text()) == pytest.approx(842 * 300 / 72, abs=2)
    assert read_notice(viewer) == "No words were found on page 1."


def test_what_was_read_is_there_another_day_without_reading_again(
    qtbot: QtBot, viewer: PdfViewer, client: PdfClient, tmp_path: Path, fake: FakeTesseract
) -> None:
    fake.tell(NORMS)
    open_at(qtbot, viewer, write_scan(tmp_path))
    read(qtbot, viewer)
    other = PdfViewer(client)
    qtbot.addWidget(other)
    other.show()
    open_at(qtbot, other, write_scan(tmp_path / "bin"))
    qtbot.waitUntil(lambda: other._facts.is_read(0), timeout=20_000)
    assert len(fake.list_calls()) == 1
    other.release()


def test_cited_words_are_lit_once_the_page_was_read(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, fake: FakeTesseract
) -> None:
    fake.tell(NORMS)
    place = page(1, quote="the norms")
    open_at(qtbot, viewer, write_scan(tmp_path), place)
    qtbot.waitUntil(lambda: find_offer(viewer).isVisible(), timeout=20_000)
    assert not _count_amber(viewer)
    read(qtbot, viewer)
    assert _count_amber(viewer)


def _count_amber(viewer: PdfViewer) -> int:
    viewer._pages.notice.say("")
    shown = viewer.canvas.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    corner = locate(viewer, 0, 60, 85)
    return sum(
        is_amber(shown.pixelColor(x, y))
        for x in range(corner.x(), corner.x() + 120)
        for y in range(corner.y(), corner.y() + 40)
    )


def test_a_reader_that_fails_is_said(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, fake: FakeTesseract
) -> None:
    fake.fail()
    open_at(qtbot, viewer, write_scan(tmp_path))
    read(qtbot, viewer)
    assert "could not read this page" in read_notice(viewer)
    assert viewer._facts.find_lines(0) == ()


def test_a_reader_without_end_is_stopped_after_its_time(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, fake: FakeTesseract
) -> None:
    fake.hang()
    viewer._pages.reading.limit_seconds = 0.5
    open_at(qtbot, viewer, write_scan(tmp_path))
    read(qtbot, viewer)
    assert "was stopped" in read_notice(viewer)


@pytest.mark.parametrize("by", ["button", "another document", "release"])
def test_reading_can_be_broken_off(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, fake: FakeTesseract, by: str
) -> None:
    fake.hang()
    open_at(qtbot, viewer, write_scan(tmp_path))
    QTest.keyClick(viewer.canvas, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: bool(fake.list_calls()), timeout=20_000)
    assert "Reading the text of page 1" in read_notice(viewer)
    if by == "button":
        find_offer(viewer).click()
        assert read_notice(viewer) == ""
    elif by == "release":
        viewer.release()
    else:
        open_at(qtbot, viewer, write_pages(tmp_path / "plan.pdf", [["Words."]]))
        assert read_notice(viewer) == ""
    assert viewer._pages.reading.page is None


def test_a_page_with_words_of_its_own_is_not_read(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, fake: FakeTesseract
) -> None:
    fake.tell(NORMS)
    open_at(qtbot, viewer, write_pages(tmp_path / "plan.pdf", [["Words."]]))
    QTest.keyClick(viewer.canvas, Qt.Key.Key_F8)
    assert "text of its own" in read_notice(viewer)
    assert fake.list_calls() == []


def test_the_languages_installed_are_offered_and_the_choice_is_remembered(
    qtbot: QtBot, viewer: PdfViewer, tmp_path: Path, fake: FakeTesseract
) -> None:
    fake.tell(NORMS, ["deu", "eng", "osd"])
    open_at(qtbot, viewer, write_scan(tmp_path))
    ask(qtbot, viewer)
    qtbot.waitUntil(lambda: find_offer(viewer).isVisible())
    menu = viewer.findChild(QMenu, "pdfNoticeChoices")
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["In English", "In German"]
    with qtbot.waitSignal(viewer._pages.reading.ended, timeout=30_000):
        menu.actions()[1].trigger()
    read(qtbot, viewer)
    assert ["-l deu " in call for call in fake.list_calls()] == [True, True]


def test_what_was_read_under_a_password_is_not_kept(
    qtbot: QtBot, viewer: PdfViewer, client: PdfClient, tmp_path: Path, fake: FakeTesseract
) -> None:
    fake.tell(NORMS)
    path = write_pages(tmp_path / "plan.pdf", [[""]], password="sesame")  # noqa: S106 - made up
    client.unlock(str(path), "sesame")
    open_at(qtbot, viewer, path)
    read(qtbot, viewer)
    assert viewer._facts.is_read(0)
    assert not (find_cache_folder() / "read-by-machine").exists()


def test_a_photographed_page_is_read_too(
    qtbot: QtBot, client: PdfClient, tmp_path: Path, fake: FakeTesseract
) -> None:
    fake.tell(NORMS)
    viewer = ImageViewer(client)
    qtbot.addWidget(viewer)
    viewer.resize(700, 800)
    viewer.show()
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        artifact = make_artifact(write_photo(tmp_path / "page.jpg", (800, 600)), "image")
        viewer.open_at(artifact, Place(whole=True))
    read(qtbot, viewer)
    assert viewer.canvas.accessibleDescription().endswith("The norms")
    viewer.release()
