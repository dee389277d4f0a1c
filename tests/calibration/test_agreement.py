"""The panel says what it knows, and says why where it knows nothing."""

from __future__ import annotations

import numpy as np
import pytest

from tests.calibration.designs import Design, simulate
from workbench.calibration.agreeing.agreement import (
    NO_VARIATION,
    NOT_SHARED,
    agreement,
    agreement_by_detail,
)
from workbench.calibration.agreeing.between_assessors import agreement_with_rest
from workbench.calibration.agreeing.bootstrap import bootstrap_agreement
from workbench.calibration.agreeing.panel import AgreementPanel
from workbench.calibration.figure import Figure
from workbench.calibration.ratings.columns import ratings_from_matrix
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.ratings.scale import Scale, ScaleError, make_scale

COEFFICIENTS = (
    "fleiss", "fleiss_weighted", "conger", "conger_weighted", "brennan_prediger", "ac1", "ac2",
    "alpha_nominal", "alpha_ordinal", "alpha_interval", "alpha_ratio",
)  # fmt: skip


def _matrix(*rows: list[int | None]) -> Ratings:
    return ratings_from_matrix(np.array(rows, dtype=object), make_scale(4))


def _figures(panel: AgreementPanel) -> dict[str, Figure]:
    fields = {name: getattr(panel, name) for name in AgreementPanel.__slots__}
    return {name: figure for name, figure in fields.items() if isinstance(figure, Figure)}


def test_when_everyone_chose_the_same_level_coefficients_are_undefined_and_say_so() -> None:
    panel = agreement(_matrix([2, 2], [2, 2], [2, 2]))
    assert panel.exact.value == 1
    for name in (*COEFFICIENTS, "cohen", "cohen_linear"):
        figure = getattr(panel, name)
        assert figure.value is None, name
        assert figure.undefined == NO_VARIATION, name


def test_without_shared_work_nothing_is_claimed() -> None:
    panel = agreement(_matrix([1, None], [None, 2], [3, None]))
    for name in (*COEFFICIENTS, "exact", "adjacent"):
        assert getattr(panel, name).undefined == NOT_SHARED, name
    assert panel.n_ratings == 3
    assert panel.n_shared_units == 0


def test_no_ratings_at_all_is_no_exception() -> None:
    panel = agreement(_matrix([None, None]))
    assert panel.exact.undefined == NOT_SHARED
    assert panel.expected.undefined is not None


def test_one_assessor_alone_has_no_agreement() -> None:
    panel = agreement(_matrix([1], [2], [3]))
    assert panel.cohen.undefined == "Cohen's kappa compares two assessors; here are 1."
    assert panel.ac1.undefined == NOT_SHARED


def test_every_figure_is_a_number_or_a_reason_and_never_nan() -> None:
    designs = (
        [[1, 2]],
        [[1, 1]],
        [[1, 1], [2, 2]],
        [[1, 2], [2, 1]],
        [[4, 4, None], [None, 1, 1], [None, None, 2]],
    )
    for rows in designs:
        for figure in _figures(agreement(_matrix(*rows))).values():
            assert (figure.value is None) == (figure.undefined is not None)
            numbers = (figure.value, figure.error, figure.low, figure.high)
            assert all(np.isfinite(x) for x in numbers if x is not None)
            assert figure.low is not None or figure.no_interval


def test_perfect_agreement_with_variation_is_one() -> None:
    panel = agreement(_matrix([1, 1], [2, 2], [4, 4]))
    assert {getattr(panel, name).value for name in (*COEFFICIENTS, "cohen")} == {1.0}


def test_an_unused_level_keeps_its_place_in_the_weights() -> None:
    rows = [[1, 1], [2, 2], [1, 2], [2, 2]]
    short, long = (
        agreement(ratings_from_matrix(rows, make_scale(levels))).ac2.value for levels in (2, 4)
    )
    assert short is not None
    assert long is not None
    assert long > short


def test_a_unit_rated_once_counts_in_chance_but_not_in_the_observed_agreement() -> None:
    rows: list[list[int | None]] = [[1, 1], [2, 2], [1, 2]]
    without = agreement(_matrix(*rows))
    with_single = agreement(_matrix(*rows, [4, None]))
    assert with_single.exact.value == without.exact.value
    assert with_single.ac1.value != without.ac1.value
    assert with_single.alpha_ordinal.value == without.alpha_ordinal.value


def test_a_nominal_scale_has_no_ordinal_figures() -> None:
    scale = Scale(("red", "green", "blue"), nominal=True)
    panel = agreement(ratings_from_matrix([["red", "red"], ["blue", "red"]], scale))
    assert panel.alpha_ordinal.undefined == "This scale has no order."
    assert panel.cohen_linear.undefined == "This scale has no order."
    assert panel.alpha_nominal.value is not None


def test_a_scale_of_another_length_is_refused() -> None:
    with pytest.raises(ScaleError, match="use 4 levels; the scale has 3"):
        agreement(_matrix([1, 2]), make_scale(3))


def test_order_and_names_do_not_matter() -> None:
    ratings, _ = simulate(Design(shared=0.7), seed=3)
    order = np.random.default_rng(1).permutation(len(ratings))
    shuffled = Ratings(
        ratings.scale,
        ratings.attempt[order],
        ratings.detail[order],
        ratings.assessor[order],
        ratings.level[order],
        ratings.attempts,
        ratings.details,
        ratings.assessors,
    )
    for name, figure in _figures(agreement(ratings)).items():
        other = _figures(agreement(shuffled))[name]
        assert figure.value == pytest.approx(other.value), name
        assert figure.error == pytest.approx(other.error), name


def test_errors_clustered_by_attempt_are_wider_where_attempts_have_a_halo() -> None:
    ratings, _ = simulate(Design(attempts=200, details=20, halo=1.5), seed=5)
    clustered = agreement(ratings).ac2.error
    independent = agreement(ratings, errors="published").ac2.error
    assert clustered is not None
    assert independent is not None
    assert clustered > 1.3 * independent


def test_the_bootstrap_agrees_with_the_analytic_interval_and_repeats_with_its_seed() -> None:
    ratings, _ = simulate(Design(attempts=300, shared=0.6), seed=7)
    panel, drawn = agreement(ratings), bootstrap_agreement(ratings, seed=1)
    assert drawn == bootstrap_agreement(ratings, seed=1)
    for name, interval in drawn.items():
        figure = getattr(panel, name)
        assert figure.error is not None
        assert interval.low == pytest.approx(figure.low, abs=0.35 * figure.error), name
        assert interval.high == pytest.approx(figure.high, abs=0.35 * figure.error), name


def test_the_bootstrap_covers_kappa_for_two_assessors() -> None:
    ratings, _ = simulate(Design(attempts=80, assessors=2), seed=7)
    panel, drawn = agreement(ratings), bootstrap_agreement(ratings, replications=300)
    kappa, interval = panel.cohen_linear, drawn["cohen_linear"]
    assert kappa.value is not None
    assert interval.low < kappa.value < interval.high


def test_each_detail_has_its_own_panel() -> None:
    ratings, _ = simulate(Design(), seed=1)
    panels = agreement_by_detail(ratings)
    assert list(panels) == list(ratings.details)
    assert sum(panel.n_ratings for panel in panels.values()) == len(ratings)


def test_with_two_assessors_the_rest_is_the_other_one() -> None:
    ratings, _ = simulate(Design(assessors=2), seed=2)
    one, other = agreement_with_rest(ratings)
    panel = agreement(ratings)
    assert one.exact.value == pytest.approx(panel.exact.value)
    assert one.kappa_weighted.value == pytest.approx(panel.cohen_weighted.value)
    assert one.higher.value == pytest.approx(-(other.higher.value or 0))


def test_a_level_that_holds_nearly_everything_is_named() -> None:
    rows: list[list[int | None]] = [[3, 3]] * 9
    panel = agreement(_matrix(*rows, [2, 3]))
    assert panel.prevalent_level is not None
    assert panel.prevalent_level[0] == "3"
    assert panel.prevalent_level[1] == pytest.approx(0.95)


def test_few_units_may_only_be_counted() -> None:
    ratings, _ = simulate(Design(attempts=2, details=8), seed=2)
    assert agreement(ratings).exact.standing == "counts only"
    ratings, _ = simulate(Design(attempts=4, details=8), seed=2)
    assert agreement(ratings).exact.standing == "indicative"
