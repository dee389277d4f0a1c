"""A frame and a stretch, noted by key in the real window; their stills stand in the report."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.journeys.recorded import build_cited, read_blocks, read_when_still
from tests.keyboard import press
from tests.ui.video.media_files import Recording, read_number
from workbench.assessment.judgment import Pin
from workbench.report.order import Order
from workbench.ui.judging.pin_list import PinList
from workbench.ui.main_window import MainWindow
from workbench.ui.reporting.exporting import export_reports, freeze_export

pytestmark = pytest.mark.qt_log_ignore("pa_context_connect", "No RHI backend", "No audio device")

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_pins_lead_back_to_their_frames_and_their_stills_stand_in_the_report(
    opener: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = opener(build_cited(tmp_path, Recording(gop=250, b_frames=2), (("0:01.5", 37),)))
    session = window.session
    session.show("1a")
    read_when_still(partial(read_blocks, window), 37, qtbot)
    for key in (".", "."):
        press(window, key)
    read_when_still(partial(read_blocks, window), 39, qtbot)
    press(window, "b")
    press(window, Qt.Key.Key_Right, SHIFT)
    read_when_still(partial(read_blocks, window), 164, qtbot)
    press(window, "[")
    for _press in range(3):
        press(window, ".")
    read_when_still(partial(read_blocks, window), 167, qtbot)
    press(window, "]")
    pins = session.review.judgment("1a").relied_on
    assert pins == (
        Pin(artifact="A1", locator="t=1.56"),
        Pin(artifact="A1", locator="t=6.56,6.7"),
    )
    assert {read_still(still) for still in list_shown_stills(window)} == {39, 167}
    for number, frame in ((1, 39), (2, 164)):
        find_pin(window, number).click()
        read_when_still(partial(read_blocks, window), frame, qtbot)
    written = write_report(window, tmp_path / "report")
    (detail,) = json.loads(written[".json"].read_text("utf-8"))["details"]
    places = [place["locator"] for place in detail["places"]]
    assert places == ["t=1.5", "t=1.56", "t=6.56,6.7"]
    assert sorted(read_stills(written[".pdf"])) == [37, 39, 164]


def find_pin(window: MainWindow, number: int) -> QPushButton:
    button = window.review.judgment.findChild(QPushButton, f"pin-{number}")
    assert isinstance(button, QPushButton)
    return button


def list_shown_stills(window: MainWindow) -> list[Image.Image]:
    """The small pictures beside the notes."""
    pins = window.review.judgment.findChild(PinList)
    assert isinstance(pins, PinList)
    stills = []
    for label in pins.findChildren(QLabel):
        if not label.pixmap().isNull():
            picture = label.pixmap().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
            size, raw = (picture.width(), picture.height()), bytes(picture.constBits())
            stills.append(Image.frombuffer("L", size, raw, "raw", "L", picture.bytesPerLine(), 1))
    return stills


def write_report(window: MainWindow, folder: Path) -> dict[str, Path]:
    """The files by suffix."""
    folder.mkdir()
    order = Order(formats=("pdf", "json"))
    return {
        path.suffix: path for path in export_reports(freeze_export(window.session), folder, order)
    }


def read_stills(report: Path) -> list[int]:
    """The frame numbers on the pictures in it."""
    numbers = []
    with pymupdf.open(report) as document:  # type: ignore[no-untyped-call]  # it ships no types
        for page in document:
            for picture in page.get_images():
                raw = document.extract_image(picture[0])["image"]
                with Image.open(BytesIO(raw)) as image:
                    numbers.append(read_still(image.convert("L")))
    return numbers


def read_still(image: Image.Image) -> int:
    levels: Any = image.load()

    def brightness(across: float, down: float) -> int:
        return int(levels[int(across * image.width), int(down * image.height)])

    return read_number(brightness)
