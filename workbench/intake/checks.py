"""Every check of a submission, in one list: pure functions over what was read.

What is wrong with the bundle as a container is found on opening it (`bundle_findings`) and by
its checksums (`bag_verifying`); what is said here is about answers, claims and artifacts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workbench.assessment.credential import Part, Rubric
from workbench.assessment.evidence import ArtifactFacts, Resolution
from workbench.assessment.finding import Finding, Severity
from workbench.assessment.self_analysis import CitationKey
from workbench.assessment.submission import Answer, Submission
from workbench.assessment.words import count_words

THIN_SHARE = 0.4
"""An answer is thin when it has fewer than this share of its fair part of the minimum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the checks look at."""

    rubric: Rubric
    submission: Submission
    texts: Mapping[str, str]
    facts: Mapping[str, ArtifactFacts]
    resolutions: Mapping[CitationKey, Resolution]

    def count(self, answer: Answer) -> int:
        """How many words the answer has."""
        return count_words(self.texts.get(answer.file, ""))


def check_submission(
    rubric: Rubric,
    submission: Submission,
    *,
    texts: Mapping[str, str],
    facts: Mapping[str, ArtifactFacts],
    resolutions: Mapping[CitationKey, Resolution],
) -> tuple[Finding, ...]:
    """All findings, heaviest first; artifacts without facts are not judged yet.

    `texts` are the answers by file, `facts` what is known of each artifact by its id.
    """
    checked = Checked(
        rubric=rubric,
        submission=submission,
        texts=texts,
        facts=facts,
        resolutions=resolutions,
    )
    found = [finding for check in CHECKS for finding in check(checked)]
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def _check_questions(checked: Checked) -> Iterator[Finding]:
    for part in checked.rubric.parts:
        answered = {answer.question for answer in checked.submission.answers_of(part.id)}
        for question in part.questions:
            if question.id not in answered:
                yield Finding(
                    check="answer.missing",
                    severity=Severity.BLOCKS,
                    sentence=f"Question {question.id} is not answered.",
                    request=f"Please answer question {question.id}: {question.text}",
                    part=part.id,
                    question=question.id,
                )
        if part.kind == "reflection" and not answered:
            yield Finding(
                check="answer.missing",
                severity=Severity.BLOCKS,
                sentence=f"There is no text for “{part.title}”.",
                request=f"Please send your text for “{part.title}”.",
                part=part.id,
            )


def _check_word_minimums(checked: Checked) -> Iterator[Finding]:
    weights = {"require": Severity.BLOCKS, "warn": Severity.LOOK, "guide": Severity.REMARK}
    for part in checked.rubric.parts:
        answers = checked.submission.answers_of(part.id)
        if not part.min_words or not answers:
            continue
        for name, count in _count_parts(checked, part, answers):
            if count < part.min_words:
                yield Finding(
                    check="answer.too_short",
                    severity=weights[part.word_rule],
                    sentence=f"{name} has {count:,} words; the rubric asks for at least "
                    f"{part.min_words:,}.",
                    advice="The count informs; you decide.",
                    request=f"{name} is shorter than the {part.min_words:,} words asked for.",
                    part=part.id,
                )


def _count_parts(
    checked: Checked, part: Part, answers: tuple[Answer, ...]
) -> list[tuple[str, int]]:
    if part.count == "each":
        return [(answer.question or part.title, checked.count(answer)) for answer in answers]
    return [(part.title, sum(checked.count(answer) for answer in answers))]


def _check_thin_answers(checked: Checked) -> Iterator[Finding]:
    for part in checked.rubric.parts:
        answers = checked.submission.answers_of(part.id)
        if part.count != "together" or not part.min_words or len(answers) <= 1:
            continue
        fair = part.min_words / len(answers)
        for answer in answers:
            count = checked.count(answer)
            if count < THIN_SHARE * fair:
                yield Finding(
                    check="answer.thin",
                    severity=Severity.LOOK,
                    sentence=f"The answer to {answer.question} is thin: {count} words.",
                    advice="See whether it says what the question asks.",
                    part=part.id,
                    question=answer.question,
                )


def _check_claims(checked: Checked) -> Iterator[Finding]:
    for detail in checked.rubric.details:
        if not checked.submission.self_analysis.claims_for(detail.id):
            yield Finding(
                check="claim.missing",
                severity=Severity.LOOK,
                sentence=f"The self-analysis says nothing on {detail.id}, {detail.title}.",
                request=f"Please point at evidence for {detail.id}: {detail.statement}",
                detail=detail.id,
            )


def _check_repeated_explanations(checked: Checked) -> Iterator[Finding]:
    details: dict[str, list[str]] = defaultdict(list)
    for claim in checked.submission.self_analysis.claims:
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


def _check_artifacts(checked: Checked) -> Iterator[Finding]:
    cited = {
        c.artifact for claim in checked.submission.self_analysis.claims for c in claim.citations
    }
    for artifact in checked.submission.artifacts:
        facts = checked.facts.get(artifact.id)
        is_cited = artifact.id in cited
        if facts is not None and facts.problem is not None:
            yield Finding(
                check="artifact.not_openable",
                severity=Severity.BLOCKS if is_cited else Severity.LOOK,
                sentence=f"“{artifact.title}” cannot be shown. {facts.problem}",
                advice="Try to open it in another program before you ask for it again.",
                request=f"Please send “{artifact.title}” again; it cannot be opened.",
                artifact=artifact.id,
            )
        if not is_cited:
            yield Finding(
                check="artifact.never_cited",
                severity=Severity.REMARK,
                sentence=f"“{artifact.title}” is never cited.",
                artifact=artifact.id,
            )
        if facts is not None and facts.texts and not any(text.strip() for text in facts.texts):
            yield Finding(
                check="artifact.no_text",
                severity=Severity.REMARK,
                sentence=f"“{artifact.title}” is a scan: it has no text to search or copy.",
                artifact=artifact.id,
            )


def _check_citations(checked: Checked) -> Iterator[Finding]:
    for resolution in checked.resolutions.values():
        yield from resolution.findings


CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (
    _check_questions,
    _check_word_minimums,
    _check_thin_answers,
    _check_claims,
    _check_repeated_explanations,
    _check_artifacts,
    _check_citations,
)
