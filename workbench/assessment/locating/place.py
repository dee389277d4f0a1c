"""The places a citation can point to, and what reading a citation gives."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, Literal

Status = Literal["ok", "ambiguous", "unresolvable"]
Reason = Literal[
    "empty",
    "not_specific",
    "relative_reference",
    "external_link",
    "clock_time",
    "invalid_value",
    "out_of_range",
    "needs_duration",
]


@dataclass(frozen=True, slots=True)
class Span:
    """Whole numbers from `first` to `last`, both counted; `last` is None for an open range."""

    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle inside a picture, measured from its top left corner."""

    unit: Literal["percent", "pixel"]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place in one artifact; None means that the citation does not say.

    The fields from `sheet` to `quote` stand in the order of the canonical form. `artifact` is
    'kind:label' with the label in plain text. `t` is in seconds, a lone start is `(start, None)`.
    """

    artifact: str | None = None
    whole: bool = False
    sheet: str | None = None
    page: Span | Literal["last"] | None = None
    pagelabel: str | None = None
    slide: Span | Literal["last"] | None = None
    section: str | None = None
    heading: str | None = None
    para: Span | None = None
    ln: Span | None = None
    item: int | None = None
    figure: int | None = None
    table: int | None = None
    row: Span | None = None
    col: str | None = None
    cell: str | None = None
    t: tuple[float, float | None] | None = None
    xywh: Region | None = None
    pos: str | None = None
    layer: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Locator:
    """All places of one citation, in the practitioner's order; at least one."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ParseResult:
    """What a citation says: one locator (ok), a choice (ambiguous) or a reason (unresolvable).

    `canonical` and `locator` are set exactly when the status is ok; `candidates` are canonical
    strings, the most literal first; `approx` tells that the practitioner wrote "about".
    """

    status: Status
    canonical: str | None
    candidates: tuple[str, ...]
    reason: Reason | None
    locator: Locator | None
    approx: bool


DIMENSIONS = tuple(field.name for field in fields(Place) if field.name not in {"artifact", "whole"})


def make_place(dimension: str, value: object) -> Place:
    """The place that says this one thing; the value must have the type of its field."""
    said: dict[str, Any] = {dimension: value}
    return Place(**said)


def find_dimensions(place: Place) -> tuple[str, ...]:
    """Names of the dimensions that the place speaks of, in canonical order."""
    return tuple(name for name in DIMENSIONS if getattr(place, name) is not None)


def merge_places(base: Place, more: Place) -> Place:
    """`base` with everything that `more` says laid over it."""
    said = {name: getattr(more, name) for name in find_dimensions(more)}
    if more.artifact is not None:
        said["artifact"] = more.artifact
    return replace(base, **said)
