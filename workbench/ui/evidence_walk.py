"""The order in which the evidence walk visits the places cited for a target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.assessment.evidence import Destination, Resolution
from workbench.assessment.review import Review
from workbench.assessment.self_analysis import CitationKey, Claim
from workbench.assessment.submission import Submission


@dataclass(frozen=True, slots=True)
class Step:
    """One stop of the walk: a citation and which of its places (None when it leads nowhere)."""

    claim: Claim
    citation: int
    destination: int
    place: Destination | None

    @property
    def key(self) -> CitationKey:
        """Which citation this step belongs to."""
        return (self.claim.id, self.citation)


def find_steps(
    submission: Submission, resolutions: Mapping[CitationKey, Resolution], target: str
) -> tuple[Step, ...]:
    """The steps for that detail in the practitioner's order; every citation has at least one."""
    steps: list[Step] = []
    for claim in submission.self_analysis.claims_for(target):
        for number in range(len(claim.citations)):
            places = resolutions[(claim.id, number)].destinations
            steps += [Step(claim, number, i, place) for i, place in enumerate(places)]
            if not places:
                steps.append(Step(claim, number, 0, None))
    return tuple(steps)


def find_next_unjudged(targets: Sequence[str], review: Review, after: str) -> str | None:
    """The next target without a judgment, going round once; None when all are judged."""
    start = targets.index(after) + 1 if after in targets else 0
    for target in (*targets[start:], *targets[:start]):
        if not review.judgment(target).is_made:
            return target
    return None


def find_neighbour(targets: Sequence[str], target: str, step: int) -> str | None:
    """The target before (-1) or after (1) in that order, or None at the ends."""
    if target not in targets:
        return targets[0]
    index = targets.index(target) + step
    return targets[index] if 0 <= index < len(targets) else None
