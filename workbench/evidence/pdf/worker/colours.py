"""A decoded picture in the colours of a screen, whatever colours it was stored in.

Used inside the worker. Pillow's own conversion cuts off what lies above 255 in a picture of
sixteen bits, takes the primary colours of every picture for those of a screen, and the colours of
a printing press for their plain opposites.
"""

from __future__ import annotations

import contextlib
import io
import math
from collections.abc import Mapping
from typing import Any, cast

from PIL import Image, ImageChops, ImageCms

_BITS_PER_SAMPLE = 258
_PHOTOMETRIC = 262
_MIN_IS_WHITE = 0
"""TIFF 6.0, the tags of those numbers."""
_SCREEN_GAMMA, _DARKEST, _BRIGHTEST, _NO_MATTER = 1 / 2.2, 0.1, 10.0, 0.05
_PROFILED = frozenset({"L", "RGB", "CMYK", "LAB"})
_LARGEST_PROFILE = 4 * 1024 * 1024
_SCREEN = "sRGB"
"""Stands in the description of each of the many profiles that say nothing else."""

_srgb = ImageCms.createProfile("sRGB")
_lab = ImageCms.createProfile("LAB")


def to_screen(image: Image.Image) -> Image.Image:
    """The picture in RGB as it is meant to look on an sRGB screen, what is clear in it on white."""
    profile = image.info.get("icc_profile")
    plain = _flatten(_to_bytes(image))
    if isinstance(profile, bytes) and plain.mode in _PROFILED:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            return _apply(plain, profile)
    if plain.mode == "LAB":
        return _convert(plain, _lab)
    return _brighten(plain.convert("RGB"), image.info)


def _brighten(image: Image.Image, said: Mapping[str | tuple[int, int], Any]) -> Image.Image:
    """As a PNG asks for that says how its numbers grow with the light (PNG 1.2, gAMA)."""
    gamma = said.get("gamma")
    if "srgb" in said or not isinstance(gamma, float) or not _DARKEST < gamma < _BRIGHTEST:
        return image
    power = _SCREEN_GAMMA / gamma
    if abs(power - 1) < _NO_MATTER:
        return image
    return image.point([round(255 * (value / 255) ** power) for value in range(256)] * 3)


def _to_bytes(image: Image.Image) -> Image.Image:
    """A picture of more than eight bits a pixel in grey of eight; any other as it is."""
    if image.mode.startswith("I;16"):
        return _from_sixteen(image)
    if image.mode in {"I", "F"}:
        return _from_numbers(image)
    return image


def _from_sixteen(image: Image.Image) -> Image.Image:
    tags = getattr(image, "tag_v2", {})
    bits = tags.get(_BITS_PER_SAMPLE, (16,))[0]
    most = (1 << bits) - 1 if 8 < bits <= 16 else 65535  # noqa: PLR2004 - bits of a sample
    plain = image if image.mode == "I;16" else image.convert("I")
    grey = plain.point(lambda value: value * (255 / most)).convert("L")
    return ImageChops.invert(grey) if tags.get(_PHOTOMETRIC) == _MIN_IS_WHITE else grey


def _from_numbers(image: Image.Image) -> Image.Image:
    """Measurements rather than a photo: the least is black and the greatest white."""
    numbers = image.convert("F")
    least, most = (float(cast("float", value)) for value in numbers.getextrema())
    if not (math.isfinite(least) and math.isfinite(most)) or most <= least:
        return numbers.convert("L")
    if least >= 0 and 1 < most <= 255:  # noqa: PLR2004 - bytes, stored wide
        return numbers.convert("L")
    if least >= 0 and most <= 1:
        least, most = 0.0, 1.0
    scale = 255 / (most - least)
    return numbers.point(lambda value: value * scale - least * scale).convert("L")


def _flatten(image: Image.Image) -> Image.Image:
    """Without transparency and palette: what is clear is shown on white, as on paper."""
    if image.mode in {"RGBA", "LA", "PA", "La", "RGBa"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        white.alpha_composite(clear)
        return white.convert("RGB")
    return image if image.mode in _PROFILED else image.convert("RGB")


def _apply(image: Image.Image, profile: bytes) -> Image.Image:
    if len(profile) > _LARGEST_PROFILE:
        return image.convert("RGB")
    stored = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if image.mode == "RGB" and _SCREEN in (stored.profile.profile_description or ""):
        return image
    return _convert(image, stored)


def _convert(image: Image.Image, stored: object) -> Image.Image:
    converted = ImageCms.profileToProfile(image, stored, _srgb, outputMode="RGB")  # type: ignore[arg-type] # either kind of profile
    if converted is None:  # pragma: no cover - only a picture changed in place gives none
        raise ValueError(image.mode)
    return converted
