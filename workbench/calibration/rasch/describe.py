"""Measures, errors and fit from an estimate of the many-facet Rasch model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.calibration.figure import Figure, make_measure
from workbench.calibration.rasch.facets_errors import (
    FacetErrors,
    Uncertainty,
    measure_uncertainty,
    weigh_levels,
)
from workbench.calibration.rasch.marginal import Estimate, Expected, Table, expect
from workbench.calibration.rasch.measures import (
    AssessorMeasure,
    DetailMeasure,
    Facets,
    Fit,
    ProgramMean,
)
from workbench.calibration.rasch.steps import level_chances
from workbench.calibration.ratings.ratings import Ratings, count_attempts

if TYPE_CHECKING:
    from workbench.calibration.rasch.steps import Model
    from workbench.calibration.ratings.arrays import BoolArray, FloatArray, IntArray


def describe(
    ratings: Ratings, how: tuple[Model, FacetErrors], table: Table, found: Estimate
) -> Facets:
    """All measures of an estimate, on the scale whose zero is the mean difficulty."""
    model, errors = how
    known = expect(table, found.nodes, found.parameters)
    weight = weigh_levels(ratings, table, known)
    unsure = measure_uncertainty(ratings, table, found, known, errors)
    scale = _Origin(table, found)
    assessors = _assessors(ratings, table, scale, unsure, known, weight)
    spread_of, error_of = _spread_of([one.measure for one in assessors])
    mean, error = _attempts(table, found, known, scale.zero)
    return Facets(
        model=model,
        assessors=assessors,
        details=_details(ratings, table, scale, unsure, known, weight),
        programs=_programs(ratings, table, scale, unsure),
        spread=float(np.exp(found.parameters.log_spread)),
        attempt_mean=mean,
        attempt_error=error,
        separation=spread_of / error_of if error_of else 0.0,
        reliability=spread_of**2 / max(spread_of**2 + error_of**2, 1e-300),
        deviance=-2 * found.log_likelihood,
        n_ratings=len(ratings),
        cycles=found.cycles,
        converged=found.converged,
        remarks=_remarks(ratings, table, found),
        severities=scale.severities,
        cumulative=scale.cumulative,
    )


class _Origin:
    """The estimate moved so that the mean difficulty of the details is 0."""

    def __init__(self, table: Table, found: Estimate) -> None:
        at = found.parameters
        details, levels = table.steps.used.shape
        self.of_severity = table.assessor_basis
        self.severities = table.assessor_basis @ at.severity
        located = table.steps.locations() @ table.steps.design
        self.of_location = located - located.mean(axis=0)
        self.locations = self.of_location @ at.steps
        self.zero = float((located @ at.steps).mean())
        self.of_zero = located.mean(axis=0)
        self.means = at.means - self.zero
        along = np.arange(levels) - table.steps.lowest[:, None]
        self.cumulative = table.steps.cumulative(at.steps) - along * self.zero
        self.details = details


def _measure(
    value: float, errors: FloatArray, n: int, clusters: int, freedom: float | None = None
) -> Figure:
    error, least = errors.tolist()
    return make_measure(float(value), error, n, clusters, freedom=freedom, least=least)


def _assessors(
    ratings: Ratings,
    table: Table,
    scale: _Origin,
    unsure: Uncertainty,
    known: Expected,
    weight: FloatArray,
) -> tuple[AssessorMeasure, ...]:
    errors = unsure.errors(scale.of_severity)
    n = np.bincount(ratings.assessor, minlength=len(ratings.assessors))
    attempts = count_attempts(ratings, ratings.assessor, len(n))
    fair = fair_averages(ratings, scale.severities, scale.cumulative, scale.means, table)
    measured = []
    for code, name in enumerate(ratings.assessors):
        if not n[code]:
            continue
        attempts_of, freedom = int(attempts[code]), float(unsure.freedom[code])
        severity = scale.severities[code]
        figure = _measure(severity, errors[:, code], int(n[code]), attempts_of, freedom)
        fit = _fit(np.flatnonzero(table.block_assessor == code), known, weight)
        measured.append(AssessorMeasure(name, figure, fit, float(fair[code])))
    return tuple(measured)


def _details(
    ratings: Ratings,
    table: Table,
    scale: _Origin,
    unsure: Uncertainty,
    known: Expected,
    weight: FloatArray,
) -> tuple[DetailMeasure, ...]:
    errors = unsure.errors(scale.of_location, scale.of_severity.shape[1])
    n = np.bincount(ratings.detail, minlength=len(ratings.details))
    attempts = count_attempts(ratings, ratings.detail, len(n))
    measured = []
    for code, name in enumerate(ratings.details):
        if not n[code]:
            continue
        figure = _measure(scale.locations[code], errors[:, code], int(n[code]), int(attempts[code]))
        fit = _fit(np.flatnonzero(table.block_detail == code), known, weight)
        thresholds = _thresholds(scale.cumulative[code], table.steps.used[code])
        unused = tuple(
            level
            for level, used in zip(ratings.scale.levels, table.steps.used[code], strict=True)
            if not used
        )
        measured.append(DetailMeasure(name, figure, thresholds, fit, unused))
    return tuple(measured)


def _thresholds(cumulative: FloatArray, used: BoolArray) -> tuple[float, ...]:
    present = np.flatnonzero(used)
    if len(present) < 2:  # noqa: PLR2004  a threshold lies between two
        return ()
    steps = np.diff(cumulative[present]) / np.diff(present)
    location = (cumulative[present[-1]] - cumulative[present[0]]) / (present[-1] - present[0])
    return tuple(float(step - location) for step in steps)


def _programs(
    ratings: Ratings, table: Table, scale: _Origin, unsure: Uncertainty
) -> tuple[ProgramMean, ...]:
    names = ratings.programs or ("all",)
    size = np.bincount(table.group_program, weights=table.group_size, minlength=len(names))
    first = scale.of_severity.shape[1]
    steps = scale.of_location.shape[1]
    free = len(names) - 1
    total = len(unsure.covariance)
    described = []
    for code, name in enumerate(names):
        row = np.zeros(total)
        row[first : first + steps] = -scale.of_zero
        if code < free:
            row[first + steps + code] = 1
        elif free:
            row[first + steps : first + steps + free] = -size[:-1] / max(size[-1], 1)
        n = int(size[code])
        errors = unsure.errors(row[None])[:, 0]
        described.append(ProgramMean(name, _measure(scale.means[code], errors, n, n)))
    return tuple(described)


def _attempts(
    table: Table, found: Estimate, known: Expected, zero: float
) -> tuple[FloatArray, FloatArray]:
    mean = known.posterior @ found.nodes
    square = known.posterior @ found.nodes**2
    error = np.sqrt(np.clip(square - mean**2, 0, None))
    return (mean - zero)[table.group_of], error[table.group_of]


def _fit(blocks: IntArray, known: Expected, weight: FloatArray) -> Fit:
    """Infit and outfit over some blocks, residuals averaged over the posterior."""
    chances, weight = known.chances[blocks], weight[blocks]
    number = np.arange(chances.shape[2], dtype=np.float64)
    expected = chances @ number
    variance = chances @ number**2 - expected**2
    squares = (number[None, :, None] - expected[:, None, :]) ** 2
    n = weight.sum()
    information = float((weight.sum(axis=1) * variance).sum())
    standardised = squares / np.maximum(variance, 1e-300)[:, None, :]
    return Fit(
        float((weight * squares).sum()) / max(information, 1e-300),
        float((weight * standardised).sum() / n),
    )


def fair_averages(
    ratings: Ratings,
    severities: FloatArray,
    cumulative: FloatArray,
    means: FloatArray,
    table: Table,
) -> FloatArray:
    """Each assessor's expected level for an attempt of average proficiency, over all details."""
    size = np.bincount(table.group_program, weights=table.group_size, minlength=len(means))
    average = float(size @ means / size.sum())
    rated = np.bincount(ratings.detail, minlength=len(cumulative)) > 0
    own = cumulative[rated]
    place = np.broadcast_to((average - severities)[:, None], (len(severities), len(own)))
    chances, _ = level_chances(place, own[None])
    return np.asarray((chances @ np.asarray(ratings.scale.values)).mean(axis=1))


def _spread_of(measures: list[Figure]) -> tuple[float, float]:
    """The true spread of the measures and the root mean square of their errors."""
    values = np.array([figure.value for figure in measures], dtype=np.float64)
    errors = np.array([figure.error for figure in measures], dtype=np.float64)
    if len(values) < 2:  # noqa: PLR2004  one has no spread
        return 0.0, float(np.sqrt(np.mean(errors**2))) if len(errors) else 0.0
    noise = float(np.mean(errors**2))
    return float(np.sqrt(max(0.0, float(np.var(values, ddof=1)) - noise))), float(np.sqrt(noise))


def _remarks(ratings: Ratings, table: Table, found: Estimate) -> tuple[str, ...]:
    remarks = []
    for detail, used in zip(ratings.details, table.steps.used, strict=True):
        if used.any() and not used.all():
            pairs = zip(ratings.scale.levels, used, strict=True)
            names = ", ".join(name for name, is_used in pairs if not is_used)
            remarks.append(
                f"Nobody gave {names} for {detail}: it keeps its place on the scale, but its "
                "threshold could not be estimated."
            )
    if not found.converged:
        remarks.append("The estimation stopped before it settled; take the figures as rough.")
    return tuple(remarks)
