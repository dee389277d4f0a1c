"""The documents and pictures of which `pages_pictures.py` takes pictures; made anew each time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pymupdf
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

NORMS = (
    "The norms were read out at the start of the meeting and amended by the families who",
    "had come. Two of them were struck out; a third was put into words that the children",
    "had chosen. All twenty-three who were there signed the page, and it was hung beside",
    "the door of the room on the following day.",
)
QUOTE = "a third was put into words that the children had chosen"
PASSWORD = "sesame"  # noqa: S105 - of a file that holds nothing
_BROKEN = b"""%PDF-1.7
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [6 0 R 3 0 R] /Count 2 /MediaBox [0 0 595 842]>> endobj
3 0 obj <</Type /Pages /Kids [4 0 R] /Count 1>> endobj
4 0 obj <</Type /Pages /Kids [5 0 R] /Count 1>> endobj
5 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
6 0 obj <</Type /Page /Parent 2 0 R>> endobj
trailer <</Size 7 /Root 1 0 R>>
%%EOF
"""
"""Its second page leads round in a circle."""


def write_plan(made: Path) -> Path:
    """Five pages with an outline, and a link on the first."""
    path = made / "plan.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for number, (title, lines) in enumerate(_list_chapters(), 1):
        canvas.bookmarkPage(str(number))
        canvas.addOutlineEntry(title, str(number), level=0 if number % 2 else 1)
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(72, 760, title)
        canvas.setFont("Times-Roman", 12)
        for row, line in enumerate(lines):
            canvas.drawString(72, 726 - 17 * row, line)
        if number == 1:
            canvas.drawString(72, 300, "The evaluation of the first year")
            canvas.linkURL("https://example.org/evaluation?year=1", (70, 296, 250, 314), relative=0)
        canvas.showPage()
    canvas.save()
    return path


def _list_chapters() -> Iterator[tuple[str, Sequence[str]]]:
    more = ("Who speaks, who is asked, and what is done with the answer was written down.",) * 6
    yield "1 Why we began", (*more[:4], "", *NORMS)
    yield "1.1 Shared norms", (*NORMS, "", *more, "", *NORMS[:3])
    yield "2 Voices of families", (*more, "", *NORMS)
    yield "2.1 What was changed", (*NORMS, "", *more)
    yield "3 What comes next", more


def write_scan(made: Path) -> Path:
    """One scanned page, which has no text."""
    path = made / "scan.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawImage(str(_draw_scan(made)), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return path


def _draw_scan(made: Path) -> Path:
    """A page as a telephone sees it: grey paper, a little askew, soft letters."""
    page = Image.new("L", (1240, 1754), 246)
    draw = ImageDraw.Draw(page)
    draw.text((150, 150), "Our norms", fill=40, font_size=52)
    for row, line in enumerate((*NORMS, "", *NORMS[2:])):
        draw.text((150, 270 + 48 * row), line, fill=50, font_size=26)
    noise = Image.effect_noise(page.size, 18)
    page = Image.blend(page.rotate(0.4, fillcolor=246), noise, 0.08)
    path = made / "scan.jpg"
    page.filter(ImageFilter.GaussianBlur(0.6)).save(path, quality=70)
    return path


def write_labelled(made: Path) -> Path:
    """Twelve pages, the first three numbered in Roman numerals, with two files inside."""
    document = pymupdf.open()
    for _ in range(3):
        document.insert_pdf(pymupdf.open(write_plan(made)))
    document.delete_pages(12, 14)
    document.set_page_labels(
        [
            {"startpage": 0, "prefix": "", "style": "r", "firstpagenum": 1},
            {"startpage": 3, "prefix": "", "style": "D", "firstpagenum": 1},
        ]
    )
    document.embfile_add("answers", b"who;what\n" * 900, "Survey of families, answers.csv")
    document.embfile_add("memo", bytes(340_000), "Voice memo.m4a")
    path = made / "labelled.pdf"
    document.save(path)
    return path


def write_locked(made: Path) -> Path:
    """A document that wants a password."""
    path = made / "locked.pdf"
    canvas = Canvas(str(path), encrypt=PASSWORD)
    canvas.drawString(72, 720, NORMS[0])
    canvas.save()
    return path


def write_damaged(made: Path) -> Path:
    """Nothing but noise behind the first line."""
    path = made / "damaged.pdf"
    path.write_bytes(b"%PDF-1.7\n" + random.Random(3).randbytes(4000))  # noqa: S311 - no secret
    return path


def write_broken(made: Path) -> Path:
    """A document whose second page cannot be read."""
    path = made / "broken.pdf"
    path.write_bytes(_BROKEN)
    return path


def write_disguised(made: Path) -> Path:
    """A web page that is called a PDF."""
    path = made / "sketches.pdf"
    path.write_text("<!DOCTYPE html><title>Sign in</title>", "utf-8")
    return path


def write_empty(made: Path) -> Path:
    """A document without pages."""
    path = made / "empty.pdf"
    objects = (b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 0>>")
    content, places = b"%PDF-1.7\n", []
    for number, made_of in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj %s endobj\n" % (number, made_of)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer <</Size 3 /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    path.write_bytes(content + b"xref\n0 3\n0000000000 65535 f \n" + table + end)
    return path


def write_hebrew(made: Path, font: Path) -> Path:
    """Lines that are read from right to left, as a document holds them: in the order of sight."""
    pdfmetrics.registerFont(TTFont("Hebrew", str(font)))
    lines = ("מה שהוסכם נקרא בתחילת הפגישה ותוקן", "על ידי המשפחות שבאו ושניים נמחקו")
    path = made / "hebrew.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Hebrew", 18)
    for row, line in enumerate(lines):
        canvas.drawRightString(520, 720 - 30 * row, line[::-1])
    canvas.save()
    return path


def write_poster(made: Path) -> Path:
    """A sheet of A0 full of circles and words."""
    path, size = made / "poster.pdf", (2384.0, 3370.0)
    numbers = random.Random(10)  # noqa: S311 - no secret
    canvas = Canvas(str(path), pagesize=size)
    for _ in range(1500):
        canvas.setFillColorRGB(numbers.random(), numbers.random(), numbers.random())
        x, y = numbers.uniform(0, size[0]), numbers.uniform(0, size[1])
        canvas.circle(x, y, numbers.uniform(2, 20), fill=1)
        canvas.setFillColorRGB(0.1, 0.1, 0.1)
        canvas.drawString(x, y, "What was agreed")
    canvas.save()
    return path


def draw_wall() -> Image.Image:
    """A wall with notes pinned to it."""
    wall = Image.new("RGB", (1600, 1200), (214, 205, 190))
    draw, numbers = ImageDraw.Draw(wall), random.Random(4)  # noqa: S311 - no secret
    colours = ((250, 236, 150), (190, 222, 240), (205, 235, 190), (245, 205, 205))
    for number in range(12):
        x, y = 90 + number % 4 * 370, 90 + number // 4 * 360
        draw.rectangle((x + 6, y + 8, x + 306, y + 288), fill=(150, 140, 125))
        draw.rectangle((x, y, x + 300, y + 280), fill=colours[numbers.randrange(4)])
        for row in range(5):
            width = numbers.randrange(120, 250)
            draw.line(
                (x + 25, y + 50 + 45 * row, x + 25 + width, y + 50 + 45 * row), (70, 70, 80), 5
            )
    return wall.filter(ImageFilter.GaussianBlur(0.8))


def write_photo(made: Path) -> Path:
    """The wall as a photograph."""
    path = made / "wall.jpg"
    draw_wall().save(path, quality=88)
    return path


def write_huge(made: Path) -> Path:
    """The wall with 100 megapixels."""
    path = made / "huge.jpg"
    draw_wall().resize((11_600, 8_700)).save(path, quality=60)
    return path


def write_bomb(made: Path) -> Path:
    """A small file that says it is a picture of 300 megapixels without being a photograph."""
    path = made / "bomb.png"
    Image.new("1", (100_000, 3_000)).save(path)
    return path


def write_animated(made: Path) -> Path:
    """The wall, and then darker and darker."""
    path = made / "moving.gif"
    frames = [draw_wall().resize((800, 600)).point(lambda v, n=n: v * n // 4) for n in (4, 3, 2)]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=200)
    return path


def write_tiff(made: Path) -> Path:
    """Three scanned sheets in one file."""
    path = made / "sheets.tiff"
    sheet = Image.open(_draw_scan(made))
    sheet.save(path, save_all=True, append_images=[sheet.rotate(180), sheet])
    return path


def write_drawing(made: Path) -> Path:
    """A plan of a room, as lines."""
    path = made / "room.svg"
    desks = "".join(
        f'<rect x="{60 + 130 * (n % 4)}" y="{90 + 110 * (n // 4)}" width="90" height="60" rx="8"/>'
        for n in range(12)
    )
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 440"><rect width="600" '
        'height="440" fill="#fbf8f1"/><g fill="#d8e6f3" stroke="#2b5c86" stroke-width="3">'
        f'{desks}</g><text x="60" y="56" font-size="28">The room</text></svg>',
        "utf-8",
    )
    return path
