"""The checks of the self-analysis: a claim for every detail, and what each claim says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from workbench.assessment.finding import Finding, Severity
from workbench.intake.answer_checks import OUTSIDE_LINK
from workbench.intake.archive.errors import show_name
from workbench.intake.checked import Checked


def check_claims(checked: Checked) -> Iterator[Finding]:
    """Details without a claim."""
    for detail in checked.rubric.details:
        if not checked.submission.self_analysis.claims_for(detail.id):
            yield Finding(
                check="claim.missing",
                severity=Severity.LOOK,
                sentence=f"The self-analysis says nothing on {detail.id}, {detail.title}.",
                request=f"Please point at evidence for {detail.id}: {detail.statement}",
                detail=detail.id,
            )


def check_claim_contents(checked: Checked) -> Iterator[Finding]:
    """Claims that cite nothing, explain nothing, or lead outside."""
    for claim in checked.claims:
        link = OUTSIDE_LINK.search(claim.explanation)
        name = show_name(claim.detail)
        faults = {
            "claim.no_citation": f"The claim for {name} points at no artifact."
            * (not claim.citations),
            "claim.no_explanation": f"The claim for {name} is not explained."
            * (not claim.explanation.strip()),
            "claim.outside_link": f"The explanation for {name} holds a link that leads out of the "
            f"submission: {show_name(link[0])}"
            if link
            else "",
        }
        for check, sentence in faults.items():
            if sentence:
                yield Finding(
                    check=check,
                    severity=Severity.LOOK,
                    sentence=sentence,
                    detail=claim.detail,
                    claim=claim.id,
                )


def check_repeated_explanations(checked: Checked) -> Iterator[Finding]:
    """The same explanation for several details."""
    details: dict[str, list[str]] = defaultdict(list)
    for claim in checked.claims:
        folded = " ".join(claim.explanation.casefold().split())
        if folded and claim.detail not in details[folded]:
            details[folded].append(claim.detail)
    for shared in details.values():
        if len(shared) > 1:
            yield Finding(
                check="claim.repeated",
                severity=Severity.LOOK,
                sentence=f"The same explanation stands for {', '.join(shared)}.",
                detail=shared[1],
            )
