"""How the citations lie over the artifacts: what is cited for how much, and what never is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from workbench.assessment.evidence import ArtifactFacts, Destination, Resolution
from workbench.assessment.locator import Place, Span
from workbench.assessment.place_words import format_clock
from workbench.assessment.self_analysis import CitationKey
from workbench.assessment.submission import Artifact, Submission

Unit = Literal["seconds", "pages", "slides", ""]

_LEAST_SECONDS = 1.0
"""A moment that is cited without an end counts for as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A cited part of an artifact, from `start` to `end` in its unit, pages counted from 0."""

    start: float
    end: float
    detail: str
    place: Destination


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactUse:
    """What is cited of one artifact."""

    artifact: Artifact
    details: tuple[str, ...]
    """The details it is cited for, in the order of the claims."""
    citations: int
    unit: Unit = ""
    extent: float = 0.0
    """Its length in the unit; 0 where it has no pages and no time."""
    stretches: tuple[Stretch, ...] = ()
    """The cited parts that have a place on it, by their start."""

    @property
    def covered(self) -> float:
        """How much of it is cited, in its unit, what is cited twice counted once."""
        total, reached = 0.0, 0.0
        for stretch in self.stretches:
            total += max(stretch.end - max(stretch.start, reached), 0.0)
            reached = max(reached, stretch.end)
        return total

    @property
    def is_whole(self) -> bool:
        """Whether all of it is cited."""
        return self.extent > 0 and self.covered >= self.extent


def find_uses(
    submission: Submission,
    resolutions: Mapping[CitationKey, Resolution],
    facts: Mapping[str, ArtifactFacts],
) -> tuple[ArtifactUse, ...]:
    """The use of every artifact, in the practitioner's order."""
    cited = list(_list_cited(submission, resolutions))
    return tuple(
        _make_use(artifact, facts.get(artifact.id), cited) for artifact in submission.artifacts
    )


def say_use(use: ArtifactUse) -> str:
    """The use in a sentence, such as `Cited for 3 details: 40 s of 3:20`."""
    if not use.citations:
        return "Never cited"
    count = len(use.details)
    start = f"Cited for {count} details" if count > 1 else f"Cited for {use.details[0]}"
    share = say_share(use)
    return f"{start}: {share}" if share else start


def say_share(use: ArtifactUse) -> str:
    """How much of it is cited; empty where that cannot be told."""
    if not use.extent or not use.stretches:
        return ""
    if use.is_whole:
        return "all of it"
    if use.unit != "seconds":
        return f"{use.covered:.0f} of {use.extent:.0f} {use.unit}"
    return f"{_say_seconds(use.covered)} of {format_clock(round(use.extent))}"


@dataclass(frozen=True, slots=True)
class _Cited:
    claim: str
    detail: str
    artifact: str
    destinations: tuple[Destination, ...]


def _list_cited(
    submission: Submission, resolutions: Mapping[CitationKey, Resolution]
) -> Iterable[_Cited]:
    for claim in submission.self_analysis.claims:
        for number, citation in enumerate(claim.citations):
            found = resolutions.get((claim.id, number))
            places = found.destinations if found is not None else ()
            artifact = places[0].artifact if places else citation.artifact
            yield _Cited(claim.id, claim.detail, artifact, places)


def _make_use(
    artifact: Artifact, facts: ArtifactFacts | None, cited: Iterable[_Cited]
) -> ArtifactUse:
    own = [one for one in cited if one.artifact == artifact.id]
    unit, extent = _measure(artifact, facts)
    stretches = [
        Stretch(start=span[0], end=span[1], detail=one.detail, place=place)
        for one in own
        for place in one.destinations
        if (span := _find_span(place.place, unit, extent)) is not None
    ]
    return ArtifactUse(
        artifact=artifact,
        details=tuple(dict.fromkeys(one.detail for one in own)),
        citations=len(own),
        unit=unit,
        extent=extent,
        stretches=tuple(sorted(stretches, key=lambda one: (one.start, one.end))),
    )


def _measure(artifact: Artifact, facts: ArtifactFacts | None) -> tuple[Unit, float]:
    duration = facts.duration if facts is not None else artifact.duration
    if duration:
        return "seconds", duration
    if facts is not None and facts.pages and facts.media != "image":
        return "slides" if facts.media == "pptx" else "pages", float(facts.pages)
    return "", 0.0


def _find_span(place: Place, unit: Unit, extent: float) -> tuple[float, float] | None:
    if place.whole:
        return (0.0, extent)
    if unit == "seconds" and place.t is not None:
        start, end = place.t
        return (min(start, extent), min(end or start + _LEAST_SECONDS, extent))
    span = place.page if isinstance(place.page, Span) else place.slide
    if unit in {"pages", "slides"} and isinstance(span, Span):
        last = extent if span.last is None else span.last
        return (min(span.first - 1.0, extent), min(float(last), extent))
    return None


def _say_seconds(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else format_clock(whole)  # noqa: PLR2004 - a minute
