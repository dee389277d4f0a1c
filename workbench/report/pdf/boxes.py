"""Blocks that hold others: boxes with a border and columns side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbench.report.pdf.blocks import SLACK, Block, Text
from workbench.report.pdf.page_canvas import PageCanvas


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
        if self.height(width) <= height + SLACK:
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
