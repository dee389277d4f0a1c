from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import pymupdf
import pytest

from tests.builders import build_rubric, build_submission
from tests.report.builders import (
    build_feedback,
    build_judgment,
    build_place,
    build_scorecard,
    draw_page,
    draw_still,
)
from tests.report.samples import NAMES, build_pictures, build_samples
from workbench.assessment.scorecard import Scorecard
from workbench.assessment.submission import Practitioner
from workbench.report.content import Audience
from workbench.report.pdf import sheet
from workbench.report.pdf.report import write_pdf
from workbench.report.pdf.sheet import PageSize
from workbench.report.pictures import Pictures
from workbench.report.saving import ReportNotWrittenError
from workbench.report.template import Template

Document: TypeAlias = Any
"""What PyMuPDF opens; it ships no types."""

MARKUP = '<b>bold</b> <font size="99">big</font> &lt; <img src="file:///etc/passwd"/> <para>'


def write(
    folder: Path,
    scorecard: Scorecard,
    pictures: Pictures | None = None,
    audience: Audience = "file",
    page_size: PageSize = "A4",
) -> Document:
    """The report as PyMuPDF opens it."""
    target = folder / "report.pdf"
    write_pdf(
        scorecard, pictures or {}, target, audience=audience, template=Template(page=page_size)
    )
    return pymupdf.open(target)  # type: ignore[no-untyped-call]  # it ships no types


def read(document: Document) -> str:
    return " ".join(" ".join(page.get_text().split()) for page in document)


@pytest.mark.parametrize("name", sorted(build_samples().keys() - {"large"}))
def test_every_decision_makes_pages_that_are_full_of_words(tmp_path: Path, name: str) -> None:
    scorecard = build_samples()[name]
    document = write(tmp_path, scorecard, build_pictures(scorecard), audience="practitioner")
    counts = [len(page.get_text().split()) for page in document]
    assert all(count > 30 for count in counts)
    assert f"1 of {len(counts)}" in read(document)
    assert f"{len(counts)} of {len(counts)}" in read(document)


@pytest.mark.parametrize("name", NAMES.split(", "))
def test_each_name_can_be_read_back_and_has_all_its_glyphs(tmp_path: Path, name: str) -> None:
    judgment = build_judgment(feedback=build_feedback(praise=f"Well done, {name}!"))
    document = write(tmp_path, build_scorecard(judgments={"1a": judgment}))
    assert name in read(document)
    assert find_missing_glyphs(document) == []


@pytest.mark.parametrize(
    "words",
    ["مرحبا بكم", "हिन्दी में प्रतिक्रिया", "您好，世界！", "안녕하세요", "こんにちは", "Việt"],  # noqa: RUF001 - other scripts
)
def test_other_scripts_can_be_read_back(tmp_path: Path, words: str) -> None:
    judgment = build_judgment(feedback=build_feedback(praise=words))
    document = write(tmp_path, build_scorecard(judgments={"1a": judgment}))
    assert words in unicodedata.normalize("NFC", read(document))
    assert find_missing_glyphs(document) == []


def test_a_ligature_reads_back_as_its_letters(tmp_path: Path) -> None:
    judgment = build_judgment(feedback=build_feedback(praise="السلام"))
    document = write(tmp_path, build_scorecard(judgments={"1a": judgment}))
    assert "السلام" in unicodedata.normalize("NFKC", read(document))


def test_hebrew_runs_from_right_to_left(tmp_path: Path) -> None:
    judgment = build_judgment(feedback=build_feedback(praise="עדי"))
    document = write(tmp_path, build_scorecard(judgments={"1a": judgment}))
    places = {
        char["c"]: char["bbox"][0]
        for page in document
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        for char in span["chars"]
        if char["c"] in "עדי"
    }
    assert places["ע"] > places["ד"] > places["י"]  # noqa: RUF001 - other scripts


def test_every_font_is_embedded(tmp_path: Path) -> None:
    document = write(tmp_path, build_samples()["not-yet"])
    fonts = {font for page in document.pages() for font in page.get_fonts()}
    names = {re.sub("^[A-Z]{6}[+]", "", font[3]) for font in fonts}
    assert {"Inter-Regular", "NotoSansHebrew-Regular"} <= names
    assert all(font[1] == "ttf" and font[3][6] == "+" for font in fonts)


def test_markup_is_shown_as_it_was_written(tmp_path: Path) -> None:
    feedback = build_feedback(looked_at=MARKUP, unmet=MARKUP, next_step=MARKUP, praise=MARKUP)
    judgment = build_judgment(feedback=feedback, rationale=MARKUP)
    places = {"1a": [build_place(artifact_title=MARKUP, as_written=MARKUP)]}
    document = write(tmp_path, build_scorecard(judgments={"1a": judgment}, places=places))
    assert read(document).count(MARKUP) >= 6
    assert max(size for size in find_sizes(document)) < 20


def test_words_that_try_to_turn_the_page_around_do_not(tmp_path: Path) -> None:
    judgment = build_judgment(feedback=build_feedback(unmet="no\u202et earned\x00\x07"))
    document = write(tmp_path, build_scorecard(judgments={"1a": judgment}))
    assert "not earned" in read(document)


def test_a_megabyte_of_feedback_flows_over_pages_and_stays_whole(tmp_path: Path) -> None:
    numbers = [n % 1000 for n in range(120_000)]
    words = " ".join(f"word{n}" for n in numbers)
    judgment = build_judgment(feedback=build_feedback(unmet=words))
    document = write(tmp_path, build_scorecard(judgments={"1a": judgment}))
    found = re.findall(r"word(\d+)", read(document))
    assert [int(number) for number in found] == numbers


def test_a_word_longer_than_a_page_is_cut_and_stays_inside_the_margins(tmp_path: Path) -> None:
    judgment = build_judgment(feedback=build_feedback(unmet="x" * 9000))
    document = write(tmp_path, build_scorecard(judgments={"1a": judgment}))
    assert read(document).replace(" ", "").count("x" * 200) >= 1
    assert sum(text.count("x") for text in (page.get_text() for page in document)) >= 9000
    right = max(word[2] for page in document for word in page.get_text("words"))
    assert right <= document[0].rect.width - 40


def test_sixty_details_with_many_pictures_fit(tmp_path: Path) -> None:
    outcomes = {str(o): [f"{o}{c}" for c in "abcdefghijkl"] for o in range(1, 6)}
    rubric = build_rubric(outcomes=outcomes)
    pages = [build_place(page) for page in range(1, 4)]
    pictures = {("A1", "page=1"): draw_page(), ("A1", "page=2"): draw_still()}
    document = write(
        tmp_path,
        build_scorecard(rubric=rubric, places={d.id: pages for d in rubric.details}),
        pictures,
    )
    text = read(document)
    assert all(f"{detail.id} · {detail.title}" in text for detail in rubric.details)
    assert {len(page.get_images()) for page in document} > {0}


def test_pictures_stand_beside_their_captions(tmp_path: Path) -> None:
    document = write(tmp_path, build_scorecard(), {("A1", "page=6"): draw_page()})
    text = read(document)
    assert "Implementation plan page 6 “p. 6, second paragraph”" in text
    assert sum(len(page.get_image_info()) for page in document) == 3


def test_a_picture_stands_at_the_right_of_many_words(tmp_path: Path) -> None:
    judgment = build_judgment(feedback=build_feedback(praise="They were heard. " * 40))
    scorecard = build_scorecard(judgments={"1a": judgment}, places={"1b": [], "2a": []})
    document = write(tmp_path, scorecard, {("A1", "page=6"): draw_page()})
    (picture,) = [info for page in document for info in page.get_image_info()]
    assert picture["bbox"][0] > 400


def test_a_part_that_is_not_accepted_has_a_card(tmp_path: Path) -> None:
    judgment = build_judgment("P3", "not_accepted", feedback=build_feedback(unmet="No example."))
    text = read(write(tmp_path, build_scorecard(judgments={"P3": judgment})))
    assert "Part 3 · Reflection Not accepted 105 words" in text
    assert "No example." in text


def test_a_detail_with_nothing_beside_its_level_has_no_empty_box(tmp_path: Path) -> None:
    scorecard = build_scorecard(places={"1a": [], "1b": [], "2a": []})
    document = write(tmp_path, scorecard, audience="practitioner")
    assert "What proficient looks like in 2a." in read(document)
    rounded = [d for page in document for d in page.get_drawings() if d["rect"].width > 500]
    assert all(drawing["rect"].height < 1 or drawing["fill"] for drawing in rounded)


def test_a_place_that_was_pinned_or_never_on_screen_says_so(tmp_path: Path) -> None:
    pinned = build_place(7, as_written="", was_seen=False)
    places = {"1a": [build_place(6, was_seen=False), pinned]}
    document = write(tmp_path, build_scorecard(places=places), {("A1", "page=7"): draw_page()})
    text = read(document)
    assert "page 6 “p. 6, second paragraph” · not on screen before the judgment" in text
    assert "page 7 not on screen before the judgment" in text


def test_marks_above_other_marks_are_raised(tmp_path: Path) -> None:
    judgment = build_judgment(feedback=build_feedback(praise="x\u0302\u0301"))
    document = write(tmp_path, build_scorecard(judgments={"1a": judgment}))
    assert "x\u0302\u0301" in unicodedata.normalize("NFD", read(document))
    assert find_missing_glyphs(document) == []


def test_a_date_that_cannot_be_read_does_not_stop_the_report(tmp_path: Path) -> None:
    document = write(tmp_path, build_scorecard(written_at="some day"))
    assert document.metadata["creationDate"] == "D:19700101000000Z"
    assert "some day" in read(document)


def test_a_broken_picture_leaves_its_place_in_words(tmp_path: Path) -> None:
    document = write(tmp_path, build_scorecard(), {("A1", "page=6"): b"broken"})
    assert "Implementation plan, page 6 “p. 6, second paragraph”" in read(document)


def test_the_document_says_what_it_is(tmp_path: Path) -> None:
    document = write(tmp_path, build_samples()["not-yet"])
    assert document.metadata["title"] == (
        "Leading and Promoting Mutual Respect · 4F7K · attempt 1 · Not yet earned"
    )
    assert document.metadata["creationDate"] == "D:20261114150300Z"
    assert document.xref_get_key(document.pdf_catalog(), "Lang")[1] == "en"


def test_the_outline_leads_to_decision_details_and_provenance(tmp_path: Path) -> None:
    document = write(tmp_path, build_scorecard(judgments={"1a": build_judgment()}))
    outline = [(depth, name) for depth, name, _ in document.get_toc()]
    assert outline[:4] == [
        (1, "Decision"),
        (1, "What to mend first"),
        (1, "1 · Outcome 1"),
        (2, "1a · Detail 1a"),
    ]
    assert document.get_toc()[-1] == [1, "Provenance", document.page_count]


@pytest.mark.parametrize(("size", "points"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_both_page_sizes(tmp_path: Path, size: PageSize, points: tuple[int, int]) -> None:
    page = write(tmp_path, build_scorecard(), page_size=size)[0]
    assert (round(page.rect.width), round(page.rect.height)) == points


def test_a_practitioner_finds_no_rationale_and_no_name(tmp_path: Path) -> None:
    scorecard = build_scorecard(judgments={"1a": build_judgment(rationale="THE-RATIONALE")})
    text = read(write(tmp_path, scorecard, audience="practitioner"))
    assert "THE-RATIONALE" not in text
    assert "Ada Sample" not in text
    assert "Anonymous" in text


def test_the_same_scorecard_gives_the_same_bytes(tmp_path: Path) -> None:
    scorecard = build_samples()["not-yet"]
    write(tmp_path, scorecard, build_pictures(scorecard))
    first = (tmp_path / "report.pdf").read_bytes()
    write(tmp_path, scorecard, build_pictures(scorecard))
    assert (tmp_path / "report.pdf").read_bytes() == first


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportNotWrittenError):
        write_pdf(build_scorecard(), {}, tmp_path / "gone" / "report.pdf", audience="file")


def test_what_the_window_imports_at_its_start_is_light() -> None:
    code = (
        "import sys, workbench.report.content, workbench.report.compose;"
        "print([n for n in ('reportlab', 'uharfbuzz', 'PIL') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def find_missing_glyphs(document: Document) -> list[str]:
    """Characters that are drawn with a font's glyph for *missing*, or read as nothing known."""
    return [
        span["font"]
        for page in document
        for span in page.get_texttrace()
        for code, glyph, *_ in span["chars"]
        if glyph == 0 or code == 0xFFFD
    ]


def find_sizes(document: Document) -> set[float]:
    return {
        span["size"]
        for page in document
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    }


def test_a_long_name_at_the_foot_leaves_room_for_what_stands_beside_it(tmp_path: Path) -> None:
    submission = build_submission(practitioner=Practitioner(key="W" * 60))
    page = write(tmp_path, build_scorecard(submission=submission))[0]
    height = page.rect.height
    words = [word for word in page.get_text("words") if word[1] > height - sheet.FOOT - 20]
    edges = sorted((word[0], word[2]) for word in words)
    assert all(end <= start for (_, end), (start, _) in pairwise(edges))
    assert any(word[4].endswith("…") for word in words)


def test_a_card_that_goes_on_over_pages_is_named_on_each(tmp_path: Path) -> None:
    long = build_judgment(feedback=build_feedback(unmet="They were heard, and said so. " * 600))
    pages = list(write(tmp_path, build_scorecard(judgments={"1a": long})))
    going_on = [page for page in pages if "They were heard" in page.get_text()]
    assert len(going_on) > 3
    assert all(", continued" in page.get_text() for page in going_on[1:])


def test_letters_of_strange_kinds_are_shown_in_their_plain_form(tmp_path: Path) -> None:
    words = "\N{MATHEMATICAL FRAKTUR CAPITAL U}\N{MATHEMATICAL FRAKTUR SMALL N} and more"
    judged = build_judgment(feedback=build_feedback(unmet=words))
    assert "Un and more" in read(write(tmp_path, build_scorecard(judgments={"1a": judged})))
