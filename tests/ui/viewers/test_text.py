from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from tests.evidence.office_files import write_docx, write_pptx, write_xlsx
from tests.ui.viewers.artifacts import make_artifact, page
from workbench.assessment.evidence import ArtifactFacts, Media
from workbench.assessment.locator import Place, Span
from workbench.ui.viewers.text.sections import join_lines, read_sections
from workbench.ui.viewers.text.table import SheetView, name_column
from workbench.ui.viewers.text.viewer import TextViewer

WHOLE = Place(whole=True)


@pytest.fixture
def viewer(qtbot: QtBot) -> Iterator[TextViewer]:
    viewer = TextViewer()
    viewer.resize(600, 600)
    qtbot.addWidget(viewer)
    viewer.show()
    yield viewer
    viewer.release()


def open_at(
    qtbot: QtBot, viewer: TextViewer, path: Path, media: Media, place: Place = WHOLE
) -> None:
    with qtbot.waitSignal(viewer.place_shown, timeout=5_000):
        viewer.open_at(make_artifact(path, media), place)


def text_of(viewer: TextViewer) -> QPlainTextEdit:
    text = viewer.findChild(QPlainTextEdit, "text")
    assert isinstance(text, QPlainTextEdit)
    return text


def lit_words(viewer: TextViewer) -> list[str]:
    return [mark.cursor.selectedText() for mark in text_of(viewer).extraSelections()]


def sheet_of(viewer: TextViewer) -> QTableView:
    sheet = viewer.findChild(QTableView, "sheet")
    assert isinstance(sheet, QTableView)
    return sheet


def lit_cells(viewer: TextViewer) -> list[str]:
    model = sheet_of(viewer).model()
    cells = [model.index(y, x) for y in range(model.rowCount()) for x in range(model.columnCount())]
    return [str(cell.data()) for cell in cells if cell.data(Qt.ItemDataRole.BackgroundRole)]


def test_a_word_document_is_plain_text_with_its_paragraph_lit(
    qtbot: QtBot, viewer: TextViewer, tmp_path: Path
) -> None:
    path = write_docx(tmp_path / "a.docx", ["Minutes", "<b>We</b> agreed", "Closed"])
    open_at(qtbot, viewer, path, "docx", Place(para=Span(2, 2)))
    assert text_of(viewer).toPlainText() == "Minutes\n<b>We</b> agreed\nClosed"
    assert lit_words(viewer) == ["<b>We</b> agreed"]
    assert text_of(viewer).isReadOnly()


def test_quoted_words_are_lit(qtbot: QtBot, viewer: TextViewer, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Norms\n\nWe let each\nother finish.\nDone.", "utf-8")
    open_at(qtbot, viewer, path, "text", Place(quote="EACH other finish"))
    assert lit_words(viewer) == ["We let each\u2029other finish."]


def test_a_line_is_lit(qtbot: QtBot, viewer: TextViewer, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one\ntwo\nthree", "utf-8")
    open_at(qtbot, viewer, path, "text", Place(ln=Span(2, 3)))
    assert lit_words(viewer) == ["two\u2029three"]
    open_at(qtbot, viewer, path, "text", Place(ln=Span(9, 9)))
    assert lit_words(viewer) == []


def test_a_slide_is_gone_to(qtbot: QtBot, viewer: TextViewer, tmp_path: Path) -> None:
    path = write_pptx(tmp_path / "a.pptx", [("One", ""), ("Two", "say it"), ("Three", "")])
    open_at(qtbot, viewer, path, "pptx", Place(slide=Span(2, 2)))
    assert text_of(viewer).toPlainText() == "Two\n\nNotes\nsay it"
    open_at(qtbot, viewer, path, "pptx", Place(slide="last"))
    assert text_of(viewer).toPlainText() == "Three"
    choice = viewer.findChild(QComboBox, "textSection")
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(0)
    assert text_of(viewer).toPlainText() == "One"


def test_a_cell_of_a_named_sheet_is_chosen(
    qtbot: QtBot, viewer: TextViewer, tmp_path: Path
) -> None:
    rows: list[list[object]] = [["Q", "n"], ["safe", 12], ["heard", 9]]
    cover: list[list[object]] = [["x"]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Cover": cover, "Survey": rows})
    open_at(qtbot, viewer, path, "xlsx", Place(sheet="survey", cell="B2"))
    assert lit_cells(viewer) == ["12"]
    open_at(qtbot, viewer, path, "xlsx", Place(sheet="Survey", cell="A2:B3"))
    assert sorted(lit_cells(viewer)) == ["12", "9", "heard", "safe"]
    open_at(qtbot, viewer, path, "xlsx", Place(sheet="Survey", row=Span(3, 3)))
    assert lit_cells(viewer) == ["heard", "9"]


def test_a_csv_is_a_table(qtbot: QtBot, viewer: TextViewer, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('who;"says; so"\nAnna;"two\nlines"\n', "utf-8")
    open_at(qtbot, viewer, path, "text", Place(cell="B1"))
    assert lit_cells(viewer) == ["says; so"]


@pytest.mark.parametrize("place", [page(9), Place(slide=Span(9, 9)), Place(sheet="Nowhere")])
def test_a_place_that_is_not_there_is_said(
    qtbot: QtBot, viewer: TextViewer, tmp_path: Path, place: Place
) -> None:
    path = write_pptx(tmp_path / "a.pptx", [("One", ""), ("Two", "")])
    with qtbot.waitSignal(viewer.failed, timeout=5_000):
        viewer.open_at(make_artifact(path, "pptx"), place)


def test_a_problem_that_is_known_is_said_without_another_look(
    qtbot: QtBot, viewer: TextViewer, tmp_path: Path
) -> None:
    facts = ArtifactFacts(media="unknown", size_bytes=3, problem="“Our plan” is broken.")
    artifact = make_artifact(tmp_path / "gone.bin", "unknown", facts=facts)
    with qtbot.waitSignal(viewer.failed, timeout=5_000) as failed:
        viewer.open_at(artifact, WHOLE)
    assert failed.args == ["“Our plan” is broken."]


def test_a_broken_file_is_said(qtbot: QtBot, viewer: TextViewer, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04 broken")
    with qtbot.waitSignal(viewer.failed, timeout=5_000) as failed:
        viewer.open_at(make_artifact(path, "docx"), WHOLE)
    assert failed.args is not None
    assert "damaged" in failed.args[0]


def test_words_on_screen_for_a_second_are_seen(
    qtbot: QtBot, viewer: TextViewer, tmp_path: Path
) -> None:
    path = write_pptx(tmp_path / "a.pptx", [("One", ""), ("Two", "")])
    open_at(qtbot, viewer, path, "pptx", Place(slide=Span(2, 2)))
    with qtbot.waitSignal(viewer.seen, timeout=5_000) as seen:
        pass
    assert seen.args == ["A1", Place(slide=Span(2, 2))]


def test_columns_are_named_as_a_workbook_names_them() -> None:
    assert [name_column(number) for number in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]


def test_a_word_of_a_million_letters_may_be_broken_and_is_all_there() -> None:
    shown = join_lines("x" * 1_000_000)
    assert max(map(len, shown.split("\u200b"))) == 1000
    assert shown.replace("\u200b", "") == "x" * 1_000_000


@pytest.mark.parametrize("long", ["word " * 300_000, "\n" * 200_000])
def test_a_text_without_end_is_cut_and_says_so(long: str) -> None:
    shown = join_lines(long)
    assert len(shown) < 1_100_000
    assert shown.count("\n") < 100_100
    assert shown.endswith("Open it outside to read the rest.")


def test_a_text_of_usual_length_is_left_as_it_is() -> None:
    assert join_lines("a word\r\nand " + "n" * 1000) == "a word\nand " + "n" * 1000


@pytest.mark.parametrize("content", ["a," + "x" * 200_000, '"' + "a,b\n" * 50_000, "," * 100_000])
def test_a_csv_that_none_would_write_is_a_table_of_sane_size(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)
    (section,) = read_sections(path, "text")
    assert max(line.count("\t") for line in section.text.split("\n")) < 1_000


def test_the_columns_of_a_large_sheet_are_as_wide_as_its_first_words(qtbot: QtBot) -> None:
    sheet = SheetView()
    qtbot.addWidget(sheet)
    sheet.show_rows("a\tsome longer words\n" + "b\tc\n" * 50_000)
    assert sheet.columnWidth(0) < sheet.columnWidth(1)
    needed = sheet.fontMetrics().horizontalAdvance("some longer words")
    assert needed < sheet.columnWidth(1) < needed + 60
