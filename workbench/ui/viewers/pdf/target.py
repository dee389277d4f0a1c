"""Where a place lies in a document: the pages, and what on them is to be lit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.assessment.locator import Place, Region, Span
from workbench.evidence.pdf.messages import Box, FindQuote, Paragraph, TextLine
from workbench.evidence.pdf.paragraphs import find_paragraph
from workbench.evidence.pdf.quote import find_quote
from workbench.evidence.reading.words import as_paragraph_lines, split_words

_POSITIONS = {"top": 0.0, "middle": 1 / 3, "bottom": 2 / 3}
_PIXELS_PER_POINT = 96 / 72
"""A region in pixels is taken at the size a page has at 100 %."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place in terms of one document."""

    first: int
    """Index of the first page."""
    last: int
    """Index of the last page."""
    is_cited: bool
    """False for the document as a whole: nothing is lit."""
    place: Place

    @property
    def pages(self) -> range:
        """The indexes of the pages meant."""
        return range(self.first, self.last + 1)


def find_target(place: Place, labels: Sequence[str], pages: int) -> Target | None:
    """Where the place lies; None when the document has no such page."""
    span = _find_span(place, labels, pages)
    if span is None:
        if not _names_no_page(place):
            return None
        # in a single page or picture a place needs no page to be one
        return Target(0, 0, is_cited=pages == 1 and not place.whole, place=place)
    first, last = span
    if not 0 <= first < pages:
        return None
    return Target(first, max(first, min(last, pages - 1)), is_cited=True, place=place)


def find_region(place: Place, size: tuple[float, float]) -> tuple[Box, ...]:
    """The cited rectangle on a page of that size in points; empty when no rectangle is cited."""
    if place.xywh is not None:
        return (_scale_region(place.xywh, size),)
    vertical = _POSITIONS.get((place.pos or "").partition("-")[0])
    if vertical is None:
        return ()
    width, height = size
    return ((0.0, vertical * height, width, (vertical + 1 / 3) * height),)


def find_search(path: str, target: Target) -> FindQuote | Paragraph | None:
    """What to ask for the boxes of the cited words or paragraph; None when none are cited."""
    place = target.place
    if place.quote is not None:
        return FindQuote(path=path, page_index=target.first, text=place.quote)
    if place.para is not None:
        return Paragraph(path=path, page_index=target.first, number=place.para.first)
    if place.item is not None:
        return Paragraph(path=path, page_index=target.first, number=place.item, kind="item")
    return None


def find_in_lines(lines: Sequence[TextLine], target: Target, height: float) -> tuple[Box, ...]:
    """Where the cited words or the paragraph stand in those lines of a page of that height."""
    place = target.place
    if place.quote is not None:
        return find_quote(split_words(lines), place.quote)
    if place.para is not None:
        return find_paragraph(as_paragraph_lines(lines), height, place.para.first, "paragraph")
    if place.item is not None:
        return find_paragraph(as_paragraph_lines(lines), height, place.item, "item")
    return ()


def find_page(text: str, labels: Sequence[str], pages: int) -> int | None:
    """The index of the page that someone typed: a printed label before a count, `#7` a count."""
    wanted = text.strip().casefold()
    for index, label in enumerate(labels):
        if label.casefold() == wanted and wanted:
            return index
    digits = wanted.removeprefix("#").strip()
    is_count = digits.isdecimal() and 0 < int(digits) <= pages
    return int(digits) - 1 if is_count else None


def say_not_found(place: Place) -> str:
    """That what is cited on a page is not there."""
    if place.quote is not None:
        return (
            "The quoted words were not found on this page. They may be written differently, or "
            "stand elsewhere."
        )
    if place.para is not None:
        return f"No paragraph {place.para.first} was found on this page."
    return f"No item {place.item} of a list was found on this page."


def say_no_page(text: str, labels: Sequence[str], pages: int) -> str:
    """That there is no page as it was typed, and which there are."""
    typed = text.strip()
    said = f"There is no page “{typed}”."
    printed = [label for label in labels if label]
    if pages == 1:
        return f"{said} This document has one page."
    if printed:
        return (
            f"{said} The printed pages are {printed[0]} to {printed[-1]}; by count there are "
            f"{pages}, and #7 is the seventh."
        )
    return f"{said} The pages are 1 to {pages}."


def _find_span(place: Place, labels: Sequence[str], pages: int) -> tuple[int, int] | None:
    for said in (place.page, place.slide):
        if said == "last":
            return pages - 1, pages - 1
        if isinstance(said, Span):
            return said.first - 1, pages - 1 if said.last is None else said.last - 1
    if place.pagelabel is not None and place.pagelabel in labels:
        index = labels.index(place.pagelabel)
        return index, index
    return None


def _names_no_page(place: Place) -> bool:
    return place.page is None and place.slide is None and place.pagelabel is None


def _scale_region(region: Region, size: tuple[float, float]) -> Box:
    if region.unit == "percent":
        across, down = size[0] / 100, size[1] / 100
    else:
        across = down = 1 / _PIXELS_PER_POINT
    left, top = region.x * across, region.y * down
    return (left, top, left + region.width * across, top + region.height * down)
