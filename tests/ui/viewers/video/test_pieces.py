from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.ui.viewers.video.clock import format_moment, format_time
from workbench.ui.viewers.video.seen import SeenStretches


@pytest.mark.parametrize(
    ("seconds", "moment", "time"),
    [
        (0.0, "0:00:00.00", "0:00:00"),
        (135.04, "0:02:15.04", "0:02:15"),
        (134.968, "0:02:14.96", "0:02:14"),
        (4.08, "0:00:04.08", "0:00:04"),
        (36_001.5, "10:00:01.50", "10:00:01"),
        (-1.0, "0:00:00.00", "0:00:00"),
    ],
)
def test_a_moment_is_written_in_hours_minutes_seconds(
    seconds: float, moment: str, time: str
) -> None:
    assert format_moment(seconds) == moment
    assert format_time(seconds) == time


def test_a_run_is_told_when_it_ends_and_only_once() -> None:
    seen = SeenStretches()
    for seconds in (1.0, 1.5, 2.0):
        seen.move_to(seconds)
    assert seen.run_seconds == 1.0
    assert seen.end_run() == (1.0, 2.0)
    for seconds in (1.2, 1.8):
        seen.move_to(seconds)
    assert seen.end_run() is None


def test_a_jump_is_not_played_through() -> None:
    seen = SeenStretches()
    for seconds in (1.0, 1.5, 8.0, 8.5):
        seen.move_to(seconds)
    assert not seen.holds(1.0, 8.0)
    assert seen.end_run() == (8.0, 8.5)


def test_a_moment_that_was_played_is_not_new_when_looked_at() -> None:
    seen = SeenStretches()
    seen.move_to(1.0)
    seen.move_to(2.0)
    seen.end_run()
    assert seen.look_at(1.5) is None
    assert seen.look_at(5.0) is not None
    assert seen.look_at(5.0) is None


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 6)), max_size=20))
def test_stretches_stay_apart_and_in_order(quarters: list[tuple[int, int]]) -> None:
    seen = SeenStretches()
    runs = [(start / 4, length / 4) for start, length in quarters]
    for start, length in runs:
        seen.move_to(start)
        seen.move_to(start + length)
        seen.end_run()
    stretches = seen.all_stretches()
    assert all(a[1] < b[0] for a, b in pairwise(stretches))
    assert all(seen.holds(start, start + length) for start, length in runs)
