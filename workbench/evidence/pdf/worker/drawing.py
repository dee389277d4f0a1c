"""Pictures of pages, of pieces of them, and of image files."""

from __future__ import annotations

from msgspec import structs

from workbench.evidence.pdf import messages as m
from workbench.evidence.pdf.worker.documents import Documents
from workbench.evidence.pdf.worker.mupdf import Drawing, Matrix, Pixmap, pymupdf

_SMALL_PICTURE_BYTES = 1_000_000
"""Up to this size a picture goes over the pipe; above, shared memory is faster."""


def draw_page(job: m.Render, documents: Documents, piece: memoryview) -> m.Drawn:
    """The picture of the page, or of a piece of it."""
    page, drawing = documents.find_page(job.path, job.page_index)
    matrix = pymupdf.Matrix(job.scale, job.scale).prerotate(job.rotation)
    whole = (page.rect * matrix).irect
    matrix = matrix * pymupdf.Matrix(1, 0, 0, 1, -whole.x0, -whole.y0)
    left, top, right, bottom = (0, 0, whole.width, whole.height)
    if job.clip is not None:
        left, top = max(left, job.clip[0]), max(top, job.clip[1])
        right, bottom = min(right, job.clip[2]), min(bottom, job.clip[3])
    if right <= left or bottom <= top or (right - left) * (bottom - top) > m.MAX_PIXELS:
        raise m.RefusedError(reason="picture_too_large", page=job.page_index + 1)
    pixmap = _draw(drawing, matrix, (left, top, right, bottom))
    return _hand_over(pixmap.width, pixmap.height, pixmap.samples_mv, piece)


def draw_picture(job: m.DrawPicture, documents: Documents, piece: memoryview) -> m.Drawn:
    """The picture of one page of an image file, or of a piece of it."""
    from workbench.evidence.pdf.worker.pictures import is_svg  # noqa: PLC0415 - Pillow only when it is needed

    shelf = documents.find_drawings() if is_svg(job.path) else documents.find_pictures()
    picture = shelf.draw(job)
    drawn = _hand_over(picture.width, picture.height, picture.tobytes(), piece)
    return structs.replace(drawn, is_damaged=shelf.is_damaged)


def _draw(drawing: Drawing, matrix: Matrix, clip: tuple[int, int, int, int]) -> Pixmap:
    """The pixels of `clip` (in pixels); PyMuPDF's own call takes its clip in points only."""
    raw = pymupdf.mupdf
    pixmap = raw.fz_new_pixmap_with_bbox(
        raw.FzColorspace(raw.FzColorspace.Fixed_RGB), raw.FzIrect(*clip), raw.FzSeparations(), 0
    )
    raw.fz_clear_pixmap_with_value(pixmap, 0xFF)
    device = raw.fz_new_draw_device(raw.FzMatrix(), pixmap)
    # what lies outside of the clip is passed over, which is most of a poster
    raw.fz_run_display_list(
        drawing.this, device, raw.FzMatrix(*matrix), raw.FzRect(*clip), raw.FzCookie()
    )
    raw.fz_close_device(device)
    return pymupdf.Pixmap("raw", pixmap)


def _hand_over(width: int, height: int, pixels: memoryview | bytes, piece: memoryview) -> m.Drawn:
    size = width * height * 3
    if _SMALL_PICTURE_BYTES < size <= len(piece):
        piece[:size] = pixels
        return m.Drawn(width=width, height=height, pixels=None)
    return m.Drawn(width=width, height=height, pixels=bytes(pixels))
