"""R15: what a number without a unit is, by what stood before it and by the kind of artifact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from workbench.assessment.locating.clock import InvalidValueError, read_clock, read_decimal
from workbench.assessment.locating.context import Context
from workbench.assessment.locating.counts import Counted, make_counts
from workbench.assessment.locating.pieces import Bare, End, Piece, Said, Unknown
from workbench.assessment.locating.place import Place
from workbench.assessment.locating.ranges import inherit_digits
from workbench.assessment.locating.times import CLOCK, NUMBER, make_unit_times
from workbench.assessment.locating.words import COUNTED, MOVING, SECONDS_IN, WRITTEN

_UNITS: Final = frozenset(COUNTED.values())
_CLOCK_LIKE: Final = re.compile(r"[0-9]+\.[0-9]{2}(?:\.[0-9]{2})?")


def resolve_bare(bare: Bare, unit: str, context: Context) -> Counted:
    """The pieces of the number in the unit it inherits (R5), or in those the artifact may have.

    Raises:
        InvalidValueError: A number that the unit can't have.
    """
    if unit in _UNITS:
        return make_counts(unit, bare.first, bare.last, context)
    if unit in SECONDS_IN:
        return [make_unit_times(unit, bare.first, bare.last)], False
    if unit == CLOCK or context.media in MOVING:
        return [_make_times(bare)], True
    if unit:
        return [Unknown()], True
    return _make_by_media(bare, context)


def _make_by_media(bare: Bare, context: Context) -> Counted:
    ends = [bare.first, *([bare.last] if bare.last else [])]
    if any(end.kind == "dotted" for end in ends):
        return make_counts("section", bare.first, bare.last, context)[0], True
    if context.media in WRITTEN:
        return make_counts("page", bare.first, bare.last, context)
    if context.media == "pptx":
        return make_counts("slide", bare.first, bare.last, context)
    if context.media == "xlsx":
        return make_counts("row", bare.first, bare.last, context)[0], True
    pages, _ = make_counts("page", bare.first, bare.last, context)
    slides, _ = make_counts("slide", bare.first, bare.last, context)
    said = [piece for piece in (*pages, *slides) if isinstance(piece, Said)]
    readings = tuple(place for piece in said for place in piece.readings)
    return [Said(readings, question="page or slide")], True


def _make_times(bare: Bare) -> Piece:
    """Seconds, then minutes; of a decimal with two places m:ss, then minutes."""
    ends = [bare.first]
    if bare.last is not None and bare.last.kind != "open":
        ends.append(replace(bare.last, text=_complete(bare.first, bare.last)))
    if any(_CLOCK_LIKE.fullmatch(end.text) for end in ends):
        spans = [[_read_as_clock(end) for end in ends], [_read_as(end, 60) for end in ends]]
    else:
        spans = [[_read_as(end, 1) for end in ends], [_read_as(end, 60) for end in ends]]
    readings = [_make_place(span) for span in spans if None not in span]
    return Said(tuple(readings), CLOCK, NUMBER) if readings else Unknown()


def _complete(first: End, last: End) -> str:
    return inherit_digits(first, last) if first.kind == last.kind == "count" else last.text


def _read_as_clock(end: End) -> float | None:
    """The decimal point read as the colon of m:ss; a whole number is one of minutes."""
    if "." not in end.text:
        return _read_as(end, 60)
    try:
        return read_clock(end.text.replace(".", ":"))
    except InvalidValueError:
        return None


def _read_as(end: End, scale: int) -> float | None:
    return None if end.text.count(".") > 1 else round(read_decimal(end.text) * scale, 3)


def _make_place(span: Sequence[float | None]) -> Place:
    start, end = span[0] or 0.0, span[-1]
    return Place(t=(start, None if end == start else end))
