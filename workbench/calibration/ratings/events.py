"""Ratings from the signed events of a store or a review package."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from workbench.calibration.ratings.columns import ratings_from_arrays
from workbench.calibration.ratings.ratings import Ratings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.assessment.event import Event
    from workbench.calibration.ratings.scale import Scale

DEFINITIVE = "definitive"
_SECONDS_PER_DAY = 86400


def ratings_from_events(
    events: Iterable[Event],
    scale: Scale,
    programs: Mapping[str, str] | None = None,
    current_keys: Mapping[str, str] | None = None,
) -> Ratings:
    """Ratings from the judgments that no other event supersedes, whatever their order.

    The assessor is the actor, the attempt the submission, the level the id of a level of
    `scale`. Definitive judgments become the ratings of one more assessor, named "definitive".
    Judgments of parts, whose level isn't on the scale, and judgments without a level are no
    ratings. `programs` names the program of a submission; those without one share "".
    `current_keys` names the key with which an actor signs now, for an earlier one; the two are one
    assessor.

    Raises:
        RatingsError: when one actor has two judgments of a detail that neither supersedes, a
            clash to settle first.
    """
    current = _judgments(tuple(events), scale)
    when = [datetime.fromisoformat(event.at).timestamp() / _SECONDS_PER_DAY for event in current]
    program = [programs.get(event.submission, "") for event in current] if programs else None
    return ratings_from_arrays(
        [event.submission for event in current],
        [event.target or "" for event in current],
        [_name_assessor(event, current_keys or {}) for event in current],
        [str(event.body["level"]) for event in current],
        scale,
        program=program,
        when=when,
        definitive=DEFINITIVE,
        source="These judgments",
    )


def _name_assessor(event: Event, current_keys: Mapping[str, str]) -> str:
    if event.kind == "definitive_judgment":
        return DEFINITIVE
    return current_keys.get(event.actor, event.actor)


def _judgments(events: tuple[Event, ...], scale: Scale) -> list[Event]:
    superseded = {one for event in events for one in event.supersedes}
    unique = {event.id: event for event in events if event.id not in superseded}
    kinds = ("judgment", "definitive_judgment")
    judged = [event for event in unique.values() if event.kind in kinds]
    return sorted(
        (event for event in judged if event.body.get("level") in scale.levels),
        key=lambda event: event.id,
    )
