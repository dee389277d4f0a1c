"""The text of a page as it can be selected: lines in reading order, with the place of each letter.

MuPDF's own XML is read, as it is written without a Python object for each letter: a full page
takes a quarter of the time of PyMuPDF's dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape

from workbench.evidence.pdf.messages import Box, TextLine
from workbench.evidence.pdf.worker.mupdf import Page
from workbench.evidence.pdf.worker.reading_order import order_lines

_LETTER = re.compile(r'<char c="([^"]*)" quad="(\S+) (\S+) \S+ \S+ \S+ \S+ (\S+) ([^" ]+)"')
_LINE_END_SPACE = " \t\u00a0"

Turn = Callable[[Sequence[float]], Box]
"""From the coordinates of the unturned page to those of the shown one."""
Letter = tuple[str, Box]


def make_turn(matrix: Sequence[float]) -> Turn:
    """How boxes turn by that matrix (a quarter turn or none, and a shift)."""
    a, b, c, d, e, f = (float(number) for number in matrix)
    if (a, b, c, d, e, f) == (1, 0, 0, 1, 0, 0):
        return lambda box: (box[0], box[1], box[2], box[3])

    def turn(box: Sequence[float]) -> Box:
        x, y = a * box[0] + c * box[1] + e, b * box[0] + d * box[1] + f
        to_x, to_y = a * box[2] + c * box[3] + e, b * box[2] + d * box[3] + f
        return (min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))

    return turn


def list_lines(page: Page, flags: int, turn: Turn) -> tuple[TextLine, ...]:
    """The lines of the page in reading order; empty for a scan."""
    written = page.get_text("xml", flags=flags)
    lines = [
        line
        for block, inside in enumerate(written.split("<block ")[1:])
        for raw in inside.split("<line ")[1:]
        if (line := _make_line(_read_letters(raw, turn), block)) is not None
    ]
    return tuple(lines[index] for index in order_lines([line.box for line in lines]))


def _read_letters(raw: str, turn: Turn) -> list[Letter]:
    letters = []
    for c, left, top, right, bottom in _LETTER.findall(raw):
        # the upper left and the lower right corner of the letter, wherever it was turned to
        x, y, to_x, to_y = float(left), float(top), float(right), float(bottom)
        box = (x, y, to_x, to_y) if x <= to_x and y <= to_y else _sort((x, y, to_x, to_y))
        letters.append((unescape(c) if "&" in c else c, turn(box)))
    return letters


def _sort(corners: Box) -> Box:
    x, y, to_x, to_y = corners
    return (min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))


def _make_line(letters: list[Letter], block: int) -> TextLine | None:
    while letters and letters[-1][0] in _LINE_END_SPACE:
        letters.pop()
    if not letters:
        return None
    boxes = [box for _, box in letters]
    is_upright = len(boxes) > 1 and _runs_down(boxes)
    near, far = (1, 3) if is_upright else (0, 2)
    # one letter of text for each place: a ligature that MuPDF spells out has several places
    return TextLine(
        text="".join(letter[:1] or " " for letter, _ in letters),
        box=_unite(boxes),
        starts=tuple(round(box[near], 1) for box in boxes),
        ends=tuple(round(box[far], 1) for box in boxes),
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
