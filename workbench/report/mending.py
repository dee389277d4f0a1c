"""What a practitioner does first after a decision that is not the one hoped for."""

from __future__ import annotations

from workbench.assessment.scorecard import Scorecard
from workbench.report.content import Mend
from workbench.report.neutral import neutralise_line
from workbench.report.phrases import name_part, shorten

_MEND_LENGTH = 280
"""The whole of a longer step stands in its card."""


def name_mend(scorecard: Scorecard) -> str:
    """The heading over the steps."""
    can_be_scored = scorecard.decision.outcome != "cannot_be_scored"
    return "What to mend first" if can_be_scored else "What is needed to score it"


def collect_mend(scorecard: Scorecard) -> tuple[Mend, ...]:
    """The next step of everything that keeps the credential from being earned.

    Where it can't be scored: what the findings ask of the practitioner.
    """
    decision = scorecard.decision
    if decision.outcome == "cannot_be_scored":
        requests = (neutralise_line(finding.request) for finding in scorecard.findings)
        return tuple(Mend(title="", step=request) for request in requests if request)
    if decision.outcome != "not_yet":
        return ()
    named = {d.detail.id: f"{d.detail.id} · {d.detail.title}" for d in scorecard.details}
    named |= {p.part.id: name_part(scorecard.rubric, p.part) for p in scorecard.parts}
    steps = {d.detail.id: d.judgment.feedback.next_step for d in scorecard.details}
    steps |= {p.part.id: p.judgment.feedback.next_step for p in scorecard.parts}
    return tuple(
        Mend(title=neutralise_line(named[target]), step=shorten(steps[target], _MEND_LENGTH))
        for target in decision.deciding
        if target in named
    )
