"""What the words of a citation come to, one piece after the other, before they are put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.assessment.locating.place import Place, Reason
from workbench.assessment.locating.words import JoinKind


@dataclass(frozen=True, slots=True)
class End:
    """One end of a range as it is written, or its only number.

    `text` holds the digits or the label; `seconds` is set for clocks and stretches of time, and
    `unit` for a number whose unit is known. A `spelled` number has no digits to inherit, one
    whose unit word was `repeated` needs none.
    """

    kind: Literal["count", "dotted", "label", "clock", "stretch", "last", "open"]
    text: str = ""
    seconds: float = 0.0
    unit: str = ""
    spelled: bool = False
    repeated: bool = False

    @property
    def is_time(self) -> bool:
        """Whether it is a moment in a recording."""
        return self.kind in {"clock", "stretch"}


@dataclass(frozen=True, slots=True)
class Said:
    """A part of a place, in every reading it has, the most literal first.

    `unit` is what a later number without a unit inherits. `question` names the doubt when the
    same answer to it holds for the whole citation. `trails` tells that the unit stood behind
    the number, where it may belong to the numbers before as well; `is_guess` that the unit was
    the artifact's, not the author's, `is_bare` that it was inherited.
    """

    readings: tuple[Place, ...]
    unit: str = ""
    question: str = ""
    trails: bool = False
    is_guess: bool = False
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Bare:
    """R15: a number or a range without a unit."""

    first: End
    last: End | None


@dataclass(frozen=True, slots=True)
class Join:
    """R5, R16: what stands between two pieces; a tie is 'of', 'on', 'in' and their like."""

    kind: JoinKind


@dataclass(frozen=True, slots=True)
class Reference:
    """R24: the artifact that is named; several, or None for none, where it is not certain which."""

    artifacts: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Noun:
    """A word for the artifact itself, such as 'the video', which names no place."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word or sign that the rules do not cover."""


@dataclass(frozen=True, slots=True)
class Problem:
    """R18: something that makes the whole citation unresolvable."""

    reason: Reason


Piece = Said | Bare | Join | Reference | Noun | Unknown | Problem

STRENGTH: tuple[JoinKind, ...] = ("", ":", "dash", "tie", "aside", ",", "and", ";", "or")
"""Of several joins between two pieces the last of these counts."""
