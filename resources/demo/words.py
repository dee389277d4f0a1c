"""Sources in a small Markdown: pages, and on each page headings, paragraphs, lists and tables.

A page begins with `=== LABEL`. `**bold**`, `*italic*` and `==marked==` may stand in a line;
`!chart NAME` asks for a drawing.
"""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from resources.demo.shared import read_source

Kind = Literal["heading", "paragraph", "bullets", "numbers", "table", "drawing"]


@dataclass(frozen=True)
class Block:
    """One piece of a page: its lines, or for a table its rows."""

    kind: Kind
    lines: tuple[str, ...] = ()
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Page:
    """One page, with the label that is printed on it."""

    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Run:
    """A stretch of a line in one style."""

    text: str
    style: Literal["plain", "bold", "italic", "marked"] = "plain"


def read_pages(name: str, *changed: str) -> tuple[Page, ...]:
    """The pages of a source; pages of the `changed` sources take the place of their namesakes."""
    pages: dict[str, Page] = {}
    for source in (name, *changed):
        for label, text in re.findall(
            r"^=== (\S+)\n(.*?)(?=^=== |\Z)", read_source(source), re.MULTILINE | re.DOTALL
        ):
            pages[label] = Page(label, parse_blocks(text))
    return tuple(pages.values())


def parse_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text, which an empty line keeps apart."""
    chunks = [chunk.splitlines() for chunk in re.split(r"\n\s*\n", text.strip())]
    return tuple(_parse_block(lines) for lines in chunks if lines)


def parse_runs(line: str) -> tuple[Run, ...]:
    """A line, cut where its style changes."""
    runs = []
    for piece in re.split(r"(\*\*.+?\*\*|==.+?==|\*.+?\*)", line):
        if piece.startswith("**"):
            runs.append(Run(piece[2:-2], "bold"))
        elif piece.startswith("=="):
            runs.append(Run(piece[2:-2], "marked"))
        elif piece.startswith("*"):
            runs.append(Run(piece[1:-1], "italic"))
        elif piece:
            runs.append(Run(piece))
    return tuple(runs)


def plain(line: str) -> str:
    """A line without its styles."""
    return "".join(run.text for run in parse_runs(line))


def _parse_block(lines: list[str]) -> Block:
    first = lines[0]
    if heading := re.match(r"(#+) (.+)", first):
        return Block("heading", (heading[2],), level=len(heading[1]))
    if first.startswith("!"):
        return Block("drawing", (first.removeprefix("!").removeprefix("chart "),))
    if first.startswith("|"):
        rows = [tuple(c.strip() for c in line.strip("|").split(" | ")) for line in lines]
        return Block("table", rows=tuple(r for r in rows if not set(r[0]) <= {"-", "|", " "}))
    if first.startswith("- "):
        return Block("bullets", tuple(line.removeprefix("- ") for line in lines))
    if first.startswith("1. "):
        return Block("numbers", tuple(line.split(". ", 1)[1] for line in lines))
    return Block("paragraph", (" ".join(lines),))


def headings(pages: tuple[Page, ...]) -> tuple[tuple[str, int, str], ...]:
    """Every heading with its level and the label of its page, in order."""
    found = [
        (block.lines[0], block.level, page.label)
        for page in pages
        for block in page.blocks
        if block.kind == "heading"
    ]
    return tuple(key for key, _ in groupby(found))
