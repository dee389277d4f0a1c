"""Whether a cited place was on screen, from the places that were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from workbench.assessment.evidence import Destination
from workbench.assessment.locator import Place, Span, read_canonical

SeenState = Literal["seen", "partly", "unseen"]


def find_seen_state(
    destinations: Iterable[Destination], seen: Iterable[tuple[str, str]]
) -> SeenState:
    """How much of the destinations was seen; `seen` holds (artifact id, canonical locator)."""
    places = [(artifact, place) for artifact, text in seen for place in _read(text)]
    met = [
        any(artifact == d.artifact and covers(place, d.place) for artifact, place in places)
        for d in destinations
    ]
    if met and all(met):
        return "seen"
    return "partly" if any(met) else "unseen"


def covers(seen: Place, cited: Place) -> bool:
    """True when looking at `seen` shows the place cited: its first page, or a part of its time."""
    if cited.t is not None:
        return seen.t is not None and _overlap(seen.t, cited.t)
    for seen_span, cited_span in ((seen.page, cited.page), (seen.slide, cited.slide)):
        if isinstance(cited_span, Span):
            return isinstance(seen_span, Span) and _holds(seen_span, cited_span.first)
    if cited.sheet is not None:
        return seen.sheet == cited.sheet or seen.whole
    return True


def _read(text: str) -> tuple[Place, ...]:
    locator = read_canonical(text)
    return locator.places if locator else ()


def _holds(span: Span, number: int) -> bool:
    return span.first <= number and (span.last is None or number <= span.last)


def _overlap(seen: tuple[float, float | None], cited: tuple[float, float | None]) -> bool:
    """True when the seen stretch touches the cited one; a lone start stands for its moment."""
    slack = 1.0  # second: the frame shown lies just before the moment cited
    seen_end = seen[0] if seen[1] is None else seen[1]
    cited_end = cited[0] if cited[1] is None else cited[1]
    return seen[0] <= cited_end + slack and seen_end >= cited[0] - slack
