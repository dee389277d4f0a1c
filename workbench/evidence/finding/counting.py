"""Hits in a run of passages: counted, and on request each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.evidence.finding.hits import Hit, Needle, count_hits, find_hits

_RUN_LETTERS = 150_000
"""So much is searched at once: some hundredths of a second, after which others have their turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one passage holds."""

    passage: int
    count: int
    hits: tuple[Hit, ...] = ()
    """Empty where only counting was asked for."""
    before: int = 0
    """How many of them begin before the place where the reader is."""


def count_in(
    texts: Sequence[str],
    passages: Sequence[int],
    needle: Needle,
    *,
    start: tuple[int, int],
    wants_hits: bool,
) -> list[Counted]:
    """What those passages hold; `start` is the passage and the letter where the reader is."""
    return [_count(texts[n], n, needle, start, wants_hits=wants_hits) for n in passages]


def cut_runs(texts: Sequence[str], first: int) -> Iterator[list[int]]:
    """All passages from `first` on and round, in runs that can be searched at once."""
    run: list[int] = []
    letters = 0
    for number in (*range(first, len(texts)), *range(min(first, len(texts)))):
        run.append(number)
        letters += len(texts[number])
        if letters >= _RUN_LETTERS:
            yield run
            run, letters = [], 0
    if run:
        yield run


def _count(
    text: str, passage: int, needle: Needle, start: tuple[int, int], *, wants_hits: bool
) -> Counted:
    count = count_hits(text, needle)
    is_start = start[0] == passage and start[1] > 0
    hits = find_hits(text, needle) if count and (wants_hits or is_start) else ()
    before = sum(hit.start < start[1] for hit in hits) if is_start else 0
    return Counted(passage=passage, count=count, hits=hits if wants_hits else (), before=before)
