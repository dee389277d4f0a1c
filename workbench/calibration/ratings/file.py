"""Ratings from files: a table with one row per rating, or reports of several assessors."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.ratings.columns import ratings_from_arrays
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.ratings.report import Detail, Report, decode_report
from workbench.calibration.ratings.scale import Levels, Scale
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbench.calibration.ratings.arrays import FloatArray

COLUMNS = ("attempt", "detail", "assessor", "level")
OPTIONAL_COLUMNS = ("program", "when")
DEFINITIVE = "definitive"
_SECONDS_PER_DAY = 86400
_FIRST_ROW = 2  # below the headings
_EPOCH = date(1970, 1, 1).toordinal()


class RatingsFileError(WorkbenchError):
    """A file from which no ratings can be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} can't be read as ratings: {reason}")


@dataclass(frozen=True)
class Words:
    """What one assessor wrote about one detail of one attempt."""

    rationale: str = ""
    looked_at: str = ""
    unmet: str = ""
    next_step: str = ""
    praise: str = ""


@dataclass(frozen=True)
class RatingsFile:
    """Ratings with what the files say besides.

    `title` is that of the credential; `titles` names details, `names` assessors and attempts,
    `labels` levels for people; `words` is keyed by (attempt, detail, assessor), `outcomes` (the
    decision as exported) by (attempt, assessor).
    """

    ratings: Ratings
    title: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    words: dict[tuple[str, str, str], Words] = field(default_factory=dict)
    outcomes: dict[tuple[str, str], str] = field(default_factory=dict)


def read_ratings(
    paths: Sequence[Path], scale: Scale | None = None, definitive: str = DEFINITIVE
) -> RatingsFile:
    """Ratings from one CSV table, or from any number of `mcw-report/1` JSON reports.

    A table needs a `scale`; reports bring the one of their rubric, and `scale` replaces it. The
    assessor named `definitive` stands for the definitive judgments.

    Raises:
        RatingsFileError: for a file that is neither, for tables mixed with reports, for reports
            about different rubrics, or for a table without a scale.
        RatingsError: for rows that can't be ratings, by number.
    """
    tables = [path for path in paths if path.suffix.lower() != ".json"]
    if not paths or (tables and len(paths) > 1):
        name = tables[-1].name if tables else "nothing"
        raise RatingsFileError(name, "give one table, or any number of reports.")
    if tables:
        if scale is None:
            reason = "a table needs its scale: give --scale or --rubric."
            raise RatingsFileError(tables[0].name, reason)
        return RatingsFile(_read_table(tables[0], scale, definitive))
    return combine_reports([_read_report(path) for path in paths], scale, definitive)


def ratings_from_csv(
    text: str, scale: Scale | Levels, name: str = "The table", definitive: str = DEFINITIVE
) -> Ratings:
    """Ratings from CSV text with the columns attempt, detail, assessor, level[, program][, when].

    Comma, semicolon or tab, in any order of columns; `when` is an ISO 8601 date or instant.
    """
    heading, rows = _read_rows(text, name)
    missing = [column for column in COLUMNS if column not in heading]
    if missing:
        reason = f"it has no column {', '.join(missing)}; it needs {', '.join(COLUMNS)}."
        raise RatingsFileError(name, reason)
    columns = {
        column: [row[heading.index(column)] for row in rows.values()]
        for column in (*COLUMNS, *OPTIONAL_COLUMNS)
        if column in heading
    }
    when = columns.get("when")
    return ratings_from_arrays(
        columns["attempt"],
        columns["detail"],
        columns["assessor"],
        columns["level"],
        scale,
        program=columns.get("program"),
        when=None if when is None else _days(when, name, tuple(rows)),
        definitive=definitive,
        source=name,
        rows=tuple(rows),
    )


def _read_rows(text: str, name: str) -> tuple[list[str], dict[int, list[str]]]:
    """The headings in small letters, and the rows that hold anything by their number."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise RatingsFileError(name, f"it is no CSV table ({error}).") from error
    heading = [column.strip().lower() for column in table[0]] if table else []
    filled = {
        number: [cell.strip() for cell in row] + [""] * (len(heading) - len(row))
        for number, row in enumerate(table[1:], _FIRST_ROW)
        if any(cell.strip() for cell in row)
    }
    return heading, filled


def combine_reports(
    reports: Sequence[tuple[str, Report]], scale: Scale | None, definitive: str = DEFINITIVE
) -> RatingsFile:
    """The ratings of several assessors' reports, (file name, report) each, of one rubric.

    Of several reports by one assessor on one attempt the one written last counts. `definitive`
    is the id or the name of an assessor.
    """
    reports = _newest(reports)
    first = reports[0][1]
    made = scale or _scale_of_report(first)
    for name, report in reports:
        if report.rubric.id != first.rubric.id or report.rubric.sha256 != first.rubric.sha256:
            reason = f"it is about another rubric than {reports[0][0]}; calibrate one at a time."
            raise RatingsFileError(name, reason)
        _refuse_other_levels(name, report, made)
    keys = {report.assessor.name: report.assessor.id for _, report in reports}
    rows = [(report, detail) for _, report in reports for detail in report.details]
    ratings = ratings_from_arrays(
        [report.submission.id for report, _ in rows],
        [detail.id for _, detail in rows],
        [report.assessor.id or "" for report, _ in rows],
        [detail.level or "" for _, detail in rows],
        made,
        when=_days([report.finished or "" for report, _ in rows], reports[0][0]),
        definitive=keys.get(definitive) or definitive,
        source="These reports",
    )
    return RatingsFile(
        ratings,
        first.rubric.title or first.rubric.id,
        {detail.id: detail.title for _, detail in rows},
        _names(reports),
        {level.id: level.label or level.id for level in first.rubric.levels},
        {(r.submission.id, d.id, r.assessor.id or ""): _words(d) for r, d in rows},
        {(r.submission.id, r.assessor.id or ""): r.decision.outcome for _, r in reports},
    )


def _newest(reports: Sequence[tuple[str, Report]]) -> list[tuple[str, Report]]:
    """The last report of each assessor on each attempt, in the order of the files."""
    newest: dict[tuple[str, str | None], tuple[str, Report]] = {}
    for name, report in reports:
        key = (report.submission.id, report.assessor.id)
        if key not in newest or report.written >= newest[key][1].written:
            newest[key] = (name, report)
    return list(newest.values())


def _refuse_other_levels(name: str, report: Report, scale: Scale) -> None:
    for detail in report.details:
        if detail.level and detail.level not in scale.levels:
            levels = ", ".join(scale.levels)
            reason = f"the level {detail.level!r} of detail {detail.id} is not one of {levels}."
            raise RatingsFileError(name, reason)


def _words(detail: Detail) -> Words:
    said = detail.feedback
    return Words(detail.rationale, said.looked_at, said.unmet, said.next_step, said.praise)


def _names(reports: Sequence[tuple[str, Report]]) -> dict[str, str]:
    """What people call the assessors and the attempts."""
    names = {}
    for _, report in reports:
        submission, assessor = report.submission, report.assessor
        code = assessor.id or ""
        names[code] = assessor.name or code
        if submission.practitioner:
            again = f" (attempt {submission.attempt})" if submission.attempt > 1 else ""
            names[submission.id] = f"{submission.practitioner}{again}"
    return names


def _scale_of_report(report: Report) -> Scale:
    levels = sorted(report.rubric.levels, key=lambda level: level.order)
    passing = [n for n, level in enumerate(levels) if level.passing]
    return Scale(tuple(level.id for level in levels), passing=min(passing, default=None))


def _read_table(path: Path, scale: Scale, definitive: str) -> Ratings:
    try:
        text = _read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RatingsFileError(path.name, "it is not UTF-8 text.") from error
    return ratings_from_csv(text, scale, path.name, definitive)


def _read_report(path: Path) -> tuple[str, Report]:
    try:
        return path.name, decode_report(_read(path))
    except ValueError as error:
        raise RatingsFileError(path.name, str(error)) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RatingsFileError(path.name, f"{error.strerror or error}.") from error


def _days(entries: Sequence[str], name: str, rows: Sequence[int] | None = None) -> FloatArray:
    """Days since 1970 as numbers, NaN where empty; messages name rows by `rows`."""
    days = np.full(len(entries), np.nan)
    for row, entry in enumerate(entries):
        if not entry:
            continue
        try:
            moment = datetime.fromisoformat(entry)
        except ValueError as error:
            number = row + 1 if rows is None else rows[row]
            reason = f"row {number}: {entry!r} is no date such as 2026-11-14."
            raise RatingsFileError(name, reason) from error
        midnight = (moment - moment.replace(hour=0, minute=0, second=0, microsecond=0)).seconds
        days[row] = moment.date().toordinal() - _EPOCH + midnight / _SECONDS_PER_DAY
    return days
