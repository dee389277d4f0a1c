"""Scorecards and pictures for report tests; a test spells out the interesting part alone."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

from tests.builders import build_rubric, build_submission
from workbench.assessment.credential import Rubric
from workbench.assessment.evidence import Destination
from workbench.assessment.finding import Finding
from workbench.assessment.judgment import Feedback, Judgment
from workbench.assessment.locator import Place, Span
from workbench.assessment.review import Refusal, Review
from workbench.assessment.scorecard import (
    LookedAt,
    Provenance,
    Scorecard,
    ScoredDetail,
    ScoredOutcome,
    ScoredPart,
)
from workbench.assessment.scoring import Decision, decide
from workbench.assessment.submission import Submission

DIGEST = hashlib.sha256(b"the manifest of the bundle").hexdigest()
HEAD = hashlib.sha256(b"the newest event").hexdigest()


def build_scorecard(  # noqa: PLR0913 - each is something that a report says
    *,
    rubric: Rubric | None = None,
    submission: Submission | None = None,
    judgments: Mapping[str, Judgment] | None = None,
    places: Mapping[str, Sequence[LookedAt]] | None = None,
    refusal: Refusal | None = None,
    words: Mapping[str, int] | None = None,
    findings: Sequence[Finding] = (),
    explanation: str = "Here one sees people who are heard.",
    **provenance: Any,  # noqa: ANN401 - whatever a Provenance has
) -> Scorecard:
    """A scorecard on which all passes, but for the judgments given.

    Args:
        rubric: `build_rubric()` if not given.
        submission: `build_submission(rubric=rubric)` if not given.
        judgments: By target, in place of a passing one; those without a level stay open.
        places: By id of the detail; one page of artifact A1 if not given.
        refusal: The assessor's word that it can't be scored.
        words: By id of the part; a hundred more than its minimum if not given.
        findings: Of the checks.
        explanation: The practitioner's, for every detail.
        provenance: Fields of the provenance, such as `assessor_name="…"`.
    """
    rubric = rubric or build_rubric()
    submission = submission or build_submission(rubric=rubric)
    made = {target: _pass(rubric, target) for target in rubric.targets} | dict(judgments or {})
    review = Review(
        submission=submission.id,
        rubric=rubric.identity,
        actor="a1b2",
        judgments=made,
        refusal=refusal,
    )
    decision = decide(rubric, review)
    return Scorecard(
        submission=submission,
        rubric=rubric,
        decision=decision,
        parts=tuple(
            ScoredPart(
                part=part,
                judgment=made[part.id],
                words=(words or {}).get(part.id, part.min_words + 100),
            )
            for part in rubric.parts
            if part.kind != "portfolio"
        ),
        outcomes=_score_outcomes(rubric, decision, made, places or {}, explanation),
        findings=tuple(findings),
        provenance=build_provenance(rubric, **provenance),
    )


def build_provenance(rubric: Rubric, **changes: Any) -> Provenance:  # noqa: ANN401 - whatever it has
    """Where the report comes from."""
    fields: dict[str, Any] = {
        "bundle_name": "sub-2026-0142.zip",
        "bundle_digest": DIGEST,
        "integrity": "All 24 files of the bundle match its manifest.",
        "rubric_identity": rubric.identity,
        "events_head": HEAD,
        "event_count": 31,
        "assessor_name": "Ada Sample",
        "assessor_key": "5d2c9a71e0b34f68",
        "program_version": "0.1.0",
        "started_at": "2026-11-13T09:00:00Z",
        "finished_at": "2026-11-14T15:02:00Z",
        "written_at": "2026-11-14T15:03:00Z",
    }
    return Provenance(**(fields | changes))


def build_judgment(target: str = "1a", level: str | None = "not-yet", **changes: Any) -> Judgment:  # noqa: ANN401 - whatever it has
    """A judgment below passing with feedback in the three places that it needs."""
    fields: dict[str, Any] = {
        "target": target,
        "level": level,
        "rationale": "The adopted text has no change by the families.",
        "feedback": build_feedback(),
    }
    return Judgment(**(fields | changes))


def build_feedback(**changes: str) -> Feedback:
    """Feedback in the three places that a level below passing needs."""
    fields = {
        "looked_at": "I looked at page 6 and at the meeting.",
        "unmet": "“with stakeholders”: their change is missing.",
        "next_step": "Mark what the families changed.",
    }
    return Feedback(**(fields | changes))


def build_place(page: int = 6, **changes: Any) -> LookedAt:  # noqa: ANN401 - whatever it has
    """A page of artifact A1 that was looked at."""
    fields: dict[str, Any] = {
        "artifact_title": "Implementation plan",
        "destination": Destination(
            artifact="A1", place=Place(page=Span(page, page)), words=f"page {page}"
        ),
        "as_written": f"p. {page}, second paragraph",
        "was_seen": True,
    }
    return LookedAt(**(fields | changes))


@cache
def draw_page(lit: tuple[float, float] = (0.3, 0.45)) -> bytes:
    """A PNG of a page of grey lines, lit between these parts of its height."""
    image = Image.new("RGB", (420, 594), "white")
    pen = ImageDraw.Draw(image)
    for y in range(40, 560, 22):
        pen.line((36, y, 384, y), fill="#d3d7dd", width=5)
    pen.rectangle((28, 594 * lit[0], 392, 594 * lit[1]), fill="#ffe99a", outline="#e0b400")
    return _encode(image)


@cache
def draw_still(shade: int = 0) -> bytes:
    """A PNG like a frame of a recording: soft colours, many of them."""
    grain = Image.frombytes("L", (320, 180), random.Random(shade).randbytes(320 * 180))  # noqa: S311 - grain
    ramp = Image.linear_gradient("L")
    bands = [ramp.rotate(90 * turn).resize((640, 360)) for turn in range(3)]
    light = [Image.blend(band, grain.resize((640, 360)), 0.25) for band in bands]
    image = Image.merge("RGB", light)
    pen = ImageDraw.Draw(image)
    for person in range(4):
        x = 70 + person * 150
        pen.ellipse((x, 120, x + 90, 210), fill=(224 - shade % 90, 190, 160))
        pen.rectangle((x - 15, 205, x + 105, 360), fill=(60, 80 + person * 30, 120))
    return _encode(image)


def _encode(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)  # a sixth of the time
    return buffer.getvalue()


def _pass(rubric: Rubric, target: str) -> Judgment:
    if rubric.find_part(target):
        return Judgment(target=target, level="accepted")
    return Judgment(target=target, level=next(x.id for x in rubric.levels if x.passing))


def _score_outcomes(
    rubric: Rubric,
    decision: Decision,
    judgments: Mapping[str, Judgment],
    places: Mapping[str, Sequence[LookedAt]],
    explanation: str,
) -> tuple[ScoredOutcome, ...]:
    return tuple(
        ScoredOutcome(
            outcome=outcome,
            details=tuple(
                ScoredDetail(
                    detail=detail,
                    judgment=judgments[detail.id],
                    level=rubric.level(level) if (level := judgments[detail.id].level) else None,
                    is_deciding=detail.id in decision.deciding,
                    explanations=(explanation,),
                    places=tuple(places.get(detail.id, (build_place(),))),
                )
                for detail in outcome.details
            ),
        )
        for outcome in rubric.outcomes
    )
