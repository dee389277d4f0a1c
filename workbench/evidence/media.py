"""What a recording is like, and a still of any moment in it; for workers only."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from workbench.evidence.frames import FrameReader
from workbench.evidence.media_file import MediaFacts
from workbench.evidence.pictures import Picture, format_picture


def probe_media(path: Path) -> MediaFacts:
    """The facts of a recording; raises `MediaError` where it can be neither seen nor heard."""
    with FrameReader(path) as reader:
        return reader.facts


def still(path: Path, seconds: float, width: int) -> bytes:
    """A PNG, `width` pixels wide at most, of the frame on screen at that moment.

    That is the last frame that begins at or before it. Raises `MediaError`, also where the
    recording has no picture.
    """
    with FrameReader(path) as reader:
        frame = reader.frame_at(seconds)
        picture = format_picture(frame.picture, frame.aspect)
    image = _stand_upright(picture)
    image.thumbnail((width, image.height), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def _stand_upright(picture: Picture) -> Image.Image:
    size = (picture.width, picture.height)
    image = Image.frombuffer("RGB", size, bytes(picture.pixels), "raw", "BGRX", picture.stride, 1)
    if picture.aspect != 1.0:
        image = image.resize((round(picture.width * picture.aspect), picture.height))
    return image.rotate(-picture.rotation, expand=True) if picture.rotation else image
