"""An artifact's words in sections: slides, sheets or one text, and where in them a place lies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from workbench.assessment.evidence import Media
from workbench.assessment.locator import Place, Span
from workbench.evidence.office import read_office_text, read_sheet_names
from workbench.evidence.plain_text import MAX_BYTES, read_plain_text

_CELL = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")
_TABLES = frozenset({".csv", ".tsv"})
_MOST_LETTERS, _MOST_LINES = 1_000_000, 100_000
_GOES_ON = "\n\n… This text goes on. Open it outside to read the rest."
_LONG_WORD = re.compile(r"(\S{1000})(?=\S)")
_MOST_ROWS, _MOST_COLUMNS = 50_000, 1_000
_LARGEST_CELL = MAX_BYTES


@dataclass(frozen=True, slots=True)
class Section:
    """One slide, sheet or text."""

    title: str
    text: str
    is_table: bool = False
    """True when lines are rows, and tabs part the cells."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place among sections; None is *not said*."""

    section: int
    lines: tuple[int, int] | None = None
    """Indexes of the first and the last line, or row."""
    columns: tuple[int, int] | None = None
    """Indexes of the first and the last column of a table."""


def read_sections(
    path: Path,
    media: Media,
    texts: tuple[str, ...] | None = None,
    sheets: tuple[str, ...] = (),
) -> tuple[Section, ...]:
    """The sections of a file; `texts` and `sheets` are used where they were read before.

    Raises:
        WorkbenchError: the file cannot be read.
        OSError: it is gone.
    """
    if media == "text" and path.suffix.lower() in _TABLES:
        return (Section("", _read_table(path), is_table=True),)
    if media == "text":
        return (Section("", join_lines(texts[0] if texts else read_plain_text(path))),)
    words = texts if texts is not None else read_office_text(path, media)
    if media == "xlsx":
        names = sheets or read_sheet_names(path)
        return tuple(Section(n, t, is_table=True) for n, t in zip(names, words, strict=False))
    if media == "pptx":
        return tuple(Section(f"Slide {n}", join_lines(t)) for n, t in enumerate(words, start=1))
    return tuple(Section("", join_lines(text)) for text in words)


def find_spot(place: Place, sections: tuple[Section, ...]) -> Spot | None:
    """Where the place lies; None when it names something that isn't there."""
    section = _find_section(place, sections)
    if section is None:
        return None
    return _find_inside(place, sections[section], section)


def join_lines(text: str) -> str:
    """The text as the viewer has it, so that letters count alike wherever they are counted.

    Line ends are those that Qt makes of all others. A text of many megabytes is cut with a remark,
    and a word of thousands of letters may be broken: the window would stand still over both.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text[:_MOST_LETTERS].split("\n", _MOST_LINES)
    if len(text) > _MOST_LETTERS or len(lines) > _MOST_LINES:
        text = "\n".join(lines[:_MOST_LINES]) + _GOES_ON
    return _LONG_WORD.sub("\\1\u200b", text)


def _find_section(place: Place, sections: tuple[Section, ...]) -> int | None:
    if place.sheet is not None:
        titles = [section.title.casefold() for section in sections]
        wanted = place.sheet.casefold()
        return titles.index(wanted) if wanted in titles else None
    said = place.slide
    if said is None and len(sections) > 1:
        said = place.page
    if said is None:
        return 0 if sections else None
    index = len(sections) - 1 if said == "last" else said.first - 1
    return index if 0 <= index < len(sections) else None


def _find_inside(place: Place, section: Section, index: int) -> Spot | None:
    if place.quote is not None:
        lines = _find_quote(section.text, place.quote)
        return Spot(index, lines) if lines else Spot(index)
    if place.cell is not None and section.is_table:
        return _find_cells(place.cell, index)
    for said in (place.ln, place.row):
        if said is not None:
            return Spot(index, _count_from_zero(said))
    if place.para is not None and not section.is_table:
        return Spot(index, _find_paragraph(section.text, place.para.first))
    return Spot(index)


def _find_cells(cells: str, index: int) -> Spot:
    found = _CELL.findall(cells)
    if not found:
        return Spot(index)
    columns = [_read_column(letters) for letters, _ in found]
    rows = [int(number) - 1 for _, number in found]
    return Spot(index, (min(rows), max(rows)), (min(columns), max(columns)))


def _read_column(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _find_paragraph(text: str, number: int) -> tuple[int, int] | None:
    filled = [index for index, line in enumerate(text.split("\n")) if line.strip()]
    return (filled[number - 1],) * 2 if 0 < number <= len(filled) else None


def _find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """The lines that hold the quoted words, whatever white space parts them."""
    words = [re.escape(word) for word in quote.split()]
    found = re.search(r"\s+".join(words), text, re.IGNORECASE) if words else None
    if found is None:
        return None
    return text.count("\n", 0, found.start()), text.count("\n", 0, found.end())


def _count_from_zero(span: Span) -> tuple[int, int]:
    return span.first - 1, (span.first if span.last is None else span.last) - 1


def _read_table(path: Path) -> str:
    import csv  # noqa: PLC0415 - needed by few artifacts

    text = read_plain_text(path)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:4096], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    csv.field_size_limit(_LARGEST_CELL)
    rows = islice(csv.reader(text.splitlines(), dialect), _MOST_ROWS)
    return "\n".join(
        "\t".join(" ".join(cell.split()) for cell in row[:_MOST_COLUMNS]) for row in rows
    )
