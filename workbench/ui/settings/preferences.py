"""Names of the settings of judging, and how they are read."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from workbench.assessment.credential import Rubric
from workbench.intake.archive.limits import DEFAULT_LIMITS, Limits
from workbench.store.store import Store

EVIDENCE_FIRST = "evidence_first"
BLIND_ALWAYS = "blind_always"
SHUFFLED = "shuffled"
SPELLING = "spelling"
LARGEST_GIB = "largest_gib"
TOTAL_GIB = "total_gib"
MOST_FILES = "most_files"
GIB = 1 << 30


LIMIT_RANGES = {LARGEST_GIB: (1, 64), TOTAL_GIB: (1, 256), MOST_FILES: (100, 50_000)}
"""The least and the most that each limit can be set to."""
_USUAL = {
    LARGEST_GIB: DEFAULT_LIMITS.file_bytes // GIB,
    TOTAL_GIB: DEFAULT_LIMITS.total_bytes // GIB,
    MOST_FILES: DEFAULT_LIMITS.entries,
}


def read_limit(store: Store, name: str) -> int:
    """The limit of that name as the assessor chose it, or as it usually is."""
    kept = store.read_setting(name)
    least, most = LIMIT_RANGES[name]
    if isinstance(kept, int) and not isinstance(kept, bool) and least <= kept <= most:
        return kept
    return _USUAL[name]


def read_limits(store: Store) -> Limits:
    """The bounds of one bundle, as the assessor chose them."""
    largest = read_limit(store, LARGEST_GIB)
    return replace(
        DEFAULT_LIMITS,
        file_bytes=largest * GIB,
        total_bytes=max(read_limit(store, TOTAL_GIB), largest) * GIB,
        entries=read_limit(store, MOST_FILES),
    )


def list_order(rubric: Rubric, *, seed: str, is_shuffled: bool) -> tuple[str, ...]:
    """The targets in the order of the walk; shuffled, the details change places and no part does.

    The same seed gives the same order, so that a review goes on where it was left.
    """
    if not is_shuffled:
        return rubric.targets
    details = [detail.id for detail in rubric.details]
    shuffled = iter(
        sorted(details, key=lambda t: hashlib.sha256(f"{seed}\n{t}".encode()).hexdigest())
    )
    known = set(details)
    return tuple(next(shuffled) if target in known else target for target in rubric.targets)
