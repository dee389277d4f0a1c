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


def write_sealed(path: Path) -> Path:
    """A document that is locked by the certificates of those who may read it."""
    write_raw(
        path,
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>",
            "<</Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s4 /V 1 /Length 40>>",
        ],
    )
    whole = path.read_bytes().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>]")
    path.write_bytes(whole)
    return path


def write_many_links(path: Path, count: int, *, rotate: int = 0) -> Path:
    """A page with that many links in one place, each to an address of its own."""
    links = [
        "<</Type /Annot /Subtype /Link /Rect [100 700 200 750] "
        f"/A <</S /URI /URI (https://example.org/{number})>>>>"
        for number in range(count)
    ]
    listed = " ".join(f"{4 + number} 0 R" for number in range(count))
    return write_raw(
        path,
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            (
                f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {rotate} "
                f"/Annots [{listed}]>>"
            ),
            *links,
        ],
    )


def write_broken_link(path: Path) -> Path:
    """A link whose place is named in a way that cannot be read, and one that is sound."""
    link = "<</Type /Annot /Subtype /Link /Rect [10 10 20 20] /A <</S {action}>>>>"
    return write_raw(
        path,
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Annots [4 0 R 5 0 R]>>",
            link.format(action="/GoTo /D (%zz)"),
            link.format(action="/URI /URI (https://example.org/)"),
        ],
    )


def write_lost_attachment(path: Path) -> Path:
    """A file inside that is named, and isn't there."""
    return write_raw(
        path,
        [
            "<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles 4 0 R>>>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>",
            "<</Names [(minutes.txt) 5 0 R]>>",
            "<</Type /Filespec /F (minutes.txt) /EF <</F null>>>>",
        ],
    )


def _write_drawing_of_drawings(path: Path) -> Path:
    """Ten times ten times ten … of one shape."""
    more = "".join(
        f"<g id='a{level + 1}'>" + f"<use href='#a{level}'/>" * 10 + "</g>" for level in range(12)
    )
    path.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><g id='a0'><path/></g>{more}</svg>")
    return path


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
    "sealed by a certificate": write_sealed,
    "thousands of links": lambda path: write_many_links(path, 5_000),
    "a link that leads nowhere": write_broken_link,
    "an attachment that isn't there": write_lost_attachment,
}
PICTURES: Mapping[str, Writer] = {
    "a hundred thousand pixels wide": _write_huge_picture,
    "only a beginning": _write_bytes(b"\x89PNG\r\n\x1a\n"),
    "no photograph": _write_bytes(b"\xff\xd8\xff\xe0 nothing"),
    "broken HEIC": _write_bytes(b"\x00\x00\x00\x18ftypheic" + bytes(40)),
    "drawing without an end": _write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'><g>"),
    "drawing of drawings": _write_drawing_of_drawings,
    "drawing in a drawing in a drawing": _write_bytes(
        b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 5000 + b"</g>" * 5000 + b"</svg>"
    ),
    "words made of words": _write_bytes(
        b"<!DOCTYPE svg [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '" + b"&a;" * 5000 + b"'>"
        b"<!ENTITY c '" + b"&b;" * 5000 + b"'>]><svg xmlns='http://www.w3.org/2000/svg'>&c;</svg>"
    ),
    "endless drawing": _write_bytes(
        b"<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>"
        b"<g id='a'><use href='#a'/></g></svg>"
    ),
}
