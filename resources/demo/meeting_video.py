"""The video of the meeting: drawn scenes with a running clock, sound, H.264 and AAC in MP4.

Every frame carries the title of its scene, a clock (minutes, seconds, hundredths), and in the
last row of the title bar its own number as a strip of 16 black or white cells, highest bit first,
so that a person as well as a test can tell by looking which frame is on screen.
"""

from fractions import Fraction
from pathlib import Path

import av
from PIL import Image, ImageDraw, ImageFont

from resources.demo.meeting import Recording
from resources.demo.scenes import HEIGHT, WIDTH, draw_scene
from resources.demo.shared import MADE, inter
from resources.demo.sound import RATE, frames_of, make_sound

FPS = 25
KEYFRAME_EVERY = 2 * FPS
BAR = 44
"""Height of the title bar at the top, in pixels."""
CELL = 8
CELLS = 16


def write_video(recording: Recording, target: Path) -> None:
    """Write the whole meeting as an MP4 file that can start before it is all read."""
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(str(target), "w", format="mp4", options=options) as container:
        container.metadata.update(title=recording.title, date=f"{MADE:%Y}")
        picture = container.add_stream("libx264", rate=FPS)
        picture.width, picture.height, picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        picture.time_base = Fraction(1, FPS)
        picture.thread_count = 2
        picture.options = {
            "crf": "28",
            "preset": "slow",
            "tune": "animation",
            "x264-params": f"keyint={KEYFRAME_EVERY}:min-keyint={KEYFRAME_EVERY}:scenecut=0",
        }
        voice = container.add_stream("aac", rate=RATE)
        voice.bit_rate, voice.layout = 36_000, "mono"
        sounds = list(frames_of(make_sound(recording)))
        for number in range(round(recording.length * FPS)):
            while sounds and (sounds[0].pts or 0) / RATE <= number / FPS:
                container.mux(voice.encode(sounds.pop(0)))
            drawn = draw_frame(recording, number)
            frame = av.VideoFrame.from_image(drawn)  # type: ignore[no-untyped-call] # PyAV
            frame.pts = number
            container.mux(picture.encode(frame))
        container.mux(picture.encode(None))
        for sound in sounds:
            container.mux(voice.encode(sound))
        container.mux(voice.encode(None))


def draw_frame(recording: Recording, number: int) -> Image.Image:
    """Frame `number`, from 0. Scenes move on every second frame, the clock on each."""
    moment = number / FPS
    picture = _draw_twice(recording, (number - number % 2) / FPS).copy()
    pen = ImageDraw.Draw(picture)
    scene = recording.scene_at(moment)
    pen.rectangle((0, 0, WIDTH, BAR - 1), fill="#14181f")
    pen.text((16, 20), scene.title, font=inter(20, "SemiBold"), fill="#ffffff", anchor="lm")
    words = f"{recording.title} · {recording.day}"
    pen.text((WIDTH / 2, 20), words, font=inter(13), fill="#aab2bf", anchor="mm")
    pen.text((WIDTH - 16, 20), _clock(number), font=_digits(), fill="#ffd766", anchor="rm")
    _draw_number(pen, number)
    return picture


def read_number(picture: Image.Image) -> int:
    """The number that a frame carries; it can be read off a decoded frame of the same size."""
    grey = picture.convert("L")
    number = 0
    for cell in range(CELLS):
        spot = (_cell_left(cell) + CELL // 2, BAR - CELL // 2)
        level = grey.getpixel(spot)
        number = 2 * number + (isinstance(level, int | float) and level > 127)  # noqa: PLR2004 - half of white
    return number


_kept: dict[str, tuple[float, Image.Image]] = {}


def _draw_twice(recording: Recording, moment: float) -> Image.Image:
    """The scene at that moment, kept for the next frame."""
    if _kept.get("last", (-1.0, None))[0] != moment:
        _kept["last"] = (moment, draw_scene(recording, moment))
    return _kept["last"][1]


def _digits() -> ImageFont.FreeTypeFont:
    return inter(22, "SemiBold")


def _draw_number(pen: ImageDraw.ImageDraw, number: int) -> None:
    for cell in range(CELLS):
        is_set = number >> (CELLS - 1 - cell) & 1
        left = _cell_left(cell)
        shade = "#ffffff" if is_set else "#000000"
        pen.rectangle((left, BAR - CELL, left + CELL - 1, BAR - 1), fill=shade)


def _cell_left(cell: int) -> int:
    return WIDTH - 16 - (CELLS - cell) * CELL


def _clock(number: int) -> str:
    minutes, frames = divmod(number, 60 * FPS)
    return f"{minutes}:{frames // FPS:02}.{frames % FPS * 100 // FPS:02}"
