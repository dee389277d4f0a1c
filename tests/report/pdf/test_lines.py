from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.report.pdf.faces import open_face
from workbench.report.pdf.lines import Line, Look, Words, set_lines

LOOK = Look()


def set_words(text: str, width: float = 100) -> list[str]:
    return [read(line) for line in set_lines([Words(text, LOOK)], width)]


def read(line: Line) -> str:
    return "".join(stretch.text for stretch in line.stretches)


def test_lines_end_at_spaces() -> None:
    assert set_words("one two three four five six seven", 70) == [
        "one two three",
        "four five six",
        "seven",
    ]


def test_line_ends_and_blank_lines_stay() -> None:
    assert set_words("a\n\nb") == ["a", "", "b"]


def test_a_space_that_must_not_break_does_not() -> None:
    assert set_words("page page\u00a06", 40) == ["page", "page\u00a06"]


def test_a_word_wider_than_a_line_is_cut_and_nothing_lost() -> None:
    lines = set_words("x" * 5000)
    assert "".join(lines) == "x" * 5000
    assert len(lines) > 200


def test_marks_stay_on_their_letters_when_a_word_is_cut() -> None:
    lines = set_words("e\u0301" * 400)
    assert all(line[0] == "e" for line in lines)


def test_compound_words_may_end_a_line_at_their_hyphen_but_times_may_not() -> None:
    assert set_words("a well-considered 2:15-3:10 x", 60) == [
        "a well-",
        "considered",
        "2:15-3:10 x",
    ]


def test_ideographs_end_lines_anywhere_but_before_closing_marks() -> None:
    lines = set_words("明美さんは、会議で話しました。" * 4, 60)
    assert "".join(lines) == "明美さんは、会議で話しました。" * 4
    assert not any(line[0] in "、。" for line in lines)
    assert len(lines) > 5


def test_korean_ends_lines_at_its_spaces() -> None:
    assert set_words("안녕하세요 여러분 반갑습니다", 60) == ["안녕하세요", "여러분", "반갑습니다"]


def test_a_paragraph_from_right_to_left_begins_at_the_right() -> None:
    (line,) = set_lines([Words("עדי and 12", LOOK)], 200)
    assert line.is_rtl
    (line,) = set_lines([Words("and עדי", LOOK)], 200)
    assert not line.is_rtl


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Łukasz", "inter/Inter-Regular"),
        ("Μαρία", "inter/Inter-Regular"),
        ("Дмитрий", "inter/Inter-Regular"),
        ("עדי", "noto/NotoSansHebrew-Regular"),
        ("سلام", "noto/NotoSansArabic-Regular"),
        ("हिन्दी", "noto/NotoSansDevanagari-Regular"),
        ("明美さん", "noto/NotoSansCJK-Everyday"),
        ("한국어", "noto/NotoSansCJK-Everyday"),
        ("👍", "noto/NotoSansSymbols2-Regular"),
    ],
)
def test_each_script_has_a_face(text: str, face: str) -> None:
    (line,) = set_lines([Words(text, LOOK)], 200)
    assert {stretch.face for stretch in line.stretches} == {face}


def test_what_no_face_has_is_spelled_out() -> None:
    assert set_words("ok 🙂 \U00012000", 300) == ["ok [slightly smiling face] □"]


def test_marks_without_a_letter_or_a_face_are_not_drawn_as_missing() -> None:
    numbers = [
        open_face(stretch.face).font.face.charToGlyph[glyph.code]
        for line in set_lines([Words("\u200d\u1ab0a\ufe0f \u06dd", LOOK)], 300)
        for stretch in line.stretches
        for glyph in stretch.shapes.glyphs
    ]
    assert numbers
    assert 0 not in numbers


def test_bold_words_stay_bold_in_other_scripts() -> None:
    (line,) = set_lines([Words("עדי", Look("semibold"))], 200)
    assert line.stretches[0].face == "noto/NotoSansHebrew-Bold"


@settings(max_examples=80)
@given(
    st.text(alphabet="ab -—éאבשָ明、。한글हिसلا12()\n", max_size=120),  # noqa: RUF001 - other scripts
    st.floats(min_value=30, max_value=300),
)
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, width: float) -> None:
    lines = set_lines([Words(text, LOOK)], width)
    assert all(line.width <= width + 0.5 for line in lines)
    kept = "".join(read(line) for line in lines)
    assert "".join(kept.split()) == "".join(text.split())
