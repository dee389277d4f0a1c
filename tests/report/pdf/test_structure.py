from __future__ import annotations

import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import pikepdf
import pytest

from tests.builders import build_rubric
from tests.report.builders import (
    build_feedback,
    build_judgment,
    build_place,
    build_scorecard,
    draw_page,
)
from tests.report.samples import build_pictures, build_samples
from tests.report.scripts import SCRIPTS
from workbench.assessment.scorecard import Scorecard
from workbench.report.content import Audience
from workbench.report.json_file import format_report_json
from workbench.report.pdf.report import write_pdf
from workbench.report.pictures import Pictures

Element: TypeAlias = Any
"""An element of the structure as pikepdf gives it; it types none of their keys."""


def write(
    folder: Path,
    scorecard: Scorecard,
    pictures: Pictures | None = None,
    audience: Audience = "file",
) -> Path:
    target = folder / "report.pdf"
    write_pdf(scorecard, pictures or {}, target, audience=audience)
    return target


def walk(element: Element, depth: int = 0) -> Iterator[tuple[int, Element]]:
    yield depth, element
    for kid in element.get("/K", []):
        if "/S" in kid:
            yield from walk(kid, depth + 1)


def list_elements(pdf: pikepdf.Pdf, kind: str = "") -> list[Element]:
    """The elements of that kind in the order of reading, or all."""
    found = [element for _, element in walk(pdf.Root.StructTreeRoot.K)]
    return [element for element in found if str(element.S)[1:] == kind or not kind]


def read_tagged_text(path: Path) -> str:
    """The words of the structure in its order, as another program reads them."""
    if shutil.which("pdfinfo") is None:
        pytest.skip("poppler's pdfinfo is not on this machine")
    run = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)],  # noqa: S607 - wherever the system has it
        capture_output=True,
        text=True,
        check=True,
    )
    return "\n".join(re.findall(r'^ *"(.*)"$', run.stdout, re.MULTILINE))


def test_the_document_says_that_it_is_tagged_and_in_what_language(tmp_path: Path) -> None:
    pdf = pikepdf.open(write(tmp_path, build_scorecard()))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert all(str(page.obj.Tabs) == "/S" for page in pdf.pages)


def test_headings_have_one_title_and_leave_no_level_out(tmp_path: Path) -> None:
    pdf = pikepdf.open(write(tmp_path, build_samples()["not-yet"]))
    kinds = [str(element.S)[1:] for element in list_elements(pdf)]
    levels = [int(kind[1]) for kind in kinds if re.fullmatch("H[1-6]", kind)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_row_of_a_table_begins_with_a_header_cell(tmp_path: Path) -> None:
    pdf = pikepdf.open(write(tmp_path, build_samples()["not-yet"]))
    rows = list_elements(pdf, "TR")
    assert len(rows) > 20
    for row in rows:
        assert str(row.K[0].S) == "/TH"
        assert str(row.K[0].A.Scope) == "/Row"
        spans = [int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in row.K]
        assert sum(spans) in {2, 3}


def test_steps_are_a_list_with_labels(tmp_path: Path) -> None:
    pdf = pikepdf.open(write(tmp_path, build_samples()["not-yet"]))
    items = list_elements(pdf, "LI")
    assert [str(kid.S) for kid in items[0].K] == ["/Lbl", "/LBody"]


def test_every_figure_says_what_it_shows(tmp_path: Path) -> None:
    scorecard = build_samples()["not-yet"]
    pdf = pikepdf.open(write(tmp_path, scorecard, build_pictures(scorecard)))
    spoken = [str(element.Alt) for element in list_elements(pdf, "Figure")]
    assert "Details in order: passing, passing, below passing" in spoken
    assert "Picture of Staff and family meeting, 2:15–3:10" in spoken
    pictures = sum(len(detail.places) for detail in scorecard.details)
    assert len(spoken) > pictures


def test_all_that_is_drawn_is_tagged_or_said_to_be_decoration(tmp_path: Path) -> None:
    scorecard = build_samples()["not-yet"]
    pdf = pikepdf.open(write(tmp_path, scorecard, build_pictures(scorecard)))
    drawing = {"Tj", "TJ", "Do", "S", "s", "f", "f*", "B", "b"}
    for page in pdf.pages:
        depth = 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
            assert depth <= 1
            assert depth == 1 or operator not in drawing
        assert depth == 0


def test_each_piece_of_a_page_leads_to_its_element(tmp_path: Path) -> None:
    pdf = pikepdf.open(write(tmp_path, build_samples()["not-yet"]))
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    for index, page in enumerate(pdf.pages):
        assert int(page.obj.StructParents) == index
        pieces = re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())
        owners = numbers[2 * index + 1]
        assert [int(piece) for piece in pieces] == list(range(len(owners)))
        assert all("/S" in owner for owner in owners)


@pytest.mark.parametrize("script", SCRIPTS)
def test_words_are_read_as_they_were_written_in_every_script(tmp_path: Path, script: str) -> None:
    words = SCRIPTS[script]
    judgment = build_judgment(feedback=build_feedback(unmet=words))
    text = read_tagged_text(write(tmp_path, build_scorecard(judgments={"1a": judgment})))
    assert words in unicodedata.normalize("NFKC", text) or words in text


def test_what_is_read_comes_in_the_order_of_the_page(tmp_path: Path) -> None:
    rubric = build_rubric()
    judgment = build_judgment()
    text = read_tagged_text(
        write(tmp_path, build_scorecard(rubric=rubric, judgments={"1a": judgment}))
    )
    order = [
        "Assessment report for the file",
        "A Small Credential",
        "Not yet earned",
        "What to mend first",
        "1 · Outcome 1",
        "1a · Detail 1a",
        judgment.feedback.looked_at,
        "Rationale",
        "1b · Detail 1b",
        "Provenance",
        "How to check",
    ]
    lines = iter(text.splitlines())
    assert all(any(line.startswith(words) for line in lines) for words in order)


def test_words_cut_by_the_end_of_a_page_are_one_paragraph(tmp_path: Path) -> None:
    words = " ".join(f"word{number}" for number in range(1500))
    judgment = build_judgment(feedback=build_feedback(unmet=words))
    path = write(tmp_path, build_scorecard(judgments={"1a": judgment}))
    pdf = pikepdf.open(path)
    cells = list_elements(pdf, "TD")
    assert any(len({kid.Pg.objgen for kid in cell.K if "/MCID" in kid}) > 1 for cell in cells)
    assert words in read_tagged_text(path).replace("\n", "")


def test_the_report_as_data_travels_inside(tmp_path: Path) -> None:
    scorecard = build_scorecard(places={"1a": [build_place()]})
    pdf = pikepdf.open(write(tmp_path, scorecard, {("A1", "page=6"): draw_page()}))
    inside = pdf.attachments["report.json"]
    assert inside.get_file().read_bytes() == format_report_json(scorecard, "file")
    assert str(inside.relationship) == "/Data"
    assert json.loads(inside.get_file().read_bytes())["format"] == "mcw-report/1"
    assert [entry.objgen for entry in pdf.Root.AF] == [inside.obj.objgen]
