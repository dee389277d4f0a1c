"""Artifact 4: the family survey, a workbook of five sheets."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from resources.demo.settle import settle_zip
from resources.demo.survey import (
    COMMENTS,
    GROUPS,
    LANGUAGES,
    MAY,
    MAY_ALL,
    OCTOBER,
    OCTOBER_ALL,
    STATEMENTS,
)

Cell = str | int
Row = Sequence[Cell]

HEAD = PatternFill("solid", fgColor="DCE8EC")


def make_workbook() -> bytes:
    """The .xlsx file."""
    book = Workbook()
    book.properties.creator = "Student council and mathematics class"
    book.properties.title = "Survey, October and May"
    about = book.active
    assert isinstance(about, Worksheet)  # noqa: S101 - a new workbook has one plain sheet
    _fill_about(about)
    _fill_statements(book.create_sheet("Survey"), "October", OCTOBER_ALL)
    _fill_statements(book.create_sheet("Survey May"), "May", MAY_ALL)
    _fill_languages(book.create_sheet("Languages"))
    _fill_comments(book.create_sheet("Comments"))
    _fill_progress(book.create_sheet("Progress"))
    target = BytesIO()
    book.save(target)
    return settle_zip(target.getvalue())


def _fill_about(sheet: Worksheet) -> None:
    sheet.title = "Read me"
    rows: list[Row] = [
        ("Survey of all groups, October and May",),
        (),
        ("Nine statements, each answered yes, rather yes, rather no, or no.",),
        ("The figures are the share of yes and rather yes, in per cent of those who answered.",),
        ("The gap is the highest less the lowest figure of a row, in points.",),
        (),
        ("Answered in October: students 388, families 146, teaching staff 36, others 15.",),
        ("Answered in May: students 391, families 171, teaching staff 37, others 17.",),
    ]
    _write(sheet, rows, widths=(90,), head=1)


def _fill_statements(sheet: Worksheet, month: str, shares: Sequence[Sequence[int]]) -> None:
    rows: list[Row] = [
        (f"Agreement in per cent, {month}",),
        (),
        ("Statement", *GROUPS, "Gap"),
    ]
    for words, row in zip(STATEMENTS, shares, strict=True):
        rows.append((words, *row, max(row) - min(row)))
    _write(sheet, rows, widths=(62, 12, 12, 15, 18, 8), head=3)
    sheet.freeze_panes = "B4"


def _fill_languages(sheet: Worksheet) -> None:
    rows: list[Row] = [
        ("Languages asked for on the invitation, 14 March",),
        (),
        ("Language", "Families", "Interpreter at the table", "Minutes"),
        *LANGUAGES,
    ]
    _write(sheet, rows, widths=(18, 10, 24, 32), head=3)


def _fill_comments(sheet: Worksheet) -> None:
    _write(sheet, [("Group", "When", "In their words"), *COMMENTS], widths=(18, 12, 76), head=1)


def _fill_progress(sheet: Worksheet) -> None:
    pairs = list(zip(GROUPS, OCTOBER, MAY, strict=True))
    before, after = max(OCTOBER) - min(OCTOBER), max(MAY) - min(MAY)
    rows: list[Row] = [
        ("“Without fear”, per cent", "October", "May", "Change"),
        *((group, old, new, new - old) for group, old, new in pairs),
        ("Gap, points", before, after, after - before),
    ]
    _write(sheet, rows, widths=(26, 10, 10, 10), head=1)
    chart = BarChart()
    chart.title = "I can say what I think here without fear"
    chart.add_data(
        Reference(sheet, min_col=2, max_col=3, min_row=1, max_row=5), titles_from_data=True
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=5))
    sheet.add_chart(chart, "F2")


def _write(sheet: Worksheet, rows: Sequence[Row], *, widths: Sequence[int], head: int) -> None:
    for row in rows:
        sheet.append(list(row))
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True, size=13 if head > 1 else 11)
    for cell in sheet[head]:
        cell.font, cell.fill = Font(bold=True), HEAD
        cell.alignment = Alignment(vertical="top", wrap_text=True)
