"""Hits in a run of passages, each with the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.evidence.finding.excerpt import Excerpt, make_excerpt
from workbench.evidence.finding.hits import Hit, Needle, count_hits, find_hits


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedHit:
    """One hit, to be read in a list."""

    passage: int
    number: int
    """Its number among the hits of the passage, from 0."""
    hit: Hit
    excerpt: Excerpt


def list_hits(
    texts: Sequence[str], passages: Sequence[int], needle: Needle, *, most: int
) -> tuple[int, tuple[ListedHit, ...]]:
    """How many hits those passages have, and the first of them, at most so many, in order."""
    count = 0
    listed: list[ListedHit] = []
    for passage in passages:
        text = texts[passage]
        here = count_hits(text, needle)
        count += here
        if here and len(listed) < most:
            listed += [
                ListedHit(passage=passage, number=number, hit=hit, excerpt=make_excerpt(text, hit))
                for number, hit in enumerate(find_hits(text, needle)[: most - len(listed)])
            ]
    return count, tuple(listed)
