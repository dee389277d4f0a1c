"""The sound of a recording: spoken lines over a quiet room, with a chime where a scene begins.

eSpeak NG speaks the lines where it is installed. Elsewhere every speaker hums at a pitch of their
own, syllable by syllable, so that a recording can be rebuilt on any machine.
"""

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TypeAlias

import av
import numpy as np

from resources.demo.meeting import Line, Recording, Voice
from resources.demo.shared import MADE

Samples: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]

RATE = 22_050
ESPEAK_HEADER = 44
"""Bytes of the WAV header that eSpeak writes before the samples."""
NORMAL_SPEED = 160
CHIME = (523.25, 587.33, 659.26, 698.46, 783.99, 880.0, 987.77, 1046.5)


def make_sound(recording: Recording) -> Samples:
    """The whole recording, mono, `RATE` samples a second, within -1 and 1."""
    sound = _room(recording.length)
    for line in recording.lines:
        _add(sound, line.start, 0.8 * _speak(line, recording.voices[line.speaker]))
    for tone, scene in zip(CHIME, recording.scenes, strict=False):
        _add(sound, scene.start, 0.12 * _chime(tone))
    return np.clip(sound, -1.0, 1.0)


def is_speech_available() -> bool:
    """Whether lines will be spoken rather than hummed."""
    return _find_espeak() is not None


def frames_of(sound: Samples) -> Iterator[av.AudioFrame]:
    """The sound in frames of 1,024 samples, ready for an encoder."""
    whole = np.round(sound * 32767).astype(np.int16)
    edges = [*range(0, len(whole), 1024), len(whole)]
    for start, end in pairwise(edges):
        frame = av.AudioFrame.from_ndarray(whole[None, start:end], format="s16", layout="mono")
        frame.sample_rate = RATE
        frame.pts = start
        yield frame


def write_mp3(recording: Recording, target: str) -> None:
    """Write the recording as an MP3 file of 32 kbit/s."""
    with av.open(target, "w", format="mp3") as container:
        container.metadata.update(title=recording.title, date=f"{MADE:%Y}")
        stream = container.add_stream("libmp3lame", rate=RATE)
        stream.bit_rate = 32_000
        stream.layout = "mono"
        for frame in frames_of(make_sound(recording)):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _speak(line: Line, voice: Voice) -> Samples:
    espeak = _find_espeak()
    room = line.end - line.start
    if espeak is None:
        return _hum(line, voice)
    spoken = _run_espeak(espeak, line.text, voice, NORMAL_SPEED)
    if len(spoken) > room * RATE:
        speed = int(NORMAL_SPEED * len(spoken) / (room * RATE)) + 4
        spoken = _run_espeak(espeak, line.text, voice, speed)
    return spoken


def _run_espeak(espeak: str, text: str, voice: Voice, speed: int) -> Samples:
    words = text.replace("’", "'").replace("—", "")
    command = [espeak, "-v", voice.voice, "-p", str(voice.pitch), "-s", str(speed), "--stdout"]
    raw = subprocess.run([*command, words], check=True, capture_output=True).stdout  # noqa: S603 - our own words
    body = raw[ESPEAK_HEADER : len(raw) - len(raw) % 2]
    samples = np.frombuffer(body, dtype="<i2").astype(np.float64) / 32768
    return samples / max(0.2, float(np.abs(samples).max()))


@cache
def _find_espeak() -> str | None:
    return shutil.which("espeak-ng")


def _hum(line: Line, voice: Voice) -> Samples:
    """A soft tone for each word, higher for a higher pitch, gliding down at the end."""
    words = line.text.split()
    step = (line.end - line.start) / len(words)
    hum = np.zeros(round((line.end - line.start) * RATE))
    for number, word in enumerate(words):
        tone = (95 + 2.2 * voice.pitch) * (1.06 - 0.12 * number / len(words))
        length = min(0.9 * step, 0.12 + 0.03 * len(word))
        start = round(number * step * RATE)
        note = _note(tone, length)[: len(hum) - start]
        hum[start : start + len(note)] += note
    return 0.5 * hum


def _note(tone: float, length: float) -> Samples:
    time = np.arange(round(length * RATE)) / RATE
    swell = np.sin(np.pi * time / length) ** 0.7
    overtones = ((1, 1.0), (2, 0.5), (3, 0.25), (4, 0.1))
    wave = sum(
        (share * np.sin(2 * np.pi * n * tone * time) for n, share in overtones),
        start=np.zeros(len(time)),
    )
    return np.asarray(swell * wave / 1.85)


def _chime(tone: float) -> Samples:
    time = np.arange(round(1.2 * RATE)) / RATE
    wave = np.sin(2 * np.pi * tone * time) + 0.4 * np.sin(2 * np.pi * 2.76 * tone * time)
    return np.asarray(wave * np.exp(-4 * time) * np.minimum(1, time / 0.005))


def _room(length: float) -> Samples:
    """The faint noise of a room."""
    noise = np.random.default_rng(14).normal(size=round(length * RATE))
    return np.asarray(0.004 * np.convolve(noise, np.ones(24) / 5, mode="same"))


def _add(sound: Samples, start: float, part: Samples) -> None:
    first = round(start * RATE)
    part = part[: len(sound) - first]
    sound[first : first + len(part)] += part
