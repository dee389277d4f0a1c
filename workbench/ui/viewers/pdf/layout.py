"""Where the pages of a document lie under one another, in device pixels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.evidence.pdf.messages import Box

Rotation = Literal[0, 90, 180, 270]
Fit = Literal["width", "page"]
Zoom = Fit | float
"""A fit, or a factor: 1.0 shows a page at 96 dots an inch."""

LEAST_ZOOM, MOST_ZOOM = 0.25, 4.0
ZOOM_STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_LEAST_FIT = 0.02
DOTS_PER_POINT = 96 / 72
MARGIN = 18
"""Around and between the pages, in logical pixels."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on a page, as shares of its width and height; it stays put while all else changes."""

    page: int
    across: float
    down: float


@dataclass(frozen=True, slots=True)
class PageRect:
    """One page on the long sheet, in device pixels."""

    x: int
    y: int
    width: int
    height: int
    scale: float
    """Device pixels per point."""


class Layout:
    """All pages under one another, each in the middle."""

    def __init__(
        self,
        sizes: Sequence[tuple[float, float]],
        view: tuple[int, int],
        *,
        zoom: Zoom = "width",
        rotation: Rotation = 0,
        ratio: float = 1.0,
    ) -> None:
        """`sizes` are in points as the pages are shown, `view` in device pixels."""
        self.rotation: Rotation = rotation
        self.margin = round(MARGIN * ratio)
        self._ratio = ratio
        self._sizes = sizes
        turned = [size[::-1] if rotation in {90, 270} else size for size in sizes]
        # most pages of a document are of one size
        fitted = {size: _fit(size, view, zoom, ratio, self.margin) for size in set(turned)}
        widest = max((across for across, _, _ in fitted.values()), default=0)
        self.width = max(view[0], widest + 2 * self.margin)
        self.pages: list[PageRect] = []
        y = self.margin
        for size in turned:
            across, down, scale = fitted[size]
            self.pages.append(PageRect((self.width - across) // 2, y, across, down, scale))
            y += down + self.margin
        self.height = y
        self._tops = [page.y for page in self.pages]

    def zoom_of(self, page: int) -> float:
        """The factor at which that page is shown."""
        return self.pages[page].scale / (DOTS_PER_POINT * self._ratio)

    def page_at(self, y: float) -> int:
        """The index of the page at that height, or of the one above the gap that is there."""
        return max(0, bisect_right(self._tops, y) - 1)

    def find_visible(self, top: int, bottom: int) -> range:
        """The indexes of the pages that show between those heights."""
        if not self.pages:
            return range(0)
        first = self.page_at(top)
        if self.pages[first].y + self.pages[first].height <= top:
            first += 1
        last = self.page_at(bottom - 1)
        return range(first, last + 1) if bottom > self._tops[0] else range(0)

    def spot_at(self, x: float, y: float) -> Spot:
        """The spot of the nearest page at that point."""
        index = self.page_at(y)
        page = self.pages[index]
        return Spot(index, (x - page.x) / page.width, (y - page.y) / page.height)

    def find_point(self, spot: Spot) -> tuple[int, int]:
        """Where that spot lies."""
        page = self.pages[min(spot.page, len(self.pages) - 1)]
        return round(page.x + spot.across * page.width), round(page.y + spot.down * page.height)

    def place_box(self, index: int, box: Box) -> Box:
        """A box in points of the unturned page as one on the sheet."""
        page = self.pages[index]
        left, top, right, bottom = _turn_box(box, self._sizes[index], self.rotation)
        return (
            page.x + left * page.scale,
            page.y + top * page.scale,
            page.x + right * page.scale,
            page.y + bottom * page.scale,
        )

    def find_on_page(self, x: float, y: float) -> tuple[int, float, float]:
        """The nearest page at that point, and where on it in points of the unturned page."""
        index = self.page_at(y)
        return index, *self.find_on(index, x, y)

    def find_on(self, index: int, x: float, y: float) -> tuple[float, float]:
        """Where that point lies in points of that page, unturned; it may be beside it."""
        page = self.pages[index]
        across, down = (x - page.x) / page.scale, (y - page.y) / page.scale
        width, height = self.size_of(index)
        if self.rotation == 90:  # noqa: PLR2004 - a quarter turn clockwise
            return down, height - across
        if self.rotation == 180:  # noqa: PLR2004 - half a turn
            return width - across, height - down
        if self.rotation == 270:  # noqa: PLR2004 - three quarters
            return width - down, across
        return across, down

    def size_of(self, index: int) -> tuple[float, float]:
        """Width and height of that page in points, as it is when it isn't turned."""
        return self._sizes[index]


def next_zoom(zoom: float, *, further_in: bool) -> float:
    """The next round factor in that direction."""
    if further_in:
        return next((step for step in ZOOM_STEPS if step > zoom * 1.01), MOST_ZOOM)
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom * 0.99), LEAST_ZOOM)


def _fit(
    size: tuple[float, float], view: tuple[int, int], zoom: Zoom, ratio: float, margin: int
) -> tuple[int, int, float]:
    """Width and height of such a page in device pixels, and its scale."""
    scale = _find_scale(size, view, zoom, ratio, margin)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale)), scale


def _find_scale(
    size: tuple[float, float], view: tuple[int, int], zoom: Zoom, ratio: float, margin: int
) -> float:
    unit = DOTS_PER_POINT * ratio
    if isinstance(zoom, float):
        return min(max(zoom, LEAST_ZOOM), MOST_ZOOM) * unit
    scale = max(view[0] - 2 * margin, 1) / size[0]
    if zoom == "page":
        scale = min(scale, max(view[1] - 2 * margin, 1) / size[1])
    return min(max(scale, _LEAST_FIT * unit), MOST_ZOOM * unit)


def _turn_box(box: Box, size: tuple[float, float], rotation: Rotation) -> Box:
    left, top, right, bottom = box
    width, height = size
    if rotation == 90:  # noqa: PLR2004 - a quarter turn clockwise
        return (height - bottom, left, height - top, right)
    if rotation == 180:  # noqa: PLR2004 - half a turn
        return (width - right, height - bottom, width - left, height - top)
    if rotation == 270:  # noqa: PLR2004 - three quarters
        return (top, width - right, bottom, width - left)
    return box
