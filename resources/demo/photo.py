"""Artifact 8: a photo of the notice board, stored on its side and marked so (EXIF 6)."""

from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

from resources.demo.cast import NORMS
from resources.demo.shared import MADE, chance
from resources.demo.stage import Stage

WIDTH, HEIGHT = 1200, 1600
TURN_CLOCKWISE = 6
"""EXIF: the picture has to be turned by a quarter, clockwise, to stand upright."""
ORIENTATION, MODEL, WHEN = 0x0112, 0x0110, 0x0132


def make_photo() -> bytes:
    """The JPEG file."""
    stored = draw_board().transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[ORIENTATION] = TURN_CLOCKWISE
    exif[MODEL] = "School telephone"
    exif[WHEN] = f"{MADE:%Y:%m:%d %H:%M:%S}"
    raw = BytesIO()
    stored.save(raw, "JPEG", quality=72, exif=exif)
    return raw.getvalue()


def draw_board() -> Image.Image:
    """The board as one would see it, upright."""
    stage = Stage(WIDTH, HEIGHT, "#e6ded0")
    stage.box((0, 1400, WIDTH, HEIGHT), "#8d9aa5")
    stage.box((0, 1392, WIDTH, 1404), "#6f7b86")
    stage.box((86, 120, 1114, 1300), "#5b4130", 12)
    stage.box((116, 150, 1084, 1270), "#c79b6d", 4)
    _pin_norms(stage)
    _pin_notes(stage)
    _hang_box(stage)
    return _photograph(stage.finish())


def _pin_norms(stage: Stage) -> None:
    stage.box((186, 210, 1030, 730), "#b58a5f", 4)
    stage.box((178, 200, 1022, 720), "#fffdf6", 4)
    stage.text(
        (600, 268), "What we expect of one another", 44, "#2b2f36", weight="Bold", anchor="mm"
    )
    for number, words in enumerate(NORMS):
        y = 376 + number * 112
        stage.oval((252, y), 36, 36, ("#3f7d6e", "#c8553d", "#e0a63a")[number])
        stage.text((252, y), str(number + 1), 38, "#ffffff", weight="Bold", anchor="mm")
        stage.text((316, y), words, 46, "#2b2f36", weight="SemiBold")
    for x in (206, 994):
        stage.oval((x, 222), 13, 13, "#c8553d")


def _pin_notes(stage: Stage) -> None:
    luck = chance("board")
    stage.text((186, 790), "You said …", 34, "#3b2a1d", weight="SemiBold")
    stage.text((640, 790), "… and this became of it", 34, "#3b2a1d", weight="SemiBold")
    for number in range(8):
        column, row = number % 4, number // 4
        x, y = 180 + column * 218 + luck.uniform(-8, 8), 840 + row * 200 + luck.uniform(-8, 8)
        colour = ("#fff2b8", "#d8ecdf", "#f6d4c8", "#dbe0f2")[luck.randrange(4)]
        stage.box((x + 5, y + 6, x + 181, y + 166), "#a97f55")
        stage.box((x, y, x + 176, y + 160), colour)
        stage.oval((x + 88, y + 12), 9, 9, "#4f7cac")
        for line in range(5):
            wide = luck.uniform(80, 140)
            stage.box((x + 18, y + 40 + line * 23, x + 18 + wide, y + 46 + line * 23), "#857f73", 3)
    stage.box((900, 1236, 1040, 1262), "#e0a63a", 3)


def _hang_box(stage: Stage) -> None:
    stage.box((430, 1330, 770, 1590), "#3d5a80", 14)
    stage.box((500, 1356, 700, 1374), "#16263b", 8)
    stage.text((600, 1450), "Say it here", 40, "#ffffff", weight="SemiBold", anchor="mm")


def _photograph(board: Image.Image) -> Image.Image:
    """Slightly askew, lit from the window side, with the grain of a telephone."""
    askew = board.rotate(0.8, Image.Resampling.BICUBIC, fillcolor="#e6ded0")
    colours = np.asarray(askew.filter(ImageFilter.GaussianBlur(0.7))).astype(float)
    across = np.linspace(1.06, 0.86, WIDTH)[None, :, None]
    down = np.linspace(1.03, 0.92, HEIGHT)[:, None, None]
    grain = np.random.default_rng(8).normal(0, 2.0, (HEIGHT, WIDTH, 1))
    return Image.fromarray((colours * across * down + grain).clip(0, 255).astype(np.uint8))
