"""Reading from the screen's pixels which frame can be seen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from tests.ui.video.media_files import HEIGHT, WIDTH, read_number
from workbench.ui.video.surface import fit


def take_picture(surface: QWidget) -> QImage:
    """What can be seen of the surface, VLC's own window included."""
    if QGuiApplication.platformName() != "xcb":
        return surface.grab().toImage()
    screen, size = surface.screen(), surface.size()
    corner = surface.mapToGlobal(surface.rect().topLeft()) - screen.geometry().topLeft()
    shot = screen.grabWindow(0, corner.x(), corner.y(), size.width(), size.height())
    return shot.toImage()


def read_screen(surface: QWidget, *, is_turned: bool = False) -> int:
    """The number of the frame that can be seen on the surface, read from its pixels.

    `is_turned` says that the stored picture stands upright after a quarter turn clockwise.
    """
    return read_shot(take_picture(surface), is_turned=is_turned)


def read_shot(shot: QImage, *, is_turned: bool = False) -> int:
    """The same, of a picture of the surface."""
    place = fit(HEIGHT / WIDTH if is_turned else WIDTH / HEIGHT, shot.rect())

    def brightness(across: float, down: float) -> int:
        if is_turned:
            across, down = 1 - down, across
        x = place.left() + int(across * place.width())
        y = place.top() + int(down * place.height())
        return shot.pixelColor(x, y).lightness()

    return read_number(brightness)
