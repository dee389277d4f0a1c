"""Sound that never repeats itself, so that any piece of it tells which moment it is."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 48_000
SECONDS = 20
_LOWEST, _HIGHEST = 150, 3500
"""Hertz: what every codec for voices keeps."""


@cache
def draw_noise() -> NDArray[np.float32]:
    """Samples of one channel, from -1 to 1."""
    tones = np.fft.rfft(np.random.default_rng(5).standard_normal(SECONDS * SAMPLE_RATE))
    heights = np.fft.rfftfreq(SECONDS * SAMPLE_RATE, 1 / SAMPLE_RATE)
    tones[(heights < _LOWEST) | (heights > _HIGHEST)] = 0
    wave = np.fft.irfft(tones)
    return np.asarray((0.2 * wave / wave.std()).clip(-1, 1), np.float32)


def find_moment(samples: NDArray[np.float32]) -> float:
    """Seconds at which these samples (a tenth of a second at least) begin in the noise.

    By cross-correlation; raises `AssertionError` where they are not of it.
    """
    noise = draw_noise()
    piece = samples[: SAMPLE_RATE // 2]
    both = np.fft.rfft(noise, 2 * len(noise)) * np.conj(np.fft.rfft(piece, 2 * len(noise)))
    likeness = np.fft.irfft(both)[: len(noise)]
    place = int(np.argmax(likeness))
    same = noise[place : place + len(piece)]
    share = likeness[place] / (np.linalg.norm(piece) * np.linalg.norm(same) + 1e-9)
    assert share > 0.7, "this is other sound"
    return place / SAMPLE_RATE
