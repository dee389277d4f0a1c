"""Checked ratings from columns, from tables of units, and from counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.ratings.ratings import Ratings, RatingsError
from workbench.calibration.ratings.scale import Levels, Scale, as_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from workbench.calibration.ratings.arrays import BoolArray, FloatArray, IntArray


def ratings_from_arrays(  # noqa: PLR0913  one column each
    attempt: npt.ArrayLike,
    detail: npt.ArrayLike,
    assessor: npt.ArrayLike,
    level: npt.ArrayLike,
    scale: Scale | Levels,
    *,
    program: npt.ArrayLike | None = None,
    when: npt.ArrayLike | None = None,
    definitive: str | None = None,
    source: str = "The ratings",
    rows: Sequence[int] | None = None,
) -> Ratings:
    """Checked ratings from columns of equal length: names or numbers, one row per rating.

    A level is the name of a level of the scale, or one of its `values`; `scale` may be given as
    its levels, lowest first, or as their number (see `make_scale`). Rows whose level is None, NaN
    or empty are left out and counted: missing is never a level. `program` is that of the row's
    attempt, `when` days as numbers (NaN where unknown), `definitive` the name of the assessor
    whose rows are the definitive judgments. Messages name rows by `rows`, else counted from 1.

    Raises:
        RatingsError: names every row with an unknown level, without a name, with a second level
            for the same attempt, detail and assessor, or with another program for its attempt;
            or row 0 when the columns differ in length.
    """
    scale = as_scale(scale)
    names = {
        name: np.asarray(column)
        for name, column in (("attempt", attempt), ("detail", detail), ("assessor", assessor))
    }
    given = np.asarray(level)
    more = [np.asarray(column) for column in (program, when) if column is not None]
    lengths = {column.shape for column in (given, *names.values(), *more)}
    if len(lengths) > 1 or given.ndim != 1:
        shown = ", ".join(sorted(str(shape) for shape in lengths))
        raise RatingsError([(0, f"the columns must have one length, not {shown}")], source)
    code, problems = _level_codes(given, scale)
    kept = code >= 0
    problems += _nameless(names, kept)
    (attempts, a), (details, d), (assessors, j) = (_codes(column) for column in names.values())
    problems += _repeated((a, d, j), (len(details), len(assessors)), kept)
    programs, program_code, wrong = _programs(program, a, len(attempts))
    problems += wrong
    if problems:
        shown_as = range(1, len(code) + 1) if rows is None else rows
        named = [(shown_as[row - 1], reason) for row, reason in sorted(problems)]
        raise RatingsError(named, source)
    return Ratings(
        scale,
        a[kept].astype(np.int32),
        d[kept].astype(np.int32),
        j[kept].astype(np.int32),
        code[kept].astype(np.int8),
        attempts,
        details,
        assessors,
        program_code,
        programs,
        None if when is None else np.asarray(when, dtype=np.float64)[kept],
        assessors.index(definitive) if definitive in assessors else None,
        int(np.sum(~kept)),
    )


def ratings_from_matrix(matrix: npt.ArrayLike, scale: Scale | Levels) -> Ratings:
    """Ratings from a table of units (rows, each an attempt with one detail) by assessors.

    Cells are level names or values; None, NaN or empty means not rated.

    Raises:
        RatingsError: for an unknown level, or rows of different lengths.
    """
    table = _table(matrix)
    units, assessors = table.shape
    return ratings_from_arrays(
        np.repeat(np.arange(units), assessors),
        np.zeros(units * assessors, dtype=np.int64),
        np.tile(np.arange(assessors), units),
        table.ravel(),
        scale,
    )


def ratings_from_counts(counts: npt.ArrayLike, scale: Scale | Levels) -> Ratings:
    """Ratings from a table of units by levels that counts nameless assessors.

    Assessor 0 of each unit has the lowest level, and so on: nothing that depends on who rated
    (Cohen, Conger, severity) means anything here.

    Raises:
        RatingsError: unless each row counts every level of the scale.
    """
    scale = as_scale(scale)
    table = _whole_counts(counts)
    if table.shape[1] != len(scale):
        raise RatingsError([(0, f"the scale needs {len(scale)} columns")])
    each = table.sum(axis=1)
    unit = np.repeat(np.arange(len(table)), each)
    level = np.repeat(np.tile(np.arange(len(scale)), len(table)), table.ravel())
    first = np.concatenate(([0], np.cumsum(each)[:-1]))
    return ratings_from_arrays(
        unit,
        np.zeros_like(unit),
        np.arange(len(unit)) - first[unit],
        np.asarray(scale.values)[level],
        scale,
    )


def ratings_from_crosstab(table: npt.ArrayLike, scale: Scale | Levels) -> Ratings:
    """Ratings of two assessors from their table of levels (rows the first, columns the second).

    Raises:
        RatingsError: unless the table counts every level of the scale by every level.
    """
    scale = as_scale(scale)
    counts = _whole_counts(table)
    if counts.shape != (len(scale), len(scale)):
        raise RatingsError([(0, f"the scale needs a table of {len(scale)} by {len(scale)}")])
    first, second = np.indices(counts.shape)
    pairs = np.column_stack([np.repeat(side.ravel(), counts.ravel()) for side in (first, second)])
    return ratings_from_matrix(np.asarray(scale.values)[pairs], scale)


def _table(matrix: npt.ArrayLike) -> npt.NDArray[np.object_]:
    """The cells of a table, all rows alike in length."""
    try:
        table = np.asarray(matrix, dtype=object)
    except ValueError:
        table = np.zeros(0, dtype=object)
    if table.ndim != 2:  # noqa: PLR2004  rows and columns
        raise RatingsError([(0, "a table needs rows of one length")])
    return table


def _whole_counts(table: npt.ArrayLike) -> npt.NDArray[np.int64]:
    counts = _table(table).astype(np.float64)
    whole = counts.astype(np.int64)
    for row in np.flatnonzero(((counts != whole) | (whole < 0)).any(axis=1)).tolist():
        raise RatingsError([(row + 1, "counts must be whole numbers from 0 up")])
    return whole


def _nameless(names: dict[str, npt.NDArray[np.generic]], kept: BoolArray) -> list[tuple[int, str]]:
    """Rows with a level but without an attempt, a detail or an assessor."""
    problems = []
    for name, column in names.items():
        if column.dtype.kind in "iub":
            continue
        words = np.array(["" if entry is None else str(entry).strip() for entry in column.tolist()])
        empty = (words == "") | (words == "nan")
        problems += [(row + 1, f"it names no {name}") for row in np.flatnonzero(kept & empty)]
    return [(int(row), reason) for row, reason in problems]


def _codes(column: npt.NDArray[np.generic]) -> tuple[tuple[str, ...], IntArray]:
    names, code = np.unique(
        column.astype(str) if column.dtype == object else column, return_inverse=True
    )
    return tuple(str(name) for name in names), code


def _level_codes(
    column: npt.NDArray[np.generic], scale: Scale
) -> tuple[IntArray, list[tuple[int, str]]]:
    """Positions on the scale (-1 where missing), and the rows with a level that isn't on it."""
    if column.dtype.kind in "iuf":
        return _numeric_levels(column.astype(np.float64), scale)
    position: dict[object, int] = {name: n for n, name in enumerate(scale.levels)}
    position |= {value: n for n, value in enumerate(scale.values)}
    code = np.full(len(column), -1)
    problems = []
    for row, entry in enumerate(column.tolist()):
        if entry is None or entry == "" or entry != entry:  # noqa: PLR0124  NaN differs from itself
            continue
        code[row] = position.get(entry, position.get(_number(entry), -1))
        if code[row] < 0:
            problems.append((row + 1, f"{entry!r} is not one of {', '.join(scale.levels)}"))
    return code, problems


def _numeric_levels(column: FloatArray, scale: Scale) -> tuple[IntArray, list[tuple[int, str]]]:
    values = np.asarray(scale.values)
    found = np.searchsorted(values, column).clip(0, len(values) - 1)
    missing = np.isnan(column)
    wrong = np.flatnonzero(~missing & (values[found] != column))
    levels = ", ".join(scale.levels)
    problems = [(int(row) + 1, f"{column[row]:g} is not one of {levels}") for row in wrong]
    return np.where(missing | (values[found] != column), -1, found), problems


def _number(entry: object) -> float | None:
    try:
        return float(str(entry))
    except ValueError:
        return None


def _repeated(
    codes: tuple[IntArray, IntArray, IntArray], sizes: tuple[int, int], kept: BoolArray
) -> list[tuple[int, str]]:
    attempt, detail, assessor = codes
    key = (attempt.astype(np.int64) * sizes[0] + detail) * sizes[1] + assessor
    ordered = np.sort(key[kept])
    if not np.any(ordered[1:] == ordered[:-1]):
        return []
    seen: dict[int, int] = {}
    problems = []
    for row in np.flatnonzero(kept).tolist():
        first = seen.setdefault(int(key[row]), row)
        if first != row:
            reason = f"the same assessor already gave this detail a level in row {first + 1}"
            problems.append((row + 1, reason))
    return problems


def _programs(
    program: npt.ArrayLike | None, attempt: IntArray, n_attempts: int
) -> tuple[tuple[str, ...], IntArray | None, list[tuple[int, str]]]:
    if program is None:
        return (), None, []
    programs, code = _codes(np.asarray(program))
    of_attempt = np.zeros(n_attempts, dtype=np.int32)
    of_attempt[attempt[::-1]] = code[::-1]
    wrong = np.flatnonzero(of_attempt[attempt] != code).tolist()
    reason = "this attempt belongs to another program in an earlier row"
    return programs, of_attempt, [(row + 1, reason) for row in wrong]
