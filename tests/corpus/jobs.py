"""What the program may ask about a file while an assessor reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from workbench.assessment.evidence import Media
from workbench.evidence.pdf.messages import (
    MAX_PIXELS,
    Described,
    DrawPicture,
    FindQuote,
    Job,
    ListAttachments,
    PageLines,
    PageLinks,
    PageText,
    Paragraph,
    Render,
    Texts,
)

Rotation = Literal[0, 90, 180, 270]

TILE = 512
_THUMBNAIL = 132
_QUOTED_WORDS = 6
_DOTS_PER_POINT = 96 / 72
_MOST_ZOOM = 4.0


def list_jobs(path: Path, media: Media, document: Described) -> Iterator[tuple[str, Job[Any]]]:
    """Each thing that can be asked, with a name, the first page first."""
    for index in sorted({0, document.pages // 2, document.pages - 1}):
        yield from _draw(path, media, index, document.sizes[index])
        if media == "pdf":
            yield from _read(path, index)
    if media == "pdf":
        yield "text of all", Texts(path=str(path), first_index=0, count=10)
        yield "attachments", ListAttachments(path=str(path))


def make_quote(path: Path, index: int, words: tuple[str, ...]) -> FindQuote | None:
    """A search for some words from the middle of a page; None when there are none."""
    first = max(0, len(words) // 2 - _QUOTED_WORDS // 2)
    text = " ".join(words[first : first + _QUOTED_WORDS])
    if not any(map(str.isalnum, text)):
        return None
    return FindQuote(path=str(path), page_index=index, text=text)


def _draw(
    path: Path, media: Media, index: int, size: tuple[float, float]
) -> Iterator[tuple[str, Job[Any]]]:
    """As the viewer does it: whole where that is small, else a tile; one at the largest zoom."""
    page = f"page {index + 1}"
    yield f"{page}", _make_picture(path, media, index, size, _DOTS_PER_POINT, 0)
    thumbnail = _THUMBNAIL / max(size)
    yield f"{page}, thumbnail", _make_picture(path, media, index, size, thumbnail, 0)
    yield f"{page}, tile", _make_tile(path, media, index, size, 0)
    yield f"{page}, turned", _make_picture(path, media, index, size, _DOTS_PER_POINT, 90)
    yield f"{page}, tile turned", _make_tile(path, media, index, size, 90)


def _read(path: Path, index: int) -> Iterator[tuple[str, Job[Any]]]:
    page, name = f"page {index + 1}", str(path)
    yield f"{page}, words", PageText(path=name, page_index=index)
    yield f"{page}, lines", PageLines(path=name, page_index=index)
    yield f"{page}, links", PageLinks(path=name, page_index=index)
    yield f"{page}, paragraph", Paragraph(path=name, page_index=index, number=2)


def _make_picture(
    path: Path, media: Media, index: int, size: tuple[float, float], scale: float, turned: Rotation
) -> Job[Any]:
    scale = min(scale, (0.9 * MAX_PIXELS / (size[0] * size[1])) ** 0.5)
    make = Render if media == "pdf" else DrawPicture
    return make(path=str(path), page_index=index, scale=scale, rotation=turned)


def _make_tile(
    path: Path, media: Media, index: int, size: tuple[float, float], turned: Rotation
) -> Job[Any]:
    """The one in the middle, at the largest zoom on a display of twice the dots."""
    scale = _DOTS_PER_POINT * _MOST_ZOOM * 2
    across, down = (size[1], size[0]) if turned in {90, 270} else size
    left, top = (int(max(0.0, side * scale - TILE) / 2) for side in (across, down))
    clip = (left, top, left + TILE, top + TILE)
    make = Render if media == "pdf" else DrawPicture
    return make(path=str(path), page_index=index, scale=scale, rotation=turned, clip=clip)
