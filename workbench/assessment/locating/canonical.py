"""The canonical text of a locator, written and strictly read back."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from workbench.assessment.locating.clock import InvalidValueError
from workbench.assessment.locating.fragment import ENCODED, WHOLE, read_fragment
from workbench.assessment.locating.order import find_fault, is_backwards
from workbench.assessment.locating.place import Locator, Place, Region, Span, find_dimensions

_Value = Span | Region | tuple[float, float | None] | str | int


def format_locator(locator: Locator) -> str:
    """The canonical text of the locator: its places, joined by ';'."""
    return ";".join(format_place(place) for place in locator.places)


def format_place(place: Place) -> str:
    """R24: the canonical text of one place, with its artifact before it."""
    parts = (f"{name}={_format_value(name, place)}" for name in find_dimensions(place))
    return _format_reference(place.artifact) + (WHOLE if place.whole else "&".join(parts))


def format_number(value: float, decimals: int = 3) -> str:
    """R9: the number to at most three (or `decimals`) decimals, without trailing zeros."""
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".")


def percent_encode(text: str) -> str:
    """R21: the text with all but RFC 3986 unreserved characters as %XX of their UTF-8."""
    return quote(text, safe="", errors="surrogatepass")


def read_canonical(text: str) -> Locator | None:
    """The locator whose canonical text this is; None for any other text.

    An artifact may stand once before several places in it.
    """
    try:
        locator = read_fragment(text)
    except InvalidValueError:
        return None
    if locator is None or any(find_fault(p) or is_backwards(p) for p in locator.places):
        return None
    return locator if format_locator(locator) == ";".join(_repeat_reference(text)) else None


def _format_reference(artifact: str | None) -> str:
    if artifact is None:
        return ""
    kind, _, label = artifact.partition(":")
    return f"{kind}:{percent_encode(label)}#"


def _format_value(name: str, place: Place) -> str:
    value: _Value = getattr(place, name)
    match value:
        case Span(first, last):
            end = "" if last is None else last
            return f"{first}" if first == last else f"{first}-{end}"
        case Region(unit, x, y, width, height):
            sides = ",".join(format_number(side, 6) for side in (x, y, width, height))
            return f"percent:{sides}" if unit == "percent" else sides
        case (start, end):
            return ",".join(format_number(moment) for moment in (start, end) if moment is not None)
        case _:
            return percent_encode(str(value)) if name in ENCODED else str(value)


def _repeat_reference(text: str) -> Iterator[str]:
    reference = ""
    for item in text.split(";"):
        prefix, mark, body = item.rpartition("#")
        reference = f"{prefix}{mark}" or reference
        yield f"{reference}{body}"
