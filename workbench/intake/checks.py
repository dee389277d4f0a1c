"""The findings of every check of what was handed in: pure functions over what was read.

What is wrong with the bundle as a container is found on opening it (`bundle_findings`) and by
its checksums (`bag_verifying`); here it is about answers, claims, artifacts and citations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from workbench.assessment.credential import Rubric
from workbench.assessment.evidence import ArtifactFacts, Resolution
from workbench.assessment.finding import Finding
from workbench.assessment.self_analysis import CitationKey
from workbench.assessment.submission import Submission
from workbench.intake.answer_checks import (
    check_answer_links,
    check_questions,
    check_reading,
    check_thin_answers,
    check_word_minimums,
)
from workbench.intake.artifact_checks import (
    check_citing,
    check_consent,
    check_identical,
    check_opening,
    check_recordings,
    check_words_inside,
)
from workbench.intake.check_list import complete_findings
from workbench.intake.checked import Checked
from workbench.intake.claim_checks import (
    check_claim_contents,
    check_claims,
    check_repeated_explanations,
)
from workbench.intake.name_checks import check_names


def check_submission(
    rubric: Rubric,
    submission: Submission,
    *,
    texts: Mapping[str, str],
    facts: Mapping[str, ArtifactFacts],
    resolutions: Mapping[CitationKey, Resolution],
    digests: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """All findings, heaviest first; artifacts without facts are not judged yet.

    Args:
        rubric: What the submission answers.
        submission: What was handed in.
        texts: The answers by file.
        facts: What is known of each artifact by its id.
        resolutions: Where each citation leads.
        digests: The checksums of artifacts by id.
        problems: Why an answer cannot be read, by file.
    """
    checked = Checked(
        rubric=rubric,
        submission=submission,
        texts=texts,
        facts=facts,
        resolutions=resolutions,
        digests=digests or {},
        problems=problems or {},
    )
    return complete_findings(finding for check in CHECKS for finding in check(checked))


def check_citations(checked: Checked) -> Iterator[Finding]:
    """What resolving the citations found."""
    for resolution in checked.resolutions.values():
        yield from resolution.findings


CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (
    check_questions,
    check_reading,
    check_word_minimums,
    check_thin_answers,
    check_answer_links,
    check_claims,
    check_claim_contents,
    check_repeated_explanations,
    check_opening,
    check_words_inside,
    check_citing,
    check_identical,
    check_recordings,
    check_consent,
    check_names,
    check_citations,
)
