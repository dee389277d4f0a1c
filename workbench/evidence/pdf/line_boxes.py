"""Where a stretch of a line stands on the page."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.evidence.pdf.messages import Box, TextLine


def find_box(line: TextLine, begin: int, end: int) -> Box:
    """The box of the letters from `begin` up to `end`, which come after each other or back."""
    near = min(*line.starts[begin:end], *line.ends[begin:end])
    far = max(*line.starts[begin:end], *line.ends[begin:end])
    left, top, right, bottom = line.box
    return (left, near, right, far) if line.is_upright else (near, top, far, bottom)


def unite(boxes: Sequence[Box]) -> Box:
    """The least box that holds them all."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))
