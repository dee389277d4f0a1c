"""The trail of a review: what was recorded and when, each event in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from workbench.assessment.credential import Rubric
from workbench.assessment.event import Event, Json
from workbench.assessment.judgment import parse_judgment_body
from workbench.assessment.locator import read_canonical
from workbench.assessment.place_words import say_place
from workbench.assessment.review import Review
from workbench.assessment.scorecard import Recorded
from workbench.report.phrases import say_count, say_open, say_verdict


def list_trail(events: Iterable[Event], review: Review, rubric: Rubric) -> tuple[Recorded, ...]:
    """What that review's assessor recorded, first to last.

    Changes to one judgment that follow each other at once, as typing makes them, are one entry
    with the last of them.
    """
    own = {event.id: event for event in events if review.owns(event)}
    ordered = sorted(own.values(), key=lambda event: (event.seq, event.id))
    runs = ([*run] for _key, run in groupby(ordered, key=_find_run))
    return tuple(_say_run(run, rubric) for run in runs)


def _find_run(event: Event) -> tuple[str, str]:
    """Events of one run share it."""
    if event.kind == "judgment":
        return "judgment", event.target or ""
    return "", event.id


def _say_run(run: list[Event], rubric: Rubric) -> Recorded:
    last = run[-1]
    changes = f" ({say_count(len(run), 'change')})" if len(run) > 1 else ""
    say = _WORDS.get(last.kind, _say_kind)
    return Recorded(at=last.at, what=say(last, rubric) + changes, event=last.id)


def _say_judgment(event: Event, rubric: Rubric) -> str:
    target = event.target or ""
    judgment = parse_judgment_body(target, event.body)
    if rubric.find_part(target):
        return f"{target}: {say_verdict(judgment)}"
    labels = {level.id: level.label for level in rubric.levels}
    level = labels.get(judgment.level or "", judgment.level) or say_open(judgment).lower()
    return f"{target}: {level}"


def _say_seen(event: Event, rubric: Rubric) -> str:
    del rubric
    place = _say_locator(event.body.get("locator"))
    return f"On screen: {event.body.get('artifact', '')}, {place}"


def _say_locator(canonical: Json) -> str:
    locator = read_canonical(str(canonical or ""))
    return say_place(locator.places[0]) if locator else str(canonical or "")


def _say_condition(event: Event, rubric: Rubric) -> str:
    code = event.body.get("code")
    if code is None:
        return "Confirmed: it can be scored"
    label = next((entry.label for entry in rubric.condition_codes if entry.id == code), str(code))
    return f"Cannot be scored: {label}. {event.body.get('words', '')}".strip()


def _say_reopened(event: Event, rubric: Rubric) -> str:
    del rubric
    return f"Review reopened: {event.body.get('reason', '')}".rstrip(": ")


def _say_answered(event: Event, rubric: Rubric) -> str:
    del rubric
    return f"Citation settled: {_say_locator(event.body.get('accepted'))}"


def _say_kind(event: Event, rubric: Rubric) -> str:
    del rubric
    words = event.kind.replace("_", " ")
    return words[0].upper() + words[1:]


_WORDS: dict[str, Callable[[Event, Rubric], str]] = {
    "judgment": _say_judgment,
    "evidence_seen": _say_seen,
    "condition": _say_condition,
    "review_reopened": _say_reopened,
    "finding_answered": _say_answered,
}
