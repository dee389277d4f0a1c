"""Second reads, the next link and replayed policies name what would help, and why."""

from __future__ import annotations

import json

import numpy as np
import pytest

from tests.calibration.designs import Design, simulate
from tests.calibration.test_decisions import _ratings
from workbench.calibration.page.html import format_page
from workbench.calibration.page.numbers import format_numbers
from workbench.calibration.page.overview import overview
from workbench.calibration.rasch.decision_errors import decision_errors, find_turning_point
from workbench.calibration.rasch.facets import facets
from workbench.calibration.ratings.columns import ratings_from_arrays, ratings_from_matrix
from workbench.calibration.ratings.file import RatingsFile
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.ratings.scale import make_scale
from workbench.calibration.reading.next_link import next_link
from workbench.calibration.reading.policy import Policy, policy, replay_policies
from workbench.calibration.reading.second_reads import second_reads
from workbench.calibration.severities.connectivity import connectivity
from workbench.calibration.severities.severity import severity


def test_each_attempt_is_named_once_under_the_first_reason_that_holds() -> None:
    rows = _ratings(
        ("differ", "A", "333"), ("differ", "B", "331"),
        ("short", "A", "332"),
        ("wide", "A", "131"), ("wide", "B", "311"),
        ("fine", "A", "333"), ("fine", "B", "333"),
    )  # fmt: skip
    found = {one.attempt: one for one in second_reads(rows, audit_share=0.0)}
    assert {name: one.reason for name, one in found.items()} == {
        "differ": "decisions differ",
        "short": "close decision",
        "wide": "wide gap",
    }
    assert list(found) == ["differ", "short", "wide"]
    assert found["differ"].details == ("d2",)
    assert found["short"].sentence == "Not yet, by one level in d2 alone."
    assert found["wide"].details == ("d0", "d1")


def test_single_readings_of_a_flagged_assessor_come_before_the_audit() -> None:
    ratings, _ = simulate(
        Design(attempts=400, assessors=4, severity_spread=1.0, shared=0.5, details=4), seed=1
    )
    flagged = {one.assessor for one in severity(ratings).assessors if one.flagged}
    reads = second_reads(ratings, audit_share=0.1, seed=3)
    reasons = [one.reason for one in reads]
    assert flagged
    assert reasons == sorted(
        reasons,
        key=["decisions differ", "close decision", "wide gap", "flagged assessor", "audit"].index,
    )
    assert len({one.attempt for one in reads}) == len(reads)
    assert reads == second_reads(ratings, audit_share=0.1, seed=3)


def test_with_a_model_the_attempts_near_the_turning_point_are_close() -> None:
    ratings, _ = simulate(Design(attempts=200, details=4, levels=3, assessors=4), seed=1)
    model = facets(ratings)
    turn = find_turning_point(model, ratings)
    assert turn is not None
    close = {
        one.attempt for one in second_reads(ratings, model=model) if one.reason == "close decision"
    }
    for name in close:
        code = ratings.attempts.index(name)
        assert abs(model.attempt_mean[code] - turn) < model.attempt_error[code]


def test_the_model_says_how_often_one_reading_decides_wrongly() -> None:
    ratings, _ = simulate(Design(attempts=600, details=6, levels=3, spread=2.0), seed=1)
    errors = decision_errors(facets(ratings), ratings)
    assert 0 < errors.false_earn < errors.deserving
    assert errors.false_not_yet > errors.false_earn
    assert errors.false_not_yet < errors.deserving


def test_the_next_link_joins_sets_that_share_nothing() -> None:
    rows = _ratings(
        ("x", "A", "12"), ("x", "B", "21"), ("y", "A", "33"),
        ("z", "C", "13"), ("z", "D", "22"), ("w", "D", "11"),
    )  # fmt: skip
    link = next_link(rows)
    assert link is not None
    assert (link.attempt, link.assessor, link.shares_with) == ("x", "D", ("A", "B"))
    assert link.joins == (("A", "B"), ("C", "D"))


def test_the_next_link_makes_severities_surer_by_as_much_as_it_says() -> None:
    ratings, _ = simulate(Design(attempts=40, assessors=6, shared=0.4), seed=2)
    assert connectivity(ratings).connected
    link = next_link(ratings)
    assert link is not None
    assert link.gain is not None
    attempt, assessor = ratings.attempts.index(link.attempt), ratings.assessors.index(link.assessor)
    more = _with_reading(ratings, attempt, assessor)
    before, after = (_mean_variance(one) for one in (ratings, more))
    assert 1 - after / before == pytest.approx(link.gain)
    for other in range(len(ratings.attempts)):
        readers = ratings.assessor[ratings.attempt == other]
        if len(np.unique(readers)) == 1 and assessor not in readers:
            assert _mean_variance(_with_reading(ratings, other, assessor)) >= after - 1e-12


def test_when_everything_is_shared_there_is_no_next_link() -> None:
    assert next_link(_ratings(("x", "A", "12"), ("x", "B", "21"))) is None


def _with_reading(ratings: Ratings, attempt: int, assessor: int) -> Ratings:
    details = len(ratings.details)
    columns = (
        np.append(ratings.attempt, np.full(details, attempt)),
        np.append(ratings.detail, np.arange(details)),
        np.append(ratings.assessor, np.full(details, assessor)),
    )
    level = np.append(ratings.level, np.zeros(details, dtype=int)) + 1
    return ratings_from_arrays(*columns, level, ratings.scale)


def _mean_variance(ratings: Ratings) -> float:
    """The trace of the pseudo-inverse of the graph's Laplacian, read slowly."""
    size = len(ratings.assessors)
    laplacian = np.zeros((size, size))
    for unit in np.unique(ratings.unit):
        readers = ratings.assessor[ratings.unit == unit]
        for one in readers:
            for two in readers:
                if one < two:
                    row = np.zeros(size)
                    row[one], row[two] = 1, -1
                    laplacian += 2 / len(readers) * np.outer(row, row)
    return float(np.trace(np.linalg.pinv(laplacian)))


def test_reading_everything_twice_with_the_lead_to_settle_costs_what_it_costs() -> None:
    rows = _ratings(
        ("x", "A", "333"), ("x", "B", "332"), ("x", "lead", "333"),
        ("y", "A", "333"), ("y", "B", "333"), ("y", "lead", "332"),
        definitive="lead",
    )  # fmt: skip
    single = policy(rows, Policy("single", double_share=0.0))
    twice = policy(rows, Policy("twice", resolution="lead", minutes_per_reading=60))
    assert single.readings == 1
    assert twice.readings == 2.5
    assert twice.hours_per_100 == 250
    assert twice.resolved == 0.5
    assert twice.false_earn.value == 0.5
    assert twice.false_not_yet.value == 0.0
    assert (single.false_not_yet.value or 0) > 0


def test_lenient_and_strict_rules_err_on_opposite_sides() -> None:
    ratings, _ = simulate(Design(attempts=300, details=3, per_attempt=4, levels=3), seed=1)
    either, both = replay_policies(
        ratings,
        (
            Policy("either", resolution="earned if either"),
            Policy("both", resolution="earned if both"),
        ),
    )
    assert (either.false_earn.value or 0) > (both.false_earn.value or 0)
    assert (either.false_not_yet.value or 0) < (both.false_not_yet.value or 0)
    assert either.n_attempts == both.n_attempts > 0


def test_a_tolerance_sends_more_to_a_third_reader() -> None:
    ratings, _ = simulate(Design(attempts=200, details=6, per_attempt=3), seed=1)
    plain = policy(ratings, Policy("plain"))
    careful = policy(ratings, Policy("careful", tolerance=1))
    assert (careful.readings or 0) > (plain.readings or 0)


def test_two_readings_without_a_right_answer_cannot_be_replayed() -> None:
    found = policy(_ratings(("x", "A", "333"), ("x", "B", "332")), Policy("any"))
    assert found.n_attempts == 0
    assert found.false_earn.undefined is not None


@pytest.mark.parametrize("rows", ["", "..", "1.", "11", "3. .3", "31 13", "33 33 3."])
def test_hardly_any_ratings_are_answered_without_a_fault(rows: str) -> None:
    words = [[None if mark == "." else int(mark) for mark in row] for row in rows.split()]
    table = np.array(words, dtype=object).reshape(len(words), 2)
    seen = overview(RatingsFile(ratings_from_matrix(table, make_scale(3))))
    assert json.loads(json.dumps(format_numbers(seen), allow_nan=False))
    assert "Act on first" in format_page(seen)
