"""The cited stretch of a recording: where playing begins, and where it stops by itself."""

from __future__ import annotations

from dataclasses import dataclass

_NEARLY = 0.02


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a moment on, up to another where there is one; in seconds."""

    start: float = 0.0
    until: float | None = None

    def find_start(self, moment: float, duration: float, *, is_looping: bool) -> float:
        """Where playing begins: here; at the end of the recording, from the stretch again."""
        is_at_stop = self.until is not None and abs(moment - self.until) <= _NEARLY
        is_at_end = moment >= duration - 2 * _NEARLY
        if is_at_end or (is_at_stop and is_looping):
            return self.start if self.start < duration - 2 * _NEARLY else 0.0
        return moment

    def find_stop(self, seconds: float) -> float | None:
        """Where playing from that moment stops; None past the stretch, or where it has no end."""
        return self.until if self.until is not None and seconds < self.until - _NEARLY else None
