"""A place in words that people say: `page 6 (printed “3”)`, `2:15–3:10`, `slide 4, notes`."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.assessment.locator import Place, Span


def say_place(place: Place, *, label: str | None = None) -> str:
    """The place in words, in the order of the grammar; empty for a whole artifact.

    `label` is the page's printed label; it is told when it differs from the count.
    """
    return ", ".join(part for part in _say_parts(place, label) if part)


def format_clock(seconds: float) -> str:
    """The moment as `m:ss` or `h:mm:ss`, with the thousandths it has: one less is another frame."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    fraction = f".{thousandths:03}".rstrip("0") if thousandths else ""
    if hours:
        return f"{hours}:{minute:02}:{second:02}{fraction}"
    return f"{minute}:{second:02}{fraction}"


def _say_parts(place: Place, label: str | None) -> Iterator[str]:
    yield f"sheet {place.sheet}" if place.sheet is not None else ""
    yield _say_page(place, label)
    yield _say_span("slide", place.slide) if place.slide is not None else ""
    yield f"section {place.section}" if place.section is not None else ""
    yield f"“{place.heading}”" if place.heading is not None else ""
    for name, span in (("paragraph", place.para), ("line", place.ln), ("row", place.row)):
        yield _say_span(name, span) if span is not None else ""
    for name, number in (("item", place.item), ("figure", place.figure), ("table", place.table)):
        yield f"{name} {number}" if number is not None else ""
    yield f"column {place.col}" if place.col is not None else ""
    yield f"cell {place.cell}" if place.cell is not None else ""
    yield _say_time(place)
    yield "a region" if place.xywh is not None else ""
    yield place.pos.replace("-", " ") if place.pos is not None else ""
    yield place.layer or ""
    yield f"“{place.quote}”" if place.quote is not None else ""


def _say_page(place: Place, label: str | None) -> str:
    if place.page is not None:
        words = _say_span("page", place.page)
        is_plain = isinstance(place.page, Span) and label == str(place.page.first)
        return words if label is None or is_plain else f"{words} (printed “{label}”)"
    return f"page {place.pagelabel}" if place.pagelabel is not None else ""


def _say_span(name: str, span: Span | str) -> str:
    if isinstance(span, str):
        return f"last {name}"
    if span.last is None:
        return f"{name} {span.first} onwards"
    if span.last == span.first:
        return f"{name} {span.first}"
    return f"{name}s {span.first}–{span.last}"


def _say_time(place: Place) -> str:
    if place.t is None:
        return ""
    start, end = place.t
    return format_clock(start) if end is None else f"{format_clock(start)}–{format_clock(end)}"
