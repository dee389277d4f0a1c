"""Where words stand on a page, by its lines with a place for each letter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from workbench.evidence.finding.hits import Hit, Needle, find_hits
from workbench.evidence.pdf.line_boxes import find_box
from workbench.evidence.pdf.messages import Box, TextLine


def find_in_lines(lines: Sequence[TextLine], needle: Needle) -> tuple[tuple[Box, ...], ...]:
    """For each hit a box for each line that it covers.

    In reading order, or in the order of the file where that has more hits.
    """
    found = _find(lines, needle)
    by_file = sorted(lines, key=lambda line: line.block)
    if by_file == list(lines):
        return found
    others = _find(by_file, needle)
    return others if len(others) > len(found) else found


def join_lines(lines: Sequence[TextLine]) -> str:
    """The text of those lines."""
    return "\n".join(line.text for line in lines)


def _find(lines: Sequence[TextLine], needle: Needle) -> tuple[tuple[Box, ...], ...]:
    offsets = [0, *accumulate(len(line.text) + 1 for line in lines)]
    return tuple(_list_boxes(lines, offsets, hit) for hit in find_hits(join_lines(lines), needle))


def _list_boxes(lines: Sequence[TextLine], offsets: Sequence[int], hit: Hit) -> tuple[Box, ...]:
    boxes = []
    for line, offset in zip(lines, offsets, strict=False):
        begin, end = max(hit.start - offset, 0), min(hit.end - offset, len(line.text))
        if begin < end:
            boxes.append(find_box(line, begin, end))
    return tuple(boxes)
