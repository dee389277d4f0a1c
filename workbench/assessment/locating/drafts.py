"""R8: places while they are being written, and what may be said of one and the same place."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from workbench.assessment.locating.pieces import Said
from workbench.assessment.locating.place import (
    DIMENSIONS,
    Place,
    find_dimensions,
    make_place,
    merge_places,
)
from workbench.assessment.locating.words import JoinKind

BASES: Final = frozenset({"page", "pagelabel", "slide", "t"})
"""A place has at most one of these."""
HOLDERS: Final = frozenset({"sheet", "page", "pagelabel", "slide", "section", "table"})
"""Things that hold others, for which they need not be said again."""
PARTS: Final = frozenset({"para", "ln", "item", "pos", "layer", "quote"})
"""Things that are hardly ever meant without what holds them."""
REMARKS: Final = frozenset({"quote", "pos", "layer", "xywh"})
_LISTED: Final = frozenset({"para", "ln", "item", "row", "col", "cell"})
_BESIDE: Final = {
    "quote": frozenset({"t"}),
    "pos": frozenset({"t"}),
}
"""What holds these, besides the holders."""
_CROSSING: Final = {"row": frozenset({"col"}), "col": frozenset({"row"})}
"""What holds a list of these: columns B and C of row 3."""
_HELD: Final = ("para", "ln", "item", "figure")
_FINER: Final = {
    name: frozenset(_HELD[: _HELD.index(name)] if name in _HELD else _HELD) for name in DIMENSIONS
}
"""What may hold a list of these when it was said before them, as a paragraph holds its lines."""
_BESIDE_TIME: Final = frozenset({"t", "quote", "pos", "xywh"})


@dataclass(slots=True)
class Draft:
    """One place in all its readings; `order` tells its dimensions in the author's order."""

    readings: tuple[Place, ...]
    order: tuple[str, ...]
    question: str = ""
    artifacts: tuple[str | None, ...] = ()
    is_explicit: bool = False
    is_guess: bool = False
    is_bare: bool = False


@dataclass(slots=True)
class Slot:
    """One place of a list, or the alternatives that an 'or' gives it; `join` stands before it."""

    join: JoinKind
    drafts: list[Draft] = field(default_factory=list)


def name_dimensions(said: Said) -> tuple[str, ...]:
    """The dimensions of what is said; 'whole' for a whole artifact."""
    return find_dimensions(said.readings[0]) or ("whole",)


def can_combine(draft: Draft, dimensions: tuple[str, ...]) -> bool:
    """R8: whether the place may have these dimensions as well."""
    both = {*draft.order, *dimensions}
    if len(both) < len(draft.order) + len(dimensions) or "whole" in both:
        return False
    if len(both & BASES) > 1 or ("t" in both and not both <= _BESIDE_TIME):
        return False
    return not ("cell" in both and both & {"row", "col"})


def is_coarser(draft: Draft, dimensions: tuple[str, ...]) -> bool:
    """Whether the dimensions hold the ones of the place, by the order of the grammar."""
    return DIMENSIONS.index(dimensions[0]) < min(map(DIMENSIONS.index, draft.order))


def combine(draft: Draft, said: Said) -> None:
    """R8: add what is said to the place; readings of one question go together."""
    if draft.question and draft.question == said.question:
        pairs = list(zip(draft.readings, said.readings, strict=False))
    else:
        pairs = [(base, more) for base in draft.readings for more in said.readings]
    draft.readings = tuple(merge_places(base, more) for base, more in pairs)
    draft.question = draft.question or said.question
    draft.order += name_dimensions(said)


def carry(draft: Draft, said: Said, join: JoinKind) -> Draft:
    """R5: a new place that keeps of the draft what need not be said again."""
    kept = _find_kept(draft, name_dimensions(said), join, is_bare=said.is_bare)
    place = Place()
    for name in kept:
        place = merge_places(place, make_place(name, getattr(draft.readings[0], name)))
    return Draft((place,), kept, artifacts=draft.artifacts)


def _find_kept(
    draft: Draft, dimensions: tuple[str, ...], join: JoinKind, *, is_bare: bool
) -> tuple[str, ...]:
    name, order = dimensions[0], draft.order
    if name in BASES:
        # Of 'line 4 on pages 3 and 5' the line, which wants no second unit word.
        return order[: order.index(name)] if is_bare and name in order else ()
    if name in {"whole", "sheet"} or (join == ";" and name not in _LISTED):
        return ()
    holders = HOLDERS | _BESIDE.get(name, frozenset())
    if name in order:
        holders |= _FINER[name] | _CROSSING.get(name, frozenset())
        return tuple(one for one in order[: order.index(name)] if one in holders)
    holders -= {"section", "table"} if name in {"section", "figure", "table"} else set()
    return tuple(takewhile(holders.__contains__, order))
