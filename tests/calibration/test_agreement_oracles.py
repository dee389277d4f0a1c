"""Other people's programs, and a slow reading of the definitions, give the same numbers."""

from __future__ import annotations

import itertools
from typing import get_args

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

from tests.calibration.designs import Floats, scale_of, scattered
from workbench.calibration.agreeing.agreement import agreement
from workbench.calibration.agreeing.between_assessors import agreement_of_pairs
from workbench.calibration.ratings.columns import ratings_from_crosstab, ratings_from_matrix
from workbench.calibration.ratings.scale import Metric, make_weights

tables = st.builds(
    scattered,
    seed=st.integers(0, 10**6),
    units=st.integers(1, 30),
    assessors=st.integers(1, 7),
    levels=st.integers(2, 6),
    missing=st.sampled_from([0.0, 0.2, 0.6]),
    alike=st.sampled_from([0.0, 0.5, 0.95, 1.0]),
)
complete = st.builds(
    scattered,
    seed=st.integers(0, 10**6),
    units=st.integers(3, 30),
    assessors=st.integers(2, 6),
    levels=st.just(4),
    missing=st.just(0.0),
    alike=st.sampled_from([0.2, 0.5, 0.9]),
)
LEVELS = 6


@settings(max_examples=60, deadline=None)
@given(tables, st.sampled_from(get_args(Metric)))
def test_alpha_is_that_of_the_krippendorff_package(table: Floats, metric: Metric) -> None:
    pairable = table[(~np.isnan(table)).sum(axis=1) > 1]
    assume(len(np.unique(pairable[~np.isnan(pairable)])) > 1)
    panel = agreement(ratings_from_matrix(table, scale_of(LEVELS)))
    theirs = krippendorff.alpha(
        reliability_data=table.T,
        level_of_measurement=metric,
        value_domain=np.arange(1.0, LEVELS + 1),
    )
    assert getattr(panel, f"alpha_{metric}").value == pytest.approx(theirs, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(complete)
def test_fleiss_kappa_is_that_of_statsmodels(table: Floats) -> None:
    counts = (table[:, :, None] == np.arange(1, 5)).sum(axis=1)
    assume(np.count_nonzero(counts.sum(axis=0)) > 1)
    panel = agreement(ratings_from_matrix(table, scale_of(4)))
    assert panel.fleiss.value == pytest.approx(fleiss_kappa(counts), abs=1e-9)
    uniform = fleiss_kappa(counts, method="uniform")
    assert panel.brennan_prediger.value == pytest.approx(uniform, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(complete, st.sampled_from(["linear", "quadratic"]))
def test_cohens_kappa_is_that_of_sklearn_with_unused_levels(table: Floats, weights: str) -> None:
    two = table[:, :2]
    assume(len(np.unique(two)) > 1)
    panel = agreement(ratings_from_matrix(two, scale_of(LEVELS)))
    labels = np.arange(1, LEVELS + 1)
    plain = cohen_kappa_score(*two.T, labels=labels)
    weighted = cohen_kappa_score(*two.T, labels=labels, weights=weights)
    assert panel.cohen.value == pytest.approx(plain, abs=1e-9)
    assert getattr(panel, f"cohen_{weights}").value == pytest.approx(weighted, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_the_error_of_kappa_is_that_of_statsmodels(seed: int) -> None:
    counts = np.random.default_rng(seed).integers(1, 20, (4, 4))
    theirs = cohens_kappa(counts, wt="linear")
    panel = agreement(ratings_from_crosstab(counts, scale_of(4)), errors="published")
    assert panel.cohen_linear.error == pytest.approx(float(theirs.std_kappa), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(tables, st.sampled_from(["identity", "linear", "quadratic", "ordinal"]))
def test_the_definitions_read_slowly_give_the_same(table: Floats, weights: str) -> None:
    scale = scale_of(LEVELS)
    matrix = make_weights(scale, weights)  # type: ignore[arg-type]  # a name from the list above
    panel = agreement(ratings_from_matrix(table, scale), weights=matrix)
    if panel.ac2.value is None:
        return
    observed, by_fleiss, by_gwet, by_conger = _slowly(table, matrix)
    for figure, expected in (
        (panel.fleiss_weighted, by_fleiss),
        (panel.ac2, by_gwet),
        (panel.conger_weighted, by_conger),
        (panel.brennan_prediger_weighted, matrix.mean()),
    ):
        if figure.value is not None:
            assert figure.value == pytest.approx((observed - expected) / (1 - expected), abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(tables)
def test_all_pairs_at_once_are_the_pairs_one_by_one(table: Floats) -> None:
    pairs = agreement_of_pairs(ratings_from_matrix(table, scale_of(LEVELS)))
    for pair in pairs:
        two = table[:, [int(pair.assessor), int(pair.other or "")]]
        both = two[~np.isnan(two).any(axis=1)]
        alone = agreement(ratings_from_matrix(both, scale_of(LEVELS)), errors="clustered")
        assert pair.exact.n == len(both)
        assert pair.exact.value == pytest.approx(np.mean(both[:, 0] == both[:, 1]))
        assert pair.higher.value == pytest.approx(np.mean(both[:, 0] - both[:, 1]))
        for mine, theirs in (
            (pair.kappa, alone.cohen),
            (pair.kappa_weighted, alone.cohen_weighted),
            (pair.ac1, alone.ac1),
            (pair.ac2, alone.ac2),
        ):
            assert mine.value == pytest.approx(theirs.value, abs=1e-9)
            if theirs.error is not None:
                assert mine.error == pytest.approx(theirs.error, abs=1e-9)


def _slowly(table: Floats, weights: Floats) -> tuple[float, float, float, float]:
    units = [row[~np.isnan(row)].astype(int) - 1 for row in table]
    shares = [
        np.mean([weights[a, b] for a, b in itertools.permutations(unit, 2)])
        for unit in units
        if len(unit) > 1
    ]
    levels = len(weights)
    profile = np.mean(
        [np.bincount(unit, minlength=levels) / len(unit) for unit in units if len(unit)], axis=0
    )
    by_fleiss = profile @ weights @ profile
    by_gwet = weights.sum() / (levels * (levels - 1)) * (profile * (1 - profile)).sum()
    used = [column[~np.isnan(column)].astype(int) - 1 for column in table.T]
    own = [np.bincount(column, minlength=levels) / len(column) for column in used if len(column)]
    by_conger = np.mean([p @ weights @ q for p, q in itertools.permutations(own, 2)])
    return float(np.mean(shares)), float(by_fleiss), float(by_gwet), float(by_conger)
