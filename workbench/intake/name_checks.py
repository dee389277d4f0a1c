"""The checks for names of people where an assessor is to review without knowing them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
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
    words = _fold(checked.submission.practitioner.name or "").split()
    parts = [part for part in words if len(part) >= _FEWEST_LETTERS]
    # One expression over a thousand pages: this runs whenever something new is known.
    apart = r"[\W_]+".join(map(re.escape, words))
    whole = re.compile(rf"\b{apart}\b", re.IGNORECASE)
    finds = whole.search if words else _find_nothing
    for artifact in checked.submission.artifacts:
        yield from _look_at(checked, artifact, parts, finds)
    for answer in checked.submission.answers:
        if finds(checked.texts.get(answer.file, "")):
            yield Finding(
                check="name.in_text",
                severity=Severity.LOOK,
                sentence=f"The practitioner’s name stands in {answer.question or answer.part}.",
                part=answer.part,
                question=answer.question,
            )


def _look_at(
    checked: Checked, artifact: Artifact, parts: list[str], finds: Callable[[str], object]
) -> Iterator[Finding]:
    facts = checked.facts.get(artifact.id)
    titles = _fold(f"{artifact.file} {artifact.title} {artifact.label}").split()
    faults: dict[str, str] = {}
    if any(part in titles for part in parts):
        faults["name.in_file_name"] = f"The file name or title of {artifact.label} holds a name."
    if facts is not None and _names_person(facts.author, parts):
        # The name itself would be read on the page: only that there is one is said.
        faults["name.in_metadata"] = f"The properties of “{artifact.label}” name a person."
    if facts is not None and _stands_in(facts.texts or (), finds):
        faults["name.in_text"] = f"The practitioner’s name stands in “{artifact.label}”."
    for check, sentence in faults.items():
        yield Finding(check=check, severity=Severity.LOOK, sentence=sentence, artifact=artifact.id)


def _names_person(author: str, parts: list[str]) -> bool:
    """Whether it holds a part of the practitioner's name, or is written as names are."""
    return any(part in _fold(author).split() for part in parts) or bool(_NAME.fullmatch(author))


@lru_cache(maxsize=64)
def _stands_in(texts: tuple[str, ...], finds: Callable[[str], object]) -> bool:
    """Whether any page has it; kept, for texts never change while much else becomes known."""
    return any(map(finds, texts))


def _find_nothing(_text: str) -> None:
    """A practitioner without a name is found nowhere."""


def _fold(text: str) -> str:
    return _APART.sub(" ", text).casefold().strip()
