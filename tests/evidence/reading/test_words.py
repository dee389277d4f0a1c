from __future__ import annotations

import pytest

from tests.evidence.reading.fake_tesseract import Word, make_table
from workbench.evidence.pdf.paragraphs import find_paragraph
from workbench.evidence.pdf.quote import find_quote
from workbench.evidence.reading.words import (
    Picture,
    Rotation,
    as_paragraph_lines,
    parse_table,
    split_words,
)

UPRIGHT = Picture(size=(100, 200), scale=2)
NORMS: tuple[Word, ...] = (("The", 20, 40, 30, 20), ("norms", 60, 42, 50, 16))


def test_words_become_one_line_with_a_place_for_each_letter() -> None:
    [line] = parse_table(make_table([NORMS]), UPRIGHT)
    assert (line.text, line.box) == ("The norms", (10, 20, 55, 30))
    assert list(line.starts) == [10, 15, 20, 25, 30, 35, 40, 45, 50]
    assert list(line.ends) == [15, 20, 25, 30, 35, 40, 45, 50, 55]
    assert not line.is_upright


@pytest.mark.parametrize(
    ("rotation", "box", "starts", "is_upright"),
    [
        (0, (10, 20, 20, 30), (10, 15), False),
        (90, (20, 180, 30, 190), (185, 180), True),
        (180, (80, 170, 90, 180), (85, 80), False),
        (270, (70, 10, 80, 20), (10, 15), True),
    ],
)
def test_what_was_read_of_a_turned_page_lies_where_it_is_on_the_page(
    rotation: Rotation,
    box: tuple[float, ...],
    starts: tuple[float, ...],
    is_upright: bool,  # noqa: FBT001 - a parameter of the table above
) -> None:
    picture = Picture(size=(100, 200), scale=2, rotation=rotation)
    [line] = parse_table(make_table([[("ab", 20, 40, 20, 20)]]), picture)
    assert line.box == box
    assert line.starts == starts
    assert line.is_upright is is_upright


@pytest.mark.parametrize(
    ("tops", "starts"), [((40, 100), (20, 30, 40, 50, 60)), ((100, 40), (60, 50, 40, 30, 20))]
)
def test_lines_of_a_page_that_lies_on_its_side_have_their_letters_below_each_other(
    tops: tuple[int, int], starts: tuple[int, ...]
) -> None:
    words = [(text, 20, top, 20, 40) for text, top in zip(("ab", "cd"), tops, strict=True)]
    [line] = parse_table(make_table([words]), UPRIGHT)
    assert (line.text, line.box, line.is_upright) == ("ab cd", (10, 20, 20, 70), True)
    assert line.starts == starts


def test_dirt_on_the_paper_is_no_word() -> None:
    assert parse_table(make_table([NORMS], confidence=4), UPRIGHT) == ()


@pytest.mark.parametrize("table", ["", "no table", "5\t1\t1\t1\t1\t1\tx\t0\t9\t9\t90\tword", "\0"])
def test_what_is_no_table_has_no_words(table: str) -> None:
    assert parse_table(table, UPRIGHT) == ()


def test_quoted_words_are_found_in_what_was_read() -> None:
    again: tuple[Word, ...] = (("were", 20, 80, 40, 20), ("amended.", 70, 80, 80, 20))
    lines = parse_table(make_table([NORMS, again]), UPRIGHT)
    assert find_quote(split_words(lines), "norms were") == ((30, 20, 55, 30), (10, 40, 30, 50))


def test_paragraphs_are_counted_in_what_was_read() -> None:
    words: list[tuple[Word, ...]] = [
        tuple((f"words{n}", 100 + 90 * n, 300 + 40 * row, 80, 24) for n in range(10))
        for row in range(4)
    ]
    picture = Picture(size=(595, 842), scale=2)
    lines = as_paragraph_lines(parse_table(make_table(words), picture))
    assert len(find_paragraph(lines, 842, 1, "paragraph")) == 4
