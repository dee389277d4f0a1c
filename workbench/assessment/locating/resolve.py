"""R5, R11, R15: every number gets its unit, and words that are left over their due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from workbench.assessment.locating.artifacts import find_medium
from workbench.assessment.locating.bare import resolve_bare
from workbench.assessment.locating.clock import InvalidValueError
from workbench.assessment.locating.context import Context
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
from workbench.assessment.locating.times import CLOCK
from workbench.assessment.locating.words import SECONDS_IN

_TIMES: Final = frozenset({*SECONDS_IN, CLOCK})
_LISTING: Final = frozenset({",", "and", "or"})


@dataclass(slots=True)
class _State:
    """What the numbers that come next depend on."""

    own: Context
    context: Context
    unit: str = ""
    is_behind_number: bool = False
    is_doubtful: bool = False


def resolve_pieces(pieces: list[Piece], context: Context) -> tuple[list[Piece], bool]:
    """The pieces without bare numbers and nouns, and whether they leave a doubt."""
    state = _State(context, context)
    kept = [_weigh_neighbours(pieces, index, state) for index in range(len(pieces))]
    has_unknown = any(isinstance(piece, Unknown) for piece in kept)
    state.is_doubtful |= has_unknown
    behind = _find_units_behind(kept)
    resolved: list[Piece] = []
    for piece, unit in zip(kept, behind, strict=True):
        resolved += _resolve(piece, unit, state, may_guess=not has_unknown)
    return resolved, state.is_doubtful


def _weigh_neighbours(pieces: list[Piece], index: int, state: _State) -> Piece:
    """The piece, or an unknown one where a word beside it takes its sense away.

    '2 minute video', '5 students' and '5 plan.pdf' are no places, though they hold a number.
    """
    piece = pieces[index]
    before = pieces[index - 1] if index else None
    after = pieces[index + 1] if index + 1 < len(pieces) else None
    is_number = isinstance(piece, Bare)
    is_length = isinstance(piece, Said) and piece.unit in SECONDS_IN
    if (is_number and (isinstance(before, Unknown) or isinstance(after, Reference))) or (
        (is_number or is_length) and isinstance(after, Unknown | Noun)
    ):
        return Unknown()
    state.is_doubtful |= isinstance(after, Noun) and isinstance(piece, Said)
    state.is_doubtful |= is_number and isinstance(before, Noun)
    return piece


def _find_units_behind(pieces: list[Piece]) -> list[str]:
    """R11: for each piece the unit of time that trails the list of numbers it stands in."""
    units: list[str] = []
    unit = ""
    for piece in reversed(pieces):
        if isinstance(piece, Said):
            unit = piece.unit if piece.trails else ""
        elif not isinstance(piece, Bare) and not (
            isinstance(piece, Join) and piece.kind in _LISTING
        ):
            unit = ""
        units.append(unit)
    return units[::-1]


def _resolve(piece: Piece, unit_behind: str, state: _State, *, may_guess: bool) -> list[Piece]:
    match piece:
        case Said(unit=unit):
            state.unit = unit or state.unit
            state.is_behind_number = False
        case Reference(artifacts=artifacts):
            state.unit = ""
            named = next((one for one in artifacts if one), "")
            state.is_behind_number = named[-1:].isdigit()
            medium = find_medium(named) or state.own.media
            state.context = replace(state.own, media=medium)
        case Join(kind="tie"):
            state.is_behind_number = False
        case Bare():
            return _resolve_bare(piece, unit_behind, state, may_guess=may_guess)
        case Noun():
            return []
    return [piece]


def _resolve_bare(bare: Bare, unit_behind: str, state: _State, *, may_guess: bool) -> list[Piece]:
    # In 'Artifact 2, 5' the 5 may be a place or another artifact.
    state.is_doubtful |= state.is_behind_number
    state.is_behind_number = False
    # In 'page 3, 5 and 7 minutes' the 5 may be one of pages.
    state.is_doubtful |= bool(unit_behind and state.unit) and state.unit not in _TIMES
    unit = unit_behind or state.unit
    if not unit and not may_guess:
        return []
    try:
        pieces, is_doubtful = resolve_bare(bare, unit, state.context)
    except InvalidValueError:
        return [Problem("invalid_value")]
    state.is_doubtful |= is_doubtful
    said = [piece for piece in pieces if isinstance(piece, Said)]
    state.unit = said[-1].unit if said else state.unit
    return [
        replace(one, is_guess=not unit, is_bare=bool(unit)) if isinstance(one, Said) else one
        for one in pieces
    ]
