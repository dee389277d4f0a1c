"""Moments of a recording that name a frame in as few figures as possible."""

from __future__ import annotations

import math

_MOST_DECIMALS = 3
"""What a locator holds."""
_HAIR = 1e-6
"""Seconds; a time stamp is a fraction of a whole clock, its float may stand a hair beside it."""


def find_moment_in(start: float, end: float) -> float:
    """The shortest number of seconds that leads to the frame from `start` up to before `end`."""
    for decimals in range(_MOST_DECIMALS + 1):
        scale = float(10**decimals)
        moment = math.ceil((start - _HAIR) * scale) / scale
        if moment < end - _HAIR:
            return max(0.0, moment)
    return max(0.0, round(start, _MOST_DECIMALS))


def find_end_in(start: float, end: float) -> float:
    """The shortest number of seconds after `start` and not after `end`: an end that holds it."""
    for decimals in range(_MOST_DECIMALS + 1):
        scale = float(10**decimals)
        moment = math.floor((end + _HAIR) * scale) / scale
        if moment > start + _HAIR:
            return moment
    return round(end, _MOST_DECIMALS)
