"""What would change the decision: which judgments alone, or which together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workbench.assessment.credential import Rubric
from workbench.assessment.judgment import ACCEPTED, NOT_ACCEPTED, Judgment
from workbench.assessment.review import Review
from workbench.assessment.scoring import DecisionOutcome, decide, is_below_passing


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What it takes to come to the other decision."""

    alone: tuple[str, ...] = ()
    """Each of these targets by itself turns the decision."""
    together: tuple[str, ...] = ()
    """All of these together turn it, when none does alone."""
    outcome: DecisionOutcome = "open"
    """What the decision would be then; `open` when something is not judged yet."""


def find_turn(rubric: Rubric, review: Review) -> Turn:
    """What would change a decision that has been reached; an empty turn for any other."""
    now = decide(rubric, review).outcome
    if now not in {"earned", "not_yet"}:
        return Turn()
    flipped = {target: _flip(rubric, review.judgment(target)) for target in rubric.targets}
    wanted = [
        target
        for target in rubric.targets
        if review.judgment(target).level is not None
        and is_below_passing(rubric, review.judgment(target)) == (now == "not_yet")
    ]
    outcomes = {t: _decide_with(rubric, review, {t: flipped[t]}) for t in wanted}
    alone = tuple(target for target in wanted if outcomes[target] != now)
    if alone:
        return Turn(alone=alone, outcome=outcomes[alone[0]])
    together = _find_together(rubric, review, {t: flipped[t] for t in wanted}, now)
    outcome = _decide_with(rubric, review, {t: flipped[t] for t in together})
    return Turn(together=together, outcome=outcome if together else "open")


def say_turn(rubric: Rubric, turn: Turn) -> str:
    """One sentence on what would change the decision; empty where nothing would."""
    targets = turn.alone or turn.together
    if not targets:
        return ""
    names = [_name(rubric, target) for target in targets]
    then = {
        "earned": "the credential would be earned",
        "not_yet": "it would not be earned yet",
        "cannot_be_scored": "it could not be scored",
        "open": "the decision would be open again",
    }[turn.outcome]
    rises = turn.outcome != "not_yet"
    verb = "reached the passing level" if rises else "fell below passing"
    if turn.together:
        every = "both" if len(names) == 2 else "all"  # noqa: PLR2004 - grammar
        return f"If {_join(names, 'and')} {every} {verb}, {then}."
    if len(names) == 1:
        return f"If {names[0]} alone {verb}, {then}."
    if len(names) > MANY:
        return f"If any one of these {len(names)} {verb}, {then}."
    return f"If any one of {_join(names, 'or')} {verb}, {then}."


MANY = 6
"""More names than that are counted instead."""


def _find_together(
    rubric: Rubric, review: Review, flips: Mapping[str, Judgment], now: DecisionOutcome
) -> tuple[str, ...]:
    """A set that turns the decision and of which none can be left out; empty if there is none."""
    needed = dict(flips)
    if not needed or _decide_with(rubric, review, needed) == now:
        return ()
    for target in flips:
        fewer = {t: judgment for t, judgment in needed.items() if t != target}
        if fewer and _decide_with(rubric, review, fewer) != now:
            needed = fewer
    return tuple(needed)


def _decide_with(
    rubric: Rubric, review: Review, changed: Mapping[str, Judgment]
) -> DecisionOutcome:
    return decide(rubric, replace(review, judgments={**review.judgments, **changed})).outcome


def _flip(rubric: Rubric, judgment: Judgment) -> Judgment:
    """The judgment on the other side of the bar, as far from it as the scale goes."""
    is_below = is_below_passing(rubric, judgment)
    if rubric.find_part(judgment.target) is not None:
        return replace(judgment, level=ACCEPTED if is_below else NOT_ACCEPTED, cannot_judge=None)
    ordered = sorted(rubric.levels, key=lambda level: level.order)
    return replace(judgment, level=ordered[-1 if is_below else 0].id, cannot_judge=None)


def _name(rubric: Rubric, target: str) -> str:
    part = rubric.find_part(target)
    return part.title if part else target


def _join(names: list[str], word: str) -> str:
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + f" {word} " + names[-1]
