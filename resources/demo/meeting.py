"""What is said and shown in a recording: scenes, spoken lines, and captions in WebVTT."""

import tomllib
from dataclasses import dataclass

from resources.demo.shared import read_source


@dataclass(frozen=True)
class Line:
    """One spoken line; times in seconds."""

    start: float
    end: float
    speaker: str
    text: str


@dataclass(frozen=True)
class Scene:
    """One scene; it lasts until the next begins."""

    id: str
    start: float
    end: float
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Voice:
    """How a speaker sounds: an eSpeak voice, and a pitch from 0 to 99."""

    voice: str
    pitch: int


@dataclass(frozen=True)
class Recording:
    """A whole recording, in order."""

    title: str
    day: str
    length: float
    scenes: tuple[Scene, ...]
    voices: dict[str, Voice]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All spoken lines, in order."""
        return tuple(line for scene in self.scenes for line in scene.lines)

    def scene_at(self, seconds: float) -> Scene:
        """The scene that is on at that time."""
        return next(s for s in reversed(self.scenes) if seconds >= s.start - 1e-6)


def read_recording(name: str) -> Recording:
    """The recording described by a TOML file under `source/`."""
    raw = tomllib.loads(read_source(name))
    starts = [scene["start"] for scene in raw["scenes"]]
    scenes = tuple(
        Scene(
            id=scene["id"],
            start=scene["start"],
            end=end,
            title=scene["title"],
            lines=tuple(Line(*line) for line in scene["lines"]),
        )
        for scene, end in zip(raw["scenes"], [*starts[1:], raw["length"]], strict=True)
    )
    voices = {speaker: Voice(**voice) for speaker, voice in raw["voices"].items()}
    return Recording(raw["title"], raw["day"], raw["length"], scenes, voices)


def format_captions(recording: Recording) -> str:
    """The lines as WebVTT, one cue each, with the speaker as a voice tag."""
    cues = [
        f"{number}\n{_clock(line.start)} --> {_clock(line.end)}\n<v {line.speaker}>{line.text}\n"
        for number, line in enumerate(recording.lines, start=1)
    ]
    return "\n".join(["WEBVTT\n", f"NOTE {recording.title}, {recording.day}\n", *cues])


def _clock(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
