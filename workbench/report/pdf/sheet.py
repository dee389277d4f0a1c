"""The look of the PDF report: page sizes, colours, type and distances, in points."""

from __future__ import annotations

from typing import Literal

from reportlab.lib.pagesizes import A4, LETTER

from workbench.report.content import Tone
from workbench.report.pdf.lines import Look

PageSize = Literal["A4", "Letter"]
PAGE_SIZES: dict[PageSize, tuple[float, float]] = {"A4": A4, "Letter": LETTER}

SIDE = 44.0
TOP = 44.0
BOTTOM = 58.0
FOOT = 30.0

PAPER = "#ffffff"
INK = "#1f2937"
GREY = "#5b6472"
HAIRLINE = "#e2e5ea"
ACCENTS: dict[Tone, str] = {"passing": "#1b7a4a", "below": "#b0500a", "open": "#475569"}
TINTS: dict[Tone, str] = {"passing": "#edf7f1", "below": "#fef5ec", "open": "#f1f4f8"}
OPEN_OUTLINE = "#a3abb8"

BODY = Look("regular", 9.2, INK)
STRONG = Look("semibold", 9.2, INK)
QUIET = Look("regular", 9.2, GREY)
SMALL = Look("regular", 7.6, GREY)
SMALL_INK = Look("medium", 7.6, INK)
SMALL_PLAIN = Look("regular", 7.6, INK)
SMALL_ITALIC = Look("italic", 7.6, GREY)
DIGEST = Look("regular", 8.4, INK)
TITLE = Look("semibold", 18.4, INK)
SECTION = Look("semibold", 12.4, INK)
HEADING = Look("semibold", 10.6, INK)

BODY_LEADING = 13.6
SMALL_LEADING = 10.6


def tinted(look: Look, tone: Tone) -> Look:
    """The look in the colour of that tone."""
    return Look(look.weight, look.size, ACCENTS[tone])
