from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.report.neutral import REPLACEMENT, neutralise, neutralise_line

DIRECTION_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_words_cannot_turn_the_direction_of_what_follows() -> None:
    assert neutralise(f"not{DIRECTION_CONTROLS} yet") == "not yet"


def test_marks_that_join_letters_stay() -> None:
    assert neutralise("می\u200cخواهم \u05d0\u200f!") == "می\u200cخواهم \u05d0\u200f!"  # noqa: RUF001 - other scripts


def test_every_line_end_becomes_one_and_blank_lines_do_not_pile_up() -> None:
    assert neutralise("a\r\nb\rc\u2028d\x0b\n\n \n\ne\x85f") == "a\nb\nc\nd\n\ne\nf"


def test_halves_of_pairs_and_private_characters_show_as_replaced() -> None:
    assert neutralise("a\ud800b\ue000c\U000f0000d") == "a?b?c?d".replace("?", REPLACEMENT)


def test_a_line_has_no_line_ends() -> None:
    assert neutralise_line(" a\n\n b\tc ") == "a b c"


@settings(max_examples=200)
@given(st.text())
def test_no_control_character_is_left_but_line_ends(text: str) -> None:
    shown = neutralise(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Co"} and c != "\n"]
    assert not set(shown) & set(DIRECTION_CONTROLS)
    assert neutralise(shown) == shown


def test_of_marks_piled_on_one_letter_four_stay() -> None:
    assert neutralise("a" + "\u0301" * 40 + "b") == "a" + "\u0301" * 4 + "b"
    assert neutralise("x\u0302\u0301") == "x\u0302\u0301"
