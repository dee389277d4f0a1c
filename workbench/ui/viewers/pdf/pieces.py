"""Which pictures a view of a document is put together from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from workbench.evidence.pdf.messages import DrawPicture, Render
from workbench.ui.viewers.pdf.layout import Layout, PageRect, Rotation

Kind = Literal["pdf", "image"]

WHOLE_PIXELS = 8_000_000
"""Up to this size a page is one picture; larger ones are drawn in pieces, as far as they show."""
_PIECE_PIXELS = 8_000_000
_AHEAD_PIXELS = 8_000_000
"""So much around the view of a large page is prepared."""
_LOW_PIXELS = 700_000
NEIGHBOURS = 2
"""How many pages on either side of what shows are prepared."""

Window = tuple[int, int, int, int]
"""Left, top, right, bottom, in device pixels."""
Clip = tuple[int, int, int, int]
"""Likewise, in pixels of a page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One picture of a page or of a part of it; equal pieces are the same picture."""

    page: int
    scale: float
    rotation: Rotation
    clip: tuple[int, int, int, int]
    """Left, top, right, bottom in pixels of the page at that scale."""
    size: tuple[int, int]
    """Width and height of the page at that scale."""

    @property
    def is_whole(self) -> bool:
        """True when it shows all of the page."""
        return self.clip == (0, 0, *self.size)

    def make_job(self, path: str, kind: Kind = "pdf") -> Render | DrawPicture:
        """What to ask the worker for."""
        make = Render if kind == "pdf" else DrawPicture
        return make(
            path=path,
            page_index=self.page,
            scale=self.scale,
            rotation=self.rotation,
            clip=self.clip,
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """How a large page is cut: the piece that has its corner there, and all others beside it.

    Laid where the reader has gone to, so that one piece is all that shows and no pixel is drawn
    for nothing; kept while the reader moves on from there.
    """

    left: int
    top: int
    width: int
    height: int
    size: tuple[int, int]
    """Width and height of the page in pixels; of another scale or rotation it is another grid."""


def lay_grid(page: PageRect, window: Window) -> Grid:
    """The grid whose first piece is what shows of the page in that window."""
    left, top, right, bottom = _find_shown(page, window)
    width, height = max(1, right - left), max(1, bottom - top)
    rows = -(-width * height // _PIECE_PIXELS)
    return Grid(max(left, 0), max(top, 0), width, -(-height // rows), (page.width, page.height))


def list_wanted(
    layout: Layout, window: Window, current: int, grids: Mapping[int, Grid]
) -> tuple[list[Piece], list[Piece]]:
    """The pieces that show in that window of the sheet, and those that may show next.

    Both the most wanted first: the current page, then down, and up. `grids` are those of the
    large pages that show.
    """
    visible = layout.find_visible(window[1], window[3])
    shown = sorted(visible, key=lambda index: (index != current, index))
    near = [
        index
        for index in range(visible.start - NEIGHBOURS, visible.stop + NEIGHBOURS)
        if index not in visible and 0 <= index < len(layout.pages)
    ]
    near.sort(key=lambda index: (abs(index - current), -index))
    pieces = [piece for index in shown for piece in list_shown(layout, index, window, grids)]
    around = _list_around(layout, window, current, grids) if current in grids else []
    return pieces, [*around, *(_prepare(layout, index) for index in near)]


def list_shown(
    layout: Layout, index: int, window: Window, grids: Mapping[int, Grid]
) -> list[Piece]:
    """The pieces of a page that show in the window, the low picture of a large page first."""
    page = layout.pages[index]
    low = find_low(index, page, layout.rotation)
    if low is None:
        return [_make_whole(index, page, layout.rotation)]
    grid = grids.get(index) or lay_grid(page, window)
    shown = _find_shown(page, window)
    return [low, *(_make_piece(layout, index, clip) for clip in _cut(grid, shown))]


def is_large(page: PageRect) -> bool:
    """True for a page that is drawn in pieces."""
    return page.width * page.height > WHOLE_PIXELS


def find_low(index: int, page: PageRect, rotation: Rotation) -> Piece | None:
    """A small picture of a whole page that is drawn in pieces, to be seen until they are there."""
    if not is_large(page):
        return None
    share = (_LOW_PIXELS / (page.width * page.height)) ** 0.5
    size = (max(1, round(page.width * share)), max(1, round(page.height * share)))
    return Piece(index, page.scale * share, rotation, (0, 0, *size), size)


def _prepare(layout: Layout, index: int) -> Piece:
    """The picture of a page that doesn't show yet."""
    page = layout.pages[index]
    low = find_low(index, page, layout.rotation)
    return low or _make_whole(index, page, layout.rotation)


def _list_around(
    layout: Layout, window: Window, index: int, grids: Mapping[int, Grid]
) -> list[Piece]:
    """The pieces just outside of what shows of a large page: below and above, then beside."""
    page, grid = layout.pages[index], grids[index]
    left, top, right, bottom = _find_shown(page, window)
    across, down = (right - left) // 2, (bottom - top) // 2
    found: dict[Clip, None] = {}
    for further in ((0, down, 0, down), (across, 0, across, 0)):
        area = (left - further[0], top - further[1], right + further[2], bottom + further[3])
        found |= dict.fromkeys(_cut(grid, area))
    shown = set(_cut(grid, (left, top, right, bottom)))
    pieces, pixels = [], 0
    for clip in found:
        pixels += (clip[2] - clip[0]) * (clip[3] - clip[1])
        if clip not in shown and pixels < _AHEAD_PIXELS:
            pieces.append(_make_piece(layout, index, clip))
    return pieces


def _make_whole(index: int, page: PageRect, rotation: Rotation) -> Piece:
    size = (page.width, page.height)
    return Piece(index, page.scale, rotation, (0, 0, *size), size)


def _make_piece(layout: Layout, index: int, clip: Clip) -> Piece:
    page = layout.pages[index]
    return Piece(index, page.scale, layout.rotation, clip, (page.width, page.height))


def _find_shown(page: PageRect, window: Window) -> Window:
    """The window in pixels of the page; it may reach over its edges."""
    left, top, right, bottom = window
    return (left - page.x, top - page.y, right - page.x, bottom - page.y)


def _cut(grid: Grid, area: Window) -> Iterator[Clip]:
    """The pieces of the grid that lie in that area of the page, as far as the page goes."""
    left, top = max(area[0], 0), max(area[1], 0)
    right, bottom = min(area[2], grid.size[0]), min(area[3], grid.size[1])
    for y in _list_lines(top, bottom, grid.top, grid.height):
        for x in _list_lines(left, right, grid.left, grid.width):
            yield (
                max(x, 0),
                max(y, 0),
                min(x + grid.width, grid.size[0]),
                min(y + grid.height, grid.size[1]),
            )


def _list_lines(begin: int, end: int, origin: int, step: int) -> range:
    """Where the pieces begin that lie between `begin` and `end`."""
    if end <= begin:
        return range(0)
    return range(origin + (begin - origin) // step * step, end, step)
