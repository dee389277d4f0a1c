"""Pictures on their way from the PDF worker, large ones in memory that is shared with it."""

from __future__ import annotations

import weakref

from workbench.evidence.pdf.arena import Arena
from workbench.evidence.pdf.messages import MAX_PIXELS, Drawn, DrawPicture, Job, Render

_LARGEST_OFFER = 3 * MAX_PIXELS

Piece = tuple[int, int]
"""Offset and length of a piece of the shared memory."""


class Picture:
    """One drawn picture: 3 bytes a pixel (red, green, blue), `width * 3` bytes a row.

    The bytes may lie in memory that is lent out again once this object is gone, so keep it as
    long as anything reads them.
    """

    __slots__ = ("__weakref__", "height", "is_damaged", "pixels", "width")

    def __init__(
        self, width: int, height: int, pixels: memoryview, *, is_damaged: bool = False
    ) -> None:
        """`is_damaged` tells that a part of the image file could not be read."""
        self.is_damaged = is_damaged
        self.width = width
        self.height = height
        self.pixels = pixels

    @property
    def size_bytes(self) -> int:
        """How much memory it takes."""
        return self.width * self.height * 3


def offer_room(arena: Arena, job: Job[object]) -> Piece | None:
    """Room for the picture that the job asks for, when it is likely to be large."""
    if not isinstance(job, Render | DrawPicture):
        return None
    if job.clip is None:
        return arena.take(_LARGEST_OFFER)
    left, top, right, bottom = job.clip
    return arena.take(max(0, (right - left) * (bottom - top) * 3))


def take_back(arena: Arena, piece: Piece | None) -> None:
    """Lend the room out again, if there was any."""
    if piece is not None:
        arena.give_back(*piece)


def accept_picture(arena: Arena, drawn: Drawn, piece: Piece | None) -> Picture:
    """The picture, which gives its room back when it is gone."""
    if drawn.pixels is not None or piece is None:
        take_back(arena, piece)
        pixels = memoryview(drawn.pixels or b"")
        return Picture(drawn.width, drawn.height, pixels, is_damaged=drawn.is_damaged)
    offset, length = piece
    size = drawn.width * drawn.height * 3
    kept = arena.keep(offset, length, size)
    pixels = arena.view(offset, size)
    picture = Picture(drawn.width, drawn.height, pixels, is_damaged=drawn.is_damaged)
    weakref.finalize(picture, arena.give_back, offset, kept).atexit = False
    return picture
