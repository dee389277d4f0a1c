"""Pictures of the places looked at: pages with the place lit, stills, photos."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from PIL import Image, ImageDraw

from workbench.assessment.answering import format_destination
from workbench.assessment.evidence import Media
from workbench.assessment.locator import Place, Span
from workbench.assessment.scorecard import Scorecard
from workbench.errors import WorkbenchError
from workbench.evidence.media import still
from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import (
    Box,
    Describe,
    DescribePicture,
    DrawPicture,
    FindQuote,
    Paragraph,
    Render,
)
from workbench.evidence.pdf.picture import Picture

WIDTH = 560
"""Pixels across: sharp in print at a third of the page's width."""
LIT = (255, 214, 64, 96)
LIT_LINE = (224, 160, 0, 255)


def take_pictures(
    scorecard: Scorecard,
    shown: Mapping[str, tuple[Path, Media]],
    client: PdfClient,
    *,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> dict[tuple[str, str], bytes]:
    """A PNG for every place in the scorecard that can be pictured, by artifact and locator.

    `shown` tells for each artifact id the file on disk and its kind. A place that cannot be
    pictured is left out: the report names it all the same. Takes seconds; not for the UI thread.
    """
    wanted = {
        (looked.destination.artifact, format_destination(looked.destination)): looked.destination
        for detail in scorecard.details
        for looked in detail.places
        if looked.destination.artifact in shown
    }
    pictures: dict[tuple[str, str], bytes] = {}
    for number, (key, destination) in enumerate(wanted.items()):
        progress(number, len(wanted))
        if is_cancelled():
            break
        path, media = shown[destination.artifact]
        with suppress(WorkbenchError):
            picture = take_picture(path, media, destination.place, client)
            if picture is not None:
                pictures[key] = picture
    return pictures


def take_picture(path: Path, media: Media, place: Place, client: PdfClient) -> bytes | None:
    """A PNG of that place, or None where that kind of artifact has no picture."""
    if media == "video":
        return still(path, place.t[0] if place.t else 0.0, WIDTH)
    if media == "image":
        return _picture_image(path, client)
    if media == "pdf":
        return _picture_page(path, place, client)
    return None


def _picture_image(path: Path, client: PdfClient) -> bytes:
    width, _height = client.ask(DescribePicture(path=str(path))).sizes[0]
    drawing = DrawPicture(path=str(path), page_index=0, scale=WIDTH / width)
    return _encode(client.ask_picture(drawing))


def _picture_page(path: Path, place: Place, client: PdfClient) -> bytes:
    described = client.ask(Describe(path=str(path)))
    number = place.page.first if isinstance(place.page, Span) else 1
    if place.page == "last":
        number = described.pages
    index = min(max(number, 1), described.pages) - 1
    width, height = described.sizes[index]
    scale = WIDTH / width
    picture = client.ask_picture(Render(path=str(path), page_index=index, scale=scale))
    boxes = _find_boxes(path, index, place, client)
    if place.xywh is not None and place.xywh.unit == "percent":
        region = place.xywh
        left, top = region.x * width / 100, region.y * height / 100
        right, bottom = left + region.width * width / 100, top + region.height * height / 100
        boxes = (*boxes, (left, top, right, bottom))
    return _encode(picture, tuple(tuple(v * scale for v in box) for box in boxes))


def _find_boxes(path: Path, index: int, place: Place, client: PdfClient) -> tuple[Box, ...]:
    if place.quote:
        return client.ask(FindQuote(path=str(path), page_index=index, text=place.quote)).boxes
    if place.para is not None:
        number = place.para.first
        return client.ask(Paragraph(path=str(path), page_index=index, number=number)).boxes
    return ()


def _encode(picture: Picture, boxes: tuple[tuple[float, ...], ...] = ()) -> bytes:
    image = Image.frombytes("RGB", (picture.width, picture.height), bytes(picture.pixels))
    if boxes:
        wash = Image.new("RGBA", image.size, (0, 0, 0, 0))
        pen = ImageDraw.Draw(wash)
        for left, top, right, bottom in boxes:
            pen.rectangle((left - 3, top - 2, right + 3, bottom + 2), fill=LIT, outline=LIT_LINE)
        image = Image.alpha_composite(image.convert("RGBA"), wash).convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
