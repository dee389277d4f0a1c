"""Blocks of a page: text, boxes, columns and pictures that know their height and can be cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from workbench.report.pdf.lines import Line, Words, set_lines
from workbench.report.pdf.page_canvas import PageCanvas
from workbench.report.pdf.structure import Tag

_SLACK = 0.01


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
        fitting = int((height + _SLACK) / self.leading)
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
        if not self._is_cut and abs(width - self._set_width) > _SLACK:
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
        if self.height(width) <= height + _SLACK:
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


@dataclass(slots=True)
class Box:
    """A block with room around it on a tinted or outlined ground, and a bar at its left."""

    inner: Block
    padding: tuple[float, float] = (12, 12)
    """Room at the sides, and above and below."""
    fill: str | None = None
    outline: str | None = None
    bar: str | None = None
    radius: float = 0
    before: float = 0
    keeps_next: bool = False
    reminder: Text | None = None
    """What stands above it where it goes on after a cut, to say what goes on."""
    _is_rest: bool = field(default=False, init=False)

    def height(self, width: float) -> float:
        """Its height when set that wide."""
        inner = self.inner.height(width - 2 * self.padding[0]) + 2 * self.padding[1]
        return self._measure_reminder(width) + inner

    def cut(
        self, width: float, height: float, *, is_forced: bool = False
    ) -> tuple[Box | None, Box | None]:
        """What fits into the height, and the rest."""
        room = height - 2 * self.padding[1] - self._measure_reminder(width)
        head, tail = self.inner.cut(width - 2 * self.padding[0], room, is_forced=is_forced)
        return (
            self._take(head, is_rest=self._is_rest) if head else None,
            self._take(tail, is_rest=self._is_rest or head is not None) if tail else None,
        )

    def draw(self, canvas: PageCanvas, left: float, top: float, width: float) -> None:
        """Draw it with its upper left corner there."""
        if self.reminder and self._is_rest:
            self.reminder.draw(canvas, left, top, width)
            top -= self._measure_reminder(width)
        with canvas.tagged(None):
            self._draw_frame(canvas, left, top, width)
        self.inner.draw(
            canvas, left + self.padding[0], top - self.padding[1], width - 2 * self.padding[0]
        )

    def _take(self, inner: Block, *, is_rest: bool) -> Box:
        part = replace(self, inner=inner)
        part._is_rest = is_rest  # noqa: SLF001 - of its own kind
        return part

    def _measure_reminder(self, width: float) -> float:
        """Points above the box itself."""
        return self.reminder.height(width) + 4 if self.reminder and self._is_rest else 0

    def _draw_frame(self, canvas: PageCanvas, left: float, top: float, width: float) -> None:
        height = self.height(width) - self._measure_reminder(width)
        canvas.saveState()
        if self.fill:
            canvas.setFillColor(self.fill)
        if self.outline:
            canvas.setStrokeColor(self.outline)
            canvas.setLineWidth(0.6)
        canvas.roundRect(
            left,
            top - height,
            width,
            height,
            self.radius,
            stroke=int(self.outline is not None),
            fill=int(self.fill is not None),
        )
        if self.bar:
            canvas.setFillColor(self.bar)
            canvas.rect(left, top - height, 3.5, height, stroke=0, fill=1)
        canvas.restoreState()


@dataclass(frozen=True, slots=True)
class Column:
    """One of several blocks side by side: its place as parts of the whole, and its block."""

    left: float
    """Points from the left edge."""
    width: float
    block: Block | None


@dataclass(slots=True)
class Columns:
    """Blocks side by side, each cut by itself."""

    columns: Sequence[Column]
    before: float = 0
    keeps_next: bool = False

    def height(self, width: float) -> float:
        """Its height when set that wide."""
        del width  # columns have their own
        return max((c.block.height(c.width) for c in self.columns if c.block), default=0)

    def cut(
        self, width: float, height: float, *, is_forced: bool = False
    ) -> tuple[Columns | None, Columns | None]:
        """What fits into the height, and the rest."""
        if self.height(width) <= height + _SLACK:
            return self, None
        heads, tails = [], []
        for column in self.columns:
            head, tail = (
                column.block.cut(column.width, height, is_forced=is_forced)
                if column.block
                else (None, None)
            )
            heads.append(replace(column, block=head))
            tails.append(replace(column, block=tail))
        if not _belongs_together(self.columns, heads):
            return None, self
        rest = replace(self, columns=tails) if any(c.block for c in tails) else None
        return replace(self, columns=heads), rest

    def draw(self, canvas: PageCanvas, left: float, top: float, width: float) -> None:
        """Draw it with its upper left corner there."""
        del width  # columns have their own
        for column in self.columns:
            if column.block:
                column.block.draw(canvas, left + column.left, top, column.width)


def _belongs_together(whole: Sequence[Column], heads: Sequence[Column]) -> bool:
    """False when a column that has a block would stay behind: labels go with their words."""
    return all(head.block or not column.block for column, head in zip(whole, heads, strict=True))
