"""Published tables come out as printed, standard errors included."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.calibration.published import ANXIETY, CASES, FLEISS_1971, Case
from workbench.calibration.agreeing.agreement import agreement
from workbench.calibration.agreeing.chance import fleiss_error_if_independent
from workbench.calibration.agreeing.cohen import error_if_independent
from workbench.calibration.agreeing.icc import intraclass
from workbench.calibration.ratings.columns import ratings_from_crosstab, ratings_from_matrix
from workbench.calibration.ratings.scale import WeightName, make_scale, make_weights


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_published_table_comes_out_as_printed(case: Case) -> None:
    panel = agreement(case.ratings, weights=case.weights, errors="published")
    for printed in case.printed:
        figure = getattr(panel, printed.field)
        unit = 0.51 * 10**-printed.decimals
        assert figure.value == pytest.approx(printed.value, abs=unit), printed.field
        if printed.error is not None:
            assert figure.error == pytest.approx(printed.error, abs=unit), printed.field


def test_the_errors_under_independence_are_those_that_sas_prints() -> None:
    table = np.array([[0.0, 4, 1], [0, 8, 0], [0, 1, 5]])
    linear = make_weights(make_scale(3), "linear")
    assert error_if_independent(table, np.eye(3)) == pytest.approx(0.1484, abs=5e-5)
    assert error_if_independent(table, linear) == pytest.approx(0.1426, abs=5e-5)


@pytest.mark.parametrize(
    ("weights", "kappa", "error", "z"),
    [
        ("identity", 0.4728, 0.0694, 6.81),
        ("linear", 0.5684, 0.0788, 7.22),
        ("quadratic", 0.6714, 0.1079, 6.22),
    ],
)
def test_the_errors_under_independence_are_those_that_stata_prints(
    weights: WeightName, kappa: float, error: float, z: float
) -> None:
    table = np.array([[21.0, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]])
    found = error_if_independent(table, make_weights(make_scale(4), weights))
    assert found == pytest.approx(error, abs=5e-5)
    assert kappa / found == pytest.approx(z, abs=6e-3)


def test_absolute_agreement_of_three_raters_of_anxiety_is_that_of_irr() -> None:
    found = {one.form: one for one in intraclass(ANXIETY)}["ICC(2,1)"]
    assert found.value == pytest.approx(0.198, abs=5e-4)
    assert found.f == pytest.approx(1.83, abs=5e-3)
    assert (found.low, found.high) == pytest.approx((-0.039, 0.494), abs=5e-4)


def test_without_details_to_cluster_the_errors_are_the_published_ones() -> None:
    table = [[38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]]
    panel = agreement(ratings_from_crosstab(table, 4))
    assert panel.cohen.error == pytest.approx(0.0505, abs=5e-5)


def test_the_z_of_fleiss_kappa_is_the_one_that_r_prints() -> None:
    z = 0.4302445 / fleiss_error_if_independent(FLEISS_1971.astype(float))
    assert z == pytest.approx(17.65183, abs=5e-5)


def test_alpha_of_krippendorffs_own_example(reference: Path) -> None:
    case = json.loads((reference / "stats/krippendorff_2011_C.json").read_text())
    table = np.array(case["data"]["ratings"], dtype=object).T
    panel = agreement(ratings_from_matrix(table, make_scale(case["data"]["levels"])))
    for expected in case["expected"]:
        figure = getattr(panel, f"alpha_{expected['level']}")
        assert figure.value == pytest.approx(expected["exact"], abs=expected["tol"])
        assert figure.n == 11


def test_the_six_intraclass_correlations_of_shrout_and_fleiss(reference: Path) -> None:
    case = json.loads((reference / "stats/shrout_fleiss_1979.json").read_text())
    forms = {"ICC1": "(1,1)", "ICC2": "(2,1)", "ICC3": "(3,1)"}
    forms |= {"ICC1k": "(1,k)", "ICC2k": "(2,k)", "ICC3k": "(3,k)"}
    found = {one.form[3:]: one for one in intraclass(np.array(case["data"]["ratings"]).T)}
    for expected in case["expected"]:
        one = found[forms[expected["form"]]]
        assert one.value == pytest.approx(expected["exact"], abs=expected["tol"])
        assert one.f == pytest.approx(expected["F"])
        assert (one.df1, one.df2) == (expected["df1"], expected["df2"])
        assert one.p == pytest.approx(expected["p"])
        assert (one.low, one.high) == pytest.approx(tuple(expected["ci95"]), abs=1e-4)
