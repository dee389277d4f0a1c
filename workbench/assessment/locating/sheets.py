"""R23: sheets, cells and columns of a spreadsheet."""

from __future__ import annotations

import re
from typing import Final

from workbench.assessment.locating.clock import InvalidValueError, read_number
from workbench.assessment.locating.counts import take_links
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.fragment import read_cells
from workbench.assessment.locating.pieces import Join, Said, Unknown
from workbench.assessment.locating.place import Place, Span, make_place
from workbench.assessment.locating.ranges import take_range_sign
from workbench.assessment.locating.words import CONNECTORS, COUNTED, JOINS, NOISE

_SHEET_WORDS: Final = frozenset({"sheet", "sheets", "tab", "tabs", "worksheet", "worksheets"})
_CELL_WORDS: Final = ("cell", "cells", "range")
_COLUMN_WORDS: Final = frozenset({"column", "columns", "col", "cols"})
_NUMERIC: Final = frozenset({"number", "dotted", "clock", "prime"})
_AFTER_NAME: Final = (
    CONNECTORS | NOISE | COUNTED.keys() | JOINS.keys() | _COLUMN_WORDS | {*_CELL_WORDS}
)
_LETTERS: Final = re.compile(r"[A-Za-z]{1,3}")
_CELL_LIKE_PREFIXES: Final = {"p": "page", "pp": "page", "pg": "page", "sl": "slide", "ln": "ln"}
_MOST_COLUMNS: Final = 30


def read_sheet_reference(cursor: Cursor) -> bool:
    """Read 'Survey!B12', where the sheet's name stands before its '!'."""
    token = cursor.token()
    is_quoted = token.kind == "quoted" and cursor.word(1) == "!" and cursor.token(1).glued
    if token.kind != "sheet" and not is_quoted:
        return False
    start = cursor.at
    cursor.at += 2 if is_quoted else 1
    cells = _read_cells(cursor)
    if cells is None:
        cursor.at = start
        return False
    cursor.pieces.append(Said((Place(sheet=token.text, cell=cells),), "cell"))
    return True


def read_cells_by_word(cursor: Cursor) -> bool:
    """Read 'cell B12' or 'range A1 to B2'; 'range' before a number is only a word.

    Raises:
        InvalidValueError: A column beyond ZZZ.
    """
    start = cursor.at
    word = cursor.word()
    if not cursor.take(*_CELL_WORDS):
        return False
    cursor.take("range")
    take_links(cursor)
    cells = _read_cells(cursor)
    if cells is not None:
        cursor.pieces.append(Said((Place(cell=cells),), "cell"))
        return True
    if word == "range" and cursor.token().kind in _NUMERIC:
        return True
    if cursor.token().kind == "word" and cursor.token(1).kind == "number" and cursor.token(1).glued:
        raise InvalidValueError
    cursor.at = start
    return False


def read_bare_cells(cursor: Cursor) -> bool:
    """Read 'B12' on its own, in a spreadsheet or in a list of cells."""
    is_listed = cursor.find_listed_unit() == "cell"
    if cursor.context.media != "xlsx" and not is_listed:
        return False
    prefix = _CELL_LIKE_PREFIXES.get(cursor.word())
    number = cursor.token(1).text
    cells = _read_cells(cursor)
    if cells is None:
        return False
    readings: tuple[Place, ...] = (Place(cell=cells),)
    if prefix and not is_listed and number.isdecimal():
        count = read_number(number)
        readings = (*readings, make_place(prefix, Span(count, count)))
    cursor.pieces.append(Said(readings, "cell"))
    return True


def read_columns(cursor: Cursor) -> bool:
    """Read 'column B' or, letter by letter, 'columns B to D'; a number is in doubt."""
    start = cursor.at
    if cursor.word() in _COLUMN_WORDS:
        cursor.at += 1
        take_links(cursor)
    elif cursor.find_listed_unit() != "col":
        return False
    first = _read_column(cursor)
    if first is None:
        cursor.at = start
        return False
    before = cursor.at
    last = _read_column(cursor) if cursor.take(":") or take_range_sign(cursor) else None
    if last is None:
        cursor.at = before
    _add_columns(cursor, first, last or first)
    return True


def read_sheet(cursor: Cursor) -> bool:
    """Read 'sheet "Survey"', 'tab Survey', '"Survey" tab', and 'Survey tab' in doubt."""
    if cursor.token().kind in {"quoted", "single", "word"} and cursor.word(1) in _SHEET_WORDS:
        is_plain = cursor.token().kind == "word"
        if is_plain and not cursor.token().text[:1].isupper():
            return False
        cursor.is_doubtful |= is_plain
        cursor.pieces.append(Said((Place(sheet=cursor.token().text),)))
        cursor.at += 2
        return True
    if cursor.word() not in _SHEET_WORDS:
        return False
    start = cursor.at
    readings = _read_sheet_name(cursor)
    if not readings:
        cursor.at = start
        return False
    cursor.pieces.append(Said(readings))
    return True


def _read_sheet_name(cursor: Cursor) -> tuple[Place, ...]:
    word = cursor.token().text
    cursor.at += 1
    take_links(cursor)
    token = cursor.token()
    if token.kind in {"quoted", "single"} and token.text.strip():
        cursor.at += 1
        return (Place(sheet=token.text.strip()),)
    if token.kind == "number":
        # 'Sheet1' is a name, 'sheet 1' may be that or the name '1'.
        cursor.at += 1
        name = Place(sheet=f"{word}{token.text}".capitalize())
        return (name,) if token.glued else (name, Place(sheet=token.text))
    return _read_plain_name(cursor)


def _read_plain_name(cursor: Cursor) -> tuple[Place, ...]:
    """The words of a name without quotes; more than one capital word is in doubt."""
    reach = 0
    while cursor.token(reach).kind == "word" and cursor.word(reach) not in _AFTER_NAME:
        reach += 1
    if reach == 0:
        return ()
    name = cursor.text[cursor.token().start : cursor.token(reach - 1).end]
    cursor.is_doubtful |= not all(word[:1].isupper() for word in name.split())
    cursor.at += reach
    return (Place(sheet=name),)


def _read_cells(cursor: Cursor) -> str | None:
    """'A1' or 'A1:B2', the corners in the order that is written."""
    first = _read_cell(cursor)
    if first is None:
        return None
    before = cursor.at
    last = _read_cell(cursor) if cursor.take(":") or take_range_sign(cursor) else None
    if last is None:
        cursor.at = before
    return read_cells(f"{first}:{last or first}")


def _read_cell(cursor: Cursor) -> str | None:
    start = cursor.at
    cursor.take("$")
    letters = cursor.token().text
    cursor.at += 1
    cursor.take("$")
    number, after = cursor.token(), cursor.token(1)
    is_cell = _LETTERS.fullmatch(letters) and number.kind == "number" and number.glued
    if not is_cell or (after.glued and after.kind == "word"):
        cursor.at = start
        return None
    cursor.at += 1
    return f"{letters}{read_number(number.text)}"


def _read_column(cursor: Cursor) -> str | None:
    token = cursor.token()
    if token.kind == "number":
        cursor.at += 1
        cursor.is_doubtful = True
        return _spell_column(read_number(token.text))
    is_letters = _LETTERS.fullmatch(token.text) is not None and token.kind == "word"
    if not is_letters or not (token.text.isupper() or len(token.text) == 1):
        return None
    cursor.at += 1
    return token.text.upper()


def _add_columns(cursor: Cursor, first: str, last: str) -> None:
    start, end = _count_column(first), _count_column(last)
    cursor.is_doubtful |= end < start
    start, end = min(start, end), max(start, end)
    if end - start > _MOST_COLUMNS:
        cursor.pieces.append(Unknown())
        return
    for number in range(start, end + 1):
        if number > start:
            cursor.pieces.append(Join("and"))
        cursor.pieces.append(Said((Place(col=_spell_column(number)),), "col"))


def _count_column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _spell_column(number: int) -> str:
    """The letters of a column, counted from 1.

    Raises:
        InvalidValueError: Column 0, or one beyond ZZZ.
    """
    if not 1 <= number <= _count_column("ZZZ"):
        raise InvalidValueError
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
