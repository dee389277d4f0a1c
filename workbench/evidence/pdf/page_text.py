"""The text of a page as it can be selected: lines in reading order, with the place of each letter.

Works on a page of PyMuPDF that the worker hands over; imports nothing of PyMuPDF itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from workbench.evidence.pdf.messages import Box, TextLine
from workbench.evidence.pdf.reading_order import order_lines

_LINE_END_SPACE = " \t\u00a0"

Turn = Callable[[Sequence[float]], Box]
"""From the coordinates of the unturned page to those of the shown one."""


def read_lines(page: Any, flags: int, turn: Turn) -> tuple[TextLine, ...]:  # noqa: ANN401 - a page of PyMuPDF
    """The lines of the page in reading order; empty for a scan."""
    blocks = page.get_text("rawdict", flags=flags)["blocks"]
    lines = [
        line
        for block in blocks
        for raw in block.get("lines", ())
        if (line := _make_line(raw, block["number"], turn)) is not None
    ]
    return tuple(lines[index] for index in order_lines([line.box for line in lines]))


def _make_line(raw: dict[str, Any], block: int, turn: Turn) -> TextLine | None:
    letters = [letter for span in raw["spans"] for letter in span["chars"]]
    while letters and letters[-1]["c"] in _LINE_END_SPACE:
        letters.pop()
    if not letters:
        return None
    boxes = [turn(letter["bbox"]) for letter in letters]
    box = _unite(boxes)
    is_upright = len(boxes) > 1 and _runs_down(boxes)
    near, far = (1, 3) if is_upright else (0, 2)
    return TextLine(
        text="".join(letter["c"] for letter in letters),
        box=box,
        starts=tuple(round(one[near], 1) for one in boxes),
        ends=tuple(round(one[far], 1) for one in boxes),
        is_upright=is_upright,
        block=block,
    )


def _runs_down(boxes: Sequence[Box]) -> bool:
    """True when the letters follow each other down or up the page, not across it."""
    across = abs(boxes[-1][0] - boxes[0][0])
    down = abs(boxes[-1][1] - boxes[0][1])
    return down > across


def _unite(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))
