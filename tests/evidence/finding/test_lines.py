"""Boxes on a page cover the words that were found, and no others."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.pdf.documents import write_pages
from workbench.evidence.finding.hits import make_needle
from workbench.evidence.finding.lines import find_in_lines
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import Box, PageLines, TextLine

WIDTH, HEIGHT = 10.0, 14.0


def lay(*lines: str, blocks: tuple[int, ...] = ()) -> list[TextLine]:
    """Those lines, 10 points a letter, 20 points a line."""
    return [
        TextLine(
            text=text,
            box=(0.0, row * 20.0, len(text) * WIDTH, row * 20.0 + HEIGHT),
            starts=tuple(number * WIDTH for number in range(len(text))),
            ends=tuple((number + 1) * WIDTH for number in range(len(text))),
            is_upright=False,
            block=blocks[row] if blocks else 0,
        )
        for row, text in enumerate(lines)
        if text
    ]


def read(lines: list[TextLine], boxes: tuple[Box, ...]) -> str:
    """The letters that stand in those boxes."""
    by_top = {line.box[1]: line for line in lines}
    return "/".join(
        by_top[top].text[round(left / WIDTH) : round(right / WIDTH)]
        for left, top, right, _ in boxes
    )


def test_a_hit_has_a_box_for_each_of_its_lines() -> None:
    lines = lay("The norms were read out by a mem-", "ber of the finance staff.")
    found = find_in_lines(lines, make_needle("a member of"))
    assert [read(lines, boxes) for boxes in found] == ["a mem-/ber of"]


def test_lines_that_the_page_has_in_another_order_are_tried_in_the_order_of_the_file() -> None:
    lines = lay("and amended", "the norms were read", blocks=(1, 0))
    assert len(find_in_lines(lines, make_needle("were read and amended"))) == 1


def test_a_page_without_lines_has_no_hits() -> None:
    assert find_in_lines([], make_needle("norms")) == ()


@settings(max_examples=150, deadline=None)
@given(
    lines=st.lists(st.text("abcé ", min_size=1, max_size=14), min_size=1, max_size=5),
    row=st.integers(0, 4),
    words=st.text("xyz", min_size=1, max_size=6),
)
def test_the_boxes_of_planted_words_cover_them(lines: list[str], row: int, words: str) -> None:
    row = min(row, len(lines) - 1)
    planted = [*lines]
    planted[row] = f"{lines[row]} {words} {lines[row]}".strip()
    page = lay(*planted)
    found = find_in_lines(page, make_needle(words))
    assert [read(page, boxes) for boxes in found] == [words]


def test_the_boxes_on_a_real_page_hold_the_words(tmp_path: Path) -> None:
    path = write_pages(tmp_path / "plan.pdf", [["One line of words.", "And one more."]])
    client = PdfClient()
    client.start()
    lines = client.ask(PageLines(path=str(path), page_index=0)).lines
    client.close()
    ((left, top, right, bottom),) = find_in_lines(lines, make_needle("LINE of"))[0]
    line = lines[0]
    begin = line.text.index("line of")
    assert left == line.starts[begin]
    assert right == line.ends[begin + len("line of") - 1]
    assert (top, bottom) == (line.box[1], line.box[3])
