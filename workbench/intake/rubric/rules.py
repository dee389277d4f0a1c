"""What has to be true of a rubric before anybody can judge by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from workbench.assessment.credential import Condition, Part, Rubric
from workbench.assessment.judgment import ACCEPTED, PART_VERDICTS
from workbench.intake.file_shape import say_place

_FEWEST_LEVELS, _MOST_LEVELS = 2, 5
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
EVERY_DETAIL = "detail"


def find_contradiction(rubric: Rubric) -> str | None:
    """The first thing that keeps the rubric from being used, with its place; None when sound."""
    rules: tuple[Callable[[Rubric], Iterator[str]], ...] = (
        _check_ids,
        _check_repeats,
        _check_levels,
        _check_parts,
        _check_descriptors,
        _check_decision,
    )
    return next((fault for rule in rules for fault in rule(rubric)), None)


def _check_ids(rubric: Rubric) -> Iterator[str]:
    named = (
        ("levels", rubric.levels),
        ("parts", rubric.parts),
        ("questions", tuple(q for part in rubric.parts for q in part.questions)),
        ("outcomes", rubric.outcomes),
        ("details", rubric.details),
        ("condition_codes", rubric.condition_codes),
        ("phrases", rubric.phrases),
    )
    for item_id in (rubric.id, rubric.version):
        if not _ID.fullmatch(item_id):
            yield f"“{item_id}” is no id: letters, digits, dot, hyphen and underscore only"
    for name, items in named:
        for item in items:
            if not _ID.fullmatch(item.id):
                yield f"{name}: “{item.id}” is no id: letters, digits, dot, hyphen, underscore only"


def _check_repeats(rubric: Rubric) -> Iterator[str]:
    targets = [part.id for part in rubric.parts] + [detail.id for detail in rubric.details]
    yield from _say_repeats("levels", (level.id for level in rubric.levels))
    yield from _say_repeats("parts and details", targets)
    yield from _say_repeats("outcomes", (outcome.id for outcome in rubric.outcomes))
    yield from _say_repeats("questions", (q.id for part in rubric.parts for q in part.questions))
    yield from _say_repeats("condition_codes", (code.id for code in rubric.condition_codes))
    yield from _say_repeats("phrases", (phrase.id for phrase in rubric.phrases))


def _say_repeats(name: str, ids: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for item_id in ids:
        if item_id in seen:
            yield f"{name}: the id “{item_id}” is used twice"
        seen.add(item_id)


def _check_levels(rubric: Rubric) -> Iterator[str]:
    levels = rubric.levels
    if not _FEWEST_LEVELS <= len(levels) <= _MOST_LEVELS:
        yield f"levels: there should be two to five, not {len(levels)}"
    for index, level in enumerate(levels):
        if level.order != index:
            place = say_place("levels", index)
            yield f"{place}: 'order' should be {index} (lowest first), not {level.order}"
        if level.id in PART_VERDICTS:
            yield f"{say_place('levels', index)}: the id “{level.id}” is kept for whole parts"
    passing = [level.passing for level in levels]
    if not any(passing):
        yield "levels: none of them passes; set 'passing = true' on the highest"
    if all(passing):
        yield "levels: all of them pass; the lowest should not"
    if passing != sorted(passing):
        yield "levels: a level above a passing one has to pass too"


def _check_parts(rubric: Rubric) -> Iterator[str]:
    if not rubric.details:
        yield "parts: there is no detail to judge"
    for index, part in enumerate(rubric.parts):
        for name in _find_strangers(part):
            yield f"{say_place('parts', index)}: a part of kind “{part.kind}” has no '{name}'"
        if part.min_words < 0:
            yield f"{say_place('parts', index)}: 'min_words' cannot be below 0"
    for outcome in rubric.outcomes:
        if outcome.id == EVERY_DETAIL:
            yield f"outcomes: the id “{outcome.id}” means every detail in the decision rule"
        if not outcome.details:
            yield f"outcomes: “{outcome.id}” has no details"
    if rubric.policy.assessors_per_attempt < 1:
        yield "policy: 'assessors_per_attempt' should be 1 or more"
    if rubric.policy.attempt_limit is not None and rubric.policy.attempt_limit < 1:
        yield "policy: 'attempt_limit' should be 1 or more"


def _find_strangers(part: Part) -> tuple[str, ...]:
    contents = {"narrative": part.questions, "portfolio": part.outcomes, "reflection": part.points}
    names = {"narrative": "questions", "portfolio": "outcomes", "reflection": "points"}
    return tuple(names[kind] for kind, items in contents.items() if items and kind != part.kind)


def _check_descriptors(rubric: Rubric) -> Iterator[str]:
    levels = {level.id for level in rubric.levels}
    for detail in rubric.details:
        for descriptor in detail.descriptors:
            if descriptor.level not in levels:
                yield f"detail “{detail.id}”: there is no level “{descriptor.level}” to describe"


def _check_decision(rubric: Rubric) -> Iterator[str]:
    yield from _check_condition(rubric, rubric.decision.award_when, "decision, award_when")


def _check_condition(rubric: Rubric, condition: Condition, place: str) -> Iterator[str]:
    words = ("all", "any", "every", "count", "part")
    used = [word for word in words if getattr(condition, word) not in ((), None)]
    if len(used) != 1:
        yield f"{place}: exactly one of all, any, every, count and part should stand here"
        return
    yield from _check_companions(condition, used[0], place)
    yield from _check_names(rubric, condition, place)
    for index, inner in enumerate(condition.all or condition.any):
        yield from _check_condition(rubric, inner, f"{place}, {say_place(used[0], index)}")


def _check_companions(condition: Condition, word: str, place: str) -> Iterator[str]:
    needed = {"every": {"at_least"}, "count": {"at_least", "min"}, "part": {"is_"}}.get(word, set())
    for name in ("at_least", "min", "is_"):
        is_set = getattr(condition, name) is not None
        if is_set != (name in needed):
            verb = "does not go with" if is_set else "is missing beside"
            yield f"{place}: '{name.rstrip('_')}' {verb} '{word}'"


def _check_names(rubric: Rubric, condition: Condition, place: str) -> Iterator[str]:
    outcomes = {EVERY_DETAIL} | {outcome.id for outcome in rubric.outcomes}
    judged_parts = {part.id for part in rubric.parts if part.kind != "portfolio"}
    scope = condition.every or condition.count
    if scope is not None and scope not in outcomes:
        yield f"{place}: there is no outcome “{scope}”"
    if condition.at_least is not None and condition.at_least not in {x.id for x in rubric.levels}:
        yield f"{place}: there is no level “{condition.at_least}”"
    if condition.part is not None and condition.part not in judged_parts:
        yield f"{place}: there is no narrative or reflection part “{condition.part}”"
    if condition.is_ is not None and condition.is_ not in PART_VERDICTS:
        yield f"{place}: 'is' should be “{ACCEPTED}”, not “{condition.is_}”"
