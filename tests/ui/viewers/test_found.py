"""Words found in viewers: lit where they stand, in any script, in cells, on turned pages, scans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.evidence.pdf.documents import write_pages
from tests.ui.viewers.artifacts import make_artifact
from workbench.assessment.evidence import ArtifactFacts
from workbench.assessment.locator import Place, Span
from workbench.evidence.finding.hits import Hit, find_hits, make_needle
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import TextLine
from workbench.ui.finding.finder import Finder
from workbench.ui.lit_words import LitWords, count_utf16
from workbench.ui.tasks import Tasks
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.searchable import Spot
from workbench.ui.viewers.text.table import find_cells
from workbench.ui.viewers.text.viewer import TextViewer

WHOLE = Place(whole=True)


@pytest.fixture
def finder(qapp: QApplication) -> Iterator[Finder]:
    tasks = Tasks(qapp, threads=1)
    yield Finder(tasks)
    tasks.close()


def test_letters_beyond_the_first_plane_count_twice_for_qt() -> None:
    text = "😀 norm 😀 norm"
    hits = find_hits(text, make_needle("norm"))
    assert count_utf16(text, hits) == [Hit(3, 7), Hit(11, 15)]
    assert count_utf16("a norm", (Hit(2, 6),)) == (Hit(2, 6),)


def test_hits_stand_in_the_cells_of_a_table() -> None:
    text = "a\tnorm\tc\n\tnorm one\ttwo\nnorm"
    hits = find_hits(text, make_needle("norm"))
    assert find_cells(text, hits) == [((0, 1),), ((1, 1),), ((2, 0),)]
    assert find_cells(text, find_hits(text, make_needle("one two norm"))) == [
        ((1, 1), (1, 2), (2, 0))
    ]


def test_words_that_do_not_fit_end_with_dots(qapp: QApplication) -> None:
    text = "The norms were read out and amended by the families who had come. " * 4
    font = QFont(qapp.font())
    all_of_it, two = LitWords(text, font, 200.0), LitWords(text, font, 200.0, most_lines=2)
    assert two.height < all_of_it.height
    assert two._layout.text().endswith("…")
    assert LitWords("short", font, 200.0, most_lines=2)._layout.text() == "short"


@pytest.mark.parametrize("words", ["norm", "नियम", "规范"])
def test_a_text_is_lit_in_any_script(
    qtbot: QtBot, tmp_path: Path, finder: Finder, words: str
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(f"😀 One line.\r\n\r\nThe {words} is here.\n", "utf-8")
    viewer = TextViewer()
    qtbot.addWidget(viewer)
    viewer.show()
    viewer.open_at(make_artifact(path, "text"), WHOLE)
    finder.turn_to(viewer.searchable)
    finder.find(words)
    qtbot.waitUntil(lambda: finder.ordinal == 1, timeout=5_000)
    (mark,) = viewer._text.extraSelections()
    assert mark.cursor.selectedText() == words
    viewer.grab()  # the outline is painted


def test_a_hit_far_below_is_brought_into_view(qtbot: QtBot, tmp_path: Path, finder: Finder) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("A line.\n" * 2_000 + "The norm.\n" + "A line.\n" * 2_000, "utf-8")
    viewer = TextViewer()
    qtbot.addWidget(viewer)
    viewer.resize(500, 400)
    viewer.show()
    viewer.open_at(make_artifact(path, "text"), WHOLE)
    finder.turn_to(viewer.searchable)
    finder.find("norm")
    qtbot.waitUntil(lambda: finder.ordinal == 1, timeout=5_000)
    (mark,) = viewer._text.extraSelections()
    view = viewer._text.viewport().rect()
    assert view.contains(viewer._text.cursorRect(mark.cursor))


@pytest.fixture
def pages(client: PdfClient, qtbot: QtBot) -> Iterator[PdfViewer]:
    viewer = PdfViewer(client)
    qtbot.addWidget(viewer)
    viewer.resize(600, 700)
    viewer.show()
    yield viewer
    viewer.release()


def show(viewer: PdfViewer, path: Path, texts: tuple[str, ...] | None, qtbot: QtBot) -> None:
    facts = ArtifactFacts(media="pdf", size_bytes=1, pages=len(texts or ()), texts=texts)
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        viewer.open_at(replace(make_artifact(path, "pdf"), facts=facts), Place(page=Span(1, 1)))


def test_a_hit_on_a_far_page_that_is_turned_comes_into_view(
    pages: PdfViewer, finder: Finder, qtbot: QtBot, tmp_path: Path
) -> None:
    texts = tuple("The norm." if n == 30 else "A page." for n in range(40))
    path = write_pages(tmp_path / "plan.pdf", [[text] for text in texts])
    show(pages, path, texts, qtbot)
    pages.canvas.turn()
    finder.turn_to(pages.searchable)
    finder.find("norm")
    qtbot.waitUntil(lambda: len(pages.searchable.list_boxes(30)) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: pages.canvas.is_on_screen(30), timeout=10_000)
    ((box,),) = pages.searchable.list_boxes(30)
    left, top, right, bottom = pages.canvas.find_shown_box(30)
    assert left <= box[0] < box[2] <= right
    assert top <= box[1] < box[3] <= bottom


def test_texts_that_a_second_look_brings_are_searched(
    pages: PdfViewer, finder: Finder, qtbot: QtBot, tmp_path: Path
) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["The norm."]])
    show(pages, path, None, qtbot)
    finder.turn_to(pages.searchable)
    finder.find("norm")
    assert not finder.is_complete
    facts = ArtifactFacts(media="pdf", size_bytes=1, pages=1, texts=("The norm.",))
    pages.learn(replace(make_artifact(path, "pdf"), facts=facts))
    qtbot.waitUntil(lambda: finder.count == 1, timeout=5_000)


def test_what_a_machine_reads_of_a_scan_is_found_as_soon_as_it_is_read(
    pages: PdfViewer, finder: Finder, qtbot: QtBot, tmp_path: Path
) -> None:
    path = write_pages(tmp_path / "scan.pdf", [[], []])
    show(pages, path, ("", ""), qtbot)
    finder.turn_to(pages.searchable)
    finder.find("norm")
    qtbot.waitUntil(lambda: finder.is_complete, timeout=5_000)
    assert finder.is_empty
    line = TextLine(
        text="norm",
        box=(10.0, 10.0, 50.0, 20.0),
        starts=(10.0, 20.0, 30.0, 40.0),
        ends=(20.0, 30.0, 40.0, 50.0),
        is_upright=False,
        block=0,
    )
    pages._facts.set_read(1, (line,))
    assert finder.count == 1
    finder.find("norm")
    qtbot.waitUntil(lambda: finder.current == Spot(1, 0), timeout=5_000)
    assert pages.searchable.list_boxes(1) == (((10.0, 10.0, 50.0, 20.0),),)
