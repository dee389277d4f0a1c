from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from resources.demo.plan import make_plan
from resources.demo.scan import make_scan
from tests.resources.opened import (
    DEMO,
    FOLDER,
    ZIPS,
    find_claim,
    open_pdf,
    read_payload,
    read_pdf,
    read_texts,
)
from workbench.assessment.words import count_words
from workbench.intake.bundle import Bundle, open_bundle
from workbench.intake.rubric.file import find_rubric


@pytest.mark.parametrize("attempt", [1, 2])
def test_each_bundle_opens_and_verifies_without_a_finding(attempt: int) -> None:
    bundle = open_bundle(ZIPS[attempt])
    assert bundle.findings == ()
    assert bundle.verify() == ()
    assert bundle.submission.attempt == attempt
    bundle.close()


def test_both_together_are_under_twelve_megabytes() -> None:
    assert sum(path.stat().st_size for path in ZIPS.values()) < 12_000_000


def test_the_rubric_inside_is_the_one_that_ships(first: Bundle) -> None:
    shipped = find_rubric("leading-mutual-respect", "2026.1")
    assert shipped is not None
    assert first.rubric == shipped
    assert first.submission.rubric.sha256 == shipped.sha256


def test_every_detail_has_a_claim(first: Bundle) -> None:
    claims = first.submission.self_analysis.claims
    assert [claim.detail for claim in claims] == [detail.id for detail in first.rubric.details]


def test_every_file_that_is_named_is_there_and_nothing_else(first: Bundle) -> None:
    submission = first.submission
    named = {"submission.json", submission.rubric.file, *(a.file for a in submission.answers)}
    for artifact in submission.artifacts:
        named |= {artifact.file, *artifact.renditions, *artifact.captions}
    assert named == set(read_payload(ZIPS[1]))


def test_the_plan_has_roman_pages_in_front_an_outline_and_embedded_faces(first: Bundle) -> None:
    plan = read_pdf(first, FOLDER + "A1-plan.pdf")
    assert [page.get_label() for page in plan] == ["i", "ii", "iii", *map(str, range(1, 16))]
    assert ["2 Shared norms", 6] in [entry[1:3] for entry in plan.get_toc()]
    faces = {font[3] for page in plan for font in page.get_fonts()}
    assert all("+" in face for face in faces if "Helvetica" not in face)
    assert any("NotoSerif" in face for face in faces)


def test_the_second_paragraph_of_printed_page_3_tells_of_the_draft(first: Bundle) -> None:
    text = read_texts(first, FOLDER + "A1-plan.pdf")[5]
    assert text.index("2 Shared norms") < text.index("where they no longer serve.")
    assert (
        "where they no longer serve. The draft was read aloud on 14 March. Two parents and a "
        "member of the transport staff proposed changes, which the group discussed before it "
        "agreed on the text below. Norms are displayed"
    ) in text


def test_the_scan_has_pictures_and_no_text(first: Bundle) -> None:
    scan = read_pdf(first, FOLDER + "A6-cards.pdf")
    assert [page.get_text().strip() for page in scan] == ["", "", ""]
    assert all(page.get_images() for page in scan)


def test_the_minutes_have_four_pages_in_word_and_in_pdf(first: Bundle) -> None:
    raw = io.BytesIO(first.read_bytes(FOLDER + "A3-minutes.docx"))
    minutes = docx.Document(raw)
    breaks = minutes.element.body.xpath(".//w:br[@w:type='page']")
    assert len(breaks) + 1 == len(read_pdf(first, "part2/renditions/A3.pdf")) == 4


def test_the_workbook_holds_the_cells_that_are_cited(first: Bundle) -> None:
    book = openpyxl.load_workbook(io.BytesIO(first.read_bytes(FOLDER + "A4-survey.xlsx")))
    assert book.sheetnames == [
        "Read me",
        "Survey",
        "Survey May",
        "Languages",
        "Comments",
        "Progress",
    ]
    assert book["Survey"]["A12"].value == "I can say what I think here without fear."
    assert [cell.value for cell in book["Survey"]["B12:E12"][0]] == [61, 48, 70, 37]
    assert [cell.value for cell in book["Progress"]["B6:D6"][0]] == [33, 20, -13]
    assert book["Languages"]["A4"].value == "Polish"


def test_every_slide_has_notes_and_the_fourth_the_words_quoted(first: Bundle) -> None:
    deck = pptx.Presentation(io.BytesIO(first.read_bytes(FOLDER + "A5-staff-afternoon.pptx")))
    notes = [slide.notes_slide.notes_text_frame for slide in deck.slides]
    texts = [frame.text if frame else "" for frame in notes]
    assert len(texts) == 9
    assert all(texts)
    _, quotes = find_claim(first, "1b")
    assert quotes[0] in texts[3]


def test_the_narratives_reach_their_minimum_and_one_answer_is_thin(first: Bundle) -> None:
    counts = [count_words(first.read_text(a.file)) for a in first.submission.answers]
    assert sum(counts[:4]) >= 1000
    assert counts[4] >= 500
    assert counts[3] == 52
    assert min(counts[:3]) > 250


def test_a_document_comes_out_the_same_each_time() -> None:
    assert make_plan(1) == make_plan(1)
    assert make_scan() == make_scan()


def test_the_script_builds_both_bundles_again(tmp_path: Path) -> None:
    command = [sys.executable, str(DEMO / "build_demo.py"), "--keep-media", "--out", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for path in ZIPS.values():
        built, shipped = read_payload(tmp_path / path.name), read_payload(path)
        assert built.keys() == shipped.keys()
        assert json.loads(built["submission.json"]) == json.loads(shipped["submission.json"])
        assert built["part2/artifacts/A2-meeting.mp4"] == shipped["part2/artifacts/A2-meeting.mp4"]
        plan = FOLDER + "A1-plan.pdf"
        assert len(open_pdf(built[plan])) == len(open_pdf(shipped[plan]))
