"""Drawings in SVG, drawn by resvg: still, from the file alone, whatever it names or asks for.

MuPDF draws SVG too, without gradients, patterns, masks, filters and style sheets, and says nothing
of what it leaves out. resvg draws all of it; it would read picture files beside the drawing, so
every address that leads out of the file is taken away before.
"""

from __future__ import annotations

import io
import re
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

import resvg_py
from PIL import Image

from workbench.evidence.pdf.messages import MAX_PIXELS, Described, DrawPicture, RefusedError
from workbench.evidence.pdf.worker.pictures import TURNS
from workbench.evidence.pdf.worker.stamp import Stamp, read_stamp
from workbench.paths import find_resource

_LARGEST_DRAWING = 32 * 1024 * 1024
_DEEPEST = 150
"""Of elements in elements: resvg goes down as deep, and falls where its stack ends, near 250."""
_WHOLE_PIXELS = 8_000_000
"""A drawing up to this size is drawn once and kept; of a larger one, each piece by itself."""
_KEPT_SECONDS = 10.0
_POINTS_PER_UNIT = 72 / 96
_SVG = "http://www.w3.org/2000/svg"
_LENGTH = re.compile(
    r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex|)\s*"
)
_UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54}
_UNITS |= {"in": 96.0, "em": 16.0, "ex": 8.0}
_MOST_UNITS = 1_000_000.0
_FACE = "Inter"
"""Stands in for a typeface that this computer does not have."""

ET.register_namespace("", _SVG)


class Drawing(NamedTuple):
    """A drawing that may be drawn: nothing in it leads out of the file."""

    text: str
    """Its root element as it is written, of just that size."""
    width: float
    height: float
    """In units of 1/96 inch, both above zero."""


class Drawings:
    """Describes and draws SVG files; keeps the one drawn last."""

    is_damaged = False
    """A drawing is read whole or not at all."""

    def __init__(self) -> None:
        self._drawing: Drawing | None = None
        self._file: Stamp | None = None
        self._whole: Image.Image | None = None
        self._used = 0.0

    def forget_old(self) -> None:
        """Let the picture go that nobody has looked at for a while."""
        if self._whole is not None and time.monotonic() - self._used > _KEPT_SECONDS:
            self._whole = None

    def describe(self, path: str) -> Described:
        """The size of the drawing; raises `RefusedError`."""
        drawing = self._find(path)
        size = (drawing.width * _POINTS_PER_UNIT, drawing.height * _POINTS_PER_UNIT)
        return Described(pages=1, sizes=(size,), labels=(), outline=(), is_encrypted=False)

    def draw(self, job: DrawPicture) -> Image.Image:
        """The piece asked for, in RGB on white; raises `RefusedError`."""
        drawing = self._find(job.path)
        if job.page_index:
            raise RefusedError(reason="no_such_page", page=job.page_index + 1)
        self._used = time.monotonic()
        factor = job.scale * _POINTS_PER_UNIT
        size = (max(1, round(drawing.width * factor)), max(1, round(drawing.height * factor)))
        left, top, right, bottom = _find_piece(size, job)
        if (right - left) * (bottom - top) > MAX_PIXELS:
            raise RefusedError(reason="picture_too_large")
        if size[0] * size[1] > _WHOLE_PIXELS:
            piece = _rasterise(drawing, size, (left, top, right, bottom))
        else:
            piece = self._draw_whole(drawing, size).crop((left, top, right, bottom))
        return piece.transpose(TURNS[job.rotation]) if job.rotation else piece

    def _draw_whole(self, drawing: Drawing, size: tuple[int, int]) -> Image.Image:
        if self._whole is None or self._whole.size != size:
            self._whole = None
            self._whole = _rasterise(drawing, size, (0, 0, *size))
        return self._whole

    def _find(self, path: str) -> Drawing:
        file = read_stamp(path)
        if self._drawing is None or self._file != file:
            self._drawing = self._whole = None
            self._drawing, self._file = read_drawing(Path(path)), file
        return self._drawing


def read_drawing(path: Path) -> Drawing:
    """The drawing without what leads out of the file; raises `RefusedError`."""
    with path.open("rb") as file:
        content = file.read(_LARGEST_DRAWING + 1)
    if len(content) > _LARGEST_DRAWING:
        raise RefusedError(reason="picture_too_large")
    try:
        root = _parse(content)
    except ET.ParseError as error:
        raise RefusedError(reason="damaged") from error
    is_bare = not root.tag.startswith("{")
    for element in root.iter():
        _close_in(element)
        if is_bare:  # no browser draws it, and yet it is plain what is meant
            element.tag = f"{{{_SVG}}}{element.tag}"
    width, height = _measure(root)
    root.attrib |= {"width": f"{width:.6f}", "height": f"{height:.6f}", "x": "0", "y": "0"}
    return Drawing(ET.tostring(root, encoding="unicode"), width, height)


def _parse(content: bytes) -> ET.Element:
    """The elements of the file; expat reads nothing beside it, and refuses words of words."""
    depth = 0
    root: ET.Element | None = None
    for event, element in ET.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314 - as said
        root = element if root is None else root
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise RefusedError(reason="picture_too_large")
    if root is None:  # pragma: no cover - expat says so before
        raise RefusedError(reason="damaged")
    return root


def _close_in(element: ET.Element) -> None:
    for name, value in list(element.attrib.items()):
        if name.rpartition("}")[2] == "href" and not value.strip().startswith(("#", "data:")):
            del element.attrib[name]


def _measure(root: ET.Element) -> tuple[float, float]:
    """Width and height by its own words, by its view box, or as browsers assume it."""
    box = _read_view_box(root)
    width, height = _read_length(root.get("width")), _read_length(root.get("height"))
    if box is not None:
        ratio = box[2] / box[3]
        if width is None and height is None:
            width, height = box[2], box[3]
        width = height * ratio if width is None and height is not None else width
        height = width / ratio if height is None and width is not None else height
    width, height = 300.0 if width is None else width, 150.0 if height is None else height
    if not (0 < width <= _MOST_UNITS and 0 < height <= _MOST_UNITS):
        raise RefusedError(reason="no_size")
    return width, height


def _read_length(text: str | None) -> float | None:
    """In units of 1/96 inch; None where it isn't said, or as a share of the window."""
    found = _LENGTH.fullmatch(text or "")
    return None if found is None else float(found[1]) * _UNITS[found[2]]


def _read_view_box(root: ET.Element) -> tuple[float, float, float, float] | None:
    numbers = re.split(r"[\s,]+", (root.get("viewBox") or "").strip())
    try:
        left, top, width, height = map(float, numbers)
    except ValueError:
        return None
    return (left, top, width, height) if width > 0 and height > 0 else None


def _find_piece(size: tuple[int, int], job: DrawPicture) -> tuple[int, int, int, int]:
    """The piece asked for, in pixels of the unturned drawing."""
    width, height = size if job.rotation in {0, 180} else (size[1], size[0])
    left, top, right, bottom = job.clip or (0, 0, width, height)
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, width), min(bottom, height)
    if right <= left or bottom <= top:
        raise RefusedError(reason="picture_too_large")
    if job.rotation == 90:  # noqa: PLR2004 - degrees
        return top, width - right, bottom, width - left
    if job.rotation == 180:  # noqa: PLR2004 - degrees
        return width - right, height - bottom, width - left, height - top
    if job.rotation == 270:  # noqa: PLR2004 - degrees
        return height - bottom, left, height - top, right
    return left, top, right, bottom


def _rasterise(
    drawing: Drawing, size: tuple[int, int], piece: tuple[int, int, int, int]
) -> Image.Image:
    """The pixels of that piece of the drawing at that size."""
    left, top, right, bottom = piece
    across, down = drawing.width / size[0], drawing.height / size[1]
    view = (left * across, top * down, (right - left) * across, (bottom - top) * down)
    try:
        written = resvg_py.svg_to_bytes(
            svg_string=_frame(drawing, view, (right - left, bottom - top)),
            background="white",
            font_dirs=[str(find_resource("fonts", "inter"))],
            font_family=_FACE,
            sans_serif_family=_FACE,
        )
    except MemoryError:
        raise
    except BaseException as error:  # a panic of Rust is no Exception
        raise RefusedError(reason="damaged") from error
    with Image.open(io.BytesIO(written), formats=("PNG",)) as image:
        return image.convert("RGB")


def _frame(drawing: Drawing, view: tuple[float, float, float, float], size: tuple[int, int]) -> str:
    """The drawing inside of one that shows that part of it at that size in pixels."""
    box = " ".join(f"{number:.6f}" for number in view)
    return (
        f'<svg xmlns="{_SVG}" width="{size[0]}" height="{size[1]}" viewBox="{box}" '
        f'preserveAspectRatio="none">{drawing.text}</svg>'
    )
