from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.report.pdf.direction import (
    Base,
    find_base,
    find_levels,
    is_plain,
    order_visually,
)


def show(text: str, base: Base) -> str:
    """The characters from left to right, as the algorithm orders them; brackets not mirrored."""
    levels = find_levels(text, base)
    order = order_visually(range(len(text)), lambda index: levels[index])
    return "".join(text[index] for index in order)


@pytest.mark.parametrize(
    ("text", "base", "seen"),
    [
        ("abc", 0, "abc"),
        ("אבג", 1, "גבא"),
        ("say אבג now", 0, "say גבא now"),
        ("אבג 12 דה", 1, "הד 12 גבא"),
        ("אבג abc דה", 1, "הד abc גבא"),
        ("אבג 12.5 דה", 0, "הד 12.5 גבא"),
        ("a (אב) b", 0, "a (בא) b"),
        ("אב (ab) גד", 1, "דג )ab( בא"),
        ("אב (1) ab", 0, ")1( בא ab"),
        ("a אב, גד b", 0, "a דג ,בא b"),
        ("٣ אב 5%", 1, "5% בא ٣"),
        ("ابج 1-2", 1, "2-1 جبا"),
        ("אבג 1-2", 1, "1-2 גבא"),
        ("a[ב]\u05b8", 0, "a[ב]\u05b8"),
        ("ב[ב]\u05b8a", 0, "\u05b8]ב[בa"),
    ],
)
def test_text_is_ordered_as_the_standard_says(text: str, base: Base, seen: str) -> None:
    assert show(text, base) == seen


def test_a_paragraph_goes_by_its_first_strong_character() -> None:
    assert [find_base(text) for text in ("12 אב a", "12 a אב", "12 !", "")] == [1, 0, 0, 0]


def test_marks_keep_the_direction_of_their_letter() -> None:
    assert find_levels("שָׁ a", 0) == [1, 1, 1, 0, 0]


def test_plain_is_what_never_runs_from_right_to_left() -> None:
    assert is_plain("Łukasz, Μαρία, Дмитрий, 明美")
    assert not is_plain("עדי")
    assert not is_plain("a\u200fb")


@settings(max_examples=150)
@given(st.text(alphabet="aé1٣2.,()[]% -אבגابج\u05b8", max_size=40), st.sampled_from([0, 1]))
def test_every_character_is_shown_once(text: str, base: Base) -> None:
    assert sorted(show(text, base)) == sorted(text)
    assert all(level >= base for level in find_levels(text, base))
