from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.viewers.artifacts import is_amber, make_artifact, page
from workbench.assessment.locator import Place, Region
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.viewers.image import ImageViewer

WHOLE = Place(whole=True)
LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def viewer(qtbot: QtBot, client: PdfClient) -> Iterator[ImageViewer]:
    viewer = ImageViewer(client)
    viewer.resize(600, 600)
    qtbot.addWidget(viewer)
    viewer.show()
    yield viewer
    viewer.release()


def write_photo(path: Path, size: tuple[int, int], orientation: int = 1) -> Path:
    """Red in its left half, blue in its right one, as stored."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.save(path, exif=exif, quality=95)
    return path


def open_at(qtbot: QtBot, viewer: ImageViewer, path: Path, place: Place = WHOLE) -> None:
    with qtbot.waitSignal(viewer.place_shown, timeout=20_000):
        viewer.open_at(make_artifact(path, "image"), place)


def colour_at(viewer: ImageViewer, across: float, down: float) -> str:
    image = viewer.canvas.viewport().grab().toImage()
    colour = QColor(image.pixel(round(image.width() * across), round(image.height() * down)))
    return "red" if colour.red() > 150 > colour.blue() else "blue" if colour.blue() > 150 else "?"


def test_a_photo_is_shown_whole(qtbot: QtBot, viewer: ImageViewer, tmp_path: Path) -> None:
    open_at(qtbot, viewer, write_photo(tmp_path / "a.jpg", (800, 400)))
    assert (colour_at(viewer, 0.3, 0.5), colour_at(viewer, 0.7, 0.5)) == ("red", "blue")
    assert viewer.canvas.verticalScrollBar().maximum() == 0


def test_a_phone_photo_stands_upright(qtbot: QtBot, viewer: ImageViewer, tmp_path: Path) -> None:
    """Orientation 6: what is stored on the left belongs at the top."""
    open_at(qtbot, viewer, write_photo(tmp_path / "a.jpg", (800, 400), orientation=6))
    assert (colour_at(viewer, 0.5, 0.3), colour_at(viewer, 0.5, 0.7)) == ("red", "blue")


def test_a_photo_can_be_turned_and_zoomed(
    qtbot: QtBot, viewer: ImageViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_photo(tmp_path / "a.jpg", (800, 400)))
    viewer.canvas.turn()
    qtbot.waitUntil(lambda: colour_at(viewer, 0.5, 0.3) == "red", timeout=10_000)
    assert colour_at(viewer, 0.5, 0.7) == "blue"
    viewer.canvas.set_zoom(4.0)
    qtbot.waitUntil(lambda: bool(viewer.canvas.find_legible()), timeout=10_000)


@pytest.mark.parametrize("suffix", ["gif", "webp", "png", "bmp", "avif", "jpg"])
def test_every_kind_of_picture_is_shown_and_a_moving_one_stands_still(
    qtbot: QtBot, viewer: ImageViewer, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"a.{suffix}"
    first, second = Image.new("RGB", (300, 300), "red"), Image.new("RGB", (300, 300), "blue")
    if suffix in {"gif", "webp"}:
        first.save(path, save_all=True, append_images=[second])
    else:
        first.save(path)
    open_at(qtbot, viewer, path)
    assert viewer.canvas.pages == 1
    assert colour_at(viewer, 0.5, 0.5) == "red"


def test_a_photo_from_a_phone_in_heic_is_shown(
    qtbot: QtBot, viewer: ImageViewer, reference: Path
) -> None:
    open_at(qtbot, viewer, reference / "files" / "sample_MP.heic")
    assert viewer.canvas._layout.size_of(0) == pytest.approx((810, 1440), abs=1)
    image = viewer.canvas.viewport().grab().toImage()
    colours = {image.pixel(x, 300) for x in range(150, 450, 5)}
    assert len(colours) > 10


SVG = """<?xml version="1.0"?><!-- a drawing -->
<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150">
<rect width="150" height="150" fill="#f00"/><rect x="150" width="150" height="150" fill="#00f"/>
<image href="file:///etc/hostname" width="20" height="20"/><script>alert(1)</script></svg>"""


def test_a_drawing_in_svg_is_drawn_by_the_worker(
    qtbot: QtBot, viewer: ImageViewer, tmp_path: Path
) -> None:
    path = tmp_path / "a.svg"
    path.write_text(SVG, "utf-8")
    open_at(qtbot, viewer, path)
    assert (colour_at(viewer, 0.3, 0.5), colour_at(viewer, 0.7, 0.5)) == ("red", "blue")
    viewer.canvas.turn()
    qtbot.waitUntil(lambda: colour_at(viewer, 0.5, 0.3) == "red", timeout=10_000)


def test_a_region_drawn_in_a_picture_needs_no_page(
    qtbot: QtBot, viewer: ImageViewer, tmp_path: Path
) -> None:
    open_at(qtbot, viewer, write_photo(tmp_path / "a.jpg", (400, 400)))
    rect = viewer.canvas.place_box(0, (30, 60, 150, 180)).toRect()
    QTest.mousePress(viewer.canvas.viewport(), LEFT, ALT, rect.topLeft())
    QTest.mouseMove(viewer.canvas.viewport(), rect.bottomRight())
    QTest.mouseRelease(viewer.canvas.viewport(), LEFT, ALT, rect.bottomRight())
    place = viewer.find_present()
    assert place is not None
    assert place.page is None
    assert place.xywh is not None
    region = (place.xywh.x, place.xywh.y, place.xywh.width, place.xywh.height)
    assert region == pytest.approx((10, 20, 40, 40), abs=0.6)


def test_a_region_is_lit(qtbot: QtBot, viewer: ImageViewer, tmp_path: Path) -> None:
    path = write_photo(tmp_path / "a.jpg", (800, 800))
    open_at(qtbot, viewer, path, Place(xywh=Region("percent", 60, 10, 20, 20)))
    image = viewer.canvas.viewport().grab().toImage()
    amber = [
        x
        for x in range(40, image.width())  # the edge of the page is marked, too
        for y in range(image.height() // 2)
        if is_amber(QColor(image.pixel(x, y)))
    ]
    assert amber
    assert min(amber) > image.width() * 0.5


def test_the_pages_of_a_tiff_are_pages(qtbot: QtBot, viewer: ImageViewer, tmp_path: Path) -> None:
    path = tmp_path / "scan.tiff"
    pages = [Image.new("RGB", (300, 300), colour) for colour in ("blue", "red", "blue")]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    open_at(qtbot, viewer, path, page(2))
    assert viewer.canvas.pages == 3
    assert colour_at(viewer, 0.5, 0.5) == "red"
    button = viewer.findChild(QToolButton, "imageNextPage")
    assert button is not None
    assert button.isVisible()


def test_clear_ground_is_shown_white(qtbot: QtBot, viewer: ImageViewer, tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(path)
    open_at(qtbot, viewer, path)
    image = viewer.canvas.viewport().grab().toImage()
    assert QColor(image.pixel(image.width() // 2, image.height() // 2)).name() == "#ffffff"


def test_a_picture_that_was_cut_off_is_shown_with_a_remark(
    qtbot: QtBot, viewer: ImageViewer, tmp_path: Path
) -> None:
    path = tmp_path / "a.jpg"
    Image.effect_noise((900, 900), 90).save(path)
    path.write_bytes(path.read_bytes()[:100_000])
    for place in (WHOLE, Place(xywh=Region(unit="percent", x=5, y=5, width=20, height=20))):
        open_at(qtbot, viewer, path, place)
        notice = viewer.findChild(QLabel, "pdfNoticeWords")
        assert notice is not None
        assert notice.isVisible()
        assert notice.text().startswith("“Our plan” is damaged: what could be read of it is shown")


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0 no photo"])
def test_what_is_no_picture_is_said(
    qtbot: QtBot, viewer: ImageViewer, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with qtbot.waitSignal(viewer.failed, timeout=20_000) as failed:
        viewer.open_at(make_artifact(path, "image"), WHOLE)
    assert failed.args is not None
    assert failed.args[0].startswith("“Our plan” is damaged")


def test_a_bomb_is_refused_with_a_sentence(
    qtbot: QtBot, viewer: ImageViewer, tmp_path: Path
) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (100_000, 3_000)).save(path)
    with qtbot.waitSignal(viewer.failed, timeout=20_000) as failed:
        viewer.open_at(make_artifact(path, "image"), WHOLE)
    assert failed.args is not None
    assert "too large" in failed.args[0]


def test_a_real_photo_is_upright(qtbot: QtBot, viewer: ImageViewer, reference: Path) -> None:
    open_at(qtbot, viewer, reference / "files" / "Portrait_6.jpg")
    layout = viewer.canvas._layout.pages[0]
    assert layout.height > layout.width
