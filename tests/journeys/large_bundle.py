"""A large submission of all that can be shown as pages, good and broken, made by ourselves."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.builders import build_artifact, build_bundle, build_submission
from tests.evidence.pdf.documents import (
    write_attachment,
    write_columns,
    write_drawn_over,
    write_links,
    write_many_curves,
    write_pages,
)
from tests.evidence.pdf.hostile import DOCUMENTS, PICTURES

SLOW = frozenset({"sixty thousand curves"})
"""Takes all the time that there is, and has a test of its own."""
POSTER = (2384.0, 3370.0)

Writer = Callable[[Path], object]


def write_large_bundle(folder: Path) -> Path:
    """A bundle of some forty artifacts; each called by what it is."""
    folder.mkdir(exist_ok=True)
    artifacts, files = [], {}
    for number, (name, write) in enumerate(_list_files(), 1):
        path = folder / name
        write(path)
        artifact = build_artifact(f"A{number}", name)
        artifacts.append(artifact)
        files[artifact.file] = path.read_bytes()
        path.unlink()
    submission = build_submission(artifacts=tuple(artifacts))
    return build_bundle(folder, name="large", submission=submission, files=files)


def _list_files() -> Iterator[tuple[str, Writer]]:
    yield "book.pdf", lambda path: write_pages(path, [["A page of words."] * 40] * 300)
    yield "labels.pdf", lambda path: write_pages(path, [["A page."]] * 30, roman=6)
    yield "columns.pdf", write_columns
    yield "links.pdf", write_links
    yield "inside.pdf", lambda path: write_attachment(path, "minutes.txt", b"Agreed. " * 4000)
    yield "form.pdf", write_drawn_over
    yield "plot.pdf", lambda path: write_many_curves(path, 600)
    yield "scans.pdf", lambda path: _write_scans(path, 20)
    yield "poster.pdf", _write_poster
    for name, write in DOCUMENTS.items():
        if name not in SLOW:
            yield f"{name.replace(' ', '-')}.pdf", write
    for suffix in ("jpg", "png", "webp", "gif", "bmp"):
        yield f"photo.{suffix}", _write_photo
    yield "sheets.tiff", _write_sheets
    yield "large.jpg", lambda path: Image.effect_noise((6000, 4000), 40).save(path, quality=80)
    for name, write in PICTURES.items():
        suffix = "svg" if "drawing" in name else "heic" if "HEIC" in name else "png"
        yield f"{name.replace(' ', '-')}.{suffix}", write


def _write_photo(path: Path) -> None:
    numbers = random.Random(path.name)  # noqa: S311 - no secret
    image = Image.new("RGB", (1600, 1200), (numbers.randrange(256), 120, 90))
    image.save(path)


def _write_sheets(path: Path) -> None:
    pages = [Image.new("L", (1240, 1754), 40 * number + 40) for number in range(5)]
    pages[0].save(path, save_all=True, append_images=pages[1:])


def _write_scans(path: Path, pages: int) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    scans = [path.with_name(f"scan{number}.jpg") for number in range(pages)]
    for number, scan in enumerate(scans):
        Image.effect_noise((1240, 1754), 20 + number).save(scan, quality=70)
        canvas.drawImage(str(scan), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    for scan in scans:
        scan.unlink()


def _write_poster(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=POSTER)
    for number in range(1500):
        x, y = number * 37 % POSTER[0], number * 53 % POSTER[1]
        canvas.circle(x, y, 20)
        canvas.drawString(x, y, "What was agreed")
    canvas.save()
