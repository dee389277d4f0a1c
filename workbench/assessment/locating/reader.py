"""From tokens to pieces: every reader in its turn, and what is left over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from workbench.assessment.locating.artifacts import (
    read_file,
    read_named_file,
    read_noun,
    read_reference,
)
from workbench.assessment.locating.bounds import read_end, read_start
from workbench.assessment.locating.brackets import Bracket, find_brackets
from workbench.assessment.locating.clock import InvalidValueError
from workbench.assessment.locating.counts import read_counted
from workbench.assessment.locating.cursor import Cursor
from workbench.assessment.locating.minutes import read_prefixed_time
from workbench.assessment.locating.ordinals import read_first_or_last, read_ordinals
from workbench.assessment.locating.phrases import (
    read_between,
    read_join,
    read_listed_label,
    read_noise,
    read_phrase,
)
from workbench.assessment.locating.pictures import read_notes, read_position, read_whole
from workbench.assessment.locating.pieces import Bare, Join, Noun, Problem, Said, Unknown
from workbench.assessment.locating.quotes import read_fragment_token, read_quote
from workbench.assessment.locating.sheets import (
    read_bare_cells,
    read_cells_by_word,
    read_columns,
    read_sheet,
    read_sheet_reference,
)
from workbench.assessment.locating.times import read_amount
from workbench.assessment.locating.tokens import Kind

Reader = Callable[[Cursor], bool]

_WORD_READERS: Final[tuple[Reader, ...]] = (
    read_start,
    read_end,
    read_noise,
    read_listed_label,
    read_bare_cells,
    read_whole,
    read_counted,
    read_first_or_last,
    read_ordinals,
    read_prefixed_time,
    read_join,
    read_notes,
    read_position,
    read_sheet,
    read_cells_by_word,
    read_columns,
    read_between,
    read_reference,
    read_phrase,
    read_noun,
    read_named_file,
)
_NUMBER_READERS: Final[tuple[Reader, ...]] = (read_amount,)
_READERS: Final[dict[Kind, tuple[Reader, ...]]] = {
    "word": _WORD_READERS,
    "ordinal": (read_first_or_last, read_ordinals),
    "number": _NUMBER_READERS,
    "dotted": _NUMBER_READERS,
    "clock": _NUMBER_READERS,
    "prime": _NUMBER_READERS,
    "quoted": (read_sheet_reference, read_sheet, read_quote),
    "single": (read_sheet,),
    "sheet": (read_sheet_reference,),
    "file": (read_file,),
    "fragment": (read_fragment_token,),
    "sign": (read_counted, read_noise, read_bare_cells, read_join),
}
_VAGUE: Final = frozenset({"not_specific", "relative_reference"})


def read_pieces(cursor: Cursor) -> None:
    """Read all tokens of the cursor into its pieces."""
    brackets = find_brackets(cursor.tokens)
    while cursor.at < len(cursor.tokens):
        bracket = brackets.get(cursor.at)
        if bracket is None:
            _read_next(cursor)
        else:
            _read_bracket(cursor, bracket)


def _read_next(cursor: Cursor) -> None:
    start = cursor.at
    try:
        if any(reader(cursor) for reader in _READERS.get(cursor.token().kind, ())):
            return
        cursor.pieces.append(Unknown())
    except InvalidValueError:
        cursor.pieces.append(Problem("invalid_value"))
    cursor.at = max(cursor.at, start + 1)


def _read_bracket(cursor: Cursor, bracket: Bracket) -> None:
    """R19: drop a comment; what reads as a place is none, even in brackets."""
    opening = cursor.word()
    inner = Cursor(cursor.text, cursor.tokens[cursor.at + 1 : bracket.close], cursor.context)
    cursor.at = bracket.close + 1
    may_drop = opening == "(" and bracket.has_word
    if bracket.is_nested:
        cursor.pieces += [] if may_drop else [Unknown()]
        return
    while inner.at < len(inner.tokens):
        _read_next(inner)
    if not any(isinstance(piece, Unknown) for piece in inner.pieces):
        cursor.is_approximate |= inner.is_approximate
    if inner.pieces and not (may_drop and _is_comment(inner, cursor)):
        cursor.is_doubtful |= inner.is_doubtful
        cursor.pieces += [Join("aside"), *inner.pieces]


def _is_comment(inner: Cursor, outer: Cursor) -> bool:
    said = [piece for piece in inner.pieces if not isinstance(piece, Join)]
    problems = [piece.reason for piece in said if isinstance(piece, Problem)]
    if any(isinstance(piece, Unknown) for piece in said) or set(problems) & _VAGUE:
        return True
    is_total = isinstance(inner.pieces[0], Join) and all(isinstance(piece, Bare) for piece in said)
    is_length = all(isinstance(piece, Said) and piece.trails for piece in said) and any(
        isinstance(piece, Said) and piece.readings[0].t for piece in outer.pieces[-2:]
    )
    return is_total or is_length or all(isinstance(piece, Noun) for piece in said)
