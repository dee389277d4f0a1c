"""Words set into lines: break opportunities, faces, direction and shapes for any script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, chain, groupby

from workbench.report.pdf.breaks import has_long_word, split_chunks, split_words, sticks
from workbench.report.pdf.direction import find_base, find_levels, is_plain
from workbench.report.pdf.faces import (
    Shapes,
    Weight,
    find_face,
    has_char,
    is_invisible,
    shape,
    spell_out,
)
from workbench.report.pdf.han import Han, find_han

LONGEST_STRETCH = 4_000
"""Characters whose direction is found together; a longer paragraph is taken in stretches."""


@dataclass(frozen=True, slots=True)
class Look:
    """How words look: weight, size in points, colour as `#rrggbb`."""

    weight: Weight = "regular"
    size: float = 9.2
    colour: str = "#1f2937"
    han: Han = "japanese"
    """Whose forms Chinese characters take; `set_lines` finds it for each paragraph."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one look."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Stretch:
    """Shaped text of one look, face and direction."""

    shapes: Shapes
    text: str
    face: str
    look: Look
    level: int = 0

    @property
    def width(self) -> float:
        """Points."""
        return self.shapes.width * self.look.size / 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its stretches in the order of reading."""

    stretches: tuple[Stretch, ...]
    width: float
    is_rtl: bool = False
    """True when the paragraph runs from right to left, and so begins at the right edge."""
    space: Stretch | None = None
    """The white space that the line was ended at: reading programs need it between words."""


@dataclass(frozen=True, slots=True)
class _Token:
    """What stays on one line, with the white space after it."""

    stretches: tuple[Stretch, ...]
    joined: tuple[Stretch, ...]
    """The same with the white space in one stretch with the word, where that can be."""
    width: float
    """Without the white space."""
    full_width: float


def set_lines(words: Sequence[Words], width: float, *, base: int | None = None) -> list[Line]:
    r"""The lines for the words, none wider than `width` points; a `\n` ends a line.

    `base` fixes the level of every paragraph; without it each goes by its first strong character.
    """
    lines: list[Line] = []
    for paragraph in _split_paragraphs(words):
        text = "".join(part.text for part in paragraph)
        level = find_base(text) if base is None else base
        tokens = _tokenise(_choose_forms(paragraph, text), text, level, width)
        lines.extend(_fill(tokens, width, is_rtl=level == 1))
    return lines


def _choose_forms(paragraph: Sequence[Words], text: str) -> Sequence[Words]:
    han = find_han(text)
    if han == "japanese":
        return paragraph
    return [Words(part.text, replace(part.look, han=han)) for part in paragraph]


def _split_paragraphs(words: Sequence[Words]) -> Iterator[list[Words]]:
    paragraph: list[Words] = []
    for part in words:
        first, *others = part.text.split("\n")
        paragraph.append(Words(first, part.look))
        for text in others:
            yield paragraph
            paragraph = [Words(text, part.look)]
    yield paragraph


def _fill(tokens: Iterator[_Token], width: float, *, is_rtl: bool) -> Iterator[Line]:
    line: list[_Token] = []
    used, limit = 0.0, width + 0.01
    for token in tokens:
        if used + token.width > limit and line:
            yield _finish_line(line, is_rtl=is_rtl, is_last=False)
            line, used = [], 0.0
        line.append(token)
        used += token.full_width
    yield _finish_line(line, is_rtl=is_rtl, is_last=True)


def _finish_line(tokens: list[_Token], *, is_rtl: bool, is_last: bool) -> Line:
    stretches = [*chain.from_iterable([token.joined for token in tokens[:-1]])]
    stretches += tokens[-1].stretches if tokens else ()
    space = None
    width = sum([token.full_width for token in tokens])
    while stretches and stretches[-1].text.isspace():
        space = stretches.pop()
        width -= space.width
    return Line(tuple(stretches), width, is_rtl, None if is_last else space)


def _tokenise(paragraph: Sequence[Words], text: str, base: int, width: float) -> Iterator[_Token]:
    if base == 0 and is_plain(text):
        return chain.from_iterable(_tokenise_plain(part, width) for part in paragraph)
    return _tokenise_mixed(paragraph, text, base, width)


def _tokenise_plain(part: Words, width: float) -> Iterator[_Token]:
    """Words come again and again: each is shaped once for its look and the width of the lines."""
    words = split_words(part.text)
    if has_long_word(part.text):  # nobody writes it twice, and it would be kept
        return chain.from_iterable(_set_word(word, part.look, width) for word in words)
    return chain.from_iterable(map(_remember_words(part.look, width), words))


def _tokenise_mixed(
    paragraph: Sequence[Words], text: str, base: int, width: float
) -> Iterator[_Token]:
    looks = [part.look for part in paragraph for _ in part.text]
    for start in range(0, len(text), LONGEST_STRETCH):
        piece = text[start : start + LONGEST_STRETCH]
        levels = find_levels(piece, 1 if base else 0)
        position = 0
        for chunk in split_chunks(piece):
            end = position + len(chunk)
            at = start + position
            shaped = _shape_mixed(chunk, looks[at : at + len(chunk)], levels[position:end])
            yield from _fit(shaped, width)
            position = end


@lru_cache(maxsize=32)
def _remember_words(look: Look, width: float) -> Callable[[str], tuple[_Token, ...]]:
    """`_set_word` that remembers; looks are told apart here, once, and not for every word."""
    return lru_cache(maxsize=4_000)(lambda word: _set_word(word, look, width))


def _set_word(word: str, look: Look, width: float) -> tuple[_Token, ...]:
    chunks = (_make_token(_shape_stretches(chunk, look, 0)) for chunk in split_chunks(word))
    return tuple(token for chunk in chunks for token in _fit(chunk, width))


def _shape_mixed(chunk: str, looks: Sequence[Look], levels: Sequence[int]) -> _Token:
    """The token for a chunk with several looks or directions, in logical order."""
    found: list[Stretch] = []
    for (look, level), group in groupby(
        range(len(chunk)), key=lambda index: (looks[index], levels[index])
    ):
        indices = list(group)
        found.extend(_shape_stretches(chunk[indices[0] : indices[-1] + 1], look, level))
    return _make_token(found)


def _make_token(stretches: Sequence[Stretch]) -> _Token:
    full = sum(stretch.width for stretch in stretches)
    trailing = 0.0
    for stretch in reversed(stretches):
        if not stretch.text.isspace():
            break
        trailing += stretch.width
    return _Token(tuple(stretches), _join_space(stretches), full - trailing, full)


def _join_space(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Fewer pieces to draw: white space goes with the word before it, if that runs to the right."""
    if len(stretches) < 2:  # noqa: PLR2004 - a word and its white space
        return tuple(stretches)
    *others, word, space = stretches
    if (word.face, word.level) != (space.face, 0) or not space.text.isspace():
        return tuple(stretches)
    glyphs = (*word.shapes.glyphs, *space.shapes.glyphs)
    shapes = Shapes(glyphs, word.shapes.width + space.shapes.width)
    return (*others, replace(word, shapes=shapes, text=word.text + space.text))


def _shape_stretches(text: str, look: Look, level: int) -> list[Stretch]:
    """Shaped stretches by face; white space at the end is a stretch of its own."""
    body = text.rstrip()
    pieces = [*_split_by_face(body, look)]
    if len(body) < len(text):
        spaces = " " * len(text[len(body) :].replace("\u200b", ""))
        pieces.append((find_face(" ", look.weight) or "", spaces))
    return [
        Stretch(shape(piece, face, is_rtl=level % 2 == 1), piece, face, look, level)
        for face, piece in pieces
        if piece
    ]


def _split_by_face(text: str, look: Look) -> Iterator[tuple[str, str]]:
    """(face, text) pairs in logical order; what no face has is spelled out."""
    current, start = "", 0
    weight = look.weight
    known = "".join(
        char if find_face(char, weight) or is_invisible(char) else spell_out(char) for char in text
    )
    for index, char in enumerate(known):
        if current and (char.isspace() or sticks(char)) and has_char(current, char):
            continue
        face = find_face(char, weight, look.han) or current or find_face(" ", weight) or ""
        if face != current:
            if current:
                yield current, known[start:index]
            current, start = face, index
    if current:
        yield current, known[start:]


def _fit(token: _Token, width: float) -> Iterator[_Token]:
    """The token, or pieces of it where it alone is wider than a line."""
    if token.width <= width:
        yield token
        return
    for stretch in token.stretches:
        for piece in _cut(stretch, width):
            yield _make_token([piece])


def _cut(stretch: Stretch, width: float) -> Iterator[Stretch]:
    clusters = _find_clusters(stretch.text)
    is_rtl = stretch.level % 2 == 1
    sizes = [
        shape(c, stretch.face, is_rtl=is_rtl).width * stretch.look.size / 1000 for c in clusters
    ]
    start, used = 0, 0.0
    for index, size in enumerate(sizes):
        if index > start and used + size > width:
            yield _reshape(stretch, "".join(clusters[start:index]))
            start, used = index, 0.0
        used += size
    yield _reshape(stretch, "".join(clusters[start:]))


def _find_clusters(text: str) -> list[str]:
    """Characters with the marks that stay on them."""
    marks = accumulate((0 if sticks(char) else 1) for char in text)
    return [
        "".join(c for c, _ in group)
        for _, group in groupby(zip(text, marks, strict=True), key=lambda pair: pair[1])
    ]


def _reshape(stretch: Stretch, text: str) -> Stretch:
    shapes = shape(text, stretch.face, is_rtl=stretch.level % 2 == 1)
    return Stretch(shapes, text, stretch.face, stretch.look, stretch.level)
