"""Back and forward."""

from __future__ import annotations

from workbench.assessment.locator import Place, Span
from workbench.ui.trail import Stop, Trail


def stop(page: int) -> Stop:
    return Stop("1a", "A1", Place(page=Span(page, page)))


def test_back_and_forward_lead_over_the_same_stops() -> None:
    trail = Trail().visit(stop(1)).visit(stop(2)).visit(stop(3))
    back = trail.move(-1).move(-1)
    assert back.here == stop(1)
    assert back.move(1).here == stop(2)


def test_at_the_ends_nothing_moves() -> None:
    trail = Trail().visit(stop(1))
    assert trail.move(-1) is trail
    assert trail.move(1) is trail
    assert Trail().move(-1).here is None


def test_a_new_place_forgets_what_lay_ahead() -> None:
    trail = Trail().visit(stop(1)).visit(stop(2)).move(-1).visit(stop(9))
    assert trail.move(1) is trail
    assert trail.move(-1).here == stop(1)


def test_the_same_place_twice_is_one_stop() -> None:
    trail = Trail().visit(stop(1)).visit(stop(1))
    assert len(trail.stops) == 1


def test_leaving_a_stop_goes_back_to_the_one_before() -> None:
    first, second = Stop("1a", "A1", Place(whole=True)), Stop("1a", "A2", Place(whole=True))
    trail = Trail().visit(first).visit(second)
    assert trail.leave().here == first
    assert trail.leave().leave().here is None
    assert Trail().leave().here is None
