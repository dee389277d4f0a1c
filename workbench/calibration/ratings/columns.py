"""Checked ratings from columns, from tables of units, and from counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.ratings.ratings import Ratings, RatingsError

if TYPE_CHECKING:
    import numpy.typing as npt

    from workbench.calibration.ratings.arrays import BoolArray, FloatArray, IntArray
    from workbench.calibration.ratings.scale import Scale


def ratings_from_arrays(  # noqa: PLR0913  one column each
    attempt: npt.ArrayLike,
    detail: npt.ArrayLike,
    assessor: npt.ArrayLike,
    level: npt.ArrayLike,
    scale: Scale,
    *,
    program: npt.ArrayLike | None = None,
    when: npt.ArrayLike | None = None,
    definitive: str | None = None,
    source: str = "The ratings",
    first_row: int = 1,
) -> Ratings:
    """Checked ratings from columns of equal length: names or numbers, one row per rating.

    A level is the name of a level of the scale, or one of its `values`. Rows whose level is
    None, NaN or empty are left out and counted: missing is never a level. `program` is that of
    the row's attempt, `when` days as numbers (NaN where unknown), `definitive` the name of the
    assessor whose rows are the definitive judgments. Messages count rows from `first_row`.

    Raises:
        RatingsError: names every row with an unknown level, with a second level for
            the same attempt, detail and assessor, or with another program for its attempt; or
            row 0 when the columns differ in length.
    """
    names = (np.asarray(attempt), np.asarray(detail), np.asarray(assessor))
    code, problems = _level_codes(np.asarray(level), scale)
    lengths = {len(code), *(len(name) for name in names)}
    if len(lengths) > 1:
        raise RatingsError([(0, f"the columns have different lengths {sorted(lengths)}")], source)
    (attempts, a), (details, d), (assessors, j) = (_codes(name) for name in names)
    kept = code >= 0
    problems += _repeated((a, d, j), (len(details), len(assessors)), kept)
    programs, program_code, wrong = _programs(program, a, len(attempts))
    problems += wrong
    if problems:
        named = [(row + first_row - 1, reason) for row, reason in sorted(problems)]
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


def ratings_from_matrix(matrix: npt.ArrayLike, scale: Scale) -> Ratings:
    """Ratings from a table of units (rows, each an attempt with one detail) by assessors.

    Cells are level names or values; None, NaN or empty means not rated.
    """
    table = np.asarray(matrix, dtype=object)
    units, assessors = table.shape
    return ratings_from_arrays(
        np.repeat(np.arange(units), assessors),
        np.zeros(units * assessors, dtype=np.int64),
        np.tile(np.arange(assessors), units),
        table.ravel(),
        scale,
    )


def ratings_from_counts(counts: npt.ArrayLike, scale: Scale) -> Ratings:
    """Ratings from a table of units by levels that counts nameless assessors.

    Assessor 0 of each unit has the lowest level, and so on: nothing that depends on who rated
    (Cohen, Conger, severity) means anything here.
    """
    table = np.asarray(counts, dtype=np.int64)
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


def ratings_from_crosstab(table: npt.ArrayLike, scale: Scale) -> Ratings:
    """Ratings of two assessors from their table of levels (rows the first, columns the second)."""
    counts = np.asarray(table, dtype=np.int64)
    first, second = np.indices(counts.shape)
    pairs = np.column_stack([np.repeat(side.ravel(), counts.ravel()) for side in (first, second)])
    return ratings_from_matrix(np.asarray(scale.values)[pairs], scale)


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
