"""The paragraphs of a page, counted as a reader counts them, for places like "second paragraph".

A page has no paragraphs, only lines; these rules say which lines belong together and what counts:

- A group of lines ends where the gap to the next is wider than between the lines of a paragraph,
  where the type changes, where a sentence ends in a short line, where a line is indented after a
  full one, or where a bullet stands.
- Page headers and footers (short groups in the outer margins, and lone page numbers), headings
  (larger or bold type, short, no full stop), lines of a table of contents and table cells (short
  or narrow groups side by side) are not paragraphs. Items of a list are counted apart.
- A paragraph that begins on the page before counts as the first one here.

Where the count does not reach the number asked for there is no answer, rather than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from workbench.evidence.pdf.messages import Box

Kind = Literal["paragraph", "item", "heading", "cell", "margin"]

_MARGIN = 0.075
"""Share of the page's height at top and bottom in which headers and footers stand."""
_BULLET = re.compile(r"^\s*(?:[•‣◦▪●○■□–—*·\uf0b7-]|\(?(?:\d{1,2}|[a-z])[.)])(?:\s|$)")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d+)?\W*$", re.IGNORECASE
)
_SENTENCE_END = (".", "!", "?", ":", ";", ".”", ".’", '."')
_SHORT_WORDS = 14
_LEADER = re.compile(r"(?:\.\s?){5,}|…{2,}|_{5,}")
_CELL_LINES = 2
_CELL_WIDTH = 0.35
_USUAL_LEADING = 1.2
_MOST_LEADING = 1.85
"""Of double-spaced lines, in heights of a line."""
_WIDE_STEP = 1.6
_SHORT_LINE = 0.25
"""A full stop this far from the right edge, as a share of the width, ends a paragraph."""
_FARTHEST_INDENT = 8
_BARE_BULLET = 3
"""A line of so few letters is a bullet whose text stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as the page has it."""

    text: str
    box: Box
    size: float
    """Of the type, in points."""
    is_bold: bool
    block: int
    """The group in which MuPDF put it; a hint only, as it parts widely spaced lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines that belong together, and what they are."""

    lines: tuple[Line, ...]
    kind: Kind

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The box of each line."""
        return tuple(line.box for line in self.lines)


def find_paragraph(
    lines: Sequence[Line], height: float, number: int, kind: Kind = "paragraph"
) -> tuple[Box, ...]:
    """A box for each line of the n-th paragraph or item (from 1); empty when there is none."""
    wanted = [group for group in group_lines(lines, height) if group.kind == kind]
    return wanted[number - 1].boxes if 0 < number <= len(wanted) else ()


def group_lines(lines: Sequence[Line], height: float) -> tuple[Group, ...]:
    """The groups of a page in reading order, each with its kind."""
    rows = _join_rows([line for line in lines if line.text.strip()])
    if not rows:
        return ()
    body = _find_body_size(rows)
    runs = _split_runs(rows)
    return tuple(Group(lines=tuple(run), kind=_tell_kind(run, runs, height, body)) for run in runs)


def _join_rows(lines: Sequence[Line]) -> list[Line]:
    """Lines that one wide space cut in two, and bullets that stand apart, made whole again."""
    rows: list[Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last is not None and _is_continued(last, line):
            rows[-1] = Line(
                text=f"{last.text} {line.text}",
                box=_unite([last.box, line.box]),
                size=max(last.size, line.size),
                is_bold=last.is_bold and line.is_bold,
                block=line.block,
            )
        else:
            rows.append(line)
    return rows


def _is_continued(last: Line, line: Line) -> bool:
    overlap = min(last.box[3], line.box[3]) - max(last.box[1], line.box[1])
    if overlap < 0.5 * min(_height(last), _height(line)) or line.box[0] < last.box[2] - 1:
        return False
    gap = line.box[0] - last.box[2]
    is_bullet = len(last.text.strip()) <= _BARE_BULLET and _BULLET.match(f"{last.text.strip()} ")
    return gap < 1.2 * line.size or (is_bullet is not None and gap < 4 * line.size)


def _find_body_size(lines: Sequence[Line]) -> float:
    """The size of type in which most letters are set."""
    weights: dict[float, int] = {}
    for line in lines:
        size = round(line.size * 2) / 2
        weights[size] = weights.get(size, 0) + len(line.text)
    return max(weights, key=lambda size: weights[size])


def _split_runs(rows: Sequence[Line]) -> list[list[Line]]:
    runs: list[list[Line]] = [[rows[0]]]
    leading = _find_leading(rows)
    for last, line in pairwise(rows):
        if _begins_anew(runs[-1], last, line, leading):
            runs.append([line])
        else:
            runs[-1].append(line)
    return runs


def _find_leading(rows: Sequence[Line]) -> float:
    """The usual step from a line to the next of its paragraph, in heights of a line.

    The lower quartile, since steps between paragraphs are the larger ones.
    """
    steps = sorted(
        _find_step(last, line)
        for last, line in pairwise(rows)
        if _is_below(last, line) and _is_same_type(last, line)
    )
    return min(steps[len(steps) // 4], _MOST_LEADING) if steps else _USUAL_LEADING


def _begins_anew(run: Sequence[Line], last: Line, line: Line, leading: float) -> bool:
    if not _is_below(last, line) or not _is_same_type(last, line):
        return True
    if abs(line.box[0] - last.box[0]) > _FARTHEST_INDENT * line.size:
        return True
    step = _find_step(last, line)
    is_ended = last.text.rstrip().endswith(_SENTENCE_END)
    if step > leading * 1.3 or (is_ended and line.block != last.block and step > _WIDE_STEP):
        return True
    if _BULLET.match(line.text):
        return bool(_BULLET.match(run[0].text)) or is_ended
    left, right = min(row.box[0] for row in run), max(row.box[2] for row in run)
    if is_ended and len(run) > 1 and right - last.box[2] > _SHORT_LINE * (right - left):
        return True
    hangs = bool(_BULLET.match(run[0].text))
    body_left = min(row.box[0] for row in run[1:]) if len(run) > 1 else left
    indent = line.box[0] - body_left
    return not hangs and line.size * 0.8 < indent < line.size * 4 and len(run) > 1


def _find_step(last: Line, line: Line) -> float:
    return (line.box[1] - last.box[1]) / _height(last)


def _is_below(last: Line, line: Line) -> bool:
    """True when the line stands under the last one, in the same column."""
    overlap = min(last.box[2], line.box[2]) - max(last.box[0], line.box[0])
    return line.box[1] > last.box[1] and overlap > 0


def _is_same_type(last: Line, line: Line) -> bool:
    return abs(line.size - last.size) <= 0.1 * last.size and line.is_bold == last.is_bold


def _tell_kind(run: list[Line], runs: Sequence[list[Line]], height: float, body: float) -> Kind:
    box = _unite([line.box for line in run])
    text = " ".join(line.text.strip() for line in run)
    if _is_margin(text, box, height):
        return "margin"
    if _BULLET.match(run[0].text):
        return "item"
    is_short = len(text.split()) <= _SHORT_WORDS and not text.endswith(_SENTENCE_END)
    if _LEADER.search(text):
        return "heading"  # a line of a table of contents
    if (is_short or _is_narrow(box, run, runs)) and _has_neighbour(box, run, runs):
        return "cell"
    stands_out = run[0].size > 1.12 * body or all(line.is_bold for line in run)
    is_heading = is_short and (stands_out or len(text.split()) < 3)  # noqa: PLR2004 - a label
    return "heading" if is_heading else "paragraph"


def _is_margin(text: str, box: Box, height: float) -> bool:
    in_margin = box[3] < _MARGIN * height or box[1] > (1 - _MARGIN) * height
    near_margin = box[3] < 2 * _MARGIN * height or box[1] > (1 - 2 * _MARGIN) * height
    is_short = len(text.split()) <= _SHORT_WORDS
    return (in_margin and is_short) or (near_margin and bool(_PAGE_NUMBER.match(text)))


def _is_narrow(box: Box, run: list[Line], runs: Sequence[list[Line]]) -> bool:
    """True for a line or two that take up little of the width of the text."""
    whole = _unite([line.box for other in runs for line in other])
    return len(run) <= _CELL_LINES and box[2] - box[0] < _CELL_WIDTH * (whole[2] - whole[0])


def _has_neighbour(box: Box, run: list[Line], runs: Sequence[list[Line]]) -> bool:
    """True when another group stands beside this one."""
    for other in runs:
        if other is run:
            continue
        beside = _unite([line.box for line in other])
        overlap = min(box[3], beside[3]) - max(box[1], beside[1])
        is_apart = beside[0] > box[2] or beside[2] < box[0]
        if is_apart and overlap > 0.5 * min(box[3] - box[1], beside[3] - beside[1]):
            return True
    return False


def _unite(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _height(line: Line) -> float:
    return max(line.box[3] - line.box[1], 0.1)
