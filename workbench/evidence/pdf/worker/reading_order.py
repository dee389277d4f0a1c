"""The order in which a reader takes what stands on a page: down a column, then the next one.

Programs write a page in any order; a typewritten newsletter comes line by line across both
columns. The page is cut into bands at the gaps between lines; bands that share a gutter are one
run, whose columns are read one after the other; what stands across the page parts the runs.
(After Nagy and Seth, "Hierarchical representation of optically scanned documents", 1984: the
recursive X-Y cut, with the gutters kept across bands.)
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from workbench.evidence.pdf.messages import Box

_GUTTER = 0.8
"""The least width of a gutter, in heights of a usual line."""
_PROSE = 0.45
"""Lines of a column of prose fill this share of it, most of the time; cells of a table less."""
_LEAST_LINES = 3
_DEEPEST = 6

_Run = list[int]


def order_lines(boxes: Sequence[Box]) -> list[int]:
    """The indexes of the boxes (one for each line) in reading order."""
    if not boxes:
        return []
    height = median(max(bottom - top, 1.0) for _, top, _, bottom in boxes)
    return _order(list(range(len(boxes))), boxes, height * _GUTTER, _DEEPEST)


def _order(members: _Run, boxes: Sequence[Box], gutter: float, depth: int) -> list[int]:
    ordered: list[int] = []
    for run in _join_bands(_cut_bands(members, boxes), boxes, gutter):
        columns = _cut_columns(run, boxes, gutter)
        if depth and len(columns) > 1 and all(_is_prose(column, boxes) for column in columns):
            for column in columns:
                ordered += _order(column, boxes, gutter, depth - 1)
        else:
            for band in _cut_bands(run, boxes):
                ordered += sorted(band, key=lambda index: boxes[index][0])
    return ordered


def _cut_bands(members: _Run, boxes: Sequence[Box]) -> list[_Run]:
    """Lines that stand beside each other, from top to bottom."""
    bands: list[_Run] = []
    bottom = 0.0
    for index in sorted(members, key=lambda index: (_middle(boxes[index]), boxes[index][0])):
        box = boxes[index]
        if bands and _middle(box) < bottom:
            bands[-1].append(index)
        else:
            bands.append([index])
            bottom = box[3]
    return bands


def _join_bands(bands: Sequence[_Run], boxes: Sequence[Box], gutter: float) -> list[_Run]:
    """Bands that share a gutter, together; a band across the gutter begins another run."""
    runs: list[_Run] = []
    for band in bands:
        if runs and len(_cut_columns([*runs[-1], *band], boxes, gutter)) > 1:
            runs[-1] += band
        else:
            runs.append(list(band))
    return runs


def _cut_columns(members: _Run, boxes: Sequence[Box], gutter: float) -> list[_Run]:
    """The lines parted at every gutter that none of them crosses, from left to right."""
    columns: list[_Run] = []
    right = 0.0
    for index in sorted(members, key=lambda index: boxes[index][0]):
        left = boxes[index][0]
        if columns and left - right < gutter:
            columns[-1].append(index)
        else:
            columns.append([index])
        right = max(right, boxes[index][2]) if len(columns[-1]) > 1 else boxes[index][2]
    return columns


def _is_prose(column: _Run, boxes: Sequence[Box]) -> bool:
    if len(column) < _LEAST_LINES:
        return False
    widths = [boxes[index][2] - boxes[index][0] for index in column]
    heights = [boxes[index][3] - boxes[index][1] for index in column]
    return median(widths) > max(_PROSE * max(widths), 6 * median(heights))


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2
