"""Whether the values of a place can be: counts from 1, ranges forwards, inside the artifact."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Literal, TypeVar

from workbench.assessment.locating.context import Context
from workbench.assessment.locating.place import Place, Reason, Span, find_dimensions

_PERCENT: Final = 100
_CELL: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

_Counted = TypeVar("_Counted", Span | None, Span | Literal["last"] | None)


def find_fault(place: Place) -> Reason | None:
    """R6, R18: `invalid_value` where a count is 0 or a region has no area or leaves the picture."""
    counts = [int(number) for number in _find_numbers(place)]
    return "invalid_value" if 0 in counts or _is_impossible_region(place) else None


def find_excess(place: Place, context: Context) -> Reason | None:
    """R18: `out_of_range` where the place lies beyond the known page count or duration."""
    spans = (span for span in (place.page, place.slide) if isinstance(span, Span))
    last = max((span.last or span.first for span in spans), default=0)
    end = max((moment for moment in place.t or () if moment is not None), default=0.0)
    is_beyond = (context.pages is not None and last > context.pages) or (
        context.duration is not None and end > context.duration
    )
    return "out_of_range" if is_beyond else None


def is_backwards(place: Place) -> bool:
    """R17: whether a range of the place runs backwards."""
    return swap_ends(place) != place


def swap_ends(place: Place) -> Place:
    """R17: the place with every backward range turned round."""
    return replace(
        place,
        page=_turn_span(place.page),
        slide=_turn_span(place.slide),
        para=_turn_span(place.para),
        ln=_turn_span(place.ln),
        row=_turn_span(place.row),
        cell=_turn_cells(place.cell) if place.cell else None,
        t=_turn_times(*place.t) if place.t else None,
    )


def _find_numbers(place: Place) -> list[int | str]:
    numbers: list[int | str] = []
    for name in find_dimensions(place):
        value = getattr(place, name)
        if isinstance(value, Span):
            numbers += [value.first, value.first if value.last is None else value.last]
        elif isinstance(value, int):
            numbers.append(value)
    if place.section is not None:
        numbers.append(place.section.partition(".")[0])
    if place.cell is not None:
        numbers += [row for _, row in _CELL.findall(place.cell)]
    return numbers


def _is_impossible_region(place: Place) -> bool:
    region = place.xywh
    if region is None:
        return False
    far_side = max(region.x + region.width, region.y + region.height)
    is_outside = region.unit == "percent" and far_side > _PERCENT
    return is_outside or region.width == 0 or region.height == 0


def _turn_span(value: _Counted) -> _Counted:
    if isinstance(value, Span) and value.last is not None and value.last < value.first:
        return Span(value.last, value.first)
    return value


def _turn_times(start: float, end: float | None) -> tuple[float, float | None]:
    return (start, end) if end is None or end >= start else (end, start)


def _turn_cells(cells: str) -> str:
    corners = _CELL.findall(cells)
    columns = sorted((letters for letters, _ in corners), key=lambda text: (len(text), text))
    rows = sorted((row for _, row in corners), key=int)
    ends = dict.fromkeys((f"{columns[0]}{rows[0]}", f"{columns[-1]}{rows[-1]}"))
    return ":".join(ends)
