"""Image files, upright and scaled to fit: used inside the worker, where a bomb does no harm."""

from __future__ import annotations

import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from workbench.evidence.pdf.messages import PictureDescribed, RefusedError

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF")
_MAX_PIXELS = 120_000_000
_SIDEWAYS = frozenset({5, 6, 7, 8})
"""EXIF orientations that swap width and height (CIPA DC-008, Orientation)."""
_ORIENTATION = 0x0112


def describe_picture(path: str) -> PictureDescribed:
    """What the file holds; raises `RefusedError`."""
    with _open(path) as image:
        width, height = image.size
        if image.getexif().get(_ORIENTATION) in _SIDEWAYS:
            width, height = height, width
        pages = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
        return PictureDescribed(width=width, height=height, pages=pages)


def draw_picture(path: str, page_index: int, max_width: int, max_height: int) -> Image.Image:
    """The picture upright in RGB on white, no larger than the box; raises `RefusedError`."""
    with _open(path) as image:
        if page_index:
            image.seek(page_index)
        image.draft("RGB", (max_width, max_height))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((max_width, max_height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        return _flatten(upright)


def _open(path: str) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(Path(path), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedError(reason="picture_too_large") from error
    except FileNotFoundError as error:
        raise RefusedError(reason="missing") from error
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise RefusedError(reason="not_picture") from error
    return image


def _flatten(image: Image.Image) -> Image.Image:
    """Without transparency: a picture with clear ground is shown on white, as on paper."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        white.alpha_composite(clear)
        return white.convert("RGB")
    return image.convert("RGB")
