"""Image files, upright and scaled: used inside the worker, where a bomb does no harm."""

from __future__ import annotations

import contextlib
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from workbench.evidence.kinds import HEAD_BYTES, PHOTO_BRANDS, is_svg_head, read_brands
from workbench.evidence.pdf.messages import MAX_PIXELS, Described, DrawPicture, RefusedError
from workbench.evidence.pdf.worker.colours import to_screen
from workbench.evidence.pdf.worker.stamp import read_stamp

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF")
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
POINTS_PER_PIXEL = 72 / 96
_MOST_PIXELS = 120_000_000
_MOST_JPEG_PIXELS = 400_000_000
"""A JPEG can be decoded at a half, a quarter …, without the whole of it in memory."""
_KEPT_PIXELS = 40_000_000
"""A larger image is kept at a half, a quarter …, which is more than any screen shows at once."""
_KEPT_SECONDS = 10.0
_MOST_PAGES = 2_000
_SIDEWAYS = frozenset({5, 6, 7, 8})
"""EXIF orientations that swap width and height (CIPA DC-008, Orientation)."""
_ORIENTATION = 0x0112
TURNS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class _Kept:
    """An image in memory, upright and turned, with the size it has at 100 %."""

    image: Image.Image
    width: int
    height: int
    is_damaged: bool
    """True when a part could not be read."""


class Pictures:
    """Describes and draws image files; keeps the one drawn last."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._kept: _Kept | None = None
        self._used = 0.0

    def forget_old(self) -> None:
        """Let the picture go that nobody has looked at for a while: it may be a large one."""
        if self._kept is not None and time.monotonic() - self._used > _KEPT_SECONDS:
            self._key, self._kept = (), None

    @property
    def is_damaged(self) -> bool:
        """True when a part of the image drawn last could not be read."""
        return self._kept is not None and self._kept.is_damaged

    def draw(self, job: DrawPicture) -> Image.Image:
        """The piece asked for, in RGB; raises `RefusedError`."""
        kept = self._find(job)
        self._used = time.monotonic()
        factor = job.scale * POINTS_PER_PIXEL
        whole = (max(1, round(kept.width * factor)), max(1, round(kept.height * factor)))
        left, top, right, bottom = job.clip or (0, 0, *whole)
        right, bottom = min(right, whole[0]), min(bottom, whole[1])
        if right <= left or bottom <= top or (right - left) * (bottom - top) > MAX_PIXELS:
            raise RefusedError(reason="picture_too_large")
        across, down = kept.image.width / whole[0], kept.image.height / whole[1]
        return kept.image.resize(
            (right - left, bottom - top),
            Image.Resampling.BICUBIC,
            box=(left * across, top * down, right * across, bottom * down),
            reducing_gap=2.0,
        )

    def _find(self, job: DrawPicture) -> _Kept:
        key = (read_stamp(job.path), job.page_index, job.rotation)
        if self._kept is None or self._key != key:
            self._kept = None  # not two large images at a time
            with _open(job.path) as image:
                self._kept = _load_what_can_be(image, job)
            self._key = key
        return self._kept


def describe_image(path: str) -> Described:
    """What the file holds, its pages upright; raises `RefusedError`."""
    with _open(path) as image:
        count = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
        sizes = tuple(_measure(image, index) for index in range(min(count, _MOST_PAGES)))
    return Described(pages=len(sizes), sizes=sizes, labels=(), outline=(), is_encrypted=False)


def _measure(image: Image.Image, index: int) -> tuple[float, float]:
    """Width and height of that page in points, upright."""
    if index:
        image.seek(index)
    width, height = _measure_pixels(image)
    return width * POINTS_PER_PIXEL, height * POINTS_PER_PIXEL


def _measure_pixels(image: Image.Image) -> tuple[int, int]:
    """Width and height of the page that the image stands at, upright.

    Pillow tells the size of a TIFF upright already, of all else as it is stored.
    """
    width, height = image.size
    if image.format == "TIFF":
        return width, height
    is_sideways = image.getexif().get(_ORIENTATION) in _SIDEWAYS
    return (height, width) if is_sideways else (width, height)


def _load_what_can_be(image: Image.Image, job: DrawPicture) -> _Kept:
    """The whole image, or what there is of one that was cut off on its way."""
    try:
        return _load(image, job.page_index, job.rotation)
    except RefusedError as refused:
        if refused.failed.reason != "damaged":
            raise
    with _leniently(), _open(job.path) as anew:
        kept = _load(anew, job.page_index, job.rotation)
    if _is_blank(kept.image):  # what stands for the missing part is all there is
        raise RefusedError(reason="damaged")
    return replace(kept, is_damaged=True)


def _is_blank(image: Image.Image) -> bool:
    bands = cast("tuple[tuple[int, int], ...]", image.getextrema())
    return all(least == most for least, most in bands)


@contextlib.contextmanager
def _leniently() -> Iterator[None]:
    """Let Pillow make something of data that end too soon or have a wrong checksum."""
    former, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = former


def _load(image: Image.Image, index: int, rotation: int) -> _Kept:
    """Decode the page; what fails is the file's fault."""
    _turn_to(image, index)
    try:
        width, height = _measure_pixels(image)
        if image.format == "JPEG":
            share = _find_share(width * height)
            image.draft("RGB", (image.width // share, image.height // share))
        upright = to_screen(ImageOps.exif_transpose(image))
    except MemoryError:
        raise
    except Exception as error:  # the decoders of Pillow fail in every way there is
        raise RefusedError(reason="damaged") from error
    turned = upright.transpose(TURNS[rotation]) if rotation in TURNS else upright
    if rotation in {90, 270}:
        width, height = height, width
    while turned.width * turned.height > _KEPT_PIXELS:
        turned = turned.reduce(2)
    return _Kept(turned, width, height, is_damaged=False)


def _turn_to(image: Image.Image, index: int) -> None:
    if not index:
        return
    try:
        image.seek(index)
    except EOFError as error:
        raise RefusedError(reason="no_such_page", page=index + 1) from error


def _find_share(pixels: int) -> int:
    """At which part of its size (1, 2, 4 or 8) a JPEG is decoded, to be no larger than is kept."""
    return next((n for n in (1, 2, 4) if pixels <= _KEPT_PIXELS * n * n), 8)


def _open(path: str) -> Image.Image:
    """The image; one whose head is damaged too, where the rest can be read."""
    try:
        return _open_sound(path)
    except RefusedError as refused:
        if refused.failed.reason != "not_picture":
            raise
    with _leniently():
        return _open_sound(path)


def _open_sound(path: str) -> Image.Image:
    """The image, of a kind on the list by its content; a warning of a bomb is an error."""
    Image.MAX_IMAGE_PIXELS = _MOST_JPEG_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            is_heif = _is_heif(path)
            image = _open_heif(path) if is_heif else Image.open(Path(path), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedError(reason="picture_too_large") from error
    except FileNotFoundError as error:
        raise RefusedError(reason="missing") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise RefusedError(reason="not_picture") from error
    if image.format != "JPEG" and image.width * image.height > _MOST_PIXELS:
        image.close()
        raise RefusedError(reason="picture_too_large")
    return image


def is_svg(path: str) -> bool:
    """True when the file is a drawing in SVG, which Pillow cannot draw; raises `RefusedError`."""
    try:
        with Path(path).open("rb") as file:
            return is_svg_head(file.read(HEAD_BYTES))
    except OSError as error:
        raise RefusedError(reason="missing") from error


def _is_heif(path: str) -> bool:
    with Path(path).open("rb") as file:
        head = file.read(HEAD_BYTES)
    brands = read_brands(head)
    return not PHOTO_BRANDS.isdisjoint(brands) and _AVIF_BRANDS.isdisjoint(brands)


def _open_heif(path: str) -> Image.Image:
    """A photo as phones take them; pi-heif turns it upright itself and says so in its EXIF."""
    import pi_heif  # noqa: PLC0415 - loaded for such a photo only

    pi_heif.register_heif_opener(thumbnails=False)
    # the opener answers to no list of formats until it is there
    return Image.open(Path(path), formats=("HEIF",))
