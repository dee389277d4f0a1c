"""What the many-facet Rasch model says of assessors, details, programs and attempts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.calibration.figure import Figure
    from workbench.calibration.rasch.steps import Model
    from workbench.calibration.ratings.arrays import FloatArray

_ERRATIC, _PREDICTABLE = 1.4, 0.6


@dataclass(frozen=True, slots=True)
class Fit:
    """Mean squared surprise, 1 where the model holds: weighted by information, and not.

    Residuals are averaged over the posterior of the attempt, so that both have the expectation
    1 under the model whatever the number of ratings.
    """

    infit: float
    outfit: float

    @property
    def word(self) -> str:
        """Predictable (below 0.6), typical or erratic (above 1.4), by the infit."""
        if self.infit > _ERRATIC:
            return "erratic"
        return "predictable" if self.infit < _PREDICTABLE else "typical"


@dataclass(frozen=True, slots=True)
class AssessorMeasure:
    """Severity in logits (positive is stricter); the fair average is in values of the scale.

    The fair average is the mean level this assessor would give to an attempt of average
    proficiency over all details.
    """

    assessor: str
    measure: Figure
    fit: Fit
    fair_average: float


@dataclass(frozen=True, slots=True)
class DetailMeasure:
    """Difficulty in logits (positive is harder), thresholds between the levels in use.

    `thresholds` are relative to the difficulty, from the lowest level in use upward; with a
    level in between that nobody used its two thresholds are merged into their mean. `unused`
    names the levels nobody gave.
    """

    detail: str
    measure: Figure
    thresholds: tuple[float, ...]
    fit: Fit
    unused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgramMean:
    """The mean proficiency of a program's attempts."""

    program: str
    mean: Figure


@dataclass(frozen=True, eq=False)
class Facets:
    """All measures on one logit scale, whose zero is the mean difficulty of the details.

    Severities are around their mean, or from the definitive judgments, where there are any.
    `attempt_mean` and `attempt_error` are the posterior of each attempt's proficiency.
    `separation` is the spread of assessors in units of their error, `reliability` its share of
    the variance. `remarks` are sentences on what was merged or did not converge.
    """

    model: Model
    assessors: tuple[AssessorMeasure, ...]
    details: tuple[DetailMeasure, ...]
    programs: tuple[ProgramMean, ...]
    spread: float
    attempt_mean: FloatArray
    attempt_error: FloatArray
    separation: float
    reliability: float
    deviance: float
    n_ratings: int
    cycles: int
    converged: bool
    remarks: tuple[str, ...]
    severities: FloatArray
    cumulative: FloatArray
