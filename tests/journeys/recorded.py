"""What the journeys through recordings share: a walk by keyboard, and what the window shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.exceptions import TimeoutError as NotInTimeError
from pytestqt.qtbot import QtBot

from resources.demo import meeting_video, scenes
from tests.builders import build_artifact, build_bundle, build_claim, build_rubric, build_submission
from tests.keyboard import press
from tests.ui.video.media_files import Recording, read_number, write_recording
from workbench.assessment.locator import Place
from workbench.assessment.self_analysis import Citation
from workbench.ui.main_window import MainWindow
from workbench.ui.video.player import Player
from workbench.ui.video.surface import FrameSurface
from workbench.ui.viewers.video.viewer import VideoViewer

Step = tuple[str, Place]
_MOST_KEYS = 120


class Walker:
    """Presses keys, and waits until what they ask for is on screen."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self._window, self._qtbot = window, qtbot
        self._asked: list[Step] = []
        self._shown: list[Step] = []
        window.session.place_asked.connect(lambda *step: self._asked.append(step))
        window.review.evidence.place_shown.connect(lambda *step: self._shown.append(step))

    def walk(self, artifact: str) -> Iterator[Place]:
        """Each place of that artifact, from the first detail to the last, as it is on screen."""
        due = list_cited(self._window, artifact)
        self.press("u")
        for _key in range(_MOST_KEYS):
            if not due:
                return
            step = self.press("n")
            if step is not None and step[0] == artifact:
                assert step[1] == due.pop(0)
                yield step[1]
        message = f"the walk does not come to {due}"
        raise AssertionError(message)

    def press(self, key: str) -> Step | None:
        """The place that is on screen after that key; None where it leads to none."""
        self._asked.clear()
        self._shown.clear()
        press(self._window, Qt.Key.Key_Escape)
        press(self._window, key)
        if not self._asked:
            return None
        self._qtbot.waitUntil(lambda: self._asked[-1] in self._shown, timeout=20_000)
        return self._asked[-1]


def build_cited(
    folder: Path, recording: Recording, places: tuple[tuple[str, int], ...] = ()
) -> Path:
    """A bundle whose first artifact is that recording, each detail citing one of the places."""
    content = write_recording(folder, recording).read_bytes()
    details = [f"{number}a" for number, _place in enumerate(places, 1)]
    rubric = build_rubric(outcomes={detail[0]: [detail] for detail in details})
    claims = [
        build_claim(detail, citations=(Citation(artifact="A1", where=where),))
        for detail, (where, _frame) in zip(details, places, strict=True)
    ]
    artifact = build_artifact("A1", recording.name)
    submission = build_submission(rubric=rubric, artifacts=(artifact,), claims=claims)
    return build_bundle(
        folder, rubric=rubric, submission=submission, files={artifact.file: content}
    )


def list_cited(window: MainWindow, artifact: str) -> list[Place]:
    """The places cited in that artifact, in the order of the walk."""
    session = window.session
    return [
        destination.place
        for target in session.rubric.targets
        for claim in session.submission.self_analysis.claims_for(target)
        for number in range(len(claim.citations))
        for destination in session.resolution((claim.id, number)).destinations
        if destination.artifact == artifact
    ]


def find_viewer(window: MainWindow) -> VideoViewer:
    """The viewer of recordings, on screen."""
    viewer = window.review.evidence.viewer
    assert isinstance(viewer, VideoViewer)
    return viewer


def find_player(window: MainWindow) -> Player:
    """The player in use."""
    player = find_viewer(window)._player
    assert player is not None
    return player


def read_label(window: MainWindow, name: str) -> str:
    """The words of that label, where it can be seen."""
    label = find_viewer(window).findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def read_told(window: MainWindow) -> int:
    """The number of the demo's frame that the time below the picture tells."""
    hours, minutes, seconds = read_label(window, "videoTime").split(" / ")[0].split(":")
    return round((3600 * int(hours) + 60 * int(minutes) + float(seconds)) * meeting_video.FPS)


def read_film(window: MainWindow) -> int:
    """The number of the demo's frame that a picture of the whole window shows."""
    cut = _cut_out(window).convertToFormat(QImage.Format.Format_RGBA8888)
    size = (cut.width(), cut.height())
    image = Image.frombuffer(
        "RGBA", size, bytes(cut.constBits()), "raw", "RGBA", cut.bytesPerLine(), 1
    )
    return meeting_video.read_number(image.resize((scenes.WIDTH, scenes.HEIGHT)))


def read_blocks(window: MainWindow) -> int:
    """The number of the frame, of a recording that the tests made."""
    cut = _cut_out(window)

    def brightness(across: float, down: float) -> int:
        return cut.pixelColor(int(across * cut.width()), int(down * cut.height())).lightness()

    return read_number(brightness)


def read_when_still(read: Callable[[], int], wanted: int, qtbot: QtBot) -> None:
    """Wait until it is painted; fails by saying which frame is read instead."""
    with suppress(NotInTimeError):
        qtbot.waitUntil(lambda: read() == wanted)
    assert read() == wanted


def _cut_out(window: MainWindow) -> QImage:
    surface = find_viewer(window).findChild(FrameSurface)
    assert isinstance(surface, FrameSurface)
    picture = surface.picture_rect()
    corner = surface.mapTo(window, picture.topLeft())
    return _take(window).copy(QRect(corner, picture.size()))


def _take(window: MainWindow) -> QImage:
    """What can be seen of the window: from the screen where there is one."""
    if QGuiApplication.platformName() != "xcb":
        return window.grab().toImage()
    corner, size = window.mapToGlobal(window.rect().topLeft()), window.size()
    screen = window.screen()
    return screen.grabWindow(0, corner.x(), corner.y(), size.width(), size.height()).toImage()
