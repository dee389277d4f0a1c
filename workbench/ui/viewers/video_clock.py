"""Moments of a recording in words, in figures of equal width."""

from __future__ import annotations


def format_moment(seconds: float) -> str:
    """Hours, minutes, seconds and hundredths, such as `0:02:15.04`; rounded down, never up."""
    hundredths = int(max(0.0, seconds) * 100 + 1e-4)
    return f"{format_time(hundredths // 100)}.{hundredths % 100:02}"


def format_time(seconds: float) -> str:
    """Hours, minutes and seconds, such as `0:10:12`."""
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
