"""All judgments of many submissions as a table: CSV and XLSX."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from workbench.assessment.judgment import ACCEPTED, Judgment
from workbench.assessment.scorecard import Scorecard
from workbench.report.neutral import neutralise
from workbench.report.phrases import name_part
from workbench.report.saving import save_whole

Cell = str | int

COLUMNS = (
    "submission", "practitioner", "attempt", "credential", "rubric", "rubric version", "assessor",
    "assessor key", "finished", "decision", "outcome", "target", "title", "level", "passes",
    "cannot judge", "words", "looked at", "unmet", "next step", "well done", "rationale",
)  # fmt: skip
_BEGINS_FORMULA = frozenset("=+-@\t\r＝＋－＠")  # noqa: RUF001 - wide forms do it too
_CELL_INSIDE = re.compile(r"([;|\n][ \"]*)(?=[=+\-@＝＋－＠])")  # noqa: RUF001 - as above
"""Where a formula would begin if the file were read with another separator than the comma."""
LONGEST_CELL = 32_767
"""Characters that a cell of XLSX holds."""
_CUT = " … (cut: the report has all of it)"
_WIDTHS = {"title": 40, "looked at": 40, "unmet": 40, "next step": 40, "rationale": 40}


def list_rows(scorecards: Iterable[Scorecard]) -> Iterator[tuple[Cell, ...]]:
    """A row for each target of each scorecard, in the order of `COLUMNS`.

    It holds everything, so it is for the program's file and never for a practitioner.
    """
    for scorecard in scorecards:
        about = _describe(scorecard)
        for outcome in scorecard.outcomes:
            for scored in outcome.details:
                level = neutralise(scored.level.label) if scored.level else ""
                passes = _say_passes(scored.level.passing if scored.level else None)
                named = (outcome.outcome.id, scored.detail.id, neutralise(scored.detail.title))
                yield (*about, *named, level, passes, *_say(scored.judgment, ""))
        for part in scorecard.parts:
            verdict = part.judgment.level
            passes = _say_passes(verdict == ACCEPTED if verdict else None)
            named = ("", part.part.id, name_part(scorecard.rubric, part.part))
            yield (*about, *named, verdict or "", passes, *_say(part.judgment, part.words))


def format_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets read it as such.

    In half of the world they take the semicolon for the separator, whatever the file says: a part
    of a cell must be no formula either.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([[_neutralise_parts(neutralise_cell(cell)) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig", "replace")


def format_xlsx(rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook with one sheet; no cell of it is a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and this alone needs it
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Judgments")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 16)
    head = [WriteOnlyCell(sheet, name) for name in COLUMNS]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, _fit(neutralise_cell(value)))
            if isinstance(value, str):
                cell.data_type = "s"  # text, whatever it begins with
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_table(scorecards: Iterable[Scorecard], target: Path) -> None:
    """Write the table to `target`, as XLSX where its name ends so, else as CSV.

    Raises `ReportNotWrittenError` when it can't be put there.
    """
    rows = list_rows(scorecards)
    is_workbook = target.suffix.lower() == ".xlsx"
    save_whole(target, format_xlsx(rows) if is_workbook else format_csv(rows))


def neutralise_cell(cell: Cell) -> Cell:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
    if isinstance(cell, int):
        return cell
    text = neutralise(cell)
    return f"'{text}" if text[:1] in _BEGINS_FORMULA and text else text


def _neutralise_parts(cell: Cell) -> Cell:
    return cell if isinstance(cell, int) else _CELL_INSIDE.sub(r"\1'", cell)


def _describe(scorecard: Scorecard) -> tuple[Cell, ...]:
    submission, rubric, trail = scorecard.submission, scorecard.rubric, scorecard.provenance
    return (
        submission.id,
        submission.practitioner.key,
        submission.attempt,
        rubric.credential.title,
        rubric.id,
        rubric.version,
        trail.assessor_name,
        trail.assessor_key,
        trail.finished_at or "",
        scorecard.decision.outcome,
    )


def _say(judgment: Judgment, words: Cell) -> tuple[Cell, ...]:
    feedback = judgment.feedback
    return (
        judgment.cannot_judge or "",
        words,
        feedback.looked_at,
        feedback.unmet,
        feedback.next_step,
        feedback.praise,
        judgment.rationale,
    )


def _say_passes(passes: bool | None) -> str:  # noqa: FBT001 - one value, no switch
    return "" if passes is None else ("yes" if passes else "no")


def _fit(cell: Cell) -> Cell:
    if isinstance(cell, int) or len(cell) <= LONGEST_CELL:
        return cell
    return cell[: LONGEST_CELL - len(_CUT)] + _CUT
