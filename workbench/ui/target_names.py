"""What is judged, as people name it."""

from __future__ import annotations

from workbench.assessment.credential import Rubric


def name_target(rubric: Rubric, target: str) -> str:
    """The name of a detail or part: `2b Norms with stakeholders`, `Part 1 · Overview`."""
    detail = rubric.find_detail(target)
    if detail is not None:
        return f"{detail.id} {detail.title}"
    for number, part in enumerate(rubric.parts, 1):
        if part.id == target:
            return f"Part {number} · {part.title}"
    return target
