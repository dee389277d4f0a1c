"""Blocks of a page, text and stacks of them: they know their height and can be cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from workbench.report.pdf.lines import Line, Words, set_lines
from workbench.report.pdf.page_canvas import PageCanvas
from workbench.report.pdf.structure import Tag

SLACK = 0.01
"""Points by which heights and widths may differ without a reason."""


class Block(Protocol):
    """One thing on a page."""

    before: float
    """Room above it, in points, unless it stands at the top."""
    keeps_next: bool
    """True when it must not stand alone at the foot of a page."""

    def height(self, width: float) -> float:
        """Its height when set that wide."""
        ...

    def cut(
        self, width: float, height: float, *, is_forced: bool = False
    ) -> tuple[Block | None, Block | None]:
        """What fits into the height, and the rest.

        `is_forced`: it stands at the top of an empty page, and something has to be placed.
        """
        ...

    def draw(self, canvas: PageCanvas, left: float, top: float, width: float) -> None:
        """Draw it with its upper left corner there."""
        ...


@dataclass(slots=True)
class Text:
    """Words in lines. At least two of its lines stay together at either side of a cut."""

    words: Sequence[Words]
    leading: float
    before: float = 0
    keeps_next: bool = False
    base: int | None = None
    """The direction, where it doesn't go by the words."""
    anchor: tuple[str, int] | None = None
    """Name and depth in the outline of the document, when it leads here."""
    tag: Tag | None = None
    """What it is in the structure of the document; None for decoration."""
    _set_width: float = field(default=-1, init=False)
    _lines: list[Line] = field(default_factory=list, init=False)
    _first: int = field(default=0, init=False)
    _end: int | None = field(default=None, init=False)
    _is_cut: bool = field(default=False, init=False)
    """True for one side of a cut: it keeps the lines it has."""

    def height(self, width: float) -> float:
        """Its height when set that wide."""
        return self._count(width) * self.leading

    def cut(
        self, width: float, height: float, *, is_forced: bool = False
    ) -> tuple[Text | None, Text | None]:
        """What fits into the height, and the rest."""
        total = self._count(width)
        fitting = int((height + SLACK) / self.leading)
        if fitting >= total or (is_forced and total == 1):
            return self, None
        fitting = min(fitting, total - 2)
        if fitting < 2:  # noqa: PLR2004 - two lines at either side
            if not is_forced:
                return None, self
            fitting = max(1, min(int(height / self.leading), total - 1))
        middle = self._first + fitting
        return self._take(self._first, middle), self._take(middle, self._end)

    def draw(self, canvas: PageCanvas, left: float, top: float, width: float) -> None:
        """Draw it with its upper left corner there."""
        self._count(width)
        if self.anchor and self._first == 0:
            canvas.mark(*self.anchor, top)
        with canvas.tagged(self.tag):
            for line in self._lines[self._first : self._end]:
                x = left + width - line.width if line.is_rtl else left
                canvas.draw_line(line, x, top, self.leading)
                top -= self.leading

    def _count(self, width: float) -> int:
        if not self._is_cut and abs(width - self._set_width) > SLACK:
            self._lines = set_lines(self.words, width, base=self.base)
            self._set_width = width
            self._first, self._end = 0, len(self._lines)
        return (self._end or 0) - self._first

    def _take(self, first: int, end: int | None) -> Text:
        """A view on some of the lines; they are not set again."""
        part = replace(self)
        part._set_width, part._lines = self._set_width, self._lines  # noqa: SLF001 - of its own kind
        part._first, part._end, part._is_cut = first, end, True  # noqa: SLF001 - of its own kind
        return part


@dataclass(slots=True)
class Stack:
    """Blocks below one another."""

    blocks: Sequence[Block]
    before: float = 0
    keeps_next: bool = False
    stays_whole: bool = False
    """True to be moved to the next page rather than cut, unless a page can't hold it."""

    def height(self, width: float) -> float:
        """Its height when set that wide."""
        gaps = sum(block.before for block in self.blocks[1:])
        return gaps + sum(block.height(width) for block in self.blocks)

    def cut(
        self, width: float, height: float, *, is_forced: bool = False
    ) -> tuple[Stack | None, Stack | None]:
        """What fits into the height, and the rest."""
        if self.height(width) <= height + SLACK:
            return self, None
        if self.stays_whole and not is_forced:
            return None, self
        placed, rest = cut_blocks(self.blocks, width, height, is_forced=is_forced)
        return (
            replace(self, blocks=placed) if placed else None,
            replace(self, blocks=rest) if rest else None,
        )

    def draw(self, canvas: PageCanvas, left: float, top: float, width: float) -> None:
        """Draw it with its upper left corner there."""
        for index, block in enumerate(self.blocks):
            top -= block.before if index else 0
            block.draw(canvas, left, top, width)
            top -= block.height(width)


def cut_blocks(
    blocks: Sequence[Block], width: float, height: float, *, is_forced: bool
) -> tuple[list[Block], list[Block]]:
    """Which blocks, and which part of one, fit into the height; what keeps its next goes along."""
    placed: list[Block] = []
    used = 0.0
    for index, block in enumerate(blocks):
        gap = block.before if placed else 0
        forced = is_forced and not placed
        head, tail = block.cut(width, height - used - gap, is_forced=forced)
        if head is not None:
            placed.append(head)
            used += gap + head.height(width)
        if tail is not None:
            rest = [tail, *blocks[index + 1 :]]
            if head is None:
                rest = [*_take_back(placed, is_forced=is_forced), *rest]
            return placed, rest
    return placed, []


def _take_back(placed: list[Block], *, is_forced: bool) -> list[Block]:
    """Take what keeps its next off the end again; on an empty page something must stay."""
    keep = len(placed)
    while keep and placed[keep - 1].keeps_next:
        keep -= 1
    if keep == 0 and is_forced:
        return []
    taken = placed[keep:]
    del placed[keep:]
    return taken
