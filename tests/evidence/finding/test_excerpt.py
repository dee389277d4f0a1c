"""A hit is shown with whole words around it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.evidence.finding.excerpt import AFTER, BEFORE, make_excerpt
from workbench.evidence.finding.hits import Hit, find_hits, make_needle

TEXT = "one two three " * 20 + "the norms\nwere read " + "four five six " * 20


def test_whole_words_stand_around_and_dots_where_the_text_goes_on() -> None:
    (hit,) = find_hits(TEXT, make_needle("norms were"))
    excerpt = make_excerpt(TEXT, hit)
    assert excerpt.words == "norms were"
    assert excerpt.before.startswith(("…one ", "…two ", "…three ", "…ne", "…"))
    assert excerpt.before.endswith("three the ")
    assert excerpt.after.startswith(" read four")
    assert excerpt.after.endswith(("four…", "five…", "six…"))


def test_dots_that_lead_to_a_page_number_are_one_ellipsis() -> None:
    text = "Listening . . . . . . . . 2\n2 Shared norms . . . . . . . . . . 3"
    (hit,) = find_hits(text, make_needle("norms"))
    assert make_excerpt(text, hit).text == "… 2 2 Shared norms … 3"


def test_a_short_text_has_no_dots() -> None:
    assert make_excerpt("We agreed.", Hit(3, 9)).text == "We agreed."


def test_a_script_without_spaces_is_cut_anywhere() -> None:
    text = "約" * 200
    excerpt = make_excerpt(text, Hit(100, 101))
    assert len(excerpt.before) == BEFORE + 1
    assert len(excerpt.after) == AFTER + 1


@settings(max_examples=150, deadline=None)
@given(st.text("ab \n中", min_size=2, max_size=300), st.data())
def test_any_excerpt_is_one_short_line_with_the_words_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    excerpt = make_excerpt(text, Hit(start, end))
    assert "\n" not in excerpt.text
    assert excerpt.words.split() == text[start:end].split()
    assert len(excerpt.text) <= BEFORE + AFTER + end - start + 2
