from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.evidence.pdf.messages import Box
from workbench.evidence.pdf.worker.reading_order import order_lines


def line(x: float, y: float, width: float = 200) -> Box:
    return (x, y, x + width, y + 10)


def test_columns_are_read_one_after_the_other() -> None:
    left = [line(50, 100 + 14 * n) for n in range(5)]
    right = [line(300, 100 + 14 * n) for n in range(5)]
    mixed = [box for pair in zip(left, right, strict=True) for box in pair]
    assert [mixed[n] for n in order_lines(mixed)] == [*left, *right]


def test_what_stands_across_comes_before_and_after_the_columns() -> None:
    head, foot = line(50, 60, 450), line(50, 300, 450)
    left = [line(50, 100 + 14 * n) for n in range(4)]
    right = [line(300, 107 + 14 * n) for n in range(6)]
    mixed = [foot, *right, head, *left]
    assert [mixed[n] for n in order_lines(mixed)] == [head, *left, *right, foot]


def test_a_table_is_read_row_by_row() -> None:
    rows = [[line(50, y, 40), line(150, y, 30), line(250, y, 35)] for y in range(100, 180, 16)]
    cells = [cell for row in rows for cell in row]
    columns_first = sorted(cells, key=lambda cell: (cell[0], cell[1]))
    assert [columns_first[n] for n in order_lines(columns_first)] == cells


def test_one_column_is_read_downwards() -> None:
    lines = [line(50, y, width) for y, width in ((100, 400), (114, 380), (128, 90), (160, 400))]
    assert order_lines(lines[::-1]) == [3, 2, 1, 0]


def test_no_lines_have_no_order() -> None:
    assert order_lines([]) == []


@given(
    st.lists(
        st.tuples(st.floats(0, 500), st.floats(0, 700), st.floats(0, 300), st.floats(0, 40)),
        max_size=40,
    )
)
def test_every_line_is_read_once(shapes: list[tuple[float, float, float, float]]) -> None:
    boxes = [(x, y, x + width, y + height) for x, y, width, height in shapes]
    assert sorted(order_lines(boxes)) == list(range(len(boxes)))
