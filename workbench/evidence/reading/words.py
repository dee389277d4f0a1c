"""From Tesseract's table to lines as a printed page has them, with a place for each letter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from workbench.evidence.pdf.line_boxes import find_box
from workbench.evidence.pdf.messages import Box, TextLine
from workbench.evidence.pdf.paragraphs import Line
from workbench.evidence.pdf.quote import Word

Rotation = Literal[0, 90, 180, 270]

Course = Literal["across", "down", "up"]

_COLUMNS = 12
_LEAST_LETTERS = 3
"""A single letter may well be higher than wide."""
_LEAST_SURE = 20.0
"""Per cent; what Tesseract is less sure of is mostly dirt on the paper."""


@dataclass(frozen=True, slots=True)
class Picture:
    """How the picture that was read shows the page."""

    size: tuple[float, float]
    """Width and height in points of the page before it was turned."""
    scale: float
    """Pixels per point."""
    rotation: Rotation = 0
    """Degrees clockwise by which it was turned."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """One word of the table; pixels of the picture."""

    text: str
    box: tuple[int, int, int, int]
    paragraph: tuple[str, ...]
    line: tuple[str, ...]


def parse_table(table: str, picture: Picture) -> tuple[TextLine, ...]:
    """The lines of the page, in points of the unturned page; empty when there are no words.

    The table is the TSV of Tesseract 4 and 5: level, page, block, paragraph, line, word, left,
    top, width, height, confidence, text. A row that is no word is passed over.
    """
    words = [word for row in table.splitlines() if (word := _parse_row(row)) is not None]
    blocks = {name: number for number, name in enumerate(dict.fromkeys(w.paragraph for w in words))}
    return tuple(
        _make_line(tuple(line), blocks, picture) for _, line in groupby(words, lambda w: w.line)
    )


def split_words(lines: Iterable[TextLine]) -> list[Word]:
    """The words of those lines, each with its box, as quotes are looked for in."""
    found = []
    for line in lines:
        at = 0
        for text in line.text.split(" "):
            if text:
                found.append(Word(text=text, box=find_box(line, at, at + len(text))))
            at += len(text) + 1
    return found


def as_paragraph_lines(lines: Iterable[TextLine]) -> list[Line]:
    """Those lines as paragraphs are counted in; the size of the type is taken from their height."""
    return [
        Line(
            text=line.text,
            box=line.box,
            size=round(line.box[3] - line.box[1]),
            is_bold=False,
            block=line.block,
        )
        for line in lines
    ]


def _parse_row(row: str) -> _Seen | None:
    cells = row.split("\t")
    if len(cells) != _COLUMNS or not (text := cells[11].strip()):
        return None
    try:
        left, top, width, height = map(int, cells[6:10])
        confidence = float(cells[10])
    except ValueError:  # the heading
        return None
    if confidence < _LEAST_SURE or width < 1 or height < 1:
        return None
    box = (left, top, left + width, top + height)
    return _Seen(text.replace(" ", ""), box, tuple(cells[2:4]), tuple(cells[2:5]))


def _make_line(
    words: Sequence[_Seen], blocks: dict[tuple[str, ...], int], picture: Picture
) -> TextLine:
    course = _find_course(words)
    spans = [_see_along(word.box, course) for word in words]
    near, far = min(span[2] for span in spans), max(span[3] for span in spans)
    edges = _find_edges([(word.text, *span[:2]) for word, span in zip(words, spans, strict=True)])
    boxes = [
        _turn_back(_see_back((start, end, near, far), course), picture)
        for start, end in pairwise(edges)
    ]
    is_upright = (course != "across") != (picture.rotation in {90, 270})
    first, last = (1, 3) if is_upright else (0, 2)
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return TextLine(
        text=" ".join(word.text for word in words),
        box=(min(lefts), min(tops), max(rights), max(bottoms)),
        starts=tuple(round(box[first], 1) for box in boxes),
        ends=tuple(round(box[last], 1) for box in boxes),
        is_upright=is_upright,
        block=blocks[words[0].paragraph],
    )


def _find_course(words: Sequence[_Seen]) -> Course:
    """Which way the line runs; Tesseract reads lines of a page that lies on its side, too."""
    first, last = words[0].box, words[-1].box
    across = max(last[2], first[2]) - min(first[0], last[0])
    down = max(last[3], first[3]) - min(first[1], last[1])
    letters = sum(len(word.text) for word in words)
    if down <= across or letters < _LEAST_LETTERS:
        return "across"
    return "down" if first[1] <= last[1] else "up"


def _see_along(box: tuple[int, int, int, int], course: Course) -> Box:
    """Begin and end along the line, then the near and the far edge of it."""
    left, top, right, bottom = box
    if course == "across":
        return (left, right, top, bottom)
    return (top, bottom, left, right) if course == "down" else (-bottom, -top, left, right)


def _see_back(span: Box, course: Course) -> Box:
    """Left, top, right and bottom of what `_see_along` tells."""
    begin, end, near, far = span
    if course == "across":
        return (begin, near, end, far)
    return (near, begin, far, end) if course == "down" else (near, -end, far, -begin)


def _find_edges(words: Sequence[tuple[str, float, float]]) -> list[float]:
    """Where each letter and each space ends, by shares of the length of its word."""
    edges = [words[0][1]]
    for number, (text, begin, end) in enumerate(words):
        if number:
            edges.append(max(begin, edges[-1]))
        share = (end - begin) / len(text)
        edges.extend(max(begin + share * (n + 1), edges[-1]) for n in range(len(text)))
    return edges


def _turn_back(box: Box, picture: Picture) -> Box:
    """A box in pixels of the turned picture as one in points of the unturned page."""
    left, top, right, bottom = (number / picture.scale for number in box)
    width, height = picture.size
    if picture.rotation == 90:  # noqa: PLR2004 - a quarter turn clockwise
        return (top, height - right, bottom, height - left)
    if picture.rotation == 180:  # noqa: PLR2004 - half a turn
        return (width - right, height - bottom, width - left, height - top)
    if picture.rotation == 270:  # noqa: PLR2004 - three quarters
        return (width - bottom, left, width - top, right)
    return (left, top, right, bottom)
