"""One picture of every cited moment of a submission's recordings, as the viewer shows it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from workbench.assessment.locator import Place
from workbench.ui.evidence_walk import Step
from workbench.ui.main_window import MainWindow
from workbench.ui.tones import find_tones
from workbench.ui.viewers.video.viewer import VideoViewer
from workbench.ui.windowless.waiting import wait_until

_SIZE = QSize(400, 410)
_GAP = 24
_COLUMNS = 3


def picture_recordings(window: MainWindow) -> QPixmap:
    """The moments side by side in the order of the walk, each under what is cited."""
    shots = [(_name(window, step), shoot_step(window, step)) for step in _walk(window)]
    rows = -(-len(shots) // _COLUMNS)
    line = window.fontMetrics().height() + _GAP // 2
    cell = QSize(_SIZE.width() + _GAP, _SIZE.height() + line + _GAP)
    sheet = QPixmap(_COLUMNS * cell.width() + _GAP, rows * cell.height() + _GAP)
    tones = find_tones(QApplication.palette())
    sheet.fill(QColor(tones.panel))
    painter = QPainter(sheet)
    painter.setFont(window.font())
    painter.setPen(QColor(tones.text))
    for number, (words, shot) in enumerate(shots):
        row, column = divmod(number, _COLUMNS)
        left, top = _GAP + column * cell.width(), _GAP + row * cell.height()
        painter.drawText(QRect(left, top, _SIZE.width(), line), Qt.AlignmentFlag.AlignTop, words)
        painter.drawPixmap(left, top + line, shot)
    painter.end()
    return sheet


def shoot_step(window: MainWindow, step: Step) -> QPixmap:
    """The recording at that step of the walk, with all that stands along it."""
    session, evidence = window.session, window.review.evidence
    shown: list[Place] = []
    evidence.place_shown.connect(lambda _artifact, place: shown.append(place))
    session.visit(session.steps.index(step))
    wait_until(lambda: bool(shown), "the cited moment to show")
    viewer = evidence.viewer
    if not isinstance(viewer, VideoViewer):  # pragma: no cover - recordings alone are walked
        raise TypeError(viewer)
    wait_complete(viewer)
    return viewer.grab().scaled(
        _SIZE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def wait_complete(viewer: VideoViewer) -> None:
    """Wait for stills and loudness."""
    wait_until(lambda: viewer.is_complete, "what stands along the recording")


def _walk(window: MainWindow) -> Iterator[Step]:
    session = window.session
    for target in session.rubric.targets:
        session.show(target)
        for step in session.steps:
            known = session.desk.known.get(step.place.artifact) if step.place else None
            if known is not None and known.facts.media in {"video", "audio"}:
                yield step


def _name(window: MainWindow, step: Step) -> str:
    session = window.session
    citation = step.claim.citations[step.citation]
    return f"{step.claim.detail} · {session.name_artifact(citation.artifact)}, {citation.where}"
