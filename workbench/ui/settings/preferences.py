"""Names of the settings of judging, and how they are read."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from workbench.assessment.credential import Rubric
from workbench.intake.archive.limits import DEFAULT_LIMITS, Limits
from workbench.store.store import Store

EVIDENCE_FIRST = "evidence_first"
SHUFFLED = "shuffled"
SPELLING = "spelling"
LARGEST_GIB = "largest_gib"
GIB = 1 << 30


def read_largest(store: Store) -> int:
    """How large one file of a bundle may be, in GiB."""
    kept = store.read_setting(LARGEST_GIB)
    is_sane = isinstance(kept, int) and not isinstance(kept, bool) and 1 <= kept <= 64  # noqa: PLR2004 - GiB
    return kept if is_sane and isinstance(kept, int) else DEFAULT_LIMITS.file_bytes // GIB


def read_limits(store: Store) -> Limits:
    """The bounds of one bundle, as the assessor chose them."""
    largest = read_largest(store) * GIB
    return replace(
        DEFAULT_LIMITS,
        file_bytes=largest,
        total_bytes=max(DEFAULT_LIMITS.total_bytes, 2 * largest),
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
