"""The places that the assessor relied on, each with a still of what was on screen."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from workbench.assessment.judgment import Pin
from workbench.assessment.locator import read_canonical
from workbench.assessment.place_words import say_place
from workbench.paths import find_cache_folder
from workbench.store.files import make_private_folder
from workbench.ui.pieces import clear_layout, make_button, make_column, make_label, make_row
from workbench.ui.session import Session

STILL = QSize(72, 48)


class PinList(QWidget):
    """One row for each pin: press it to go there, or take it away."""

    removed = Signal(object)
    """The `Pin` that is no longer relied on."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("pins")
        self._session = session
        self._column = make_column(gap=4)
        self.setLayout(self._column)

    def show_pins(self, pins: tuple[Pin, ...], *, can_write: bool) -> None:
        """Show these pins."""
        clear_layout(self._column)
        if pins:
            self._column.addWidget(make_label("What I relied on", "field"))
        for number, pin in enumerate(pins, 1):
            self._column.addWidget(self._make_row(number, pin, can_write=can_write))
        self.setVisible(bool(pins))

    def _make_row(self, number: int, pin: Pin, *, can_write: bool) -> QFrame:
        words = name_pin(self._session, pin)
        box = QFrame()
        box.setProperty("card", True)
        go = make_button(f"pin-{number}", words, partial(self._go, pin), "link")
        go.setAccessibleName(f"Go to {words}")
        remove = partial(self.removed.emit, pin)
        away = make_button(f"removePin-{number}", "Remove", remove, "quiet")
        away.setAccessibleName(f"No longer relied on: {words}")
        away.setEnabled(can_write)
        row = make_row(_make_still(self._session.submission.id, pin), go, 1, away, gap=8)
        row.setContentsMargins(6, 4, 6, 4)
        box.setLayout(row)
        return box

    def _go(self, pin: Pin) -> None:
        locator = read_canonical(pin.locator)
        if locator is not None and locator.places:
            self._session.open_place(pin.artifact, locator.places[0])


def name_pin(session: Session, pin: Pin) -> str:
    """The artifact's title and the place in words."""
    locator = read_canonical(pin.locator)
    place = say_place(locator.places[0]) if locator is not None and locator.places else ""
    return ", ".join(part for part in (session.name_artifact(pin.artifact), place) if part)


def keep_still(submission: str, pin: Pin, screen: QPixmap) -> None:
    """Keep a small picture of what is on screen for that pin; it may be lost with the cache."""
    path = find_still(submission, pin)
    try:
        make_private_folder(path.parent, parents=True)
    except OSError:  # a still is a comfort, and the pin holds without it
        return
    mode = Qt.TransformationMode.SmoothTransformation
    size = STILL * 3
    scaled = screen.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, mode)
    left = (scaled.width() - size.width()) // 2
    scaled.copy(left, 0, size.width(), size.height()).save(str(path))


def find_still(submission: str, pin: Pin) -> Path:
    """Where the still of that pin is kept."""
    name = hashlib.sha256(f"{submission}\n{pin.artifact}\n{pin.locator}".encode()).hexdigest()
    return find_cache_folder() / "stills" / f"{name[:32]}.png"


def _make_still(submission: str, pin: Pin) -> QLabel:
    label = make_label("")
    picture = QPixmap(str(find_still(submission, pin)))
    if picture.isNull():
        label.hide()
    else:
        label.setFixedSize(STILL)
        label.setScaledContents(True)
        label.setPixmap(picture)
        label.setAccessibleName("What was on screen")
    return label
