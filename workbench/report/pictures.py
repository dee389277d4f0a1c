"""Pictures of cited places made small enough for a report of many."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PIL import Image

Pictures: TypeAlias = Mapping[tuple[str, str], bytes]
"""Images by artifact id and canonical locator."""

WIDEST = 400
"""Pixels: 300 to the inch at the width that a report gives a picture."""
_FEW_COLOURS = 4_000
_JPEG_QUALITY = 82


@dataclass(frozen=True, slots=True)
class SmallPicture:
    """An encoded picture and its size in pixels."""

    content: bytes
    media_type: Literal["image/png", "image/jpeg"]
    width: int
    height: int


def shrink(content: bytes) -> SmallPicture | None:
    """The picture as a report holds it: photographs as JPEG, drawings as PNG; None if unreadable.

    Nothing of the original but its pixels remains.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
                opened.load()
                return _encode(_fit(_flatten(opened)))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        return None


def find_darkest(picture: SmallPicture) -> int:
    """How light its darkest spot is, from 0 for black to 255 for white."""
    with Image.open(io.BytesIO(picture.content)) as opened:
        darkest, _ = opened.convert("L").getextrema()
    return int(darkest) if isinstance(darkest, int | float) else 0


def _flatten(image: Image.Image) -> Image.Image:
    """The picture in RGB, on white where it is transparent."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layered.size, "white"), layered).convert("RGB")


def _fit(image: Image.Image) -> Image.Image:
    if image.width <= WIDEST:
        return image
    height = max(1, round(image.height * WIDEST / image.width))
    return image.resize((WIDEST, height), Image.Resampling.BICUBIC, reducing_gap=2)


def _encode(image: Image.Image) -> SmallPicture:
    is_drawing = image.getcolors(_FEW_COLOURS) is not None
    buffer = io.BytesIO()
    if is_drawing:
        image.quantize(64, Image.Quantize.FASTOCTREE).save(buffer, "PNG", optimize=True)
        return SmallPicture(buffer.getvalue(), "image/png", image.width, image.height)
    image.save(buffer, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return SmallPicture(buffer.getvalue(), "image/jpeg", image.width, image.height)
