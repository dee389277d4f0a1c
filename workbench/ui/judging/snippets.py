"""Ready words for the feedback: the rubric's and the assessor's own, with places to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.assessment.credential import Rubric
from workbench.assessment.event import Json
from workbench.store.store import Store

SETTING = "snippets"
"""Name of the setting that holds the assessor's own, as `[{"name": …, "text": …}]`."""
_VARIABLE = re.compile(r"\{([a-z]+)\}")
VARIABLES = {
    "detail": "the detail’s id",
    "title": "the detail’s title",
    "statement": "what the detail asks",
    "level": "the level chosen",
    "place": "the place on screen",
    "practitioner": "the practitioner’s pseudonym",
    "credential": "the credential’s title",
}
"""What can stand in braces in a snippet, and what it becomes."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A ready piece of text."""

    name: str
    text: str
    is_own: bool


def list_snippets(rubric: Rubric, store: Store) -> tuple[Snippet, ...]:
    """The assessor's own first, then the rubric's phrases."""
    phrases = (Snippet(phrase.id, phrase.text, is_own=False) for phrase in rubric.phrases)
    return (*read_own(store.read_setting(SETTING)), *phrases)


def read_own(stored: Json) -> tuple[Snippet, ...]:
    """The assessor's own snippets in a setting; what is no snippet is left out."""
    entries = stored if isinstance(stored, list) else []
    return tuple(
        Snippet(str(entry.get("name", "")), str(entry["text"]), is_own=True)
        for entry in entries
        if isinstance(entry, dict) and entry.get("text")
    )


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables filled in; an unknown one stays as it is."""
    return _VARIABLE.sub(lambda found: values.get(found[1]) or found[0], text)


def find_snippets(snippets: tuple[Snippet, ...], words: str) -> tuple[Snippet, ...]:
    """Those whose name or text has all of the words, in any order."""
    wanted = words.casefold().split()
    return tuple(
        s for s in snippets if all(word in f"{s.name} {s.text}".casefold() for word in wanted)
    )
