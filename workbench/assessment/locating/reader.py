"""From tokens to pieces: every reader in its turn, and what is left over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
from workbench.assessment.locating.moments import is_time_of_day
from workbench.assessment.locating.ordinals import read_first_or_last, read_ordinals
from workbench.assessment.locating.phrases import (
    read_between,
    read_join,
    read_listed_label,
    read_noise,
    read_phrase,
)
from workbench.assessment.locating.pictures import read_notes, read_position, read_whole
from workbench.assessment.locating.pieces import (
    Bare,
    Join,
    Noun,
    Piece,
    Problem,
    Reference,
    Said,
    Unknown,
)
from workbench.assessment.locating.quotes import read_fragment_token, read_quote
from workbench.assessment.locating.sheets import (
    read_bare_cells,
    read_cells_by_word,
    read_columns,
    read_sheet,
    read_sheet_reference,
)
from workbench.assessment.locating.times import read_amount
from workbench.assessment.locating.tokens import Kind, Token

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
    "single": (read_sheet, read_file),
    "sheet": (read_sheet_reference,),
    "file": (read_file,),
    "fragment": (read_fragment_token,),
    "sign": (read_counted, read_noise, read_bare_cells, read_join),
}
_LISTING: Final = frozenset({",", "and", ";", "or"})


def read_pieces(cursor: Cursor) -> None:
    """Read all tokens of the cursor into its pieces."""
    cursor.tokens = list(_drop_comments(cursor))
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


def _drop_comments(cursor: Cursor) -> Iterator[Token]:
    """R19: the tokens without the comments, between which a range may go on."""
    brackets = find_brackets(cursor.tokens)
    behind = 0
    for index, token in enumerate(cursor.tokens):
        bracket = brackets.get(index)
        if index >= behind and bracket and _may_be_comment(token, bracket):
            inner = None if bracket.is_nested else _read_inside(cursor, index, bracket)
            behind = bracket.close + 1 if inner is None or _is_vague(inner) else behind
        if index >= behind:
            yield token


def _may_be_comment(opening: Token, bracket: Bracket) -> bool:
    return opening.word == "(" and bracket.has_word


def _read_inside(outer: Cursor, index: int, bracket: Bracket) -> Cursor:
    inner = Cursor(outer.text, outer.tokens[index + 1 : bracket.close], outer.context)
    if is_time_of_day(inner):
        inner.pieces.append(Problem("clock_time"))
    while inner.at < len(inner.tokens):
        _read_next(inner)
    return inner


def _read_bracket(cursor: Cursor, bracket: Bracket) -> None:
    """What reads as a place is no comment, even in brackets; an artifact may be one."""
    opening, index = cursor.token(), cursor.at
    cursor.at = bracket.close + 1
    if bracket.is_nested:
        cursor.pieces.append(Unknown())
        return
    inner = _read_inside(cursor, index, bracket)
    pieces = inner.pieces
    cursor.is_approximate |= inner.is_approximate
    if not pieces or (_may_be_comment(opening, bracket) and _is_remark(inner, cursor)):
        return
    starts_list = isinstance(pieces[0], Join) and pieces[0].kind in _LISTING
    has_place = any(isinstance(piece, Said | Bare) for piece in pieces)
    names_artifact = any(isinstance(piece, Reference) for piece in pieces)
    is_second = any(isinstance(piece, Said) for piece in cursor.pieces)
    cursor.is_doubtful |= inner.is_doubtful or starts_list or not has_place
    cursor.is_doubtful |= names_artifact and is_second
    cursor.pieces.append(Join("aside"))
    cursor.pieces += pieces if has_place else map(_doubt_reference, pieces)


def _doubt_reference(piece: Piece) -> Piece:
    """Of 'page 3 (Appendix B)' page 3 of that appendix, or of what was cited."""
    return Reference((None, *piece.artifacts)) if isinstance(piece, Reference) else piece


def _is_vague(inner: Cursor) -> bool:
    """Whether the words in brackets hold something that no place has."""
    vague = [Problem("not_specific"), Problem("relative_reference")]
    return any(isinstance(piece, Unknown) or piece in vague for piece in inner.pieces)


def _is_remark(inner: Cursor, outer: Cursor) -> bool:
    """Whether the words are a total ('of 10'), a length ('30 seconds') or only nouns."""
    said = [piece for piece in inner.pieces if not isinstance(piece, Join)]
    is_total = inner.pieces[0] == Join("tie") and all(isinstance(piece, Bare) for piece in said)
    is_length = all(isinstance(piece, Said) and piece.trails for piece in said) and any(
        isinstance(piece, Said) and piece.readings[0].t for piece in outer.pieces[-2:]
    )
    return is_total or is_length or all(isinstance(piece, Noun) for piece in said)
