"""Where a citation leads in the real artifact; pure, over facts that the evidence layer found.

The dangerous answer is a false jump: an assessor who is sent to the wrong page marks evidence
as absent that is there. So whatever is not certain is offered as a choice, never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.assessment.answering import format_destination
from workbench.assessment.evidence import ArtifactFacts, Destination, Media, Resolution
from workbench.assessment.finding import Finding, Severity
from workbench.assessment.locator import ParseResult, Place, Span, parse_locator, read_canonical
from workbench.assessment.media_names import guess_media
from workbench.assessment.naming import find_meant
from workbench.assessment.place_words import say_place
from workbench.assessment.quoted_words import (
    find_pages_with,
    find_quoted_words,
    find_sightings,
    fold_pages,
)
from workbench.assessment.self_analysis import Citation, Claim
from workbench.assessment.settling import Settled, settle_place
from workbench.assessment.submission import Artifact

REASONS = {
    "empty": "No place is given.",
    "not_specific": "The place is not specific.",
    "relative_reference": "The place refers to another one.",
    "external_link": "It is a link to the outside, which bundles are read without.",
    "clock_time": "It is a time of day, not a place in the recording.",
    "invalid_value": "No such place can exist.",
    "out_of_range": "The place lies past the end.",
    "needs_duration": "How long the recording is, is not known.",
}


@dataclass(frozen=True, slots=True)
class _Case:
    """One citation with all that is known of it."""

    claim: Claim
    number: int
    artifact: Artifact
    facts: ArtifactFacts | None
    others: tuple[Artifact, ...] = ()
    """All artifacts of the submission, for citations that name one."""

    @property
    def citation(self) -> Citation:
        return self.claim.citations[self.number]

    @property
    def media(self) -> Media:
        return self.facts.media if self.facts is not None else guess_media(self.artifact)

    def find(self, check: str, sentence: str, *, proposal: str | None = None) -> Finding:
        """A finding about this citation."""
        return Finding(
            check=f"citation.{check}",
            severity=Severity.LOOK,
            sentence=sentence,
            request=f"Please say where in “{self.artifact.title}” we should look; you wrote "
            f"“{self.citation.where}”.",
            detail=self.claim.detail,
            claim=self.claim.id,
            citation=self.number,
            artifact=self.artifact.id,
            proposal=proposal,
        )


def resolve_citation(
    claim: Claim,
    number: int,
    artifact: Artifact | None,
    facts: ArtifactFacts | None,
    *,
    others: tuple[Artifact, ...] = (),
) -> Resolution:
    """Where the claim's citation of that number (from 0) leads.

    `facts` is None while nobody has looked into the artifact: then the words alone speak, and
    pages are offered as they are written. `others` are all artifacts of the submission.
    """
    citation = claim.citations[number]
    if artifact is None:
        return Resolution(citation=citation, status="unresolvable")
    case = _Case(claim, number, artifact, facts, others)
    duration = facts.duration if facts is not None else artifact.duration
    parsed = parse_locator(citation.where, media=case.media, duration=duration)
    if parsed.status == "ambiguous":
        return _offer(case, parsed)
    if parsed.locator is None:
        return _give_up(case, parsed)
    return _settle(case, parsed.locator.places)


def _settle(case: _Case, places: tuple[Place, ...]) -> Resolution:
    elsewhere = _find_elsewhere(case, places)
    if elsewhere is not None:
        return _ask_which(case, places, elsewhere)
    settled = [settle_place(place, case.artifact.id, case.facts) for place in places]
    problem = next((s.problem for s in settled if s.problem is not None), None)
    if problem is not None:
        return _past_the_end(case, *problem)
    destinations = tuple(s.destination for s in settled if s.destination is not None)
    return _check_quotes(case, destinations, settled)


def _find_elsewhere(case: _Case, places: tuple[Place, ...]) -> Artifact | None:
    """Another artifact that the words name, though the citation is made in this one."""
    named = (find_meant(place.artifact, case.others) for place in places if place.artifact)
    return next((one for one in named if one is not None and one.id != case.artifact.id), None)


def _ask_which(case: _Case, places: tuple[Place, ...], other: Artifact) -> Resolution:
    """A choice between the artifact that the citation is made in and the one that it names."""
    here = settle_place(places[0], case.artifact.id, case.facts).destination
    there = settle_place(places[0], other.id, None).destination
    choices = tuple(choice for choice in (here, there) if choice is not None)
    sentence = (
        f"“{case.citation.where}” is cited in “{case.artifact.title}”, and names “{other.title}”."
    )
    finding = case.find("other_artifact", sentence)
    return Resolution(
        citation=case.citation, status="ambiguous", choices=choices, findings=(finding,)
    )


def _past_the_end(case: _Case, check: str, sentence: str) -> Resolution:
    """A place that does not exist; where quoted words stand elsewhere, that is proposed."""
    found = _find_quoted_pages(case)
    if len(found) == 1:
        choice = _make_page(case, found[0])
        finding = case.find(
            check,
            f"{sentence} The quoted words stand {_say_sighting(case, found[0])}.",
            proposal=format_destination(choice),
        )
        return Resolution(
            citation=case.citation, status="unresolvable", choices=(choice,), findings=(finding,)
        )
    return Resolution(
        citation=case.citation, status="unresolvable", findings=(case.find(check, sentence),)
    )


def _offer(case: _Case, parsed: ParseResult) -> Resolution:
    """An ambiguous place: every reading that exists, and the one where quoted words stand."""
    choices = _list_choices(case, parsed)
    if not choices and parsed.candidates:
        return _past_the_end(case, "past_the_end", "Every place it can mean lies past the end.")
    if _mean_the_same(case, parsed):
        return Resolution(citation=case.citation, status="ok", destinations=tuple(choices))
    words = " or ".join(choice.words for choice in choices)
    sentence = f"“{case.citation.where}” can mean {words}." if choices else "The place is unclear."
    proposal = _find_supported(case, choices)
    if proposal is not None:
        sentence += f" The quoted words stand on {proposal.words}."
    finding = case.find(
        "ambiguous", sentence, proposal=format_destination(proposal) if proposal else None
    )
    return Resolution(
        citation=case.citation, status="ambiguous", choices=tuple(choices), findings=(finding,)
    )


def _mean_the_same(case: _Case, parsed: ParseResult) -> bool:
    """Whether the readings differ only in naming the very artifact that is cited.

    As '2:15 (Clip 2)' does where the citation is made in Clip 2.
    """
    locators = [read_canonical(text) for text in parsed.candidates]
    places = [locator.places for locator in locators if locator is not None]
    named = {place.artifact for (place, *_) in places if place.artifact}
    own = {one for one in named if find_meant(one, case.others) == case.artifact}
    bare = {tuple(replace(place, artifact=None) for place in one) for one in places}
    return len(places) > 1 and len(bare) == 1 and bool(own) and own == named


def _list_choices(case: _Case, parsed: ParseResult) -> list[Destination]:
    choices: dict[tuple[str, str], Destination] = {}
    for text in parsed.candidates:
        locator = read_canonical(text)
        for place in locator.places[:1] if locator is not None else ():
            named = find_meant(place.artifact, case.others) if place.artifact else None
            artifact = named or case.artifact
            facts = case.facts if artifact is case.artifact else None
            found = settle_place(place, artifact.id, facts).destination
            if found is not None:
                choices.setdefault((found.artifact, format_destination(found)), found)
    return list(choices.values())


def _give_up(case: _Case, parsed: ParseResult) -> Resolution:
    reason = REASONS.get(parsed.reason or "", "The place cannot be read.")
    if parsed.reason == "out_of_range":
        return _past_the_end(case, "past_the_end", reason)
    finding = case.find("unresolvable", f"“{case.citation.where}”: {reason}")
    return Resolution(citation=case.citation, status="unresolvable", findings=(finding,))


def _check_quotes(
    case: _Case, destinations: tuple[Destination, ...], settled: list[Settled]
) -> Resolution:
    """Light the quoted words where they stand; say so where that is not the page cited."""
    remarks = tuple(case.find(*s.remark) for s in settled if s.remark is not None)
    lit, is_supported = destinations, False
    for quoted in _find_quoted_pages(case):
        here = next((d for d in lit if _is_on_page(d.place, quoted.page)), None)
        if here is not None:
            is_supported = True
            lit = tuple(_light(d, quoted) if d is here else d for d in lit)
    lit = tuple(_light_unpaged(case, d) for d in lit)
    if not is_supported:
        misplaced = _find_misplaced(case, destinations)
        if misplaced is not None:
            finding, choice = misplaced
            return Resolution(
                citation=case.citation,
                status="ok",
                destinations=destinations,
                choices=(choice,),
                findings=(finding, *remarks),
            )
    return Resolution(citation=case.citation, status="ok", destinations=lit, findings=remarks)


def _find_misplaced(
    case: _Case, destinations: tuple[Destination, ...]
) -> tuple[Finding, Destination] | None:
    pages = [d.place.page for d in destinations if isinstance(d.place.page, Span)]
    found = _find_quoted_pages(case)
    if not pages or len(found) != 1:
        return None
    choice = _make_page(case, found[0])
    cited = _say_page(case, pages[0].first)
    sentence = f"The quoted words stand {_say_sighting(case, found[0])}, not on {cited}."
    return case.find("misplaced", sentence, proposal=format_destination(choice)), choice


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Quoted words, the one page they stand on, and the share of them that does."""

    words: str
    page: int
    share: float


def _find_quoted_pages(case: _Case) -> list[_Quoted]:
    """The quoted words that stand on exactly one page, with that page."""
    texts = case.facts.texts if case.facts is not None else None
    quotes = (*find_quoted_words(case.claim.explanation), *find_quoted_words(case.citation.where))
    if not texts or not quotes or case.facts is None or case.facts.pages is None:
        return []
    folded = fold_pages(texts)
    found = [(words, find_sightings(words, folded)) for words in dict.fromkeys(quotes)]
    return [_Quoted(words, at[0].page, at[0].share) for words, at in found if len(at) == 1]


def _light_unpaged(case: _Case, destination: Destination) -> Destination:
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


def _find_supported(case: _Case, choices: list[Destination]) -> Destination | None:
    pages = {quoted.page for quoted in _find_quoted_pages(case)}
    supported = [c for c in choices if any(_is_on_page(c.place, page) for page in pages)]
    return supported[0] if len(supported) == 1 else None


def _is_on_page(place: Place, page: int) -> bool:
    span = place.page
    return isinstance(span, Span) and span.first <= page <= (span.last or page)


def _light(destination: Destination, quoted: _Quoted) -> Destination:
    place = destination.place
    if place.quote is not None or place.para is not None or place.xywh is not None:
        return destination
    return replace(destination, place=replace(place, quote=_find_lit(quoted)))


def _find_lit(quoted: _Quoted) -> str | None:
    """The words to light; words that stand there only nearly would not be found."""
    return quoted.words if quoted.share == 1 else None


def _make_page(case: _Case, quoted: _Quoted) -> Destination:
    place = Place(page=Span(quoted.page, quoted.page), quote=_find_lit(quoted))
    return Destination(artifact=case.artifact.id, place=place, words=_say_page(case, quoted.page))


def _say_sighting(case: _Case, quoted: _Quoted) -> str:
    """On which page, and how sure that is."""
    page = _say_page(case, quoted.page)
    if quoted.share == 1:
        return f"on {page}"
    return f"nearly word for word ({round(quoted.share * 10)} parts in 10) on {page}"


def _say_page(case: _Case, page: int) -> str:
    labels = case.facts.labels if case.facts is not None else ()
    label = labels[page - 1] if page <= len(labels) else None
    return say_place(Place(page=Span(page, page)), label=label)
