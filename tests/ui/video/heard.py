"""Listening to what a player gives out, without any device."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtMultimedia import QAudioBuffer, QAudioBufferOutput, QAudioFormat

from tests.ui.video.noise import SAMPLE_RATE
from workbench.ui.video.qt_player import QtPlayer
from workbench.ui.video.vlc_player import VlcPlayer


class QtEar:
    """Collects the samples that QtMultimedia has decoded for the device."""

    def __init__(self, player: QtPlayer) -> None:
        form = QAudioFormat()
        form.setSampleRate(SAMPLE_RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Float)
        self._output = QAudioBufferOutput(form)
        self._output.audioBufferReceived.connect(self._take)
        self._pieces: list[NDArray[np.float32]] = []
        player._engine.setAudioBufferOutput(self._output)

    def samples(self) -> NDArray[np.float32]:
        """All so far."""
        return np.concatenate([np.zeros(0, np.float32), *self._pieces])

    def _take(self, buffer: QAudioBuffer) -> None:
        self._pieces.append(np.frombuffer(bytes(buffer.constData()), np.float32))


class VlcEar:
    """Collects the samples that libVLC hands to its device."""

    def __init__(self, player: VlcPlayer) -> None:
        vlc: Any = player._vlc
        assert player._find_engine()
        self._pieces: list[bytes] = []

        def take(_opaque: object, samples: int, count: int, _stamp: int) -> None:
            self._pieces.append(ctypes.string_at(samples, 2 * count))

        self._take = vlc.CallbackDecorators.AudioPlayCb(take)
        player._engine.audio_set_format("S16N", SAMPLE_RATE, 1)
        player._engine.audio_set_callbacks(self._take, None, None, None, None, None)

    def samples(self) -> NDArray[np.float32]:
        """All so far."""
        whole = np.frombuffer(b"".join(self._pieces), np.int16)
        return np.asarray(whole / 2**15, np.float32)
