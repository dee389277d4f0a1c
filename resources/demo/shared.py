"""Where the sources and the fonts of the demo are, and the instant at which it was all made."""

import random
from datetime import UTC, datetime
from pathlib import Path

from PIL import ImageFont

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "source"
INTER = HERE.parent / "fonts" / "inter"
SERIF = SOURCE / "fonts"

MADE = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
"""Stamped into every file, so that two builds give the same bytes where the libraries allow."""


def read_source(name: str) -> str:
    """The text of a file under `source/`."""
    return (SOURCE / name).read_text(encoding="utf-8")


def inter(size: float, weight: str = "Regular") -> ImageFont.FreeTypeFont:
    """Inter for Pillow, at a size in pixels."""
    return ImageFont.truetype(INTER / f"Inter-{weight}.ttf", size)


def chance(seed: str) -> random.Random:
    """Chance that falls out the same way in every build."""
    return random.Random(seed)  # noqa: S311 - it shakes a hand and scatters dots, no secrets
