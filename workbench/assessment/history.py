"""The history of one judgment, each change in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.assessment.changes import Change, find_changed_fields
from workbench.assessment.credential import Rubric
from workbench.assessment.event import Event
from workbench.assessment.judgment import ACCEPTED, NOT_ACCEPTED, Judgment

_FIELD_WORDS = {
    "looked_at": "where I looked",
    "unmet": "what is unmet",
    "next_step": "the next step",
    "praise": "what is well done",
    "rationale": "the rationale",
    "relied_on": "the places relied on",
}
_WAY_WORDS = {"made": "", "undone": "Undone: ", "redone": "Done again: "}
_REVIEW_WORDS = {
    "review_started": "The review was begun",
    "condition": "Can be scored",
    "blind_lifted": "The blind was lifted",
    "review_finished": "The review was finished",
    "review_reopened": "The review was opened again",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change as the assessor reads it."""

    at: str
    """UTC instant, ISO 8601."""
    what: str
    """Such as `from Not yet to Proficient`."""
    because: str
    """The rationale as it stood then, or an empty string."""
    words: tuple[tuple[str, str], ...]
    """What was written, by field, where the words changed."""
    event: str


def list_history(rubric: Rubric, changes: Iterable[Change], target: str) -> tuple[Told, ...]:
    """What was changed in that judgment, first to last; changes that say nothing are left out."""
    told = (_tell(rubric, change) for change in changes if change.target == target)
    return tuple(entry for entry in told if entry is not None)


def list_review_history(events: Iterable[Event]) -> tuple[Told, ...]:
    """What became of the review as a whole, first to last, as its events tell it."""
    ordered = sorted(events, key=lambda event: (event.seq, event.id))
    return tuple(
        Told(
            at=event.at,
            what=what,
            because=str(event.body.get("reason") or event.body.get("words") or ""),
            words=(),
            event=event.id,
        )
        for event in ordered
        if (what := _say_event(event))
    )


def _say_event(event: Event) -> str:
    if event.kind == "condition" and event.body.get("code"):
        return f"Cannot be scored ({event.body['code']})"
    if event.kind == "blind_lifted" and event.body.get("lead"):
        return f"The blind was lifted by {event.body['lead']}"
    return _REVIEW_WORDS.get(event.kind, "")


def say_level(rubric: Rubric, judgment: Judgment) -> str:
    """The level or verdict in the rubric's words, or what stands in its place."""
    if judgment.cannot_judge is not None:
        return f"cannot be judged ({judgment.cannot_judge})"
    if judgment.level is None:
        return "not judged"
    names = {level.id: level.label for level in rubric.levels}
    names |= {ACCEPTED: "Accepted", NOT_ACCEPTED: "Not accepted"}
    return names.get(judgment.level, judgment.level)


def _tell(rubric: Rubric, change: Change) -> Told | None:
    fields = find_changed_fields(change.before, change.after)
    if not fields:
        return None
    pieces: list[str] = []
    if fields & {"level", "cannot_judge"}:
        before, after = say_level(rubric, change.before), say_level(rubric, change.after)
        pieces.append(f"from {before} to {after}" if change.before.is_made else after)
    written = [name for name in _FIELD_WORDS if name in fields]
    if written:
        pieces.append("wrote " + ", ".join(_FIELD_WORDS[name] for name in written))
    what = _WAY_WORDS[change.way] + "; ".join(pieces)
    return Told(
        at=change.at,
        what=what[:1].upper() + what[1:],
        because=change.after.rationale if fields & {"level", "cannot_judge"} else "",
        words=tuple((_FIELD_WORDS[n], text) for n in written if (text := _read(change.after, n))),
        event=change.event,
    )


def _read(judgment: Judgment, name: str) -> str:
    if name == "relied_on":
        return ""
    source = judgment if name == "rationale" else judgment.feedback
    return str(getattr(source, name))
