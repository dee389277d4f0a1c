"""Drift is seen where it happens, and not where nothing does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.calibration.designs import Design, draw_levels
from workbench.calibration.ratings.columns import ratings_from_arrays
from workbench.calibration.ratings.ratings import Ratings
from workbench.calibration.ratings.scale import make_scale
from workbench.calibration.severities.drift import DriftError, drift
from workbench.calibration.severities.severity import severity

DESIGN = Design(assessors=6, details=8)


def _season(change: float, seed: int, weeks: int = 12, first_day: float = 0.0) -> Ratings:
    """Twenty double-judged attempts a week; assessor 0 turns stricter after half the time."""
    random = np.random.default_rng(seed)
    attempts = weeks * 20
    pairs = np.array([random.choice(6, 2, replace=False) for _ in range(attempts)])
    attempt = np.repeat(np.arange(attempts), 16)
    assessor = np.repeat(pairs.ravel(), 8)
    detail = np.tile(np.arange(8), attempts * 2)
    week = attempt // 20
    stricter = np.where((assessor == 0) & (week >= weeks // 2), change, 0.0)
    ability = random.normal(0, 1.2, attempts)
    place = ability[attempt] - np.linspace(-0.6, 0.6, 8)[detail] - stricter
    level = draw_levels(place, np.array([-1.5, 0.0, 1.5]), random)
    return ratings_from_arrays(
        attempt, detail, assessor, level + 1, make_scale(4), when=first_day + week * 7.0
    )


def test_an_assessor_who_turns_stricter_raises_an_alarm_with_its_date() -> None:
    frozen = severity(_season(0.0, seed=1))
    lines = drift(_season(1.0, seed=2, first_day=100.0), frozen)
    assert [line.alarm for line in lines] == [True] + [False] * 5
    assert lines[0].change.value is not None
    assert lines[0].change.value > 0.5
    assert lines[0].since is not None
    assert 120 <= lines[0].since <= 156


def test_a_team_that_stays_as_it_was_raises_almost_no_alarm() -> None:
    frozen = severity(_season(0.0, seed=1))
    alarms = sum(
        line.alarm for seed in range(10) for line in drift(_season(0.0, seed=seed + 10), frozen)
    )
    assert alarms <= 1


def test_each_period_says_how_much_was_compared() -> None:
    line = drift(_season(0.0, seed=3))[0]
    assert len(line.periods) == 12
    assert sum(period.n for period in line.periods) == line.change.n
    assert line.periods[1].start - line.periods[0].start == 7.0


def test_without_dates_drift_is_refused() -> None:
    with pytest.raises(DriftError, match="no dates"):
        drift(replace(_season(0.0, seed=1, weeks=2), when=None))


def test_an_assessor_without_shared_work_has_no_drift() -> None:
    ratings = ratings_from_arrays(
        [1, 1, 2], [1, 1, 1], ["A", "B", "C"], [1, 2, 1], make_scale(3), when=[0.0, 0.0, 0.0]
    )
    line = drift(ratings)[2]
    assert line.change.value is None
    assert line.periods == ()
