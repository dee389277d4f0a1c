"""One assessor's level and words for one detail or part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.assessment.event import Json

ACCEPTED = "accepted"
NOT_ACCEPTED = "not_accepted"
PART_VERDICTS = (ACCEPTED, NOT_ACCEPTED)
"""What stands in `Judgment.level` for a narrative or reflection part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """Words to the practitioner, in the four places that good feedback has."""

    looked_at: str = ""
    unmet: str = ""
    next_step: str = ""
    praise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A place that the assessor relied on: an artifact's id and a canonical locator."""

    artifact: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """A judgment of one target; level None is *not judged yet*, or *cannot judge* with a reason."""

    target: str
    """A detail's id or a part's id."""
    level: str | None = None
    """A level's id; for a part `accepted` or `not_accepted`."""
    cannot_judge: str | None = None
    """The reason, when the assessor cannot judge; level is None then."""
    rationale: str = ""
    """Stays inside; the practitioner never sees it."""
    feedback: Feedback = field(default_factory=Feedback)
    relied_on: tuple[Pin, ...] = ()

    @property
    def is_made(self) -> bool:
        """True once there is a level or a reason why there is none."""
        return self.level is not None or self.cannot_judge is not None


def format_judgment_body(judgment: Judgment) -> dict[str, Json]:
    """The body of a `judgment` event."""
    feedback = judgment.feedback
    return {
        "level": judgment.level,
        "cannot_judge": judgment.cannot_judge,
        "rationale": judgment.rationale,
        "feedback": {
            "looked_at": feedback.looked_at,
            "unmet": feedback.unmet,
            "next_step": feedback.next_step,
            "praise": feedback.praise,
        },
        "relied_on": [{"artifact": p.artifact, "locator": p.locator} for p in judgment.relied_on],
    }


def parse_judgment_body(target: str, body: Mapping[str, Json]) -> Judgment:
    """The judgment in an event's body; fields of an unexpected kind read as not said."""
    feedback = _mapping(body.get("feedback"))
    pins = body.get("relied_on")
    return Judgment(
        target=target,
        level=_text_or_none(body.get("level")),
        cannot_judge=_text_or_none(body.get("cannot_judge")),
        rationale=_text(body.get("rationale")),
        feedback=Feedback(
            looked_at=_text(feedback.get("looked_at")),
            unmet=_text(feedback.get("unmet")),
            next_step=_text(feedback.get("next_step")),
            praise=_text(feedback.get("praise")),
        ),
        relied_on=tuple(
            Pin(artifact=_text(pin.get("artifact")), locator=_text(pin.get("locator")))
            for pin in (pins if isinstance(pins, list) else [])
            if isinstance(pin, dict)
        ),
    )


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _text_or_none(value: Json) -> str | None:
    return value if isinstance(value, str) else None
