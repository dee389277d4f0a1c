"""The many-facet model gives the figures of others, finds the truth again, and refuses islands."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd  # type: ignore[import-untyped]  # ships no types
import pytest
import raschpy

from tests.calibration.designs import Design, Floats, simulate
from workbench.calibration.rasch.facets import FacetsError, facets
from workbench.calibration.rasch.facets_errors import measure_uncertainty
from workbench.calibration.rasch.joint import joint_measures
from workbench.calibration.rasch.marginal import Parameters, compress, expect, maximise
from workbench.calibration.ratings.columns import ratings_from_arrays, ratings_from_matrix
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.ratings.scale import make_scale
from workbench.calibration.severities.severity import severity


@pytest.fixture(scope="module")
def essays(reference: Path) -> tuple[Ratings, dict[str, dict[str, object]]]:
    """209 essays, 10 raters, 3 criteria, and what others found."""
    case = json.loads((reference / "stats/ptam4_mfrm.json").read_text())
    rows = [
        (essay, criterion, rater, level)
        for essay, rater, *levels in case["data"]["rows"]
        for criterion, level in zip(case["data"]["columns"][2:], levels, strict=True)
    ]
    attempt, detail, assessor, level = (list(column) for column in zip(*rows, strict=True))
    scale = make_scale(case["data"]["levels"])
    expected = {one["stat"]: one for one in case["expected"]}
    return ratings_from_arrays(attempt, detail, assessor, level, scale), expected


def test_the_marginal_estimates_are_those_of_tam(
    essays: tuple[Ratings, dict[str, dict[str, object]]],
) -> None:
    ratings, expected = essays
    case = expected["mfrm_mmle_tam"]
    params = case["params"]
    assert isinstance(params, dict)
    found = facets(ratings)
    for assessor in found.assessors:
        theirs = params[f"raterR{assessor.assessor}"]
        assert assessor.measure.value == pytest.approx(theirs, abs=0.001)
    criteria = np.array([params[detail.detail] for detail in found.details])
    for detail, theirs in zip(found.details, criteria - criteria.mean(), strict=True):
        assert detail.measure.value == pytest.approx(theirs, abs=0.001)
    steps = [params[f"step{n}"] for n in (1, 2, 3)]
    assert found.details[0].thresholds == pytest.approx(steps, abs=0.001)
    assert found.programs[0].mean.value == pytest.approx(-criteria.mean(), abs=0.001)
    assert found.spread**2 == pytest.approx(case["variance"], abs=0.001)
    assert found.deviance == pytest.approx(case["deviance"], abs=0.005)


def test_the_bhhh_errors_are_near_those_of_the_reference(
    essays: tuple[Ratings, dict[str, dict[str, object]]],
) -> None:
    ratings, expected = essays
    theirs = expected["mfrm_mmle_tam"]["se_joint_bhhh"]
    ours = [one.measure.error for one in facets(ratings, errors="bhhh").assessors]
    # The reference doesn't say which other parameters were estimated along; ours are all.
    assert ours == pytest.approx(theirs, rel=0.07)


def test_the_joint_estimates_are_those_of_the_reference(
    essays: tuple[Ratings, dict[str, dict[str, object]]],
) -> None:
    ratings, expected = essays
    theirs = expected["mfrm_jmle"]["exact"]
    assert isinstance(theirs, dict)
    found = joint_measures(ratings, "rating scale")
    assert found.assessors == pytest.approx(theirs["lam"], abs=0.002)
    assert found.details + 0.0 == pytest.approx(theirs["delta"], abs=0.002)
    assert found.thresholds[0] == pytest.approx(theirs["tau"], abs=0.002)
    assert found.n_extreme == theirs["n_extreme"]


def test_liking_for_science_comes_out_as_in_winsteps(reference: Path) -> None:
    case = json.loads((reference / "stats/liking_for_science_pcm.json").read_text())
    matrix = np.array(case["data"]["matrix"])
    pupils, acts = matrix.shape
    ratings = ratings_from_arrays(
        np.repeat(np.arange(pupils), acts),
        np.tile(np.arange(acts), pupils),
        np.zeros(matrix.size, dtype=int),
        matrix.ravel(),
        make_scale(case["data"]["levels"]),
    )
    found = joint_measures(ratings)
    ours = {
        "item_measure": found.details,
        "item_model_se": found.detail_error,
        "item_infit_mnsq": found.detail_fit.infit,
        "item_infit_zstd": found.detail_fit.infit_z,
        "item_outfit_mnsq": found.detail_fit.outfit,
        "item_outfit_zstd": found.detail_fit.outfit_z,
        "person_measure": found.attempts,
    }
    expected = {one["stat"]: one for one in case["expected"]}
    for stat, values in ours.items():
        theirs = expected[stat]
        finite = ~np.isnan(values)
        printed = np.array(theirs["winsteps"])[finite]
        assert values[finite] == pytest.approx(printed, abs=theirs["tol_winsteps"]), stat
        if "exact" in theirs:
            exact = np.array(theirs["exact"], dtype=float)[finite]
            assert values[finite] == pytest.approx(exact, abs=theirs["tol"]), stat
    steps = expected["andrich_steps_relative_to_item"]
    for ours_of, theirs_of in zip(found.thresholds, steps["exact"], strict=True):
        assert ours_of == pytest.approx(theirs_of, abs=steps["tol"])
    assert np.isnan(found.attempts[1])
    assert found.n_extreme == 1


@pytest.mark.parametrize("model", ["rating scale", "partial credit"])
def test_the_truth_is_found_again(model: str) -> None:
    ratings, truth = simulate(Design(attempts=1500, details=8, assessors=8), seed=6)
    found = facets(ratings, model)  # type: ignore[arg-type]  # one of the two names
    assert found.converged
    for one, true in zip(found.assessors, truth.severity, strict=True):
        assert one.measure.value == pytest.approx(true, abs=4 * (one.measure.error or 0))
    for detail, true in zip(found.details, truth.difficulty, strict=True):
        assert detail.measure.value == pytest.approx(true, abs=4 * (detail.measure.error or 0))
        assert detail.thresholds == pytest.approx(truth.thresholds, abs=0.35)
    assert found.spread == pytest.approx(1.2, abs=0.08)
    gaps = found.attempt_mean - truth.ability
    assert np.mean(np.abs(gaps) < 1.96 * found.attempt_error) == pytest.approx(0.95, abs=0.02)


def test_fit_is_one_where_the_model_holds_and_names_the_erratic() -> None:
    ratings, _ = simulate(Design(attempts=600, assessors=6), seed=2)
    assert all(0.85 < one.fit.infit < 1.15 for one in facets(ratings).assessors)
    random = np.random.default_rng(1)
    level = ratings.level.copy()
    erratic = ratings.assessor == 0
    level[erratic] = random.integers(0, 4, erratic.sum())
    spoiled = Ratings(
        ratings.scale, ratings.attempt, ratings.detail, ratings.assessor, level,
        ratings.attempts, ratings.details, ratings.assessors,
    )  # fmt: skip
    words = [one.fit.word for one in facets(spoiled).assessors]
    assert words[0] == "erratic"
    assert set(words[1:]) == {"typical"}


def test_programs_with_a_true_gap_of_nothing_show_none() -> None:
    design = Design(attempts=1200, assessors=8, programs=2, shared=0.1)
    ratings, _ = simulate(design, seed=9)
    one, other = facets(ratings).programs
    assert one.mean.value is not None
    assert one.mean.value - (other.mean.value or 0) == pytest.approx(0, abs=0.3)


def test_a_true_gap_between_programs_is_found() -> None:
    design = Design(attempts=1200, assessors=8, programs=2, shared=0.3, program_gap=1.0)
    one, other = facets(simulate(design, seed=9)[0]).programs
    assert (other.mean.value or 0) - (one.mean.value or 0) == pytest.approx(1.0, abs=0.3)


def test_an_unused_level_keeps_its_place_and_is_named() -> None:
    ratings, _ = simulate(Design(attempts=200), seed=3)
    kept = ratings.where((ratings.detail != 0) | (ratings.level != 1))
    found = facets(kept, "partial credit")
    assert found.details[0].unused == ("2",)
    assert len(found.details[0].thresholds) == 2
    assert "Nobody gave 2 for 0" in found.remarks[0]
    assert all(not detail.unused for detail in found.details[1:])


def test_assessors_without_common_work_are_refused_with_their_sets() -> None:
    rows = [[1, 2, None, None], [3, 1, None, None], [None, None, 2, 4], [None, None, 1, 3]]
    ratings = ratings_from_matrix(np.array(rows, dtype=object), make_scale(4))
    with pytest.raises(FacetsError, match=r"one scale: 0, 1; 2, 3\."):
        facets(ratings)


def test_definitive_judgments_have_severity_zero_and_link() -> None:
    ratings, truth = simulate(Design(attempts=400, assessors=5), seed=8)
    with_truth = Ratings(
        ratings.scale, ratings.attempt, ratings.detail, ratings.assessor, ratings.level,
        ratings.attempts, ratings.details, ratings.assessors, definitive=2,
    )  # fmt: skip
    found = facets(with_truth)
    assert found.assessors[2].measure.value == 0
    gap = truth.severity - truth.severity[2]
    for one, true in zip(found.assessors, gap, strict=True):
        assert one.measure.value == pytest.approx(true, abs=4 * (one.measure.error or 0) + 1e-9)


def test_one_level_alone_has_no_scale() -> None:
    ratings = ratings_from_matrix([[1, 1], [1, 1]], make_scale(3))
    with pytest.raises(FacetsError, match="two different levels"):
        facets(ratings)


def test_separation_tells_assessors_apart_only_where_they_differ() -> None:
    apart = facets(simulate(Design(attempts=800, severity_spread=0.8), seed=1)[0])
    alike = facets(simulate(Design(attempts=800, severity_spread=0.0), seed=1)[0])
    assert apart.separation > 3
    assert apart.reliability > 0.9
    assert alike.separation < 2


@pytest.mark.parametrize("seed", range(4))
def test_severities_are_near_those_of_raschpy(seed: int) -> None:
    ratings, _ = simulate(Design(attempts=400, per_attempt=3), seed=seed)
    columns = {"r": ratings.assessor, "p": ratings.attempt, "d": ratings.detail, "x": ratings.level}
    table = pd.DataFrame(columns).pivot_table(index=["r", "p"], columns="d", values="x")
    theirs = raschpy.MFRM(table, max_score=3)
    theirs.calibrate_global()
    effects = theirs.facet_effects_global.to_numpy()
    for one, effect in zip(facets(ratings).assessors, effects, strict=True):
        # Pairwise estimates (Elliott and Buttery 2022) of the same model: near, not equal.
        assert one.measure.value == pytest.approx(effect, abs=1.5 * (one.measure.error or 0))
    for other, effect in zip(severity(ratings).assessors, effects, strict=True):
        assert other.logits.value == pytest.approx(effect, abs=1.5 * (other.logits.error or 0))


def test_who_gave_only_the_highest_level_is_left_out_and_named() -> None:
    ratings, _ = simulate(Design(attempts=200, assessors=5), seed=3)
    level = ratings.level.copy()
    level[ratings.assessor == 4] = 3
    found = facets(replace(ratings, level=level))
    assert [one.assessor for one in found.assessors] == ["0", "1", "2", "3"]
    assert found.remarks == ("4 has only 4, so there is no finite measure.",)


def test_the_information_is_the_curvature_of_the_likelihood() -> None:
    design = Design(attempts=60, details=4, assessors=4, programs=2, shared=0.5, levels=3)
    ratings, _ = simulate(design, seed=3)
    table = compress(ratings, "rating scale", np.vstack([np.eye(3), -np.ones(3)]))
    free = table.steps.design.shape[1]
    start = Parameters(np.zeros(3), np.zeros(free), np.zeros(2), 0.0)
    found = maximise(table, np.linspace(-8, 8, 65), start)
    known = expect(table, found.nodes, found.parameters)
    exact = np.linalg.inv(measure_uncertainty(ratings, table, found, known, "robust").least)
    size = np.bincount(table.group_program, weights=table.group_size)
    back = np.vstack([np.eye(3 + free + 2), np.zeros(3 + free + 2)])[[*range(4 + free), -1, -2]]
    back[4 + free, 3 + free] = -size[0] / size[1]
    at = found.parameters.flat()

    def likelihood(step: Floats) -> float:
        moved = found.parameters.unflat(at + back @ step)
        return expect(table, found.nodes, moved).log_likelihood

    curvature = -_second_differences(likelihood, back.shape[1], 1e-3)
    assert exact == pytest.approx(curvature, rel=2e-3, abs=0.02)


def _second_differences(function: Callable[[Floats], float], size: int, step: float) -> Floats:
    sides = step * np.eye(size)
    table = [
        [function(a + b) - function(a - b) - function(b - a) + function(-a - b) for a in sides]
        for b in sides
    ]
    return np.array(table) / (4 * step**2)
