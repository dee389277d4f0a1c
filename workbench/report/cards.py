"""The cards of a report: each judged thing with all that is said about it to that audience."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.assessment.answering import format_destination
from workbench.assessment.credential import Level, Rubric
from workbench.assessment.judgment import Judgment
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
    Tone,
)
from workbench.report.neutral import neutralise, neutralise_line
from workbench.report.phrases import name_part, say_length, say_open, say_verdict
from workbench.report.template import Section, Template

_FEEDBACK_LABELS = (
    ("looked_at", "Looked at"),
    ("unmet", "Unmet"),
    ("next_step", "Next step"),
    ("praise", "Well done"),
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and what the program lets them read."""

    audience: Audience
    template: Template

    def gets(self, section: Section) -> bool:
        """Whether that part of the report is for them."""
        return self.template.shows(section, self.audience)


def show_outcome(scorecard: Scorecard, scored: ScoredOutcome, reader: Reader) -> OutcomeShown:
    """The outcome with a tone and a card for each of its details."""
    rubric = scorecard.rubric
    outcome = scored.outcome
    title, statement = neutralise_line(outcome.title), neutralise(outcome.statement)
    return OutcomeShown(
        id=neutralise_line(outcome.id),
        title=title,
        statement="" if statement.rstrip(".") == title.rstrip(".") else statement,
        tones=tuple(find_tone(rubric, detail.judgment) for detail in scored.details),
        cards=tuple(
            _show_detail(rubric, detail, reader)
            for detail in scored.details
            if detail.judgment.is_made or scorecard.decision.outcome != "cannot_be_scored"
        ),
    )


def show_part_line(rubric: Rubric, part: ScoredPart) -> PartLine:
    """What became of a written part, for the first page."""
    verdict = say_verdict(part.judgment)
    return PartLine(
        label=name_part(rubric, part.part),
        verdict=f"{verdict}, {say_length(part.part, part.words)}",
        tone=find_tone(rubric, part.judgment),
    )


def show_parts(scorecard: Scorecard, reader: Reader) -> tuple[Card, ...]:
    """A card for each part about which there is more to say than its verdict."""
    if not reader.gets("parts"):
        return ()
    cards = (_show_part(scorecard, part, reader) for part in scorecard.parts)
    return tuple(card for card in cards if card.fields)


def find_tone(rubric: Rubric, judgment: Judgment) -> Tone:
    """What the colour of a judgment means."""
    if judgment.level is None:
        return "open"
    return "below" if is_below_passing(rubric, judgment) else "passing"


def _show_detail(rubric: Rubric, scored: ScoredDetail, reader: Reader) -> Card:
    detail, judgment = scored.detail, scored.judgment
    places = scored.places if reader.gets("places") else ()
    return Card(
        id=neutralise_line(detail.id),
        title=neutralise_line(detail.title),
        statement=neutralise(detail.statement) if reader.gets("statements") else "",
        verdict=neutralise_line(scored.level.label) if scored.level else say_open(judgment),
        tone=find_tone(rubric, judgment),
        is_deciding=scored.is_deciding,
        levels=_describe_levels(rubric, scored) if reader.gets("descriptors") else (),
        fields=_list_fields(judgment, scored.explanations, reader),
        places=tuple(_show_place(place, reader) for place in places),
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


def _list_fields(
    judgment: Judgment, explanations: tuple[str, ...], reader: Reader
) -> tuple[Field, ...]:
    """The reason of an open judgment, the feedback, and what only the file holds."""
    fields = [Field(label="Reason", text=neutralise(judgment.cannot_judge or ""))]
    if reader.gets("feedback"):
        fields += [
            Field(label=label, text=neutralise(getattr(judgment.feedback, name)))
            for name, label in _FEEDBACK_LABELS
        ]
    if reader.gets("rationale"):
        fields.append(Field(label="Rationale", text=neutralise(judgment.rationale)))
    if reader.gets("claims"):
        claims = "\n\n".join(neutralise(text) for text in explanations)
        fields.append(Field(label="Claim", text=claims.strip()))
    return tuple(field for field in fields if field.text)


def _show_place(place: LookedAt, reader: Reader) -> PlaceShown:
    is_told = reader.audience == "file" and not place.was_seen
    return PlaceShown(
        title=neutralise_line(place.artifact_title),
        words=neutralise_line(place.destination.words),
        as_written=neutralise_line(place.as_written),
        note="not on screen before the judgment" if is_told else "",
        key=(place.destination.artifact, format_destination(place.destination)),
    )


def _show_part(scorecard: Scorecard, part: ScoredPart, reader: Reader) -> Card:
    rubric, judgment = scorecard.rubric, part.judgment
    verdict = say_verdict(judgment)
    return Card(
        id="",
        title=name_part(rubric, part.part),
        statement=say_length(part.part, part.words).capitalize(),
        verdict=verdict[0].upper() + verdict[1:],
        tone=find_tone(rubric, judgment),
        is_deciding=part.part.id in scorecard.decision.deciding,
        levels=(),
        fields=_list_fields(judgment, (), reader),
        places=(),
    )
