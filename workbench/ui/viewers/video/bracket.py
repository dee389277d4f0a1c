"""Where a pin begins and ends: marked by the assessor at frames, kept as short numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.assessment.locator import Place
from workbench.assessment.moments import find_end_in, find_moment_in

Span = tuple[float, float]
"""From when to when a frame stands."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """The frames at both ends, as far as they are marked."""

    first: Span | None = None
    last: Span | None = None

    def begin(self, frame: Span) -> Bracket:
        """Begin with that frame; an end before it no longer holds."""
        keeps_last = self.last is not None and self.last[0] >= frame[0]
        return Bracket(frame, self.last if keeps_last else None)

    def end(self, frame: Span) -> Bracket:
        """End with that frame; a beginning after it no longer holds."""
        keeps_first = self.first is not None and self.first[0] <= frame[0]
        return replace(self, first=self.first if keeps_first else None, last=frame)

    @property
    def is_whole(self) -> bool:
        """True once both ends are marked."""
        return self.first is not None and self.last is not None

    @property
    def seconds(self) -> tuple[float, float | None] | None:
        """Both ends, to be drawn; None where no beginning is marked."""
        if self.first is None:
            return None
        return (self.first[0], self.last[1] if self.last else None)

    def find_place(self, here: Span) -> Place:
        """The stretch marked, up to `here` where no end is; the frame `here` where nothing is."""
        first = self.first
        last = self.last or here
        if first is None or last[0] < first[0]:
            return Place(t=(find_moment_in(*_widen(here)), None))
        start, end = find_moment_in(*_widen(first)), find_end_in(*last)
        return Place(t=(start, end if end > start else None))


def _widen(frame: Span) -> Span:
    """While playing, or for sound, a moment is as exact as a hand: a twentieth of a second."""
    start, end = frame
    return (start, end if end > start else start + 0.05)
