"""Remarks on a rubric that can be used and may still not be what its authors meant."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from workbench.assessment.credential import Part, Rubric
from workbench.assessment.decision_rule import Reading, Standing, evaluate
from workbench.assessment.finding import Finding, Severity
from workbench.intake.rubric.verbs import find_joined_verbs

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=2
    )
}
_COUNTED = re.compile(
    rf"\b(?P<number>{'|'.join(_NUMBERS)}|[2-9]|1[0-9])\s+(?:[a-z]+\s+)?"
    r"(?P<noun>components|elements|outcomes|standards|details|criteria|indicators|"
    r"questions|parts|sections|levels|points)\b",
    re.IGNORECASE,
)


def check_rubric(rubric: Rubric) -> tuple[Finding, ...]:
    """What a reader of the rubric should look at; empty when nothing was noticed.

    Words are looked at in English rubrics only.
    """
    findings = [*_check_rule(rubric), *_check_descriptors(rubric)]
    if rubric.language.lower().split("-")[0] == "en":
        findings += [*_check_details(rubric), *_check_numbers(rubric)]
    return tuple(findings)


def _check_rule(rubric: Rubric) -> Iterator[Finding]:
    lowest, highest = rubric.levels[0].order, rubric.levels[-1].order
    if not any(_outcomes(rubric, highest)):
        yield Finding(
            check="rubric.never_awards",
            severity=Severity.LOOK,
            sentence="The decision rule can never award the credential, whatever is judged.",
        )
    elif all(_outcomes(rubric, lowest)):
        yield Finding(
            check="rubric.always_awards",
            severity=Severity.LOOK,
            sentence="The decision rule awards the credential whatever is judged.",
        )


def _outcomes(rubric: Rubric, order: int) -> Iterator[Standing]:
    """What the rule says when all details are at that level, for every verdict on the parts.

    A higher level never unmeets a condition, but `is = "not_accepted"` turns a verdict round.
    """
    parts = [part.id for part in rubric.parts if part.kind != "portfolio"]
    for verdicts in itertools.product((True, False), repeat=len(parts)):
        accepted = dict(zip(parts, verdicts, strict=True))
        yield evaluate(rubric.decision.award_when, rubric, _read(rubric, order, accepted))


def _read(rubric: Rubric, order: int, accepted: dict[str, bool]) -> Reading:
    orders = {level.id: level.order for level in rubric.levels}

    def reading(target: str, at_least: str | None) -> Standing:
        return accepted[target] if at_least is None else order >= orders[at_least]

    return reading


def _check_descriptors(rubric: Rubric) -> Iterator[Finding]:
    for detail in rubric.details:
        bare = [level.label for level in rubric.levels if not detail.descriptor(level.id).strip()]
        if bare:
            yield Finding(
                check="rubric.level_undescribed",
                severity=Severity.REMARK,
                sentence=f"Detail {detail.id} does not say what it looks like at "
                f"{', '.join(f'“{label}”' for label in bare)}.",
                detail=detail.id,
            )


def _check_details(rubric: Rubric) -> Iterator[Finding]:
    for detail in rubric.details:
        joined = find_joined_verbs(detail.statement)
        if joined is not None:
            yield Finding(
                check="rubric.two_things",
                severity=Severity.REMARK,
                sentence=f"Detail {detail.id} may ask two things at once: “{joined[0]} … and "
                f"{joined[1]}”. Whoever sees one of them has no level to give.",
                detail=detail.id,
            )


def _check_numbers(rubric: Rubric) -> Iterator[Finding]:
    for part, text in _texts(rubric):
        for found in _COUNTED.finditer(text):
            number = _NUMBERS.get(found["number"].lower()) or int(found["number"])
            name, counts = _count(rubric, part, found["noun"].lower())
            if counts and number not in counts:
                yield Finding(
                    check="rubric.number_differs",
                    severity=Severity.REMARK,
                    sentence=f"“{found[0]}” is written in {_say_where(part)}, and the rubric has "
                    f"{counts[0]} {name}.",
                    part=part.id if part else None,
                )


def _texts(rubric: Rubric) -> Iterator[tuple[Part | None, str]]:
    yield None, rubric.credential.overview
    for part in rubric.parts:
        yield part, part.prompt
        yield from ((part, question.text) for question in part.questions)
        yield from ((part, point) for point in part.points)
        for outcome in part.outcomes:
            yield part, outcome.statement
            yield from ((part, detail.statement) for detail in outcome.details)


def _count(rubric: Rubric, part: Part | None, noun: str) -> tuple[str, tuple[int, ...]]:
    """What the noun may count, by its name here, and the counts that would be right."""
    if noun in {"details", "criteria", "indicators"}:
        each = tuple(len(outcome.details) for outcome in rubric.outcomes)
        return "details", (len(rubric.details), *each)
    if noun == "questions":
        each = tuple(len(p.questions) for p in rubric.parts if p.questions)
        return "questions", (sum(each), *each) if each else ()
    if noun in {"parts", "sections"}:
        return "parts", (len(rubric.parts),)
    if noun == "levels":
        return "levels", (len(rubric.levels),)
    if noun == "points":
        return "points there", (len(part.points),) if part and part.points else ()
    return "outcomes", (len(rubric.outcomes),)


def _say_where(part: Part | None) -> str:
    return f"“{part.title}”" if part else "the overview"
