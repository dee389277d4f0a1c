"""The checks for names of people where an assessor is to review without knowing them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from workbench.assessment.finding import Finding, Severity
from workbench.assessment.submission import Artifact
from workbench.intake.checked import Checked

_FEWEST_LETTERS: Final = 3
_NAME: Final = re.compile(r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]*){1,3}")
"""Two to four words, each with a capital; 'The student council' is none."""
_APART: Final = re.compile(r"[\W_]+")


def check_names(checked: Checked) -> Iterator[Finding]:
    """Names in file names, properties and texts; nothing where reviews aren't blind."""
    if not checked.rubric.policy.blind:
        return
    name = _fold(checked.submission.practitioner.name or "")
    parts = [part for part in name.split() if len(part) >= _FEWEST_LETTERS]
    for artifact in checked.submission.artifacts:
        yield from _look_at(checked, artifact, parts, name)
    for answer in checked.submission.answers:
        if _has_whole(checked.texts.get(answer.file, ""), name):
            yield Finding(
                check="name.in_text",
                severity=Severity.LOOK,
                sentence=f"The practitioner’s name stands in {answer.question or answer.part}.",
                part=answer.part,
                question=answer.question,
            )


def _look_at(
    checked: Checked, artifact: Artifact, parts: list[str], name: str
) -> Iterator[Finding]:
    facts = checked.facts.get(artifact.id)
    titles = _fold(f"{artifact.file} {artifact.title} {artifact.label}").split()
    faults: dict[str, str] = {}
    if any(part in titles for part in parts):
        faults["name.in_file_name"] = f"The file name or title of {artifact.label} holds a name."
    if facts is not None and _names_person(facts.author, parts):
        # The name itself would be read on the page: only that there is one is said.
        faults["name.in_metadata"] = f"The properties of “{artifact.label}” name a person."
    if facts is not None and any(_has_whole(text, name) for text in facts.texts or ()):
        faults["name.in_text"] = f"The practitioner’s name stands in “{artifact.label}”."
    for check, sentence in faults.items():
        yield Finding(check=check, severity=Severity.LOOK, sentence=sentence, artifact=artifact.id)


def _names_person(author: str, parts: list[str]) -> bool:
    """Whether it holds a part of the practitioner's name, or is written as names are."""
    return any(part in _fold(author).split() for part in parts) or bool(_NAME.fullmatch(author))


def _has_whole(text: str, name: str) -> bool:
    return bool(name) and f" {name} " in f" {_fold(text)} "


def _fold(text: str) -> str:
    return _APART.sub(" ", text).casefold().strip()
