"""Which seconds of a recording were played or looked at."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

Stretch = tuple[float, float]
"""From and to, in seconds."""

_JUMP = 1.5
"""Positions further apart than this were not played through."""
LOOKED_AT = 0.04
"""What a frame at rest counts for."""


@dataclass(slots=True)
class SeenStretches:
    """Told of the position again and again; knows what was seen of one recording."""

    stretches: list[Stretch] = field(default_factory=list)
    """In order, none touching another."""
    _run: Stretch | None = None

    def move_to(self, seconds: float) -> None:
        """Playing came to that moment; a jump ends the run before it."""
        if self._run is None or not 0 <= seconds - self._run[1] <= _JUMP:
            self._run = (seconds, seconds)
        else:
            self._run = (self._run[0], seconds)

    @property
    def run_seconds(self) -> float:
        """How long the run that is going on is by now."""
        return 0.0 if self._run is None else self._run[1] - self._run[0]

    def all_stretches(self) -> tuple[Stretch, ...]:
        """All that was seen, and the run that is going on."""
        run = () if self._run is None else (self._run,)
        return (*self.stretches, *run)

    def end_run(self) -> Stretch | None:
        """The stretch just played, where it holds something not seen before."""
        run, self._run = self._run, None
        if run is None or run[1] <= run[0] or self.holds(*run):
            return None
        self.add(run)
        return run

    def look_at(self, seconds: float) -> Stretch | None:
        """The moment looked at, where it was not seen before."""
        moment = (seconds, seconds + LOOKED_AT)
        if self.holds(seconds, seconds):
            return None
        self.add(moment)
        return moment

    def holds(self, start: float, end: float) -> bool:
        """Whether all from start to end was seen."""
        return any(first <= start and end <= last for first, last in self.stretches)

    def add(self, new: Stretch) -> None:
        """That was seen as well."""
        start, end = new
        apart = []
        for first, last in self.stretches:
            if last < start or first > end:
                apart.append((first, last))
            else:
                start, end = min(start, first), max(end, last)
        apart.insert(bisect_left(apart, (start, end)), (start, end))
        self.stretches = apart
