from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.evidence.pdf.quote import Word, find_quote

Place = tuple[int, int]


def lay(*lines: str) -> list[Word]:
    """The words of those lines, 10 points a letter, 20 points a line."""
    words = []
    for row, line in enumerate(lines):
        column = 0
        for text in line.split(" "):
            box = (column * 10.0, row * 20.0, (column + len(text)) * 10.0, row * 20.0 + 14)
            words.append(Word(text=text, box=box))
            column += len(text) + 1
    return words


PAGE = lay(
    "The draft was read aloud on 14 March. Two",
    "parents and a mem\u00ad",
    "ber of the \ufb01nance sta\ufb00 said “we’re part of it”",
    "and cross-cultural art de-",
    "partment — agreed.",
)


@pytest.mark.parametrize(
    ("quote", "rows"),
    [
        ("the draft was read aloud", [0]),
        ("THE  DRAFT\nwas", [0]),
        ("two parents and a member of the", [0, 1, 2]),
        ("finance staff said 'we're part of it'", [2]),
        ("cross cultural", [3]),
        ("crosscultural art department - agreed", [3, 4]),
        ("art de-partment", [3, 4]),
        ("the draft … two parents", [0, 1]),
        ("the draft ... agreed", [0, 4]),
    ],
)
def test_a_quote_is_found_whatever_typesetting_did(quote: str, rows: list[int]) -> None:
    assert [round(box[1] / 20) for box in find_quote(PAGE, quote)] == rows


@pytest.mark.parametrize("quote", ["raft was", "par", "draft aloud", "", "—", "agreed … the draft"])
def test_half_words_and_other_orders_are_not_found(quote: str) -> None:
    assert find_quote(PAGE, quote) == ()


def test_the_box_covers_the_quoted_words_and_no_more() -> None:
    assert find_quote(lay("one two three four"), "two three") == ((40.0, 0.0, 130.0, 14.0),)


def test_the_order_on_the_page_helps_where_the_file_is_out_of_order() -> None:
    assert len(find_quote(list(reversed(lay("one two three"))), "one two three")) == 1


def test_scripts_without_spaces_are_found_inside_a_run() -> None:
    assert find_quote([Word(text="私たちは三つの約束を決めた", box=(0, 0, 100, 10))], "三つの約束")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=8), max_size=12), st.text(max_size=12)
)
def test_any_words_and_any_quote_give_an_answer(texts: list[str], quote: str) -> None:
    words = [Word(text=text, box=(0, n * 10.0, 10, n * 10.0 + 8)) for n, text in enumerate(texts)]
    assert len(find_quote(words, quote)) <= len(words)
