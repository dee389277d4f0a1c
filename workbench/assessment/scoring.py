"""What the rubric's rule makes of the judgments, which details carry it, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workbench.assessment.credential import Rubric
from workbench.assessment.decision_rule import Reading, Standing, evaluate, find_blockers
from workbench.assessment.judgment import ACCEPTED, PART_VERDICTS, Judgment
from workbench.assessment.review import Refusal, Review

DecisionOutcome = Literal["earned", "not_yet", "cannot_be_scored", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the rule makes of the judgments."""

    outcome: DecisionOutcome
    deciding: tuple[str, ...] = ()
    """Targets that carry the decision: for `not_yet` each one below the bar, for `earned` each
    one that would change it if it alone fell below passing."""
    reason: str = ""
    """One or two sentences, plain text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One thing that stands between the review and its finish."""

    target: str
    what: Literal["judgment", "clash", "looked_at", "unmet", "next_step"]


def decide(rubric: Rubric, review: Review) -> Decision:
    """The decision on the review as it stands. Levels are never averaged."""
    if review.refusal is not None:
        return Decision(outcome="cannot_be_scored", reason=_say_refusal(rubric, review.refusal))
    reading = _read_judgments(rubric, review.judgments)
    rule = rubric.decision.award_when
    met = evaluate(rule, rubric, reading)
    if met is False:
        deciding = find_blockers(rule, rubric, reading)
        return Decision(
            outcome="not_yet", deciding=deciding, reason=_say_not_yet(rubric, review, deciding)
        )
    if met is None:
        return Decision(outcome="open", reason=_say_open(rubric, review))
    carrying = tuple(
        target
        for target in rubric.targets
        if evaluate(rule, rubric, _with_failure(reading, target)) is not True
    )
    return Decision(outcome="earned", deciding=carrying, reason=_say_earned(rubric, review))


def find_missing(rubric: Rubric, review: Review) -> tuple[Missing, ...]:
    """What is still missing, in the order of the rubric; empty when the review can be finished.

    A clash has to be settled; a level below passing, or a part that is not accepted, needs three
    places of feedback.
    """
    if review.refusal is not None:
        return ()
    found: list[Missing] = []
    for target in rubric.targets:
        judgment = review.judgment(target)
        if target in review.clashes:
            found.append(Missing(target=target, what="clash"))
        if not is_judged(rubric, judgment):
            found.append(Missing(target=target, what="judgment"))
        elif is_below_passing(rubric, judgment):
            found.extend(_find_missing_feedback(judgment))
    return tuple(found)


def is_judged(rubric: Rubric, judgment: Judgment) -> bool:
    """True when there is a reason why not, or a level or verdict that the rubric knows."""
    if judgment.level is None:
        return judgment.cannot_judge is not None
    if rubric.find_part(judgment.target):
        return judgment.level in PART_VERDICTS
    return any(level.id == judgment.level for level in rubric.levels)


def is_below_passing(rubric: Rubric, judgment: Judgment) -> bool:
    """True when there is a level or a verdict of the rubric and it does not pass."""
    if judgment.level is None or not is_judged(rubric, judgment):
        return False
    if rubric.find_part(judgment.target):
        return judgment.level != ACCEPTED
    return not rubric.level(judgment.level).passing


def count_judged(rubric: Rubric, review: Review) -> tuple[int, int]:
    """How many of the rubric's targets are judged, and how many there are."""
    targets = rubric.targets
    return sum(is_judged(rubric, review.judgment(target)) for target in targets), len(targets)


def _read_judgments(rubric: Rubric, judgments: Mapping[str, Judgment]) -> Reading:
    order = {level.id: level.order for level in rubric.levels}
    bar = min(level.order for level in rubric.levels if level.passing)

    def reading(target: str, at_least: str | None) -> Standing:
        judgment = judgments.get(target)
        if judgment is None or judgment.level is None or not is_judged(rubric, judgment):
            return None
        if rubric.find_part(target):
            return judgment.level == ACCEPTED
        return order[judgment.level] >= (order[at_least] if at_least else bar)

    return reading


def _with_failure(reading: Reading, failed: str) -> Reading:
    def failing(target: str, at_least: str | None) -> Standing:
        return False if target == failed else reading(target, at_least)

    return failing


def _find_missing_feedback(judgment: Judgment) -> list[Missing]:
    feedback = judgment.feedback
    places: tuple[tuple[Literal["looked_at", "unmet", "next_step"], str], ...] = (
        ("looked_at", feedback.looked_at),
        ("unmet", feedback.unmet),
        ("next_step", feedback.next_step),
    )
    return [Missing(target=judgment.target, what=what) for what, text in places if not text.strip()]


def _say_refusal(rubric: Rubric, refusal: Refusal) -> str:
    label = next((c.label for c in rubric.condition_codes if c.id == refusal.code), refusal.code)
    return f"{label}. {refusal.words}".strip()


def _say_open(rubric: Rubric, review: Review) -> str:
    judged, total = count_judged(rubric, review)
    stuck = [t for t in rubric.targets if review.judgment(t).cannot_judge is not None]
    if judged < total:
        return f"{judged} of {total} are judged."
    return f"All are looked at; {_join(stuck)} could not be judged."


def _say_earned(rubric: Rubric, review: Review) -> str:
    shown = _count_passing(rubric, review)
    total = len(rubric.details)
    if shown == total:
        return f"All {total} details are shown clearly and compellingly."
    return f"{shown} of {total} details are shown clearly and compellingly, as many as are needed."


def _say_not_yet(rubric: Rubric, review: Review, deciding: tuple[str, ...]) -> str:
    shown = _count_passing(rubric, review)
    names = _join([_name(rubric, target) for target in deciding])
    judged, total = count_judged(rubric, review)
    rest = " Everything else can stay as it is." if judged == total else ""
    details = f"{shown} of {len(rubric.details)} details are shown clearly and compellingly."
    return f"{details} Not yet: {names}.{rest}"


def _count_passing(rubric: Rubric, review: Review) -> int:
    judgments = [review.judgment(detail.id) for detail in rubric.details]
    return sum(
        j.level is not None and is_judged(rubric, j) and not is_below_passing(rubric, j)
        for j in judgments
    )


def _name(rubric: Rubric, target: str) -> str:
    part = rubric.find_part(target)
    return part.title if part else target


def _join(names: list[str]) -> str:
    if len(names) < 2:  # noqa: PLR2004 - one or none needs no "and"
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]
