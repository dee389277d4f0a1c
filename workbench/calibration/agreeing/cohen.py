"""Cohen's kappa and Gwet's AC of two assessors, for one table of levels or very many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from workbench.calibration.ratings.arrays import FloatArray

_TINY = 1e-12


def cohen_values(tables: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Kappa of each table and the residual of each cell, shapes (tables,), (tables, q, q).

    kappa = (po - pe) / (1 - pe), po = sum w p, pe = sum w (row share) (column share): Cohen,
    Educational and Psychological Measurement 20 (1960); weighted: Psychological Bulletin 70
    (1968). The residual of a cell is that of Fleiss, Cohen and Everitt, Psychological Bulletin
    72 (1969), eq. 10: its variance over the n units, divided by n, is theirs. NaN where a table
    is empty or without variation. Cells may be fractions.
    """
    total = tables.sum(axis=(1, 2))
    share = tables / np.where(total > 0, total, np.nan)[:, None, None]
    rows, columns = share.sum(axis=2), share.sum(axis=1)
    observed = (share * weights).sum(axis=(1, 2))
    expected = np.einsum("tk,kl,tl->t", rows, weights, columns)
    room = np.where(1 - expected > _TINY, 1 - expected, np.nan)
    kappa = (observed - expected) / room
    margin = (columns @ weights.T)[:, :, None] + (rows @ weights)[:, None, :]
    cell = weights * room[:, None, None] - margin * (1 - observed)[:, None, None]
    cell = cell / (room**2)[:, None, None]
    residual = cell - (share * cell).sum(axis=(1, 2))[:, None, None]
    return kappa, residual


def gwet_values(tables: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """AC1 (identity weights) or AC2 of each table and the residual of each cell, shapes as above.

    Chance = sum(W) / (q (q - 1)) sum pi (1 - pi), with pi the mean of the two assessors' shares:
    Gwet, British J. of Mathematical and Statistical Psychology 61 (2008). NaN where a table is
    empty or without variation.
    """
    total, size = tables.sum(axis=(1, 2)), tables.shape[1]
    share = tables / np.where(total > 0, total, np.nan)[:, None, None]
    profile = (share.sum(axis=2) + share.sum(axis=1)) / 2
    observed = (share * weights).sum(axis=(1, 2))
    factor = weights.sum() / max(size * (size - 1), 1)
    expected = factor * (profile * (1 - profile)).sum(axis=1)
    varied = (profile > 0).sum(axis=1) > 1
    room = np.where(varied & (1 - expected > _TINY), 1 - expected, np.nan)
    value = (observed - expected) / room
    own = factor * ((1 - profile)[:, :, None] + (1 - profile)[:, None, :]) / 2
    chance = 2 * (1 - value)[:, None, None] * (own - expected[:, None, None])
    return value, (weights - observed[:, None, None] - chance) / room[:, None, None]


def error_if_independent(table: FloatArray, weights: FloatArray) -> float:
    """The null standard error of kappa, for a test that it is 0 (Fleiss, Cohen, Everitt 1969).

    sqrt(sum p_k. p_.l (w_kl - w_k. - w_.l)^2 - pe^2) / ((1 - pe) sqrt n), n the table's total;
    NaN without variation.
    """
    total = table.sum()
    rows, columns = table.sum(axis=1) / total, table.sum(axis=0) / total
    expected = float(rows @ weights @ columns)
    if 1 - expected < _TINY:
        return float("nan")
    margin = (weights @ columns)[:, None] + (rows @ weights)[None, :]
    spread = float((np.outer(rows, columns) * (weights - margin) ** 2).sum()) - expected**2
    return float(np.sqrt(spread / total) / (1 - expected))
