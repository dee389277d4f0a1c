"""Pictures of the review window, taken by driving it as an assessor would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QApplication, QToolButton

from workbench.assessment.locator import Place
from workbench.ui.finding.panel import FindPanel
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.session import Session
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.video.viewer import VideoViewer
from workbench.ui.walk import SCORING
from workbench.ui.windowless.recordings_walked import picture_recordings, wait_complete
from workbench.ui.windowless.waiting import wait_until

SOUGHT = "yellow card"
NUMBER = 5
"""Of the hit that is gone to from the list."""
Steps = Callable[[MainWindow], None]


def take_portraits(session: Session, folder: Path) -> list[Path]:
    """PNG files of the window on cited places, in light and dark, and of all cited moments.

    The session has a submission open and inspected; the window is closed again after.
    """
    app = cast("QApplication", QApplication.instance())
    look = Look(app, session.store, "light")
    window = MainWindow(session, look)
    window.show()
    window.open_bundle(session.source.bundle.path)
    wait_until(window.review.isVisible, "the review to show")
    wait_until(lambda: session.desk.is_done and session.verification.is_done, "the artifacts", 300)
    files = []
    for style in ("light", "dark"):
        look.choose_style(style)
        for name, show in SCENES.items():
            window.review.evidence.finding.end()
            show(window)
            QApplication.processEvents()
            path = folder / f"review-{name}-{style}.png"
            window.grab().save(str(path))
            files.append(path)
    look.choose_style("light")
    path = folder / "recordings-walked.png"
    picture_recordings(window).save(str(path))
    window.close()
    return [*files, path]


def show_page(window: MainWindow) -> None:
    """Bring the first cited page of a plan on screen, sharp."""
    _show_first(window, "pdf")


def show_moment(window: MainWindow) -> None:
    """Bring the first cited moment of a video on screen, that very frame."""
    _show_first(window, "video")
    _list_captions(window, wanted=False)


def show_captions(window: MainWindow) -> None:
    """Bring that moment on screen with its captions beside it."""
    _show_first(window, "video")
    _list_captions(window, wanted=True)


def show_sound(window: MainWindow) -> None:
    """Bring the first cited moment of a sound on screen."""
    _show_first(window, "audio")


def show_scoring(window: MainWindow) -> None:
    """Bring the findings on screen."""
    window.session.show(SCORING)


def show_overview(window: MainWindow) -> None:
    """Bring the answers of the first narrative part on screen."""
    window.session.show(window.session.rubric.parts[0].id)


def show_judging(window: MainWindow) -> None:
    """Bring a judgment with feedback on screen, beside what was cited for it."""
    session = window.session
    judged = [t for t, j in session.review.judgments.items() if j.feedback.next_step]
    shown: list[Place] = []
    window.review.evidence.place_shown.connect(lambda _artifact, place: shown.append(place))
    session.show(judged[0] if judged else session.rubric.details[0].id)
    wait_until(lambda: bool(shown), "the cited place to show")
    QApplication.processEvents()  # the fields take the height of their words


def show_found(window: MainWindow) -> None:
    """Find words in the first cited plan, and go to the second hit."""
    show_page(window)
    quick = window.review.evidence.finding
    quick.begin(SOUGHT)
    wait_until(lambda: quick.finder.ordinal > 0, "the words to be found")
    quick.go_on(1)
    _wait_drawn(window)


def show_found_everywhere(window: MainWindow) -> None:
    """Find words in everything, and go to a hit from the list."""
    window.review.find_everywhere(SOUGHT)
    panel = window.findChild(FindPanel)
    if not isinstance(panel, FindPanel):  # pragma: no cover - it was just asked for
        return
    wait_until(lambda: panel.search.total > 0 and not panel.search.is_running, "the words")
    quick = window.review.evidence.finding
    panel.go(NUMBER)
    wait_until(lambda: quick.finder.ordinal > 0, "the hit to show")
    wait_until(lambda: not panel.is_news, "the panel to say what was found")
    _wait_drawn(window)


SCENES: dict[str, Steps] = {
    "page": show_page,
    "video": show_moment,
    "captions": show_captions,
    "sound": show_sound,
    "scoring": show_scoring,
    "overview": show_overview,
    "judging": show_judging,
    "found": show_found,
    "everywhere": show_found_everywhere,
}


def _wait_drawn(window: MainWindow) -> None:
    viewer = window.review.evidence.viewer
    if isinstance(viewer, PdfViewer):
        page = viewer.canvas.current_page
        wait_until(lambda: bool(viewer.searchable.list_boxes(page)), "the hits to be lit")
        wait_until(lambda: viewer.canvas.is_prepared, "the page to be drawn")
    QApplication.processEvents()


def _list_captions(window: MainWindow, *, wanted: bool) -> None:
    button = window.review.evidence.findChild(QToolButton, "videoTranscript")
    if isinstance(button, QToolButton) and button.isChecked() != wanted:
        button.click()


def _show_first(window: MainWindow, media: str) -> None:
    session = window.session
    shown: list[Place] = []
    window.review.evidence.place_shown.connect(lambda _artifact, place: shown.append(place))
    for target in session.rubric.targets:
        session.show(target)
        for number, step in enumerate(session.steps):
            known = session.desk.known.get(step.place.artifact) if step.place else None
            if known is not None and known.facts.media == media:
                shown.clear()
                session.visit(number)
                wait_until(lambda: bool(shown), "the cited place to show")
                viewer = window.review.evidence.viewer
                if isinstance(viewer, VideoViewer):
                    wait_complete(viewer)
                return
