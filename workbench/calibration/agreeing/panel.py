"""What `agreement` hands back: every figure of one scope, each with interval and n."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.calibration.agreeing.icc import Intraclass
    from workbench.calibration.figure import Figure
    from workbench.calibration.ratings.scale import Scale

PREVALENT = 0.80


@dataclass(frozen=True, slots=True)
class AgreementPanel:
    """Agreement of all assessors in one scope.

    Shares are between 0 and 1. `expected` and `expected_adjacent` are what the mix of levels
    alone would give. The `_weighted` figures and `ac2` use the panel's weights; Cohen's kappa
    exists for exactly two assessors, `icc` (of sums over details) for complete crossing: else
    they say why not.
    """

    scale: Scale
    weights: str
    n_ratings: int
    n_units: int
    n_shared_units: int
    n_attempts: int
    n_shared_attempts: int
    n_assessors: int
    level_shares: tuple[float, ...]
    exact: Figure
    adjacent: Figure
    expected: Figure
    expected_adjacent: Figure
    cohen: Figure
    cohen_linear: Figure
    cohen_quadratic: Figure
    cohen_weighted: Figure
    fleiss: Figure
    fleiss_weighted: Figure
    conger: Figure
    conger_weighted: Figure
    brennan_prediger: Figure
    brennan_prediger_weighted: Figure
    ac1: Figure
    ac2: Figure
    alpha_nominal: Figure
    alpha_ordinal: Figure
    alpha_interval: Figure
    alpha_ratio: Figure
    icc: tuple[Intraclass, ...]
    icc_undefined: str | None

    @property
    def prevalent_level(self) -> tuple[str, float] | None:
        """The level that holds over 80 % of the ratings with its share, if one does.

        Kappa and alpha are low then even where assessors agree, since little is left beyond
        chance (Feinstein and Cicchetti, J. of Clinical Epidemiology 43, 1990).
        """
        share = max(self.level_shares, default=0.0)
        if share <= PREVALENT:
            return None
        return self.scale.levels[self.level_shares.index(share)], share
