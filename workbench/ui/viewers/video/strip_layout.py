"""Where everything on the time line stands: pure arithmetic on seconds and pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from workbench.ui.viewers.viewer import Mark

INSET = 12.0
MOST_LANES = 3
_NARROWEST = 6.0
_GAP = 2.0
_TRACK_HEIGHT = 4.0
_MARGIN = 5.0


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark with the words on it and where it stands."""

    mark: Mark
    rect: QRectF
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StripLayout:
    """Rows from above: marks in lanes, the stills or the wave, the track."""

    width: float
    duration: float
    marks: tuple[PlacedMark, ...]
    film: QRectF
    """Empty where neither stills nor a wave stand."""
    track: QRectF
    height: float

    def x(self, seconds: float) -> float:
        """Where that moment stands."""
        return _find_x(self.width, self.duration, seconds)

    def seconds(self, x: float) -> float:
        """The moment that stands there; 0 where the length is not known."""
        share = (x - INSET) / max(1.0, self.width - 2 * INSET)
        return min(max(share, 0.0), 1.0) * self.duration


def lay_out(
    width: float,
    duration: float,
    marks: Sequence[Mark],
    *,
    line: float,
    film: float,
    measure: Callable[[str], float],
) -> StripLayout:
    """The layout for that width; `line` is the height of a line of text, `film` of the stills."""
    placed, lanes = _place_marks(width, duration, marks, line, measure)
    top = _MARGIN + lanes * (line + _GAP)
    film_rect = QRectF(INSET, top + _GAP, width - 2 * INSET, film) if film else QRectF()
    below = top + _GAP + film + (_MARGIN if film else 0.0)
    track = QRectF(INSET, below + 4.0, width - 2 * INSET, _TRACK_HEIGHT)
    return StripLayout(
        width=width,
        duration=duration,
        marks=placed,
        film=film_rect,
        track=track,
        height=track.bottom() + 8.0,
    )


def _place_marks(
    width: float,
    duration: float,
    marks: Sequence[Mark],
    line: float,
    measure: Callable[[str], float],
) -> tuple[tuple[PlacedMark, ...], int]:
    """Each in the first lane in which it touches no other; and how many lanes there are."""
    if duration <= 0:
        return (), 1
    ends = [0.0] * MOST_LANES
    placed = []
    lanes = 1
    for mark in sorted(marks, key=lambda mark: mark.place.t or (0.0, None)):
        left, right = _find_sides(width, duration, mark, measure(mark.detail))
        lane = next((n for n, end in enumerate(ends) if left >= end + _GAP), MOST_LANES - 1)
        ends[lane] = max(ends[lane], right)
        lanes = max(lanes, lane + 1)
        rect = QRectF(left, _MARGIN + lane * (line + _GAP), right - left, line)
        placed.append(PlacedMark(mark, rect, mark.detail))
    return tuple(placed), lanes


def _find_sides(width: float, duration: float, mark: Mark, words: float) -> tuple[float, float]:
    start, end = mark.place.t or (0.0, None)
    left = _find_x(width, duration, start)
    right = left if end is None else _find_x(width, duration, end)
    needed = max(_NARROWEST, words)
    if right - left < needed:
        left = min(left, width - INSET - needed)
        right = left + needed
    return left, right


def _find_x(width: float, duration: float, seconds: float) -> float:
    share = min(max(seconds / duration, 0.0), 1.0) if duration > 0 else 0.0
    return INSET + share * (width - 2 * INSET)
