"""Which assessors share work, and which sets of them can't be compared at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import IntArray
    from workbench.calibration.ratings.ratings import Ratings

_MOST_CELLS = 20_000_000


@dataclass(frozen=True, slots=True)
class WorkSet:
    """Assessors that are linked by attempts they share, directly or through others."""

    assessors: tuple[str, ...]
    n_attempts: int


@dataclass(frozen=True, slots=True)
class SharedWork:
    """How many attempts two assessors both judged."""

    assessor: str
    other: str
    n_attempts: int


@dataclass(frozen=True, slots=True)
class Connectivity:
    """The sets of assessors, largest first, and who shares how much with whom."""

    sets: tuple[WorkSet, ...]
    shared: tuple[SharedWork, ...]

    @property
    def connected(self) -> bool:
        """True when every assessor can be compared with every other."""
        return len(self.sets) <= 1


def connectivity(ratings: Ratings) -> Connectivity:
    """The connected components of the graph of assessors and the attempts they judged.

    Severities of assessors in different sets have no common origin: no figure may compare
    them. Definitive judgments count as one more assessor and link all they touch.
    """
    attempt, assessor = _who_judged_what(ratings)
    label = label_sets(ratings, attempt, assessor)
    names = ratings.assessors
    sets = []
    for code in np.unique(label[np.unique(assessor)]).tolist():
        members = tuple(names[j] for j in np.unique(assessor).tolist() if label[j] == code)
        attempts = len(np.unique(attempt[label[assessor] == code]))
        sets.append(WorkSet(members, attempts))
    sets.sort(key=lambda one: (-len(one.assessors), -one.n_attempts, one.assessors))
    return Connectivity(tuple(sets), _shared(ratings, attempt, assessor))


def label_sets(
    ratings: Ratings, attempt: IntArray | None = None, assessor: IntArray | None = None
) -> IntArray:
    """The number of the set that each assessor belongs to, shape (assessors,)."""
    if attempt is None or assessor is None:
        attempt, assessor = _who_judged_what(ratings)
    assessors = len(ratings.assessors)
    size = assessors + len(ratings.attempts)
    edges = coo_array((np.ones(len(attempt)), (assessor, attempt + assessors)), (size, size))
    _, label = connected_components(edges, directed=False)
    labels: IntArray = label[:assessors]
    return labels


def _who_judged_what(ratings: Ratings) -> tuple[IntArray, IntArray]:
    """Attempt and assessor of every reading, each once."""
    assessors = len(ratings.assessors)
    key = ratings.attempt.astype(np.int64) * assessors + ratings.assessor
    if len(ratings.attempts) * assessors <= _MOST_CELLS:
        present = np.flatnonzero(np.bincount(key)) if len(key) else np.zeros(0, dtype=np.int64)
    else:
        present = np.unique(key)
    return present // max(assessors, 1), present % max(assessors, 1)


def _shared(ratings: Ratings, attempt: IntArray, assessor: IntArray) -> tuple[SharedWork, ...]:
    shape = (len(ratings.attempts), len(ratings.assessors))
    incidence = coo_array((np.ones(len(attempt)), (attempt, assessor)), shape).tocsr()
    together = (incidence.T @ incidence).tocoo()
    names = ratings.assessors
    triples = zip(*together.coords, together.data, strict=True)
    found = [SharedWork(names[one], names[two], int(n)) for one, two, n in triples if one < two]
    return tuple(sorted(found, key=lambda pair: (pair.assessor, pair.other)))
