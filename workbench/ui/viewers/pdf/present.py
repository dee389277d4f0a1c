"""The place that the assessor has before them, beside the one that was asked for."""

from __future__ import annotations

from workbench.assessment.locator import Place, Span
from workbench.ui.viewers.pdf.canvas import PdfCanvas
from workbench.ui.viewers.pdf.hand import PdfHand
from workbench.ui.viewers.pdf.region import make_region
from workbench.ui.viewers.pdf.target import Target

LONGEST_QUOTE = 240
"""Letters: what was selected beyond that is found again by its beginning."""


def find_present(
    hand: PdfHand, canvas: PdfCanvas, target: Target | None, *, is_single: bool
) -> Place | None:
    """The region drawn, the words selected, or the page turned to; None for the place asked for.

    In a single picture a region needs no page.
    """
    if hand.drawing.region is not None and not hand.drawing.is_on:
        page = None if is_single else _make_span(hand.drawing.region.page)
        region = make_region(hand.drawing.region, canvas.size_of(hand.drawing.region.page))
        return Place(page=page, xywh=region)
    ends, words = hand.selection.ends, hand.selection.read()
    if ends is not None and words:
        return Place(page=_make_span(ends[0].page), quote=shorten(words.split("\n")[0]))
    current = canvas.current_page
    if not is_single and (target is None or not target.is_cited or current not in target.pages):
        return Place(page=_make_span(current))
    return None


def shorten(words: str) -> str:
    """The words as far as a quote reaches, never ending inside a word."""
    plain = " ".join(words.split())
    if len(plain) <= LONGEST_QUOTE:
        return plain
    return plain[: LONGEST_QUOTE + 1].rsplit(" ", 1)[0]


def _make_span(index: int) -> Span:
    return Span(index + 1, index + 1)
