"""R5, R8, R16, R24: pieces put together to places, each in its artifact."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from workbench.assessment.locating.drafts import (
    BASES,
    HOLDERS,
    PARTS,
    REMARKS,
    Draft,
    Slot,
    can_combine,
    carry,
    combine,
    is_coarser,
    name_dimensions,
)
from workbench.assessment.locating.pieces import STRENGTH, Join, Piece, Reference, Said
from workbench.assessment.locating.place import DIMENSIONS, find_dimensions
from workbench.assessment.locating.words import JoinKind

_SEPARATING: Final = frozenset({"and", ";", "or"})
_LISTING: Final = frozenset({",", "and"})
_UNFINISHED: Final = frozenset({"dash", "and", "or"})
"""Joins behind which something must have been meant to come."""
_ROW_AND_COLUMN: Final = frozenset({"row", "col"})


class Assembly:
    """The places of a citation, built piece by piece."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []
        self.is_doubtful = False
        self._artifacts: tuple[str | None, ...] = ()
        self._is_artifact_waiting = False
        self._join: JoinKind = ""
        self._group = 0

    def add_all(self, pieces: list[Piece]) -> None:
        """Build the places of all pieces."""
        for index, piece in enumerate(pieces):
            match piece:
                case Join(kind):
                    self.is_doubtful |= kind == "or"
                    self._join = max(self._join, kind, key=STRENGTH.index)
                case Reference():
                    self._refer(piece, _find_way(pieces, index))
                case Said():
                    self._say(piece)
                    self._join = ""
        self.is_doubtful |= self._is_artifact_waiting or self._join in _UNFINISHED
        self.is_doubtful |= any(
            _has_lost_holder(before.drafts[-1], after.drafts[0])
            for before, after in pairwise(self.slots)
        )

    def _find_current(self) -> Draft | None:
        """The place that the next piece may belong to; none behind a semicolon."""
        if self._join == ";":
            self._group = len(self.slots)
        return self.slots[-1].drafts[-1] if len(self.slots) > self._group else None

    def _say(self, said: Said) -> None:
        current = self._find_current()
        dimensions = name_dimensions(said)
        if current is not None and self._join == "or":
            self._add_alternative(said, dimensions, current)
        elif current is None or self._is_artifact_waiting:
            self._start(said, dimensions)
        elif can_combine(current, dimensions) and self._belongs(current, said, dimensions):
            self._combine(said, dimensions, current)
        elif self._join == "aside":
            self._add_alternative(said, dimensions, current)
        else:
            # Two places side by side want something between them.
            self.is_doubtful |= self._join not in _LISTING or _is_lonely(said, current)
            self._append(self._make_draft(said, dimensions, current))

    def _start(self, said: Said, dimensions: tuple[str, ...]) -> None:
        """Begin a place behind a semicolon, an artifact or nothing at all."""
        before = self.slots[-1].drafts[-1] if self.slots else None
        self._append(self._make_draft(said, dimensions, before))

    def _make_draft(self, said: Said, dimensions: tuple[str, ...], before: Draft | None) -> Draft:
        if before is None or self._is_artifact_waiting:
            draft = Draft(said.readings, dimensions, said.question)
        else:
            draft = carry(before, said, self._join)
            # Of 'page 5 and section 3' the section may be any, by R5, or the one on that page.
            is_only_holder = set(before.order) <= BASES | {"sheet"}
            self.is_doubtful |= bool(draft.order) and is_only_holder and self._join in {"and", ";"}
            combine(draft, said)
        draft.artifacts = self._artifacts
        draft.is_explicit = self._is_artifact_waiting
        draft.is_guess, draft.is_bare = said.is_guess, said.is_bare
        self._is_artifact_waiting = False
        return draft

    def _append(self, draft: Draft) -> None:
        self.slots.append(Slot(self._join, [draft]))

    def _belongs(self, current: Draft, said: Said, dimensions: tuple[str, ...]) -> bool:
        """Whether what may be one place is one: R5 parts at 'and', R8 puts together."""
        here, there = set(current.order), set(dimensions)
        if self._join != "and":
            is_guess = (said.is_guess or current.is_guess) and self._join == ""
            is_finer = current.is_bare and not is_coarser(current, dimensions)
            is_odd = is_guess or is_finer or {"t", "pos"} <= here | there
            self.is_doubtful |= is_odd and "quote" not in here | there
            return True
        is_part = bool(there & PARTS) and not here & PARTS
        is_held = here <= PARTS and bool(there & BASES)
        is_belonging = is_part or is_held or here | there == _ROW_AND_COLUMN
        self.is_doubtful |= is_belonging
        return is_belonging

    def _combine(self, said: Said, dimensions: tuple[str, ...], current: Draft) -> None:
        """Add to the place, and what holds a list of places to all of them."""
        before = current.order
        spreads = is_coarser(current, dimensions)
        for draft in self.slots[-1].drafts:
            if draft.order == before and can_combine(draft, dimensions):
                combine(draft, said)
        for index in range(len(self.slots) - 1, self._group, -1):
            slot = self.slots[index - 1]
            is_tied = self._join == "tie" and self.slots[index].join == "and"
            if not spreads or self.slots[index].join not in _LISTING:
                return
            if not all(
                can_combine(draft, dimensions) and (is_tied or draft.order == before)
                for draft in slot.drafts
            ):
                return
            for draft in slot.drafts:
                combine(draft, said)

    def _add_alternative(self, said: Said, dimensions: tuple[str, ...], current: Draft) -> None:
        """R16: another place for the same slot; '3, 4 or 5' are three for one."""
        slot = self.slots[-1]
        while slot.join == "," and len(self.slots) - 1 > self._group:
            before = self.slots[-2]
            if before.drafts[-1].order != slot.drafts[0].order:
                break
            before.drafts += slot.drafts
            self.slots.pop()
            slot = before
        slot.drafts.append(self._make_draft(said, dimensions, current))

    def _refer(self, reference: Reference, way: JoinKind | None) -> None:
        """R24: decide whether the artifact holds the place before it or those after it."""
        current = self._find_current()
        is_remark = current is not None and set(current.order) <= REMARKS | {"whole"}
        is_tied = self._join in {"tie", "aside"} or (is_remark and self._join not in _SEPARATING)
        is_unheld = current is not None and not current.artifacts
        if self._is_artifact_waiting:
            self._artifacts += tuple(one for one in reference.artifacts if one)
            self.is_doubtful = True
        elif current is not None and (is_tied or way is None or (self._join == "" and is_unheld)):
            self.is_doubtful |= way == "" and not is_tied
            self._hold_back(reference, current)
        else:
            self.is_doubtful |= is_unheld and self._join == ","
            self._artifacts = reference.artifacts
            self._is_artifact_waiting = True

    def _hold_back(self, reference: Reference, current: Draft) -> None:
        """Give the artifact to the place before it, and to those listed with that one."""
        self.is_doubtful |= current.is_explicit or current.is_guess
        had_none = not current.artifacts
        for draft in self.slots[-1].drafts:
            draft.artifacts, draft.is_explicit = reference.artifacts, True
        for index in range(len(self.slots) - 1, self._group, -1):
            drafts = self.slots[index - 1].drafts
            if not had_none or self.slots[index].join not in _LISTING or drafts[-1].artifacts:
                break
            for draft in drafts:
                draft.artifacts, draft.is_explicit = reference.artifacts, True
                self.is_doubtful |= draft.is_guess
        self._artifacts = reference.artifacts
        self._join = ""


def _has_lost_holder(before: Draft, after: Draft) -> bool:
    """Whether it is unclear if the second of 'line 4 on page 3, line 6' is on that page too."""
    return set(after.order) <= PARTS and bool(set(before.order) & (HOLDERS | {"t"}))


def _is_lonely(said: Said, before: Draft) -> bool:
    """Whether it is unclear if 'top of pages 3 and 5' means the top of both."""
    name = find_dimensions(said.readings[0])[0]
    is_alone = len(before.order) == 1
    is_crossing = {name, *before.order} <= _ROW_AND_COLUMN
    return (
        said.is_bare
        and not is_alone
        and not is_crossing
        and DIMENSIONS.index(name) < DIMENSIONS.index(before.order[0])
    )


def _find_way(pieces: list[Piece], index: int) -> JoinKind | None:
    """What leads from a reference to the place behind it; None where it leads to none."""
    way: JoinKind = ""
    for at in range(index + 1, len(pieces)):
        piece = pieces[at]
        if isinstance(piece, Said):
            return way
        if not isinstance(piece, Join) or piece.kind in _SEPARATING:
            return None
        way = max(way, piece.kind, key=STRENGTH.index)
    return None
