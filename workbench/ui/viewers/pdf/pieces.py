"""Which pictures a view of a document is put together from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workbench.evidence.pdf.messages import DrawPicture, Render
from workbench.ui.viewers.pdf.layout import Layout, PageRect, Rotation

Kind = Literal["pdf", "image"]

WHOLE_PIXELS = 8_000_000
"""Up to this size a page is one picture; larger ones are drawn in pieces, as far as they show."""
PIECE_SIDE = 1536
_LOW_PIXELS = 700_000
NEIGHBOURS = 2
"""How many pages on either side of what shows are prepared."""

Window = tuple[int, int, int, int]
"""Left, top, right, bottom, in device pixels."""


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


def list_wanted(layout: Layout, window: Window, current: int) -> tuple[list[Piece], list[Piece]]:
    """The pieces that show in that window of the sheet, and those that may show next.

    Both the most wanted first: the current page, then down, and up.
    """
    visible = layout.find_visible(window[1], window[3])
    shown = sorted(visible, key=lambda index: (index != current, index))
    near = [
        index
        for index in range(visible.start - NEIGHBOURS, visible.stop + NEIGHBOURS)
        if index not in visible and 0 <= index < len(layout.pages)
    ]
    near.sort(key=lambda index: (abs(index - current), -index))
    pieces = [piece for index in shown for piece in list_shown(layout, index, window)]
    return pieces, [_prepare(layout, index) for index in near]


def list_shown(layout: Layout, index: int, window: Window) -> list[Piece]:
    """The pieces of a page that show in the window, the low picture of a large page first."""
    page = layout.pages[index]
    left, top, right, bottom = window
    shown = (left - page.x, top - page.y, right - page.x, bottom - page.y)
    low = find_low(index, page, layout.rotation)
    pieces = list_pieces(index, page, layout.rotation, shown)
    return [low, *pieces] if low else pieces


def list_pieces(index: int, page: PageRect, rotation: Rotation, shown: Window) -> list[Piece]:
    """The pieces that show between `shown` (left, top, right, bottom in pixels of the page)."""
    size = (page.width, page.height)
    if page.width * page.height <= WHOLE_PIXELS:
        return [Piece(index, page.scale, rotation, (0, 0, *size), size)]
    return [
        Piece(index, page.scale, rotation, clip, size)
        for clip in _cut(size)
        if clip[0] < shown[2] and clip[2] > shown[0] and clip[1] < shown[3] and clip[3] > shown[1]
    ]


def find_low(index: int, page: PageRect, rotation: Rotation) -> Piece | None:
    """A small picture of a whole page that is drawn in pieces, to be seen until they are there."""
    pixels = page.width * page.height
    if pixels <= WHOLE_PIXELS:
        return None
    share = (_LOW_PIXELS / pixels) ** 0.5
    size = (max(1, round(page.width * share)), max(1, round(page.height * share)))
    return Piece(index, page.scale * share, rotation, (0, 0, *size), size)


def _prepare(layout: Layout, index: int) -> Piece:
    """The picture of a page that doesn't show yet."""
    page = layout.pages[index]
    low = find_low(index, page, layout.rotation)
    return low or list_pieces(index, page, layout.rotation, (0, 0, 1, 1))[0]


def _cut(size: tuple[int, int]) -> Iterator[tuple[int, int, int, int]]:
    for top in range(0, size[1], PIECE_SIDE):
        for left in range(0, size[0], PIECE_SIDE):
            yield (
                left,
                top,
                min(left + PIECE_SIDE, size[0]),
                min(top + PIECE_SIDE, size[1]),
            )
