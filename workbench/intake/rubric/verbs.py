"""Two verbs joined by *and* in an English sentence, told by a list of verbs."""

from __future__ import annotations

import re

_VERBS = frozenset(
    "adapt address adjust advocate align allow analyse analyze answer apply articulate ask assess "  # noqa: SIM905 - a list of a hundred words
    "build celebrate change check choose coach collaborate collect communicate compare connect "
    "consider coordinate create define demonstrate describe design determine develop discuss "
    "document draw embed encourage engage ensure establish evaluate examine explain explore "
    "facilitate follow foster gather give guide help identify implement improve include inform "
    "integrate interpret invite involve justify keep lead learn listen maintain make measure meet "
    "mentor model monitor observe organise organize participate plan prepare present promote "
    "propose protect provide reflect report represent respect respond review revise select set "
    "share show solicit support sustain teach track train understand uphold use value welcome "
    "write".split()
)
_NOUN_BEFORE = frozenset(
    "a an the of in on with for by to from its their his her our your each every all some any no "  # noqa: SIM905 - likewise
    "this that these those both two three four five many several as".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[.;:,]")


def find_joined_verbs(sentence: str) -> tuple[str, str] | None:
    """The two verbs, as they are written; None where no two are joined.

    A verb is one of some hundred that rubrics are made of, in its plain form or with `-s`, and
    not where an article, a preposition or a number before it makes it a noun.
    """
    words = _WORD.findall(sentence)
    first: str | None = None
    for index, word in enumerate(words):
        before = words[index - 1].lower() if index else ""
        if word in {".", ";", ":"}:
            first = None
        elif _is_verb(word) and before not in _NOUN_BEFORE:
            joined = before == "and" or (before.endswith("ly") and words[index - 2] == "and")
            if first is not None and joined:
                return first, word
            first = first or word
    return None


def _is_verb(word: str) -> bool:
    lower = word.lower()
    stems = {lower, lower.removesuffix("s"), lower.removesuffix("es")}
    if lower.endswith("ies"):
        stems.add(lower.removesuffix("ies") + "y")
    return not _VERBS.isdisjoint(stems)
