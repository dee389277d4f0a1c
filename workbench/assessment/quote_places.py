"""The quoted words of a claim in the cited artifact: on which page they stand, and lit there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.assessment.citation_case import CitationCase
from workbench.assessment.evidence import Destination
from workbench.assessment.locator import Place, Span
from workbench.assessment.quoted_words import (
    find_pages_with,
    find_quoted_words,
    find_sightings,
    fold_pages,
)


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Quoted words, the one page they stand on, and the share of them that does."""

    words: str
    page: int
    share: float


def find_quoted_pages(case: CitationCase) -> list[QuotedWords]:
    """The quoted words that stand on exactly one page, with that page."""
    texts = case.facts.texts if case.facts is not None else None
    quotes = (*find_quoted_words(case.claim.explanation), *find_quoted_words(case.citation.where))
    if not texts or not quotes or case.facts is None or case.facts.pages is None:
        return []
    folded = fold_pages(texts)
    found = [(words, find_sightings(words, folded)) for words in dict.fromkeys(quotes)]
    return [QuotedWords(words, at[0].page, at[0].share) for words, at in found if len(at) == 1]


def light_unpaged(case: CitationCase, destination: Destination) -> Destination:
    """In a file without pages, such as Word's, the quoted words where they stand in its text."""
    facts, place = case.facts, destination.place
    if facts is None or facts.pages is not None or facts.media not in {"docx", "odt", "text"}:
        return destination
    folded = fold_pages(facts.texts or ())
    quotes = find_quoted_words(case.claim.explanation)
    words = next((one for one in quotes if find_pages_with(one, folded)), None)
    if words is None or place.quote is not None:
        return destination
    said = f"{destination.words}, where the quoted words stand".removeprefix(", ")
    return replace(destination, place=replace(place, quote=words), words=said)


def find_supported(case: CitationCase, choices: list[Destination]) -> Destination | None:
    """The one choice that quoted words speak for, or None."""
    pages = {quoted.page for quoted in find_quoted_pages(case)}
    supported = [c for c in choices if any(is_on_page(c.place, page) for page in pages)]
    return supported[0] if len(supported) == 1 else None


def is_on_page(place: Place, page: int) -> bool:
    """Whether the page belongs to the place."""
    span = place.page
    return isinstance(span, Span) and span.first <= page <= (span.last or page)


def light(destination: Destination, quoted: QuotedWords) -> Destination:
    """The destination with the words lit, unless something finer than a page is lit already."""
    place = destination.place
    if place.quote is not None or place.para is not None or place.xywh is not None:
        return destination
    return replace(destination, place=replace(place, quote=_find_lit(quoted)))


def make_page(case: CitationCase, quoted: QuotedWords) -> Destination:
    """The page on which the words stand, with them lit."""
    place = Place(page=Span(quoted.page, quoted.page), quote=_find_lit(quoted))
    return Destination(artifact=case.artifact.id, place=place, words=case.say_page(quoted.page))


def say_sighting(case: CitationCase, quoted: QuotedWords) -> str:
    """On which page, and how sure that is."""
    page = case.say_page(quoted.page)
    if quoted.share == 1:
        return f"on {page}"
    return f"nearly word for word ({round(quoted.share * 10)} parts in 10) on {page}"


def _find_lit(quoted: QuotedWords) -> str | None:
    """The words to light; words that stand there only nearly would not be found."""
    return quoted.words if quoted.share == 1 else None
