"""Where quoted words stand among the words of a page, whatever happened to them in typesetting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.evidence.finding.folding import fold_letters, may_end_anywhere
from workbench.evidence.pdf.messages import Box

_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\s*\]")
_LINE_TOLERANCE = 0.5
"""Share of the lower word's height by which two words of one line must overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as the page has it."""

    text: str
    box: Box


@dataclass(slots=True)
class _Letters:
    """The letters and digits of the page in one string, and the word each one came from."""

    text: str = ""
    owners: list[int] = field(default_factory=list)
    starts: set[int] = field(default_factory=set)
    """Where a word or a part of one may begin."""
    ends: set[int] = field(default_factory=set)


def find_quote(words: Sequence[Word], quote: str) -> tuple[Box, ...]:
    """A box for each line that the quote covers; empty when it isn't there.

    Only letters and digits are compared, folded as in every search (`finding.folding`), so
    hyphens at line ends, ligatures, accents, quotes, dashes and spaces make no difference. A
    match begins and ends where a word does. An ellipsis in the quote stands for any words.
    When the order of the file doesn't hold the quote, the order on the page is tried.
    """
    pieces = [piece for piece in map(_keep_letters, _ELLIPSIS.split(quote)) if piece]
    if not pieces:
        return ()
    by_place = sorted(words, key=lambda word: (round(word.box[3]), word.box[0]))
    for order in (words, by_place):
        found = _find_pieces(_spell(order), pieces)
        if found:
            return merge_lines([order[index].box for index in found])
    return ()


def merge_lines(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """One box for each run of boxes, in order, that stand on one line."""
    lines: list[Box] = []
    for box in boxes:
        if lines and _share_line(lines[-1], box):
            left, top, right, bottom = lines[-1]
            lines[-1] = (
                min(left, box[0]),
                min(top, box[1]),
                max(right, box[2]),
                max(bottom, box[3]),
            )
        else:
            lines.append(box)
    return tuple(lines)


def _keep_letters(text: str) -> str:
    """The letters and digits of a text, in the form in which they are compared."""
    return "".join(filter(str.isalnum, fold_letters(text)))


def _share_line(line: Box, box: Box) -> bool:
    overlap = min(line[3], box[3]) - max(line[1], box[1])
    lower = min(line[3] - line[1], box[3] - box[1])
    return overlap > _LINE_TOLERANCE * lower and box[0] >= line[0]


def _spell(words: Sequence[Word]) -> _Letters:
    letters = _Letters()
    pieces: list[str] = []
    length = 0
    for index, word in enumerate(words):
        for part in re.findall(r"[^\W_]+", fold_letters(word.text)):
            folded = _keep_letters(part)
            letters.starts.add(length)
            pieces.append(folded)
            length += len(folded)
            letters.owners.extend([index] * len(folded))
            letters.ends.add(length)
    letters.text = "".join(pieces)
    return letters


def _find_pieces(letters: _Letters, pieces: Sequence[str]) -> list[int]:
    """The words that the pieces cover, in order; empty unless every piece is found after the last.

    Pieces may lie anywhere after one another; the first place of the first piece that lets all
    others follow is the first place there is, so no search back is needed.
    """
    found: list[int] = []
    position = 0
    for piece in pieces:
        start = _find_whole(letters, piece, position)
        if start is None:
            return []
        position = start + len(piece)
        found.extend(letters.owners[start:position])
    return sorted(set(found))


def _find_whole(letters: _Letters, piece: str, position: int) -> int | None:
    """Where the piece stands as whole words; scripts without spaces have no words to keep whole."""
    is_spaced = not any(map(may_end_anywhere, piece))
    start = letters.text.find(piece, position)
    while start >= 0:
        end = start + len(piece)
        if not is_spaced or (start in letters.starts and end in letters.ends):
            return start
        start = letters.text.find(piece, start + 1)
    return None
