"""What a target can be judged to be: the levels of a detail, the verdicts on a part."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.assessment.credential import Rubric
from workbench.assessment.judgment import ACCEPTED, NOT_ACCEPTED


@dataclass(frozen=True, slots=True)
class Choice:
    """One level or verdict that can be chosen."""

    id: str
    label: str
    descriptor: str


def list_choices(rubric: Rubric, target: str) -> tuple[Choice, ...]:
    """The levels of a detail with their descriptors, or the two verdicts on a part."""
    detail = rubric.find_detail(target)
    if detail is None:
        return (
            Choice(ACCEPTED, "Accepted", "It answers what was asked."),
            Choice(NOT_ACCEPTED, "Not accepted", "Something asked for is missing."),
        )
    return tuple(
        Choice(level.id, level.label, detail.descriptor(level.id) or level.description)
        for level in rubric.levels
    )
