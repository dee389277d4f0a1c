"""Back and forward over the places that were shown, as a reader of a browser knows it."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.assessment.locator import Place


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on the trail, and for which target it was opened."""

    target: str
    artifact: str
    """Id of the artifact; "" for the answers to the part that is the target."""
    place: Place
    is_passing: bool = False
    """True for a hit of a search: the next hit takes its stead."""


@dataclass(frozen=True, slots=True)
class Trail:
    """The stops so far and where on them the assessor stands."""

    stops: tuple[Stop, ...] = ()
    index: int = -1

    def visit(self, stop: Stop) -> Trail:
        """The trail after going to a new place: what lay ahead is forgotten."""
        here = self.here
        if here == stop:
            return self
        is_replaced = here is not None and here.is_passing and stop.is_passing
        stops = (*self.stops[: self.index + (not is_replaced)], stop)
        return Trail(stops, len(stops) - 1)

    def move(self, step: int) -> Trail:
        """The trail one stop back (-1) or forward (1); itself where there is none."""
        index = self.index + step
        return Trail(self.stops, index) if 0 <= index < len(self.stops) else self

    def leave(self) -> Trail:
        """The trail without the stop where the assessor stands, and without what lay ahead."""
        return Trail(self.stops[: max(self.index, 0)], self.index - 1 if self.stops else -1)

    @property
    def here(self) -> Stop | None:
        """The stop where the assessor stands."""
        return self.stops[self.index] if self.index >= 0 else None
