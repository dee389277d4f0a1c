from __future__ import annotations

import pytest

from workbench.assessment.words import count_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("one", 1),
        ("We wrote down what we heard.", 6),
        ("one\ntwo\u00a0three\u2003four", 4),
        ("don't don’t follow-up and/or", 4),
        ("1,000 words; 3.5 of them", 5),
        ("before—after and 3–5", 5),
        ("• - * … | ? – one", 1),
        ("word.Next", 1),
        ("Μαρία и Дмитрий", 3),
        ("हिन्दी में लिखा", 3),
        ("한국어 단어 셋", 3),
        ("明美さん", 4),
        ("「明美」、です。", 4),
        ("the 和 principle", 3),
        ("ﾃｽﾄ", 3),
        ("👍 🙂", 0),
        ("e\u0301te\u0301", 1),
    ],
)
def test_words_are_counted(text: str, count: int) -> None:
    assert count_words(text) == count


def test_a_text_put_together_has_the_words_of_both() -> None:
    assert count_words("one two " * 5_000 + "明美") == 10_002
