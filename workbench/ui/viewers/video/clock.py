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


def speak_time(seconds: float, duration: float) -> str:
    """Both in words for a voice, such as `2 minutes 15.04 seconds of 10 minutes 12 seconds`."""
    return f"{_speak(seconds, 2)} of {_speak(duration, 0)}"


def _speak(seconds: float, decimals: int) -> str:
    scale = 10**decimals
    whole, rest = divmod(int(max(0.0, seconds) * scale + 1e-4), 60 * scale)
    hours, minutes = divmod(whole, 60)
    parts = [_count(hours, "hour"), _count(minutes, "minute")]
    figure = f"{rest / scale:.{decimals}f}".rstrip("0").rstrip(".") if decimals else str(rest)
    if rest or not whole:
        parts.append(f"{figure} second{'' if figure == '1' else 's'}")
    return " ".join(part for part in parts if part)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}" if number else ""
