"""Severities are found again, refused where they mean nothing, and their errors are honest."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import statsmodels.api as sm

from tests.calibration.designs import Design, Floats, simulate
from workbench.calibration.ratings.columns import ratings_from_arrays, ratings_from_matrix
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.ratings.scale import make_scale
from workbench.calibration.severities.connectivity import connectivity
from workbench.calibration.severities.severity import ALONE, ONE_WAY, severity


def _matrix(*rows: list[int | None]) -> Ratings:
    return ratings_from_matrix(np.array(rows, dtype=object), make_scale(4))


def _slow_pairs(ratings: Ratings) -> list[tuple[int, int, int, int, float]]:
    """Attempt, the two assessors, their gap in levels and the pair's weight."""
    units: dict[tuple[int, int], list[tuple[int, int]]] = {}
    rows = zip(ratings.attempt, ratings.detail, ratings.assessor, ratings.level, strict=True)
    for attempt, detail, assessor, level in rows:
        units.setdefault((int(attempt), int(detail)), []).append((int(assessor), int(level)))
    return [
        (attempt, one, two, x - y, 2 / len(unit))
        for (attempt, _), unit in units.items()
        for (one, x), (two, y) in itertools.combinations(unit, 2)
    ]


def _slow_contrasts(ratings: Ratings) -> tuple[Floats, Floats, Floats]:
    """Rows of a regression on all severities but the last, the gaps, the weights."""
    pairs = _slow_pairs(ratings)
    design = np.zeros((len(pairs), len(ratings.assessors)))
    for row, (_, one, two, _, _) in enumerate(pairs):
        design[row, one], design[row, two] = -1, 1
    gap, weight = (np.array([pair[n] for pair in pairs], dtype=float) for n in (3, 4))
    return design[:, :-1], gap, weight


def _centred_on_all(coefficients: Floats) -> Floats:
    full = np.append(coefficients, 0.0)
    return np.asarray(full - full.mean())


@pytest.mark.parametrize("per_attempt", [2, 4])
def test_levels_are_weighted_least_squares_of_the_differences(per_attempt: int) -> None:
    ratings, _ = simulate(Design(per_attempt=per_attempt, shared=0.8), seed=4)
    design, gap, weight = _slow_contrasts(ratings)
    theirs = sm.WLS(gap, design, weights=weight).fit().params
    ours = [one.levels.value for one in severity(ratings).assessors]
    assert ours == pytest.approx(_centred_on_all(theirs), abs=1e-9)


@pytest.mark.parametrize("per_attempt", [2, 4])
def test_logits_are_a_logistic_regression_of_the_order(per_attempt: int) -> None:
    ratings, _ = simulate(Design(per_attempt=per_attempt, shared=0.8), seed=4)
    design, gap, weight = _slow_contrasts(ratings)
    told = gap != 0
    family = sm.families.Binomial()
    model = sm.GLM(
        np.ones(told.sum()),
        design[told] * gap[told, None],
        family=family,
        var_weights=weight[told],
    )
    ours = [one.logits.value for one in severity(ratings).assessors]
    assert ours == pytest.approx(_centred_on_all(model.fit(tol=1e-12).params), abs=1e-6)


def test_errors_are_cluster_robust_by_attempt() -> None:
    ratings, _ = simulate(Design(attempts=5000, details=3, halo=1.0), seed=4)
    design, gap, weight = _slow_contrasts(ratings)
    groups = np.array([pair[0] for pair in _slow_pairs(ratings)])
    fit = sm.WLS(gap, design, weights=weight).fit(
        cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False}
    )
    shift = np.eye(len(ratings.assessors)) - 1 / len(ratings.assessors)
    theirs = np.sqrt(np.diag(shift[:, :-1] @ fit.cov_params() @ shift[:, :-1].T))
    ours = [one.levels.error for one in severity(ratings).assessors]
    assert ours == pytest.approx(theirs, rel=1e-3)


def test_the_pull_of_an_attempt_on_the_estimate_is_taken_out_of_its_error() -> None:
    ratings, _ = simulate(Design(attempts=12, halo=1.0), seed=4)
    design, gap, _ = _slow_contrasts(ratings)
    groups = np.array([pair[0] for pair in _slow_pairs(ratings)])
    bread = np.linalg.inv(design.T @ design)
    rest = gap - design @ (bread @ design.T @ gap)
    meat = np.zeros_like(bread)
    for group in np.unique(groups):
        mine = design[groups == group]
        score = mine.T @ rest[groups == group] / np.sqrt(1 - np.trace(mine @ bread @ mine.T))
        meat += np.outer(score, score)
    shift = np.eye(len(ratings.assessors)) - 1 / len(ratings.assessors)
    theirs = np.sqrt(np.diag(shift[:, :-1] @ bread @ meat @ bread @ shift[:, :-1].T))
    ours = [one.levels.error for one in severity(ratings).assessors]
    assert ours == pytest.approx(theirs, abs=1e-9)


def test_one_attempt_that_links_two_teams_leaves_a_wide_interval() -> None:
    rows = "1200 2100 3200 0012 0032 0021 2030"
    table = np.array([[int(mark) for mark in row] for row in rows.split()], dtype=object)
    table[table == 0] = None
    for one in severity(ratings_from_matrix(table, make_scale(3))).assessors:
        assert one.levels.low is not None
        assert one.levels.high is not None
        assert one.levels.high - one.levels.low > 2


def test_severity_is_found_again_without_bias() -> None:
    ratings, truth = simulate(Design(attempts=4000, assessors=8), seed=11)
    found = severity(ratings)
    gaps = [
        (one.logits.value or 0) - severity_true
        for one, severity_true in zip(found.assessors, truth.severity, strict=True)
    ]
    errors = [one.logits.error or 0 for one in found.assessors]
    assert np.abs(gaps).max() < 4 * max(errors)
    assert found.logits_spread == pytest.approx(np.std(truth.severity, ddof=1), rel=0.1)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    inside = total = 0
    for seed in range(40):
        ratings, truth = simulate(Design(attempts=60, assessors=5, halo=0.8), seed=seed)
        for one, true in zip(severity(ratings).assessors, truth.severity, strict=True):
            assert one.logits.low is not None
            assert one.logits.high is not None
            inside += one.logits.low < true < one.logits.high
            total += 1
    assert 0.90 < inside / total < 0.99


def test_definitive_judgments_are_an_assessor_of_severity_zero() -> None:
    ratings = ratings_from_arrays(
        np.repeat(np.arange(60), 2),
        np.zeros(120),
        np.tile(["A", "lead"], 60),
        np.column_stack([[1, 2, 2, 3, 1, 3] * 10, [2, 2, 3, 2, 2, 3] * 10]).ravel(),
        make_scale(3),
        definitive="lead",
    )
    one, lead = severity(ratings).assessors
    assert lead.logits.value == 0
    assert lead.levels.value == 0
    assert one.levels.value == pytest.approx(1 / 3)
    assert one.flagged


def test_disjoint_sets_are_named_and_centred_each_by_itself() -> None:
    ratings = _matrix(
        [1, 2, None, None], [3, 2, None, None], [2, 3, None, None],
        [None, None, 1, 3], [None, None, 3, 2], [None, None, 2, 4],
    )  # fmt: skip
    found = severity(ratings)
    assert found.sets == (("0", "1"), ("2", "3"))
    assert [one.set_number for one in found.assessors] == [0, 0, 1, 1]
    for pair in (found.assessors[:2], found.assessors[2:]):
        assert sum(one.levels.value or 0 for one in pair) == pytest.approx(0)
    net = connectivity(ratings)
    assert not net.connected
    assert [one.assessors for one in net.sets] == [("0", "1"), ("2", "3")]


def test_the_definitive_judgments_link_what_they_touch() -> None:
    net = connectivity(_matrix([1, 2, None, 2], [None, None, 1, 3]))
    assert net.connected
    assert [(pair.assessor, pair.other, pair.n_attempts) for pair in net.shared] == [
        ("0", "1", 1), ("0", "3", 1), ("1", "3", 1), ("2", "3", 1),
    ]  # fmt: skip


def test_an_assessor_who_shares_nothing_has_no_severity() -> None:
    found = severity(_matrix([1, 2, None], [2, 1, None], [None, None, 3]))
    assert found.assessors[2].levels.undefined == ALONE
    assert found.assessors[2].logits.undefined == ALONE
    assert not found.assessors[2].flagged


def test_differences_that_all_go_one_way_have_levels_but_no_logits() -> None:
    found = severity(_matrix([1, 2], [2, 3], [2, 2], [1, 3]))
    assert found.assessors[0].logits.undefined == ONE_WAY
    assert found.assessors[0].levels.value == pytest.approx(0.5)


def test_nobody_differing_is_severity_zero_in_levels() -> None:
    found = severity(_matrix([1, 1], [2, 2]))
    assert [one.levels.value for one in found.assessors] == [0, 0]
    assert not any(one.flagged for one in found.assessors)


def test_without_ratings_there_are_no_assessors() -> None:
    assert severity(_matrix([None, None])).assessors[0].levels.undefined == ALONE


def test_little_work_is_shrunken_toward_the_team() -> None:
    ratings, _ = simulate(Design(attempts=30, assessors=10, severity_spread=0.6), seed=3)
    for one in severity(ratings).assessors:
        if one.levels.value is not None and one.shrunk_levels is not None:
            assert abs(one.shrunk_levels) <= abs(one.levels.value)
