"""Judgments of one review that do not sit well together: pointed at, never corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.assessment.credential import Rubric
from workbench.assessment.judgment import Judgment
from workbench.assessment.review import Review
from workbench.assessment.scoring import is_below_passing, is_judged
from workbench.assessment.submission import Artifact, Submission

_MISSING = re.compile(
    r"\b(missing|absent|not there|not in the (bundle|submission)|not handed in|not included|"
    r"(could|can) ?not (be )?(find|found|open|opened)|no (such )?(file|artifact|evidence))\b",
    re.IGNORECASE,
)
_FULL_PRAISE = re.compile(
    r"\b(clearly and compellingly|fully (met|shown)|all of it is (met|shown)|nothing is missing)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two things the review says that do not go together."""

    target: str
    words: str
    """One sentence for the assessor."""


def find_contradictions(
    rubric: Rubric, submission: Submission, review: Review
) -> tuple[Contradiction, ...]:
    """What does not sit well together, in the order of the rubric.

    A level below passing beside praise that says the detail is shown; a passing level beside
    words that name what is unmet; and an artifact called missing in one place that another
    judgment relies on.
    """
    found: list[Contradiction] = []
    for target in rubric.targets:
        judgment = review.judgment(target)
        if is_judged(rubric, judgment):
            found += _find_within(rubric, judgment)
            found += _find_across(rubric, submission, review, judgment)
    return tuple(found)


def _find_within(rubric: Rubric, judgment: Judgment) -> Iterator[Contradiction]:
    feedback = judgment.feedback
    is_below = is_below_passing(rubric, judgment)
    passing = {level.label.casefold() for level in rubric.levels if level.passing}
    praise = feedback.praise.casefold()
    if is_below and (
        _FULL_PRAISE.search(praise)
        or any(re.search(rf"(?<!not ){re.escape(label)}\b", praise) for label in passing)
    ):
        yield Contradiction(
            target=judgment.target,
            words="The praise says that it is shown; the level says that it is not.",
        )
    if judgment.level is not None and not is_below and feedback.unmet.strip():
        yield Contradiction(
            target=judgment.target,
            words="The level passes; the feedback names words that are unmet.",
        )


def _find_across(
    rubric: Rubric, submission: Submission, review: Review, judgment: Judgment
) -> Iterator[Contradiction]:
    feedback = judgment.feedback
    said = " ".join(
        (feedback.looked_at, feedback.unmet, judgment.rationale, judgment.cannot_judge or "")
    )
    if not _MISSING.search(said):
        return
    for artifact in submission.artifacts:
        if not _names(said, artifact):
            continue
        other = _find_relying(rubric, review, artifact, judgment.target)
        if other is not None:
            yield Contradiction(
                target=judgment.target,
                words=f"“{artifact.title}” is called missing here, and {other} relies on it.",
            )


def _names(said: str, artifact: Artifact) -> bool:
    names = {artifact.title, artifact.label, artifact.id} - {""}
    return any(re.search(rf"\b{re.escape(name)}\b", said, re.IGNORECASE) for name in names)


def _find_relying(rubric: Rubric, review: Review, artifact: Artifact, but: str) -> str | None:
    """Another target judged to pass, where the assessor relied on or looked at that artifact."""
    for target in rubric.targets:
        judgment = review.judgment(target)
        is_passing = judgment.level is not None and not is_below_passing(rubric, judgment)
        if target == but or not is_passing:
            continue
        pinned = any(pin.artifact == artifact.id for pin in judgment.relied_on)
        if pinned or _names(judgment.feedback.looked_at, artifact):
            return target
    return None
