"""A letter that asks a practitioner to mend what keeps a submission from being read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import fill

from workbench.assessment.credential import Rubric
from workbench.assessment.finding import Finding, Severity
from workbench.assessment.submission import Submission
from workbench.report.neutral import neutralise_line

_INTROS: dict[Severity, str] = {
    Severity.BLOCKS: "Before we can go on, we need these from you:",
    Severity.LOOK: "Please look at these; they help us to find what you want to show:",
    Severity.REMARK: "If you can:",
}
_WIDTH = 76


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for one place of the submission."""

    place: str
    """Such as `1a · Norms are made together`; empty for the submission as a whole."""
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What is asked with one weight, under the sentence that leads to it."""

    intro: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The letter's words, in order."""

    title: str
    about: str
    language: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]


def compose_letter(
    submission: Submission, rubric: Rubric, findings: Iterable[Finding], words: str = ""
) -> Letter:
    """The letter for what the findings ask of the practitioner; what they can't mend is left out.

    `words` are the assessor's own, and come first.
    """
    listed = [finding for finding in findings if finding.request.strip()]
    sections = tuple(
        Section(intro, _gather(submission, rubric, asked))
        for weight, intro in _INTROS.items()
        if (asked := [finding for finding in listed if finding.severity == weight])
    )
    return Letter(
        title=neutralise_line(rubric.credential.title),
        about=f"Submission {neutralise_line(submission.practitioner.key)}, attempt "
        f"{submission.attempt}",
        language=rubric.language,
        opening=_open(words, has_asks=bool(sections)),
        sections=sections,
        closing=_close(has_asks=bool(sections)),
    )


def format_letter_text(letter: Letter) -> str:
    """The letter as plain text, in lines that fit a mail."""
    blocks = [f"{letter.title}\n{letter.about}", *(_wrap(words) for words in letter.opening)]
    for section in letter.sections:
        blocks.append(_wrap(section.intro))
        for number, ask in enumerate(section.asks, 1):
            head = f"{number}. {ask.place}" if ask.place else f"{number}."
            steps = [_wrap(step, "   ") for step in ask.steps]
            blocks.append("\n".join([head, *steps]))
    return "\n\n".join([*blocks, *(_wrap(words) for words in letter.closing)]) + "\n"


def _open(words: str, *, has_asks: bool) -> tuple[str, ...]:
    own = tuple(
        neutralise_line(paragraph) for paragraph in words.split("\n\n") if paragraph.strip()
    )
    thanks = "Thank you for your work and for what you sent us."
    why = (
        "When we opened it, we came upon a few things that only you can mend. None of them says "
        "anything about the quality of your work; they are about finding and opening it."
        if has_asks
        else "We could open everything, and every place that you point at was found."
    )
    return ("Dear practitioner,", f"{thanks} {why}", *own)


def _close(*, has_asks: bool) -> tuple[str, ...]:
    how = (
        "Please send the whole submission again in the way you sent it the first time. What is "
        "not listed here can stay as it is."
    )
    return (*((how,) if has_asks else ()), "If something here is unclear, please ask us.",
            "With kind regards")  # fmt: skip


def _gather(submission: Submission, rubric: Rubric, findings: Iterable[Finding]) -> tuple[Ask, ...]:
    steps: dict[str, dict[str, None]] = {}
    for finding in findings:
        place = neutralise_line(_name_place(submission, rubric, finding))
        steps.setdefault(place, {})[neutralise_line(finding.request)] = None
    return tuple(Ask(place, tuple(asked)) for place, asked in steps.items())


def _name_place(submission: Submission, rubric: Rubric, finding: Finding) -> str:
    detail = rubric.find_detail(finding.detail) if finding.detail else None
    if detail is not None:
        return f"{detail.id} · {detail.title}"
    artifact = submission.find_artifact(finding.artifact) if finding.artifact else None
    if artifact is not None:
        return f"{artifact.label} · {artifact.title}"
    part = rubric.find_part(finding.part) if finding.part else None
    if part is None:
        return ""
    return f"{part.title} · {finding.question}" if finding.question else part.title


def _wrap(words: str, indent: str = "") -> str:
    return fill(words, _WIDTH, initial_indent=indent, subsequent_indent=indent)
