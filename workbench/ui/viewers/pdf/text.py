"""Selecting in the lines of a page: which letter is meant, what lies between two, and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.evidence.pdf.line_boxes import find_box
from workbench.evidence.pdf.messages import Box, TextLine

_WORD_MARKS = "'’-\u00ad"
"""What stands inside words."""
_LINE_END_HYPHENS = ("-", "\u00ad", "\u2010")


@dataclass(frozen=True, slots=True, order=True)
class Caret:
    """A place between two letters; compares in the order of reading."""

    page: int
    line: int
    letter: int


def find_caret(page: int, lines: Sequence[TextLine], x: float, y: float) -> Caret | None:
    """The place nearest to that point of the page; None where there are no lines."""
    if not lines:
        return None
    number = min(range(len(lines)), key=lambda index: _find_distance(lines[index].box, x, y))
    line = lines[number]
    along = y if line.is_upright else x
    middles = [(a + b) / 2 for a, b in zip(line.starts, line.ends, strict=True)]
    runs_back = line.starts[0] > line.starts[-1]
    passed = sum(middle > along if runs_back else middle < along for middle in middles)
    return Caret(page, number, passed)


def is_on_text(lines: Sequence[TextLine], x: float, y: float) -> bool:
    """True when the point lies on a line."""
    return any(_find_distance(line.box, x, y) < 1 for line in lines)


def find_word(lines: Sequence[TextLine], caret: Caret) -> tuple[Caret, Caret]:
    """The word around the caret, or the space that it stands in."""
    text = lines[caret.line].text
    at = min(caret.letter, len(text) - 1)
    if at > 0 and not _is_in_word(text[at]) and _is_in_word(text[at - 1]):
        at -= 1
    kind = _is_in_word(text[at])
    first, last = at, at + 1
    while first > 0 and _is_in_word(text[first - 1]) == kind:
        first -= 1
    while last < len(text) and _is_in_word(text[last]) == kind:
        last += 1
    return Caret(caret.page, caret.line, first), Caret(caret.page, caret.line, last)


def find_block(lines: Sequence[TextLine], caret: Caret) -> tuple[Caret, Caret]:
    """The paragraph around the caret, as far as the page tells paragraphs."""
    block = lines[caret.line].block
    first = last = caret.line
    while first > 0 and lines[first - 1].block == block:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].block == block:
        last += 1
    return Caret(caret.page, first, 0), Caret(caret.page, last, len(lines[last].text))


def step_letter(lines: Sequence[TextLine], caret: Caret, step: int) -> Caret | None:
    """One letter on (1) or back (-1), over the ends of lines; None past the page."""
    letter, line = caret.letter + step, caret.line
    if letter < 0:
        line -= 1
        letter = len(lines[line].text) if line >= 0 else 0
    elif letter > len(lines[line].text):
        line, letter = line + 1, 0
    return Caret(caret.page, line, letter) if 0 <= line < len(lines) else None


def step_word(lines: Sequence[TextLine], caret: Caret, step: int) -> Caret | None:
    """To the end of the next word (1) or the beginning of the one before (-1)."""
    following = step_letter(lines, caret, step)
    while following is not None:
        text = lines[following.line].text
        before = following.letter > 0 and _is_in_word(text[following.letter - 1])
        behind = following.letter < len(text) and _is_in_word(text[following.letter])
        if (before and not behind) if step > 0 else (behind and not before):
            return following
        following = step_letter(lines, following, step)
    return None


def step_line(lines: Sequence[TextLine], caret: Caret, step: int) -> Caret | None:
    """The place below (1) or above (-1) in the order of reading; None past the page."""
    number = caret.line + step
    if not 0 <= number < len(lines):
        return None
    line = lines[caret.line]
    at = line.starts[caret.letter] if caret.letter < len(line.starts) else line.ends[-1]
    goal = lines[number]
    x, y = (goal.box[0], at) if goal.is_upright else (at, (goal.box[1] + goal.box[3]) / 2)
    found = find_caret(caret.page, (goal,), x, y)
    return None if found is None else Caret(caret.page, number, found.letter)


def clip_to_page(
    page: int, lines: Sequence[TextLine], first: Caret, last: Caret
) -> tuple[Caret, Caret] | None:
    """The part of a selection that lies on that page; None when none does."""
    if not lines or not first.page <= page <= last.page:
        return None
    begin = first if first.page == page else Caret(page, 0, 0)
    end = last if last.page == page else Caret(page, len(lines) - 1, len(lines[-1].text))
    return (begin, end) if begin < end else None


def find_boxes(lines: Sequence[TextLine], first: Caret, last: Caret) -> tuple[Box, ...]:
    """A box for each line between two places of one page."""
    boxes = []
    for number in range(first.line, last.line + 1):
        line = lines[number]
        begin, end = _cut(line, number, first, last)
        if begin < end:
            boxes.append(find_box(line, begin, end))
    return tuple(boxes)


def read_text(lines: Sequence[TextLine], first: Caret, last: Caret) -> str:
    """The words between two places of one page: a paragraph is one line, without its hyphens."""
    text = ""
    for number in range(first.line, last.line + 1):
        line = lines[number]
        begin, end = _cut(line, number, first, last)
        piece = line.text[begin:end]
        if not text:
            text = piece
        elif line.block != lines[number - 1].block:
            text = f"{text.rstrip()}\n{piece.lstrip()}"
        elif text.endswith(_LINE_END_HYPHENS) and piece[:1].islower() and text[-2:-1].isalpha():
            text = text[:-1] + piece
        else:
            text = f"{text.rstrip()} {piece.lstrip()}"
    return text


def read_box(lines: Sequence[TextLine], box: Box) -> str:
    """The whole words of one line that stand in that box, at least partly; "" for none."""
    for number, line in enumerate(lines):
        middle = (line.box[1] + line.box[3]) / 2
        if line.is_upright or not box[1] <= middle <= box[3]:
            continue
        inside = [
            index
            for index, (start, end) in enumerate(zip(line.starts, line.ends, strict=True))
            if box[0] <= (start + end) / 2 <= box[2]
        ]
        if inside:
            first = find_word(lines, Caret(0, number, inside[0]))[0].letter
            last = find_word(lines, Caret(0, number, inside[-1]))[1].letter
            return line.text[first:last].strip()
    return ""


def _cut(line: TextLine, number: int, first: Caret, last: Caret) -> tuple[int, int]:
    begin = first.letter if number == first.line else 0
    return begin, last.letter if number == last.line else len(line.text)


def _find_distance(box: Box, x: float, y: float) -> float:
    across = max(box[0] - x, 0, x - box[2])
    down = max(box[1] - y, 0, y - box[3])
    return across * across + down * down


def _is_in_word(letter: str) -> bool:
    return letter.isalnum() or letter in _WORD_MARKS
