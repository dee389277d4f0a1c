"""Where a citation leads in the real artifact; pure, over facts that the evidence layer found.

The dangerous answer is a false jump: an assessor who is sent to the wrong page marks evidence
as absent that is there. So whatever is not certain is offered as a choice, never guessed.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.assessment.answering import format_destination
from workbench.assessment.citation_case import CitationCase
from workbench.assessment.evidence import ArtifactFacts, Destination, Resolution
from workbench.assessment.finding import Finding
from workbench.assessment.locator import ParseResult, Place, Span, parse_locator, read_canonical
from workbench.assessment.naming import find_meant
from workbench.assessment.quote_places import (
    find_quoted_pages,
    find_supported,
    is_on_page,
    light,
    light_unpaged,
    make_page,
    say_sighting,
)
from workbench.assessment.self_analysis import Claim
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
    case = CitationCase(claim, number, artifact, facts, others)
    duration = facts.duration if facts is not None else artifact.duration
    parsed = parse_locator(citation.where, media=case.media, duration=duration)
    if parsed.status == "ambiguous":
        return _offer(case, parsed)
    if parsed.locator is None:
        return _give_up(case, parsed)
    return _settle(case, parsed.locator.places)


def _settle(case: CitationCase, places: tuple[Place, ...]) -> Resolution:
    elsewhere = _find_elsewhere(case, places)
    if elsewhere is not None:
        return _ask_which(case, places, elsewhere)
    settled = [settle_place(place, case.artifact.id, case.facts) for place in places]
    problem = next((s.problem for s in settled if s.problem is not None), None)
    if problem is not None:
        return _past_the_end(case, *problem)
    destinations = tuple(s.destination for s in settled if s.destination is not None)
    return _check_quotes(case, destinations, settled)


def _find_elsewhere(case: CitationCase, places: tuple[Place, ...]) -> Artifact | None:
    """Another artifact that the words name, though the citation is made in this one."""
    named = (find_meant(place.artifact, case.others) for place in places if place.artifact)
    return next((one for one in named if one is not None and one.id != case.artifact.id), None)


def _ask_which(case: CitationCase, places: tuple[Place, ...], other: Artifact) -> Resolution:
    """A choice between the artifact that the citation is made in and the one that it names."""
    here = settle_place(places[0], case.artifact.id, case.facts).destination
    there = settle_place(places[0], other.id, None).destination
    choices = tuple(choice for choice in (here, there) if choice is not None)
    sentence = (
        f"“{case.citation.where}” is cited in “{case.artifact.title}”, and names “{other.title}”."
    )
    finding = case.make_finding("other_artifact", sentence)
    return Resolution(
        citation=case.citation, status="ambiguous", choices=choices, findings=(finding,)
    )


def _past_the_end(case: CitationCase, check: str, sentence: str) -> Resolution:
    """A place that does not exist; where quoted words stand elsewhere, that is proposed."""
    found = find_quoted_pages(case)
    if len(found) == 1:
        choice = make_page(case, found[0])
        finding = case.make_finding(
            check,
            f"{sentence} The quoted words stand {say_sighting(case, found[0])}.",
            proposal=format_destination(choice),
        )
        return Resolution(
            citation=case.citation, status="unresolvable", choices=(choice,), findings=(finding,)
        )
    return Resolution(
        citation=case.citation,
        status="unresolvable",
        findings=(case.make_finding(check, sentence),),
    )


def _offer(case: CitationCase, parsed: ParseResult) -> Resolution:
    """An ambiguous place: every reading that exists, and the one where quoted words stand."""
    choices = _list_choices(case, parsed)
    if not choices and parsed.candidates:
        return _past_the_end(case, "past_the_end", "Every place it can mean lies past the end.")
    if _mean_the_same(case, parsed):
        return Resolution(citation=case.citation, status="ok", destinations=tuple(choices))
    words = " or ".join(choice.words for choice in choices)
    sentence = f"“{case.citation.where}” can mean {words}." if choices else "The place is unclear."
    proposal = find_supported(case, choices)
    if proposal is not None:
        sentence += f" The quoted words stand on {proposal.words}."
    finding = case.make_finding(
        "ambiguous", sentence, proposal=format_destination(proposal) if proposal else None
    )
    return Resolution(
        citation=case.citation, status="ambiguous", choices=tuple(choices), findings=(finding,)
    )


def _mean_the_same(case: CitationCase, parsed: ParseResult) -> bool:
    """Whether the readings differ only in naming the very artifact that is cited.

    As '2:15 (Clip 2)' does where the citation is made in Clip 2.
    """
    locators = [read_canonical(text) for text in parsed.candidates]
    places = [locator.places for locator in locators if locator is not None]
    named = {place.artifact for (place, *_) in places if place.artifact}
    own = {one for one in named if find_meant(one, case.others) == case.artifact}
    bare = {tuple(replace(place, artifact=None) for place in one) for one in places}
    return len(places) > 1 and len(bare) == 1 and bool(own) and own == named


def _list_choices(case: CitationCase, parsed: ParseResult) -> list[Destination]:
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


def _give_up(case: CitationCase, parsed: ParseResult) -> Resolution:
    reason = REASONS.get(parsed.reason or "", "The place cannot be read.")
    if parsed.reason == "out_of_range":
        return _past_the_end(case, "past_the_end", reason)
    finding = case.make_finding("unresolvable", f"“{case.citation.where}”: {reason}")
    return Resolution(citation=case.citation, status="unresolvable", findings=(finding,))


def _check_quotes(
    case: CitationCase, destinations: tuple[Destination, ...], settled: list[Settled]
) -> Resolution:
    """Light the quoted words where they stand; say so where that is not the page cited."""
    remarks = tuple(case.make_finding(*s.remark) for s in settled if s.remark is not None)
    lit, is_supported = destinations, False
    for quoted in find_quoted_pages(case):
        here = next((d for d in lit if is_on_page(d.place, quoted.page)), None)
        if here is not None:
            is_supported = True
            lit = tuple(light(d, quoted) if d is here else d for d in lit)
    lit = tuple(light_unpaged(case, d) for d in lit)
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
    case: CitationCase, destinations: tuple[Destination, ...]
) -> tuple[Finding, Destination] | None:
    pages = [d.place.page for d in destinations if isinstance(d.place.page, Span)]
    found = find_quoted_pages(case)
    if not pages or len(found) != 1:
        return None
    choice = make_page(case, found[0])
    cited = case.say_page(pages[0].first)
    sentence = f"The quoted words stand {say_sighting(case, found[0])}, not on {cited}."
    return case.make_finding("misplaced", sentence, proposal=format_destination(choice)), choice
