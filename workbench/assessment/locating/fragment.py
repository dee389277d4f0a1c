"""R2: fragments in the canonical form or near it, read into places."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote_to_bytes

from workbench.assessment.locating.clock import (
    MOST_DIGITS,
    InvalidValueError,
    read_clock,
    read_decimal,
    read_number,
)
from workbench.assessment.locating.place import (
    Locator,
    Place,
    Region,
    Span,
    make_place,
    merge_places,
)
from workbench.assessment.locating.words import FILE_NAME, KINDS, POSITIONS

WHOLE: Final = "all"
ENCODED: Final = frozenset({"sheet", "pagelabel", "heading", "quote"})

MOST_PARTS: Final = 5_000
"""Of more places than that no fragment is made."""

_SPAN: Final = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_SECTION: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_CELL: Final = re.compile(r"([A-Z]{1,3})([0-9]+)(?::([A-Z]{1,3})([0-9]+))?")
_COLUMN: Final = re.compile(r"[A-Z]{1,3}")
_SIDE: Final = r"([0-9]+(?:\.[0-9]+)?)"
_REGION: Final = re.compile(rf"(percent:|pixel:)?{_SIDE} ?, ?{_SIDE} ?, ?{_SIDE} ?, ?{_SIDE}")
_MOMENT: Final = re.compile(r"[0-9]+(?:(?:\.[0-9]+)?s?|(?::[0-9]{2}){1,2}(?:\.[0-9]+)?)")

_Value = Span | Region | tuple[float, float | None] | str | int


def read_fragment(text: str) -> Locator | None:
    """The places of a fragment in or near the canonical form; None where it is none.

    None as well where it has more than `MOST_PARTS` parts. Ranges may still run backwards and
    counts be 0: that is for the caller to judge.

    Raises:
        InvalidValueError: A time, or a number of too many digits, that cannot be.
    """
    if text.count(";") + text.count("&") >= MOST_PARTS:
        return None
    places: list[Place] = []
    artifact: str | None = None
    for item in text.split(";"):
        prefix, _, body = item.strip().rpartition("#")
        artifact = read_reference(prefix) if prefix else artifact
        place = read_place(body.strip(), artifact)
        if place is None or (prefix and artifact is None):
            return None
        places.append(place)
    return Locator(tuple(places))


def read_reference(text: str) -> str | None:
    """R24: 'clip:2', its label percent-encoded, or 'plan.pdf' as kind and plain label."""
    kind, _, label = text.partition(":")
    known, plain = KINDS.get(kind.lower()), _decode(label)
    if known and plain:
        return f"{known}:{plain}"
    return f"file:{text}" if FILE_NAME.fullmatch(text) else None


def read_place(body: str, artifact: str | None = None) -> Place | None:
    """The place of one item without its reference, in `artifact`; None where it is none."""
    if body == WHOLE:
        return Place(artifact=artifact, whole=True)
    place = Place(artifact=artifact)
    for part in body.split("&"):
        name, _, text = (piece.strip() for piece in part.partition("="))
        reader = _READERS.get(name.lower())
        value = reader(text) if reader else None
        if value is None or getattr(place, name.lower()) is not None:
            return None
        place = merge_places(place, make_place(name.lower(), value))
    return place


def _decode(text: str) -> str | None:
    try:
        return unquote_to_bytes(text).decode("utf-8", "surrogatepass") or None
    except UnicodeError:
        return None


def _read_span(text: str) -> Span | None:
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    first = read_number(match[1])
    return Span(first, read_number(match[2]) if match[2] else first)


def _read_page(text: str) -> Span | str | None:
    if text.endswith("-") and text[:-1].isascii() and text[:-1].isdigit():
        return Span(read_number(text[:-1]), None)
    return _read_slide(text)


def _read_slide(text: str) -> Span | str | None:
    return "last" if text.lower() == "last" else _read_span(text)


def _read_count(text: str) -> int | None:
    return read_number(text) if text.isascii() and text.isdigit() else None


def _read_section(text: str) -> str | None:
    if not _SECTION.fullmatch(text):
        return None
    return ".".join(str(read_number(number)) for number in text.split("."))


def _read_column(text: str) -> str | None:
    return text.upper() if _COLUMN.fullmatch(text.upper()) else None


def read_cells(text: str) -> str | None:
    """R23: 'A1' or 'A1:B2' in upper case, a single cell only once; None for other text."""
    match = _CELL.fullmatch(text.upper())
    if match is None:
        return None
    first = f"{match[1]}{read_number(match[2])}"
    last = f"{match[3]}{read_number(match[4])}" if match[3] else first
    return first if first == last else f"{first}:{last}"


def _read_times(text: str) -> tuple[float, float | None] | None:
    start, comma, end = text.lower().removeprefix("npt:").partition(",")
    moments = [part.strip() for part in ((start or "0"), end)]
    if not all(_MOMENT.fullmatch(moment) for moment in moments[: 2 if comma else 1]):
        return None
    first = _read_moment(moments[0])
    last = _read_moment(moments[1]) if comma else None
    return (first, None if last == first else last)


def _read_moment(text: str) -> float:
    return read_clock(text) if ":" in text else read_decimal(text.removesuffix("s"))


def _read_region(text: str) -> Region | None:
    match = _REGION.fullmatch(text.lower())
    if match is None:
        return None
    if any(len(side.partition(".")[0]) > MOST_DIGITS for side in match.groups()[1:]):
        raise InvalidValueError
    x, y, width, height = (float(side) for side in match.groups()[1:])
    return Region("percent" if match[1] == "percent:" else "pixel", x, y, width, height)


def _read_position(text: str) -> str | None:
    return text.lower() if text.lower() in POSITIONS else None


def _read_layer(text: str) -> str | None:
    return "notes" if text.lower() == "notes" else None


_READERS: Final[dict[str, Callable[[str], _Value | None]]] = {
    "sheet": _decode,
    "page": _read_page,
    "pagelabel": _decode,
    "slide": _read_slide,
    "section": _read_section,
    "heading": _decode,
    "para": _read_span,
    "ln": _read_span,
    "item": _read_count,
    "figure": _read_count,
    "table": _read_count,
    "row": _read_span,
    "col": _read_column,
    "cell": read_cells,
    "t": _read_times,
    "xywh": _read_region,
    "pos": _read_position,
    "layer": _read_layer,
    "quote": _decode,
}
