"""Pictures as the canvas embeds them, each once."""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.lib.utils import ImageReader

from workbench.report.pictures import Pictures, shrink

rl_config.useA85 = 0  # pictures as bytes and not as text: a fifth smaller, and sooner written


@dataclass(frozen=True, slots=True)
class Image:
    """An embedded picture and its size in pixels."""

    reader: ImageReader
    width: int
    height: int


def open_image(content: bytes) -> Image | None:
    """The picture, or None where it can't be read."""
    small = shrink(content) if content else None
    if small is None:
        return None
    return Image(ImageReader(io.BytesIO(small.content)), small.width, small.height)


def embed(pictures: Pictures, key: tuple[str, str]) -> Image | None:
    """The picture of that place, or None where there is none that can be read."""
    return open_image(pictures[key]) if key in pictures else None
