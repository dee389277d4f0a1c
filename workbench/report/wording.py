"""From a scorecard to the words of a report.

What an audience may not see is left out here, once, and so can't reach a page.
"""

from __future__ import annotations

from workbench.assessment.answering import format_destination
from workbench.assessment.credential import Level, Rubric
from workbench.assessment.judgment import Feedback, Judgment
from workbench.assessment.scorecard import (
    LookedAt,
    Scorecard,
    ScoredDetail,
    ScoredOutcome,
    ScoredPart,
)
from workbench.assessment.scoring import is_below_passing
from workbench.report.content import (
    Audience,
    Card,
    Field,
    OutcomeShown,
    PartLine,
    PlaceShown,
    ReportContent,
    Tone,
)
from workbench.report.mending import collect_mend, name_mend
from workbench.report.neutral import neutralise, neutralise_line
from workbench.report.phrases import (
    DECISION_TITLES,
    PROGRAM,
    name_part,
    say_day,
    say_length,
    say_open,
    say_verdict,
    shorten,
    shorten_digest,
)
from workbench.report.provenance import describe_provenance, say_how_to_check

_FEEDBACK_LABELS = (
    ("looked_at", "Looked at"),
    ("unmet", "Unmet"),
    ("next_step", "Next step"),
    ("praise", "Well done"),
)


def compose(
    scorecard: Scorecard, audience: Audience, *, name_assessor: bool = False
) -> ReportContent:
    """The words of the report for that audience.

    A practitioner reads the assessor's name only with `name_assessor`, a rationale never.
    """
    submission, rubric, decision = scorecard.submission, scorecard.rubric, scorecard.decision
    provenance = scorecard.provenance
    key = neutralise_line(submission.practitioner.key)
    whose = "the practitioner" if audience == "practitioner" else "the file"
    is_finished = provenance.finished_at is not None
    day = say_day(provenance.finished_at or provenance.written_at)
    return ReportContent(
        audience=audience,
        kind=f"Assessment report for {whose}",
        title=neutralise_line(rubric.credential.title),
        subtitle=" · ".join(
            [
                f"Submission {key}",
                f"attempt {submission.attempt}",
                f"assessed {day}" if is_finished else f"not finished, as of {day}",
            ]
        ),
        language=rubric.language or "en",
        author=neutralise_line(rubric.credential.issuer) or PROGRAM,
        decision=DECISION_TITLES[decision.outcome],
        decision_tone=_tone_of_decision(scorecard),
        reason=neutralise(decision.reason),
        shows_progress=decision.outcome != "cannot_be_scored" or _is_any_judged(scorecard),
        outcomes=tuple(
            _show_outcome(scorecard, outcome, audience) for outcome in scorecard.outcomes
        ),
        part_lines=tuple(_show_part_line(rubric, part) for part in scorecard.parts),
        mend=collect_mend(scorecard),
        mend_title=name_mend(scorecard),
        parts=_show_parts(scorecard, audience),
        findings=_collect_findings(scorecard) if audience == "file" else (),
        provenance=describe_provenance(
            scorecard,
            name_assessor=name_assessor or audience == "file",
            show_key=audience == "file",
        ),
        how_to_check=say_how_to_check(provenance),
        footer=(
            f"{shorten(key, 40)} · attempt {submission.attempt}",
            (
                f"bundle {shorten_digest(provenance.bundle_digest)} · rubric "
                f"{shorten(rubric.version, 20)} · how to check: see last page"
            ),
        ),
    )


def _tone_of_decision(scorecard: Scorecard) -> Tone:
    outcome = scorecard.decision.outcome
    if outcome == "earned":
        return "passing"
    return "below" if outcome == "not_yet" else "open"


def _tone(rubric: Rubric, judgment: Judgment) -> Tone:
    if judgment.level is None:
        return "open"
    return "below" if is_below_passing(rubric, judgment) else "passing"


def _show_outcome(scorecard: Scorecard, scored: ScoredOutcome, audience: Audience) -> OutcomeShown:
    rubric = scorecard.rubric
    outcome = scored.outcome
    title, statement = neutralise_line(outcome.title), neutralise(outcome.statement)
    return OutcomeShown(
        id=neutralise_line(outcome.id),
        title=title,
        statement="" if statement.rstrip(".") == title.rstrip(".") else statement,
        tones=tuple(_tone(rubric, detail.judgment) for detail in scored.details),
        cards=tuple(
            _show_detail(rubric, detail, audience)
            for detail in scored.details
            if detail.judgment.is_made or scorecard.decision.outcome != "cannot_be_scored"
        ),
    )


def _show_detail(rubric: Rubric, scored: ScoredDetail, audience: Audience) -> Card:
    detail, judgment = scored.detail, scored.judgment
    return Card(
        id=neutralise_line(detail.id),
        title=neutralise_line(detail.title),
        statement=neutralise(detail.statement),
        verdict=neutralise_line(scored.level.label) if scored.level else say_open(judgment),
        tone=_tone(rubric, judgment),
        is_deciding=scored.is_deciding,
        levels=_describe_levels(rubric, scored),
        fields=(
            *_cannot_judge(judgment),
            *_list_feedback(judgment.feedback),
            *(_list_inside(judgment, scored.explanations) if audience == "file" else ()),
        ),
        places=tuple(_show_place(place, audience) for place in scored.places),
    )


def _describe_levels(rubric: Rubric, scored: ScoredDetail) -> tuple[Field, ...]:
    """The level's descriptor; below passing also that of the lowest level that passes."""
    level = scored.level
    if level is None:
        return ()
    shown: list[Level] = [level]
    if not level.passing:
        shown += sorted((x for x in rubric.levels if x.passing), key=lambda x: x.order)[:1]
    described = ((x, scored.detail.descriptor(x.id) or x.description) for x in shown)
    return tuple(
        Field(label=neutralise_line(x.label), text=neutralise(text))
        for x, text in described
        if text
    )


def _cannot_judge(judgment: Judgment) -> tuple[Field, ...]:
    if judgment.cannot_judge is None:
        return ()
    return (Field(label="Reason", text=neutralise(judgment.cannot_judge)),)


def _list_feedback(feedback: Feedback) -> tuple[Field, ...]:
    fields = [
        Field(label=label, text=neutralise(getattr(feedback, name)))
        for name, label in _FEEDBACK_LABELS
    ]
    return tuple(field for field in fields if field.text)


def _list_inside(judgment: Judgment, explanations: tuple[str, ...]) -> tuple[Field, ...]:
    """What only the file holds."""
    claims = "\n\n".join(neutralise(text) for text in explanations)
    fields = (
        Field(label="Rationale", text=neutralise(judgment.rationale)),
        Field(label="Claim", text=claims.strip()),
    )
    return tuple(field for field in fields if field.text)


def _show_place(place: LookedAt, audience: Audience) -> PlaceShown:
    note = (
        "" if audience == "practitioner" or place.was_seen else "not on screen before the judgment"
    )
    return PlaceShown(
        title=neutralise_line(place.artifact_title),
        words=neutralise_line(place.destination.words),
        as_written=neutralise_line(place.as_written),
        note=note,
        key=(place.destination.artifact, format_destination(place.destination)),
    )


def _show_part_line(rubric: Rubric, part: ScoredPart) -> PartLine:
    verdict = say_verdict(part.judgment)
    return PartLine(
        label=name_part(rubric, part.part),
        verdict=f"{verdict}, {say_length(part.part, part.words)}",
        tone=_tone(rubric, part.judgment),
    )


def _is_any_judged(scorecard: Scorecard) -> bool:
    judgments = [detail.judgment for detail in scorecard.details]
    judgments += [part.judgment for part in scorecard.parts]
    return any(judgment.is_made for judgment in judgments)


def _show_parts(scorecard: Scorecard, audience: Audience) -> tuple[Card, ...]:
    """A card for each part about which there is more to say than its verdict."""
    cards = (_show_part(scorecard, part, audience) for part in scorecard.parts)
    return tuple(card for card in cards if card.fields)


def _show_part(scorecard: Scorecard, part: ScoredPart, audience: Audience) -> Card:
    rubric, judgment = scorecard.rubric, part.judgment
    verdict = say_verdict(judgment)
    return Card(
        id="",
        title=name_part(rubric, part.part),
        statement=say_length(part.part, part.words).capitalize(),
        verdict=verdict[0].upper() + verdict[1:],
        tone=_tone(rubric, judgment),
        is_deciding=part.part.id in scorecard.decision.deciding,
        levels=(),
        fields=(
            *_cannot_judge(judgment),
            *_list_feedback(judgment.feedback),
            *(_list_inside(judgment, ()) if audience == "file" else ()),
        ),
        places=(),
    )


def _collect_findings(scorecard: Scorecard) -> tuple[Field, ...]:
    labels = {"blocks": "Blocks scoring", "look": "Needs a look", "remark": "Remark"}
    return tuple(
        Field(label=labels[finding.severity], text=neutralise(finding.sentence))
        for finding in scorecard.findings
    )
