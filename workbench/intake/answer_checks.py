"""The checks of the written answers: there, readable, long enough, without links outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workbench.assessment.credential import Part
from workbench.assessment.finding import Finding, Severity
from workbench.assessment.submission import Answer
from workbench.intake.archive.errors import show_name
from workbench.intake.checked import Checked

THIN_SHARE: Final = 0.4
"""An answer is thin when it has fewer than this share of its fair part of the minimum."""
OUTSIDE_LINK: Final = re.compile(r"\b(?:https?://|www\.)[^\s<>\"“”]{3,120}", re.IGNORECASE)


def check_questions(checked: Checked) -> Iterator[Finding]:
    """Questions without an answer, and a reflection without a text."""
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


def check_word_minimums(checked: Checked) -> Iterator[Finding]:
    """Answers below the minimum, as heavy as the rubric makes it."""
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


def check_thin_answers(checked: Checked) -> Iterator[Finding]:
    """Answers far shorter than their share of the minimum."""
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


def check_reading(checked: Checked) -> Iterator[Finding]:
    """Answers that are there and can’t be read."""
    for answer in checked.submission.answers:
        problem = checked.problems.get(answer.file)
        if problem is not None:
            yield Finding(
                check="answer.unreadable",
                severity=Severity.BLOCKS,
                sentence=f"{_name(answer)} cannot be read. {problem}",
                part=answer.part,
                question=answer.question,
            )


def check_answer_links(checked: Checked) -> Iterator[Finding]:
    """Links in answers that lead out of the submission."""
    for answer in checked.submission.answers:
        link = OUTSIDE_LINK.search(checked.texts.get(answer.file, ""))
        if link is not None:
            yield Finding(
                check="answer.outside_link",
                severity=Severity.REMARK,
                sentence=f"{_name(answer)} holds a link that leads out of the submission: "
                f"{show_name(link[0])}",
                part=answer.part,
                question=answer.question,
            )


def _name(answer: Answer) -> str:
    return f"The answer to {answer.question}" if answer.question else f"The text of {answer.part}"
