"""Builders of PDFs for tests: good ones, and ones that only a stranger would make."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

Size = tuple[float, float]


def write_pages(
    path: Path,
    pages: Sequence[Sequence[str]],
    *,
    size: Size = A4,
    password: str | None = None,
    roman: int = 0,
) -> Path:
    """A document of those lines, 18 points apart from 100 points below the top; "" leaves a gap.

    The first `roman` pages are labelled i, ii, …; the ones after them 1, 2, ….
    """
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(str(path), pagesize=size, encrypt=encryption, pageCompression=0)
    for number, lines in enumerate(pages):
        if roman:
            style, start = ("ROMAN_LOWER", 1) if number < roman else ("ARABIC", 1)
            if number in {0, roman}:
                canvas.addPageLabel(number, style=style, start=start)
        _write_lines(canvas, lines, size)
        canvas.showPage()
    canvas.save()
    return path


def _write_lines(canvas: Canvas, lines: Sequence[str], size: Size) -> None:
    y = size[1] - 100
    for line in lines:
        is_heading = line.startswith("# ")
        canvas.setFont("Helvetica-Bold" if is_heading else "Times-Roman", 20 if is_heading else 12)
        canvas.drawString(72, y, line.removeprefix("# "))
        y -= 18 if line else 12


def write_raw(path: Path, objects: Sequence[str | bytes], *, root: int = 1) -> Path:
    """A document of those objects, numbered from 1, with a right cross-reference table."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        raw = body if isinstance(body, bytes) else body.encode("latin-1")
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, raw))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = f"trailer <</Size {len(objects) + 1} /Root {root} 0 R>>\nstartxref\n{start}\n%%EOF\n"
    out.write(trailer.encode())
    path.write_bytes(out.getvalue())
    return path


def write_page(
    path: Path, content: bytes, *, media_box: str = "0 0 595 842", extra: str = ""
) -> Path:
    """A document of one page with that content stream."""
    packed = zlib.compress(content)
    stream = b"<</Length %d /Filter /FlateDecode>>\nstream\n%b\nendstream" % (len(packed), packed)
    page = f"<</Type /Page /Parent 2 0 R /MediaBox [{media_box}] /Contents 4 0 R {extra}>>"
    return write_raw(
        path,
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            page,
            stream,
        ],
    )


def write_no_pages(path: Path) -> Path:
    """A sound document without a page."""
    return write_raw(
        path, ["<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [] /Count 0>>"]
    )


def write_page_cycle(path: Path) -> Path:
    """A page tree that contains itself."""
    return write_raw(
        path,
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [2 0 R] /Count 5 /Parent 2 0 R>>",
        ],
    )


def write_many_curves(path: Path, count: int) -> Path:
    """A page that takes as long to draw as one likes."""
    lines = [b"0.2 w"]
    for number in range(count):
        x, y = number * 7 % 595, number * 11 % 842
        lines.append(b"%d %d m %d 800 10 %d %d %d c S" % (x, y, 595 - x, y, y % 595, x))
    return write_page(path, b"\n".join(lines))


def write_columns(path: Path) -> Path:
    """A heading across, and two columns that the file has line by line across both."""
    canvas = Canvas(str(path), pagesize=A4, pageCompression=0)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(72, 740, "The news of the school in spring, for all who read it every week")
    for number in range(6):
        canvas.drawString(72, 700 - 16 * number, f"left column, line {number} of six")
        canvas.drawString(320, 700 - 16 * number, f"right column, line {number} of six")
    canvas.showPage()
    canvas.save()
    return path


def write_links(path: Path, address: str = "https://example.org/plan?year=2") -> Path:
    """Two pages; on the first a link to the second at 72, and one outside at 122 from the top."""
    canvas = Canvas(str(path), pagesize=A4, pageCompression=0)
    height = A4[1]
    canvas.drawString(72, height - 86, "To the second page")
    canvas.linkAbsolute("", "second", (72, height - 92, 172, height - 72))
    canvas.drawString(72, height - 136, "To another place")
    canvas.linkURL(address, (72, height - 142, 172, height - 122), relative=0)
    canvas.showPage()
    canvas.bookmarkPage("second")
    canvas.addOutlineEntry("The second page", "second", level=0)
    canvas.drawString(72, height - 86, "Here it is")
    canvas.showPage()
    canvas.save()
    return path


def write_attachment(path: Path, name: str, content: bytes) -> Path:
    """A document of one page with that file inside."""
    return write_raw(
        path,
        [
            "<</Type /Catalog /Pages 2 0 R /Names <</EmbeddedFiles <</Names [(a) 4 0 R]>>>>>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>",
            f"<</Type /Filespec /F ({name}) /UF ({name}) /EF <</F 5 0 R>>>>",
            b"<</Type /EmbeddedFile /Length %d /Params <</Size %d>>>>\nstream\n%b\nendstream"
            % (len(content), len(content), content),
        ],
    )


def write_drawn_over(path: Path) -> Path:
    """A page of 300 × 300 points with four black squares of 40 points, 20 from the left.

    From the top: a filled form field at 20, an annotation at 90, a layer that is switched on at
    160, and at 230 one that the file has switched off.
    """
    square = b"<</Type /XObject /Subtype /Form /BBox [0 0 40 40] /Length 19>>\nstream\n"
    square += b"0 g 0 0 40 40 re f \nendstream"
    content = b"/OC /On BDC 20 100 40 40 re f EMC /OC /Off BDC 20 30 40 40 re f EMC"
    return write_raw(
        path,
        [
            (
                "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [5 0 R]>> /OCProperties "
                "<</OCGs [8 0 R 9 0 R] /D <</Order [8 0 R 9 0 R] /ON [8 0 R] /OFF [9 0 R]>>>>>>"
            ),
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            (
                "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R "
                "/Resources <</Properties <</On 8 0 R /Off 9 0 R>>>> /Annots [5 0 R 6 0 R]>>"
            ),
            b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content),
            (
                "<</Type /Annot /Subtype /Widget /FT /Btn /T (agreed) /F 4 /Rect [20 240 60 280] "
                "/P 3 0 R /AS /Yes /V /Yes /AP <</N <</Yes 7 0 R>>>>>>"
            ),
            "<</Type /Annot /Subtype /Stamp /F 4 /Rect [20 170 60 210] /P 3 0 R /AP <</N 7 0 R>>>>",
            square,
            "<</Type /OCG /Name (shown)>>",
            "<</Type /OCG /Name (switched off)>>",
        ],
    )


def write_pinned(path: Path, name: str, content: bytes, *, pages: int) -> Path:
    """A document of that many pages, with a file pinned to the last of them."""
    first = 6
    kids = " ".join(f"{first + number} 0 R" for number in range(pages))
    page = "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]>>"
    return write_raw(
        path,
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            f"<</Type /Pages /Kids [{kids}] /Count {pages}>>",
            "<</Type /Annot /Subtype /FileAttachment /Rect [9 9 30 30] /FS 4 0 R>>",
            f"<</Type /Filespec /F ({name}) /UF ({name}) /EF <</F 5 0 R>>>>",
            b"<</Type /EmbeddedFile /Length %d>>\nstream\n%b\nendstream" % (len(content), content),
            *[page] * (pages - 1),
            page.replace(">>", " /Annots [3 0 R]>>"),
        ],
    )
