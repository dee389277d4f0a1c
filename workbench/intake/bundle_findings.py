"""What is flawed about a submission by itself: files that are missing, ids that nothing has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbench.assessment.credential import Rubric
from workbench.assessment.finding import Finding, Severity
from workbench.assessment.submission import Answer, Artifact, Submission
from workbench.intake.archive.errors import show_name
from workbench.intake.archive.names import normalise_name
from workbench.intake.bag import FileOwner


def find_flaws(
    submission: Submission, rubric: Rubric, has: Callable[[str], bool]
) -> tuple[Finding, ...]:
    """All flaws that can be told without opening an artifact, in the submission's order.

    Args:
        submission: What was handed in.
        rubric: What it answers.
        has: Whether the payload holds a file.
    """
    return (
        *_find_missing_answers(submission, has),
        *_find_unknown_questions(submission, rubric),
        *_find_missing_artifacts(submission, has),
        *_find_unknown_details(submission, rubric),
        *_find_unknown_artifacts(submission),
    )


def name_owners(submission: Submission) -> dict[str, FileOwner]:
    """What each file of the payload belongs to, by its path in NFC."""
    owners = {normalise_name(a.file): _own_answer(a) for a in submission.answers}
    for artifact in submission.artifacts:
        owner = FileOwner(words=_name(artifact), artifact=artifact.id)
        for file in (artifact.file, *artifact.renditions, *artifact.captions):
            owners.setdefault(normalise_name(file), owner)
    return owners


def _own_answer(answer: Answer) -> FileOwner:
    words = f"The answer to {answer.question}" if answer.question else f"The text of {answer.part}"
    return FileOwner(words=show_name(words), part=answer.part, question=answer.question)


def _name(artifact: Artifact) -> str:
    return show_name(artifact.label or artifact.id)


def _find_missing_answers(submission: Submission, has: Callable[[str], bool]) -> Iterator[Finding]:
    for answer in submission.answers:
        if not has(answer.file):
            yield Finding(
                check="bundle.answer_missing",
                severity=Severity.BLOCKS,
                sentence=f"{_own_answer(answer).words} is missing: the bundle has no "
                f"“{show_name(answer.file)}”.",
                advice="Ask for it, or refuse the submission as incomplete.",
                request=f"Please send “{show_name(answer.file)}”; it did not arrive.",
                part=answer.part,
                question=answer.question,
            )


def _find_unknown_questions(submission: Submission, rubric: Rubric) -> Iterator[Finding]:
    for answer in submission.answers:
        part = rubric.find_part(answer.part)
        questions = {question.id for question in part.questions} if part else set()
        if part is None or (answer.question is not None and answer.question not in questions):
            yield Finding(
                check="bundle.question_unknown",
                severity=Severity.LOOK,
                sentence=f"{_own_answer(answer).words} answers nothing that the rubric asks.",
                part=answer.part,
                question=answer.question,
            )


def _find_missing_artifacts(
    submission: Submission, has: Callable[[str], bool]
) -> Iterator[Finding]:
    for artifact in submission.artifacts:
        name = _name(artifact)
        if not has(artifact.file):
            yield Finding(
                check="bundle.artifact_missing",
                severity=Severity.BLOCKS,
                sentence=f"{name} is missing: the bundle has no “{show_name(artifact.file)}”.",
                advice="Ask for it, or judge what else is cited.",
                request=f"Please send “{show_name(artifact.file)}”; it did not arrive.",
                artifact=artifact.id,
            )
        beside = [file for file in (*artifact.renditions, *artifact.captions) if not has(file)]
        if beside:
            files = ", ".join(f"“{show_name(file)}”" for file in beside)
            yield Finding(
                check="bundle.companion_missing",
                severity=Severity.REMARK,
                sentence=f"What goes with {name} is missing: {files}.",
                artifact=artifact.id,
            )


def _find_unknown_details(submission: Submission, rubric: Rubric) -> Iterator[Finding]:
    for claim in submission.self_analysis.claims:
        detail = show_name(claim.detail)
        if rubric.find_detail(claim.detail) is None:
            yield Finding(
                check="bundle.detail_unknown",
                severity=Severity.LOOK,
                sentence=f"A claim is made for the detail “{detail}”, which the rubric does not "
                "have.",
                advice="See which detail it may be meant for; it counts for none.",
                request=f"Please say which detail the claim for “{detail}” is meant for.",
                claim=claim.id,
            )


def _find_unknown_artifacts(submission: Submission) -> Iterator[Finding]:
    for claim in submission.self_analysis.claims:
        for index, citation in enumerate(claim.citations):
            if submission.find_artifact(citation.artifact) is None:
                yield Finding(
                    check="bundle.artifact_unknown",
                    severity=Severity.LOOK,
                    sentence=f"For {show_name(claim.detail)}, “{show_name(citation.artifact)}” is "
                    "cited, and no artifact has that name.",
                    request=f"Please say which artifact is meant for {show_name(claim.detail)}.",
                    detail=claim.detail,
                    claim=claim.id,
                    citation=index,
                )
