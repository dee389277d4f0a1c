"""The five-word decision rule (all, any, every, count, part), with open judgments allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from workbench.assessment.credential import Condition, Rubric
from workbench.assessment.judgment import ACCEPTED

Standing: TypeAlias = bool | None
"""True: met; False: not met; None: open."""

Reading: TypeAlias = Callable[[str, str | None], Standing]
"""Tells how a target stands: (target, id of the level it has to reach; None for a part)."""


def evaluate(condition: Condition, rubric: Rubric, reading: Reading) -> Standing:
    """Whether the condition is met; None while that is open (Kleene's three-valued logic)."""
    if condition.all:
        return _every(evaluate(c, rubric, reading) for c in condition.all)
    if condition.any:
        return _some(evaluate(c, rubric, reading) for c in condition.any)
    if condition.part is not None:
        return _invert_unless(reading(condition.part, None), condition.is_ in {None, ACCEPTED})
    standings = [reading(target, condition.at_least) for target in _scope(condition, rubric)]
    if condition.count is not None:
        return _at_least(standings, condition.min or 0)
    return _every(standings)


def find_blockers(condition: Condition, rubric: Rubric, reading: Reading) -> tuple[str, ...]:
    """The targets below the bar that keep an unmet condition unmet, in the rubric's order."""
    found = set(_collect_blockers(condition, rubric, reading))
    return tuple(target for target in rubric.targets if target in found)


def _collect_blockers(condition: Condition, rubric: Rubric, reading: Reading) -> Iterable[str]:
    if evaluate(condition, rubric, reading) is not False:
        return
    for inner in (*condition.all, *condition.any):
        yield from _collect_blockers(inner, rubric, reading)
    if condition.part is not None:
        yield condition.part
    for target in _scope(condition, rubric):
        if reading(target, condition.at_least) is False:
            yield target


def _scope(condition: Condition, rubric: Rubric) -> tuple[str, ...]:
    name = condition.every or condition.count
    if name is None:
        return ()
    if name == "detail":
        return tuple(detail.id for detail in rubric.details)
    return tuple(d.id for o in rubric.outcomes if o.id == name for d in o.details)


def _every(standings: Iterable[Standing]) -> Standing:
    known = list(standings)
    if False in known:
        return False
    return None if None in known else True


def _some(standings: Iterable[Standing]) -> Standing:
    known = list(standings)
    if True in known:
        return True
    return None if None in known else False


def _at_least(standings: list[Standing], minimum: int) -> Standing:
    met = standings.count(True)
    if met >= minimum:
        return True
    return None if met + standings.count(None) >= minimum else False


def _invert_unless(standing: Standing, keep: bool) -> Standing:  # noqa: FBT001 - private, two words
    return standing if keep or standing is None else not standing
