"""A player that does at once what it is told, and builders for tests of the viewer around it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from workbench.assessment.evidence import Media
from workbench.assessment.locator import Place
from workbench.assessment.submission import Artifact
from workbench.ui.video.choice import Backend
from workbench.ui.video.player import Player, PlayerUnavailableError
from workbench.ui.viewers.video.viewer import VideoViewer
from workbench.ui.viewers.viewer import Mark, OpenArtifact

CITED = Place(t=(2.0, 3.0))
WHOLE = Place(whole=True)
WORDS = """WEBVTT

00:01.000 --> 00:02.500
<v Ana>Hello & <b>welcome</b>

00:04.000 --> 00:05.000
Later
"""

Told = tuple[object, ...]


class FakePlayer(Player):
    """Does at once whatever it is told, and remembers it."""

    def __init__(self, backend: Backend) -> None:
        super().__init__()
        self.name = backend
        self.told: list[Told] = []
        self.seconds = 0.0
        self.playing = False
        self.picture = True
        self.length = 10.0
        self._surface = QWidget()

    def surface(self) -> QWidget:
        return self._surface

    def picture_rect(self) -> QRect:
        return self._surface.rect()

    def open_at(self, path: Path, seconds: float, until: float | None = None) -> None:
        self.told.append(("open_at", path.name, seconds, until))
        self.seconds = seconds
        self.ready.emit(self.length)
        self.frame_shown.emit(seconds)

    def play(self) -> None:
        self.told.append(("play",))
        self.playing = True
        self.playing_changed.emit(True)

    def pause(self) -> None:
        if self.playing:
            self.playing = False
            self.playing_changed.emit(False)

    def play_to(self, seconds: float) -> None:
        while self.seconds < seconds:
            self.seconds = min(self.seconds + 0.5, seconds)
            self.position_changed.emit(self.seconds)

    def seek(self, seconds: float) -> None:
        self.told.append(("seek", seconds))

    def step(self, frames: int) -> None:
        self.told.append(("step", frames))

    def set_rate(self, rate: float) -> None:
        self.told.append(("rate", rate))

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - see Player
        self.told.append(("muted", muted))

    def set_volume(self, share: float) -> None:
        self.told.append(("volume", share))

    def set_looping(self, looping: bool) -> None:  # noqa: FBT001 - see Player
        self.told.append(("looping", looping))

    def position(self) -> float:
        return self.seconds

    def span(self) -> tuple[float, float]:
        return (self.seconds, self.seconds + 0.04)

    def has_picture(self) -> bool:
        return self.picture

    def is_playing(self) -> bool:
        return self.playing

    def close(self) -> None:
        self.pause()
        self.told.append(("close",))


class Players:
    """Makes fake players and keeps them by name."""

    def __init__(self) -> None:
        self.made: dict[str, FakePlayer] = {}
        self.has_vlc = True

    def make(self, backend: Backend, _parent: QObject | None) -> Player:
        if backend == "vlc" and not self.has_vlc:
            reason = "VLC is not installed."
            raise PlayerUnavailableError(reason)
        self.made[backend] = FakePlayer(backend)
        return self.made[backend]

    @property
    def qt(self) -> FakePlayer:
        return self.made["qt"]


def make_artifact(
    path: Path = Path("meeting.mp4"),
    media: Media = "video",
    *,
    captions: tuple[Path, ...] = (),
    marks: tuple[Mark, ...] = (),
) -> OpenArtifact:
    artifact = Artifact(id="A2", label="Artifact 2", title="Staff meeting", file=path.name)
    return OpenArtifact(artifact=artifact, path=path, media=media, captions=captions, marks=marks)


def find_button(viewer: VideoViewer, name: str) -> QToolButton:
    button = viewer.findChild(QToolButton, name)
    assert isinstance(button, QToolButton)
    return button


def read_label(viewer: VideoViewer, name: str) -> str:
    label = viewer.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""
