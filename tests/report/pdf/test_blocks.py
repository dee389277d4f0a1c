from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.report.pdf import sheet
from workbench.report.pdf.blocks import Block, Stack, Text
from workbench.report.pdf.boxes import Box, Column, Columns
from workbench.report.pdf.marks import Rule
from workbench.report.pdf.parts import set_text
from workbench.report.pdf.report import set_pages

WIDTH, HEIGHT = 300.0, 200.0


def build_text(lines: int, *, keeps_next: bool = False) -> Text:
    return set_text("\n".join(f"line {n}" for n in range(lines)), keeps_next=keeps_next)


def measure(pages: Sequence[Sequence[Block]]) -> list[float]:
    return [Stack(page).height(WIDTH) for page in pages]


def count_lines(block: Block | None) -> int:
    return round(block.height(WIDTH) / sheet.BODY_LEADING) if block else 0


def test_text_is_cut_where_the_page_ends() -> None:
    head, tail = build_text(10).cut(WIDTH, 4.5 * sheet.BODY_LEADING)
    assert (count_lines(head), count_lines(tail)) == (4, 6)


def test_a_single_line_never_stands_alone_at_either_side_of_a_cut() -> None:
    head, tail = build_text(5).cut(WIDTH, 4 * sheet.BODY_LEADING)
    assert (count_lines(head), count_lines(tail)) == (3, 2)
    head, tail = build_text(5).cut(WIDTH, sheet.BODY_LEADING)
    assert (count_lines(head), count_lines(tail)) == (0, 5)
    head, tail = build_text(3).cut(WIDTH, 2 * sheet.BODY_LEADING)
    assert (count_lines(head), count_lines(tail)) == (0, 3)


def test_a_heading_goes_to_the_next_page_with_what_it_heads() -> None:
    blocks = [build_text(12), build_text(1, keeps_next=True), build_text(3)]
    pages = list(set_pages(blocks, WIDTH, HEIGHT))
    assert [len(page) for page in pages] == [1, 2]


def test_a_heading_stays_when_the_beginning_of_its_text_fits() -> None:
    blocks = [build_text(8), build_text(1, keeps_next=True), build_text(30)]
    pages = list(set_pages(blocks, WIDTH, HEIGHT))
    assert [len(page) for page in pages] == [3, 1, 1]


def test_a_box_is_cut_and_each_part_has_its_room() -> None:
    box = Box(Stack([build_text(40)]), padding=(10, 10))
    heights = measure(list(set_pages([box], WIDTH, HEIGHT)))
    assert all(20 < height <= HEIGHT for height in heights)
    assert sum(heights) >= 40 * sheet.BODY_LEADING + 20 * len(heights)


def test_what_stays_whole_is_cut_only_when_a_page_cannot_hold_it() -> None:
    small = Stack([build_text(6)], stays_whole=True)
    assert [len(page) for page in set_pages([build_text(10), small], WIDTH, HEIGHT)] == [1, 1]
    large = Stack([build_text(40)], stays_whole=True)
    assert len(list(set_pages([large], WIDTH, HEIGHT))) == 3


def test_columns_are_cut_each_by_itself() -> None:
    columns = Columns(
        [Column(0, 50, build_text(1)), Column(60, 100, build_text(20)), Column(170, 60, None)]
    )
    head, tail = columns.cut(WIDTH, 5 * sheet.BODY_LEADING)
    assert head is not None
    assert tail is not None
    assert [count_lines(column.block) for column in head.columns] == [1, 5, 0]
    assert [count_lines(column.block) for column in tail.columns] == [0, 15, 0]


@settings(max_examples=100)
@given(
    st.lists(
        st.tuples(st.integers(1, 60), st.booleans(), st.sampled_from(["text", "box", "whole"])),
        min_size=1,
        max_size=12,
    )
)
def test_no_page_is_empty_or_too_full_and_every_line_is_set(
    shapes: list[tuple[int, bool, str]],
) -> None:
    blocks: list[Block] = [Rule(before=4, keeps_next=True)]
    for lines, keeps_next, kind in shapes:
        text = build_text(lines, keeps_next=keeps_next)
        if kind == "box":
            blocks.append(Box(Stack([text]), padding=(5, 5), before=7))
        else:
            blocks.append(Stack([text], before=7, stays_whole=kind == "whole"))
    pages = list(set_pages(blocks, WIDTH, HEIGHT))
    assert all(page for page in pages)
    assert all(height <= HEIGHT + 0.1 for height in measure(pages))
    set_lines = sum(_count_all(block) for page in pages for block in page)
    assert set_lines == sum(lines for lines, _, _ in shapes)


def _count_all(block: Block) -> int:
    if isinstance(block, Stack):
        return sum(_count_all(inner) for inner in block.blocks)
    if isinstance(block, Box):
        return _count_all(block.inner)
    return count_lines(block) if isinstance(block, Text) else 0


def test_a_box_that_goes_on_says_of_what_and_fits_the_page_with_it() -> None:
    box = Box(build_text(10), padding=(5, 5), reminder=set_text("1a, continued"))
    line = sheet.BODY_LEADING
    head, rest = box.cut(WIDTH, 5 * line + 10)
    assert head is not None
    assert rest is not None
    assert head.height(WIDTH) == 5 * line + 10
    assert rest.height(WIDTH) == 5 * line + 10 + line + 4
    middle, last = rest.cut(WIDTH, 5 * line)
    assert middle is not None
    assert last is not None
    assert middle.height(WIDTH) <= 5 * line
    assert count_lines(middle.inner) + count_lines(last.inner) == 5


def test_a_box_moved_as_a_whole_says_nothing_of_going_on() -> None:
    box = Box(build_text(3), padding=(5, 5), reminder=set_text("x"))
    head, rest = box.cut(WIDTH, 12)
    assert head is None
    assert rest is not None
    assert rest.height(WIDTH) == 3 * sheet.BODY_LEADING + 10
