from __future__ import annotations

from workbench.evidence.pdf.paragraphs import Kind, Line, find_paragraph, group_lines

HEIGHT = 800.0


def line(
    text: str, top: float, *, left: float = 70, size: float = 10, bold: bool = False, block: int = 0
) -> Line:
    width = len(text) * size * 0.5
    box = (left, top, left + width, top + size * 1.2)
    return Line(text=text, box=box, size=size, is_bold=bold, block=block)


def kinds(lines: list[Line]) -> list[Kind]:
    return [group.kind for group in group_lines(lines, HEIGHT)]


FIRST = "The plan begins with what people agreed to expect of one another, each year"
SECOND = "The draft was read aloud in March, and parents proposed changes to its words"


def test_lines_of_one_step_are_one_paragraph() -> None:
    assert kinds([line(FIRST, 200), line(SECOND, 214), line(FIRST, 228)]) == ["paragraph"]


def test_a_wider_gap_begins_a_paragraph() -> None:
    lines = [line(FIRST, 200), line(FIRST, 214), line(SECOND, 236), line(SECOND, 250)]
    assert find_paragraph(lines, HEIGHT, 2) == (lines[2].box, lines[3].box)


def test_double_spaced_lines_are_one_paragraph_although_each_is_its_own_block() -> None:
    lines = [
        line(FIRST, 200, block=0),
        line(SECOND, 227, block=1),
        line("to the end.", 254, block=2),
        line(FIRST, 281, left=105, block=3),
        line(SECOND, 308, block=4),
    ]
    assert find_paragraph(lines, HEIGHT, 2) == (lines[3].box, lines[4].box)


def test_single_lines_far_apart_are_paragraphs_of_their_own() -> None:
    lines = [line(f"{FIRST}.", 200 + 28 * number, block=number) for number in range(4)]
    assert kinds(lines) == ["paragraph"] * 4


def test_an_indented_line_begins_a_paragraph() -> None:
    lines = [line(FIRST, 200), line(FIRST, 214), line(SECOND, 228, left=90), line(SECOND, 242)]
    assert kinds(lines) == ["paragraph", "paragraph"]


def test_headings_headers_and_footers_are_not_counted() -> None:
    lines = [
        line("Lakeside School Plan", 30, block=0),
        line("2 Shared norms", 100, size=16, block=1),
        line(FIRST, 140, block=2),
        line("How it was done", 180, bold=True, block=3),
        line(SECOND, 210, block=4),
        line("Page 6 of 18", 770, block=5),
    ]
    assert kinds(lines) == ["margin", "heading", "paragraph", "heading", "paragraph", "margin"]
    assert find_paragraph(lines, HEIGHT, 2) == (lines[4].box,)


def test_items_are_counted_apart() -> None:
    lines = [
        line(FIRST + ":", 200, block=0),
        line("•", 230, block=1),
        line("We let each other finish.", 230, left=85, block=1),
        line("• We ask before we assume.", 244, block=1),
        line("3. We say what helped.", 258, block=1),
        line(SECOND, 290, block=2),
    ]
    assert kinds(lines) == ["paragraph", "item", "item", "item", "paragraph"]
    assert find_paragraph(lines, HEIGHT, 2, "item") == (lines[3].box,)


def test_cells_of_a_table_are_not_counted() -> None:
    lines = [
        line(FIRST, 200, block=0),
        line("We let each other finish", 230, block=1),
        line("students", 230, left=300, block=2),
        line("14 March", 230, left=450, block=3),
        line(SECOND, 260, block=4),
    ]
    assert kinds(lines) == ["paragraph", "cell", "cell", "cell", "paragraph"]


def test_a_narrow_question_beside_its_answer_is_a_cell() -> None:
    lines = [
        line(FIRST, 200, block=0),
        line("Who is heard?", 230, block=1),
        line("Whoever speaks least at home, asked first.", 230, left=260, block=2),
        line(SECOND, 260, block=3),
    ]
    assert find_paragraph(lines, HEIGHT, 2) != (lines[1].box,)


def test_lines_of_a_table_of_contents_are_not_counted() -> None:
    lines = [
        line("2 Shared norms . . . . . . . . . . . . . . . . . . . . . . 3", 200, block=0),
        line("3 Strategies ................................ 5", 230, block=1),
        line(FIRST, 300, block=2),
    ]
    assert kinds(lines) == ["heading", "heading", "paragraph"]


def test_columns_are_read_one_after_the_other() -> None:
    lines = [
        *(line(FIRST[:40], 200 + 14 * n, block=0) for n in range(4)),
        *(line(SECOND[:40], 200 + 14 * n, left=320, block=1) for n in range(4)),
    ]
    assert kinds(lines) == ["paragraph", "paragraph"]


def test_a_count_beyond_the_page_has_no_answer() -> None:
    assert find_paragraph([line(FIRST, 200)], HEIGHT, 2) == ()
    assert find_paragraph([line(FIRST, 200)], HEIGHT, 0) == ()
    assert find_paragraph([], HEIGHT, 1) == ()
