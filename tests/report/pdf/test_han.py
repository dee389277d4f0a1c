from __future__ import annotations

import pytest

from tests.report.scripts import SCRIPTS
from workbench.report.pdf.han import Han, find_han, speaking
from workbench.report.pdf.lines import Look, Words, set_lines

SAME_CODE = "\u9aa8\u76f4\u6b21"
"""Three characters that China, Taiwan and Japan each draw in another way."""


def list_faces(text: str) -> set[str]:
    lines = set_lines([Words(text, Look())], 400)
    return {stretch.face for line in lines for stretch in line.stretches}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (SCRIPTS["chinese"], "simplified"),
        ("\u5bb6\u9577\u5011\u807d\u53d6\u4e86\u898f\u7bc4", "traditional"),
        (SCRIPTS["japanese"], "japanese"),
        (SCRIPTS["korean"], "japanese"),
        ("No such character at all", "japanese"),
    ],
)
def test_a_text_tells_whose_forms_it_wants(text: str, form: Han) -> None:
    assert find_han(text) == form


@pytest.mark.parametrize(
    ("language", "form"),
    [("ja", "japanese"), ("zh-Hant-TW", "traditional"), ("zh_CN", "simplified"),
     ("zh", "simplified"), ("jam", "simplified")],
)  # fmt: skip
def test_where_the_text_says_nothing_the_language_of_the_rubric_does(
    language: str, form: Han
) -> None:
    with speaking(language):
        assert find_han(SAME_CODE) == form
    assert find_han(SAME_CODE) == "simplified"


def test_each_form_has_its_face_and_what_does_not_differ_shares_one() -> None:
    with speaking("zh-Hans"):
        assert list_faces(SAME_CODE) == {"noto/NotoSansSC-Everyday"}
    with speaking("zh-Hant"):
        assert list_faces(SAME_CODE) == {"noto/NotoSansTC-Everyday"}
    with speaking("ja"):
        assert list_faces(SAME_CODE) == {"noto/NotoSansCJK-Everyday"}
    assert list_faces("\u4e00\u4e8c") == {"noto/NotoSansCJK-Everyday"}


def test_paragraphs_are_told_apart_in_one_text() -> None:
    first, second = set_lines([Words(f"{SAME_CODE}\n{SAME_CODE}\u306e", Look())], 400)
    assert {stretch.face for stretch in first.stretches} == {"noto/NotoSansSC-Everyday"}
    assert {stretch.face for stretch in second.stretches} == {"noto/NotoSansCJK-Everyday"}
