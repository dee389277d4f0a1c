"""One place as written, settled in the real artifact: by count, inside its bounds, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from workbench.assessment.evidence import ArtifactFacts, Destination
from workbench.assessment.locator import Place, Span
from workbench.assessment.place_words import format_clock, say_place


@dataclass(frozen=True, slots=True)
class Settled:
    """A destination, or the problem that there is none; each with its check and a sentence."""

    destination: Destination | None = None
    problem: tuple[str, str] | None = None
    remark: tuple[str, str] | None = None


def settle_place(place: Place, artifact_id: str, facts: ArtifactFacts | None) -> Settled:
    """The place in physical terms, ready for a viewer.

    A page number means the printed label where the document has one of that name, else the
    count: people write what they see. Both are told when they differ.
    """
    place = replace(place, artifact=None)
    if facts is None:
        return _arrive(artifact_id, place)
    for said, settle in (
        (place.pagelabel, _settle_label),
        (place.page, _settle_page),
        (place.slide, _settle_slide),
        (place.t, _settle_time),
        (place.section, _settle_section),
        (place.figure, _settle_caption),
        (place.table, _settle_caption),
        (place.sheet, _settle_sheet),
    ):
        if said is not None:
            return settle(place, artifact_id, facts)
    return _arrive(artifact_id, place)


def _settle_page(place: Place, artifact_id: str, facts: ArtifactFacts) -> Settled:
    if facts.pages is None:
        remark = ("page_unknown", "Which page that is cannot be told without a PDF of the file.")
        return replace(_arrive(artifact_id, place), remark=remark)
    if place.page == "last":
        page = facts.pages
        return _arrive(artifact_id, replace(place, page=Span(page, page)), _label(facts, page))
    if not isinstance(place.page, Span):
        return _arrive(artifact_id, place)
    first = find_page(str(place.page.first), facts)
    last = facts.pages if place.page.last is None else find_page(str(place.page.last), facts)
    if first is None or last is None or last < first:
        return Settled(problem=("past_the_end", _say_pages(facts.pages)))
    return _arrive(artifact_id, replace(place, page=Span(first, last)), _label(facts, first))


def _settle_label(place: Place, artifact_id: str, facts: ArtifactFacts) -> Settled:
    page = find_page(place.pagelabel or "", facts)
    if page is None:
        sentence = f"No page of the document is printed “{place.pagelabel}”."
        return Settled(problem=("no_such_label", sentence))
    counted = replace(place, pagelabel=None, page=Span(page, page))
    return _arrive(artifact_id, counted, _label(facts, page))


def _settle_slide(place: Place, artifact_id: str, facts: ArtifactFacts) -> Settled:
    span = place.slide
    if span == "last" and facts.pages is not None:
        span = Span(facts.pages, facts.pages)
    if not isinstance(span, Span) or facts.pages is None:
        return _arrive(artifact_id, place)
    last = facts.pages if span.last is None else span.last
    if last > facts.pages:
        sentence = f"The deck has {facts.pages} slides."
        return Settled(problem=("past_the_end", sentence))
    counted = replace(place, slide=Span(span.first, last))
    words = say_place(counted)
    on_page = replace(counted, page=Span(span.first, last))
    return Settled(Destination(artifact=artifact_id, place=on_page, words=words))


def _settle_section(place: Place, artifact_id: str, facts: ArtifactFacts) -> Settled:
    """The page with that section's heading; a table of contents ends its lines with a number."""
    if facts.pages is None:
        return _arrive(artifact_id, place)
    number = re.escape(place.section or "")
    heading = re.compile(rf"^[ \t]*{number}\.?[ \t]+(\S.*[^\d\s])[ \t]*$", re.MULTILINE)
    found = [
        (n, m[0].strip())
        for n, text in enumerate(facts.texts or (), 1)
        for m in [heading.search(text)]
        if m
    ]
    if len(found) != 1:
        remark = ("section_not_found", f"No one heading of section {place.section} was found.")
        return replace(_arrive(artifact_id, place), remark=remark)
    page, words = found[0]
    shown = replace(place, page=Span(page, page), quote=place.quote or words)
    said = say_place(replace(place, page=Span(page, page)), label=_label(facts, page))
    return Settled(Destination(artifact=artifact_id, place=shown, words=said))


def _settle_caption(place: Place, artifact_id: str, facts: ArtifactFacts) -> Settled:
    """The page on which a line begins as the caption of that figure or table does."""
    if facts.pages is None:
        return _arrive(artifact_id, place)
    kind, number = ("fig(?:ure|\\.)?", place.figure) if place.figure else ("table", place.table)
    caption = re.compile(rf"^[ \t]*{kind}[ \t]*{number}(?![\d.]*\d)", re.MULTILINE | re.IGNORECASE)
    pages = [n for n, text in enumerate(facts.texts or (), 1) if caption.search(text)]
    if len(pages) != 1:
        remark = ("figure_not_found", f"No one caption of {say_place(place)} was found.")
        return replace(_arrive(artifact_id, place), remark=remark)
    shown = replace(place, page=Span(pages[0], pages[0]))
    return _arrive(artifact_id, shown, _label(facts, pages[0]))


def _settle_sheet(place: Place, artifact_id: str, facts: ArtifactFacts) -> Settled:
    """The sheet by its name, whatever its case; a workbook of unknown sheets is believed."""
    named = [name for name in facts.sheets if name.casefold() == (place.sheet or "").casefold()]
    if facts.sheets and not named:
        known = ", ".join(f"“{name}”" for name in facts.sheets)
        sentence = f"The workbook has no sheet “{place.sheet}”; it has {known}."
        return Settled(problem=("no_such_sheet", sentence))
    return _arrive(artifact_id, replace(place, sheet=named[0] if named else place.sheet))


def _settle_time(place: Place, artifact_id: str, facts: ArtifactFacts) -> Settled:
    if place.t is None or facts.duration is None:
        return _arrive(artifact_id, place)
    start, end = place.t
    if max(start, end or start) > facts.duration + 1:
        sentence = f"The recording is {format_clock(round(facts.duration, 1))} long."
        return Settled(problem=("past_the_end", sentence))
    return _arrive(artifact_id, place)


def find_page(number: str, facts: ArtifactFacts) -> int | None:
    """The page (from 1) printed with that number, else the page of that count, else None."""
    folded = [label.casefold() for label in facts.labels]
    if number.casefold() in folded:
        return folded.index(number.casefold()) + 1
    is_count = number.isdecimal() and facts.pages is not None and 1 <= int(number) <= facts.pages
    return int(number) if is_count else None


def _arrive(artifact_id: str, place: Place, label: str | None = None) -> Settled:
    words = say_place(place, label=label)
    return Settled(Destination(artifact=artifact_id, place=place, words=words))


def _label(facts: ArtifactFacts, page: int) -> str | None:
    return facts.labels[page - 1] if page <= len(facts.labels) else None


def _say_pages(pages: int) -> str:
    return "The document has 1 page." if pages == 1 else f"The document has {pages} pages."
