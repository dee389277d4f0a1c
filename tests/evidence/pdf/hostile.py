"""Files that only a stranger would make, each written by a function of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image

from tests.evidence.pdf.documents import (
    write_many_curves,
    write_no_pages,
    write_page,
    write_page_cycle,
    write_pages,
    write_raw,
)

Writer = Callable[[Path], Path]


def _write_bytes(content: bytes) -> Writer:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def _write_truncated(path: Path) -> Path:
    whole = write_pages(path, [["A page of words."]] * 20).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def _write_locked(path: Path) -> Path:
    return write_pages(path, [["x"]], password="sesame")  # noqa: S106 - made up


def _write_looping_form(path: Path) -> Path:
    """A drawing that draws itself."""
    return write_raw(
        path,
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            (
                "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R "
                "/Resources <</XObject <</F 5 0 R>>>>>>"
            ),
            b"<</Length 4>>\nstream\n/F Do\nendstream",
            (
                b"<</Type /XObject /Subtype /Form /BBox [0 0 300 300] /Length 11 "
                b"/Resources <</XObject <</F 5 0 R>>>>>>\nstream\n/F Do /F Do\nendstream"
            ),
        ],
    )


def _write_outline_cycle(path: Path) -> Path:
    return write_raw(
        path,
        [
            "<</Type /Catalog /Pages 2 0 R /Outlines 4 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>",
            "<</First 5 0 R /Last 5 0 R /Count 1>>",
            "<</Title (again) /Parent 4 0 R /Next 5 0 R /First 5 0 R /Last 5 0 R>>",
        ],
    )


def write_broken_second(path: Path) -> Path:
    """A page that is sound, and one whose place in the page tree leads round in a circle."""
    return write_raw(
        path,
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [6 0 R 3 0 R] /Count 2 /MediaBox [0 0 595 842]>>",
            "<</Type /Pages /Kids [4 0 R] /Count 1>>",
            "<</Type /Pages /Kids [5 0 R] /Count 1>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R>>",
        ],
    )


def _write_huge_picture(path: Path) -> Path:
    Image.new("1", (100_000, 3_000)).save(path)
    return path


DOCUMENTS: Mapping[str, Writer] = {
    "no pages": write_no_pages,
    "page tree that holds itself": write_page_cycle,
    "drawing that draws itself": _write_looping_form,
    "outline that follows itself": _write_outline_cycle,
    "page of a million points": lambda path: write_page(path, b"", media_box="0 0 1000000 1000000"),
    "page without a size": lambda path: write_page(path, b"", media_box="0 0 0 0"),
    "sixty thousand curves": lambda path: write_many_curves(path, 60_000),
    "web page called a PDF": _write_bytes(b"<html><body>hello</body></html>"),
    "picture called a PDF": _write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "nothing in it": _write_bytes(b""),
    "only a beginning": _write_bytes(b"%PDF-1.7\n"),
    "cut in half": _write_truncated,
    "behind a password": _write_locked,
}
PICTURES: Mapping[str, Writer] = {
    "a hundred thousand pixels wide": _write_huge_picture,
    "only a beginning": _write_bytes(b"\x89PNG\r\n\x1a\n"),
    "no photograph": _write_bytes(b"\xff\xd8\xff\xe0 nothing"),
    "broken HEIC": _write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(40)),
    "drawing without an end": _write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'><g>"),
    "endless drawing": _write_bytes(
        b"<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>"
        b"<g id='a'><use href='#a'/></g></svg>"
    ),
}
