"""Errors of severities that hold where attempts colour their details and where links are few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array, csr_array

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import FloatArray
    from workbench.calibration.severities.meetings import Meetings

_MOST_LEVERAGE = 0.99
_FEW = 3.0
_PORTION = 1_000_000


@dataclass(frozen=True, eq=False)
class Robust:
    """Standard errors, their least size, and degrees of freedom of each assessor."""

    error: FloatArray
    least: FloatArray
    freedom: FloatArray


def robust_errors(
    work: Meetings, inverse: FloatArray, shift: FloatArray, of_gap: tuple[FloatArray, FloatArray]
) -> Robust:
    """The errors of `shift` @ severities, whose information has this `inverse`.

    `of_gap` holds what a detail adds to the score of the second assessor (and takes from the
    first) and to the information, by pair and gap. Bread, meat, bread with the scores summed by
    attempt (Liang and Zeger, Biometrika 73, 1986); each attempt's sum is divided by
    sqrt(1 - leverage), since an attempt pulls the estimate toward itself (CR2: Bell and
    McCaffrey, Survey Methodology 28, 2002). Degrees of freedom are the effective number of
    attempts, (sum w)^2 / sum w^2, with w an attempt's part in the variance (Carter, Schnepel
    and Steigerwald, Review of Economics and Statistics 99, 2017). Where fewer than three
    attempts carry a link they fit by themselves and show no error: there it is at least what
    the model alone expects.
    """
    score, known = ((work.gaps * part[work.pair]).sum(axis=1) for part in of_gap)
    score = score / np.sqrt(1 - _leverage(work, inverse, known))[work.row]
    rows = np.concatenate([work.row, work.row])
    columns = np.concatenate([work.two, work.one])
    shape = (work.clusters, work.assessors)
    sums = coo_array((np.concatenate([score, -score]), (rows, columns)), shape).tocsr()
    reach = shift @ inverse
    variance = np.einsum("ij,jk,ik->i", reach, (sums.T @ sums).toarray(), reach)
    error, least = (
        np.sqrt(np.maximum(part, 0)) for part in (variance, np.einsum("ij,ij->i", reach, shift))
    )
    freedom = _effective_attempts(work, reach, known)
    return Robust(error, np.where(freedom < _FEW, least, 0.0), np.maximum(freedom, 1.0))


def _leverage(work: Meetings, inverse: FloatArray, known: FloatArray) -> FloatArray:
    """The share of each attempt in what is known of the severities it compares, by `row`."""
    one, two = work.pairs
    apart = np.diag(inverse)[one] + np.diag(inverse)[two] - 2 * inverse[one, two]
    readers = np.bincount(work.readings // work.assessors, minlength=work.clusters)
    total = np.bincount(work.row, weights=known * apart[work.pair], minlength=work.clusters)
    return np.asarray(np.clip(total / np.maximum(readers - 1, 1), 0, _MOST_LEVERAGE))


def _effective_attempts(work: Meetings, reach: FloatArray, known: FloatArray) -> FloatArray:
    """How many attempts of equal weight would carry each assessor's variance."""
    one, two = work.pairs
    squares = ((reach[:, one] - reach[:, two]) ** 2).T
    shape = (work.clusters, len(one))
    table = csr_array(coo_array((known, (work.row, work.pair)), shape))
    total, square = np.zeros(work.assessors), np.zeros(work.assessors)
    portion = max(1, _PORTION // max(work.assessors, 1))
    for start in range(0, work.clusters, portion):
        weight = table[start : start + portion] @ squares
        total += weight.sum(axis=0)
        square += (weight**2).sum(axis=0)
    effective = np.divide(total**2, square, out=np.zeros_like(total), where=square > 0)
    return np.asarray(effective)
