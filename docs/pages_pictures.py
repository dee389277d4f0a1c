"""Pictures of the viewer of pages in every state, on documents that the script makes itself.

python docs/pages_pictures.py FOLDER                                  the ones for the guide
python docs/pages_pictures.py FOLDER light dark contrast 100 200      every state in each of them
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageDraw, ImageFilter
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from workbench.app import make_application
from workbench.assessment.locator import Place, Region, Span
from workbench.assessment.submission import Artifact
from workbench.evidence.pdf.client import PdfClient
from workbench.ui.style import dress
from workbench.ui.tones import StyleName
from workbench.ui.viewers.image import ImageViewer
from workbench.ui.viewers.pdf.viewer import PdfViewer
from workbench.ui.viewers.viewer import OpenArtifact
from workbench.ui.windowless.waiting import wait_until

FOR_THE_GUIDE = ("words", "outline", "region", "read", "link", "picture", "damaged")
SIZE = (820, 720)
SECONDS = 60.0
NORMS = (
    "The norms were read out at the start of the meeting and amended by the families who",
    "had come. Two of them were struck out; a third was put into words that the children",
    "had chosen. All twenty-three who were there signed the page, and it was hung beside",
    "the door of the room on the following day.",
)
QUOTE = "a third was put into words that the children had chosen"
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


@dataclass(frozen=True, slots=True)
class State:
    """One state of the viewer, and how to get there."""

    name: str
    show: Callable[[PdfViewer | ImageViewer, Path], QWidget | None]
    """What else is to be on the picture is returned, as a box that asks."""
    is_picture: bool = False


def main() -> None:
    """Write the pictures into a folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    styles = [name for name in sys.argv[2:] if not name.isdecimal()] or ["light"]
    percents = [int(name) for name in sys.argv[2:] if name.isdecimal()] or [100]
    names = None if sys.argv[2:] else FOR_THE_GUIDE
    take_pictures(folder, styles, percents, names)


def take_pictures(
    folder: Path,
    styles: Sequence[str] = ("light",),
    percents: Sequence[int] = (100,),
    names: Sequence[str] | None = FOR_THE_GUIDE,
) -> None:
    """Pictures of the states of those names (None: all), in those styles and sizes of text."""
    app = make_application()
    client = PdfClient()
    client.start()
    with tempfile.TemporaryDirectory() as made:
        os.environ["WORKBENCH_HOME"] = made
        for style in styles:
            for percent in percents:
                dress(app, cast("StyleName", style), percent=percent)
                for state in STATES:
                    if names is None or state.name in names:
                        suffix = "" if names is not None else f"-{style}-{percent}"
                        _take(client, state, Path(made), folder / f"pages-{state.name}{suffix}.png")
    client.close()


def _take(client: PdfClient, state: State, made: Path, target: Path) -> None:
    viewer = (ImageViewer if state.is_picture else PdfViewer)(client)
    viewer.resize(*SIZE)
    viewer.show()
    box = state.show(viewer, made)
    QApplication.processEvents()
    shot = (box or viewer).grab().toImage()
    # few colours are enough for what is drawn, and keep the guide small
    shot.save(str(target))
    Image.open(target).convert("RGB").quantize(192).save(target, optimize=True)
    if isinstance(box, QMessageBox):
        box.close()
    viewer.release()
    viewer.close()
    viewer.deleteLater()


# --- the states


def _open(viewer: PdfViewer, path: Path, place: Place, title: str) -> None:
    ends: list[object] = []
    viewer.place_shown.connect(ends.append)
    viewer.failed.connect(ends.append)
    artifact = Artifact(id="A1", label="Artifact 1", title=title, file=path.name)
    media = viewer.kind
    viewer.open_at(OpenArtifact(artifact=artifact, path=path, media=media), place)
    wait_until(lambda: bool(ends) and viewer.canvas.is_prepared, title, SECONDS)
    if viewer.canvas.pages:
        viewer._pages.hand.look()  # noqa: SLF001 - a reader who rests
        page = viewer.canvas.current_page
        wait_until(
            lambda: viewer._facts.find_lines(page) is not None,  # noqa: SLF001 - as above
            title,
            SECONDS,
        )


def _show_words(viewer: PdfViewer, made: Path) -> None:
    _open(viewer, _write_plan(made), Place(page=Span(2, 2), quote=QUOTE), "Our plan")


def _show_region(viewer: PdfViewer, made: Path) -> None:
    _open(viewer, _write_plan(made), Place(page=Span(2, 2)), "Our plan")
    hand = viewer._pages.hand  # noqa: SLF001 - the hand of the assessor
    for _ in range(2):
        hand.drawing.toggle(is_on=True)
    ends = [_locate(viewer, 1, x, y) for x, y in ((66, 96), (520, 178))]
    view, button = viewer.canvas.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(view, button, pos=ends[0])
    QTest.mouseMove(view, ends[1])
    QTest.mouseRelease(view, button, pos=ends[1])


def _show_scan(viewer: PdfViewer, made: Path) -> None:
    _open(viewer, _write_scan(made), Place(page=Span(1, 1), quote=QUOTE), "Signed norms")
    wait_until(
        lambda: viewer._pages.reading.languages is not None,  # noqa: SLF001 - it is asked for
        "languages",
        SECONDS,
    )


def _show_read(viewer: PdfViewer, made: Path) -> None:
    _show_scan(viewer, made)
    ended: list[object] = []
    viewer._pages.reading.ended.connect(lambda *end: ended.append(end))  # noqa: SLF001 - likewise
    viewer._pages.offer.read_current()  # noqa: SLF001 - likewise
    if viewer._pages.reading.languages:  # noqa: SLF001 - likewise
        wait_until(lambda: bool(ended), "reading", SECONDS)


def _show_password(viewer: PdfViewer, made: Path) -> None:
    path = made / "locked.pdf"
    Canvas(str(path), encrypt="sesame").save()
    _open(viewer, path, Place(page=Span(1, 1)), "Minutes of the council")


def _show_damaged(viewer: PdfViewer, made: Path) -> None:
    path = made / "damaged.pdf"
    path.write_bytes(b"%PDF-1.7\n" + random.Random(3).randbytes(4000))  # noqa: S311 - no secret
    _open(viewer, path, Place(page=Span(1, 1)), "Lesson sketches")


def _show_broken_page(viewer: PdfViewer, made: Path) -> None:
    path = made / "broken.pdf"
    path.write_bytes(_BROKEN)
    _open(viewer, path, Place(page=Span(2, 2)), "A plan with a broken page")


def _show_link(viewer: PdfViewer, made: Path) -> QWidget | None:
    _open(viewer, _write_plan(made), Place(page=Span(1, 1)), "Our plan")
    facts = viewer._facts  # noqa: SLF001 - links are known when a reader rests
    wait_until(lambda: bool(facts.find_links(0)), "links", SECONDS)
    outside = [link for link in facts.find_links(0) if link.address]
    viewer._follow(outside[0])  # noqa: SLF001 - what a click does
    return viewer.window().findChild(QMessageBox)


def _show_outline(viewer: PdfViewer, made: Path) -> None:
    viewer._pages.show_side(is_on=True)  # noqa: SLF001 - what F9 does
    _open(viewer, _write_plan(made), Place(page=Span(2, 2)), "Our plan")
    _wait_a_while(viewer)


def _show_headings(viewer: PdfViewer, made: Path) -> None:
    _show_outline(viewer, made)
    viewer._pages.side._tabs.setCurrentIndex(1)  # noqa: SLF001 - a click on the tab


def _show_picture(viewer: PdfViewer, made: Path) -> None:
    path = made / "wall.jpg"
    _draw_wall().save(path, quality=88)
    region = Region(unit="percent", x=8, y=10, width=40, height=38)
    _open(viewer, path, Place(xywh=region), "The wall of the classroom")


def _show_poster(viewer: PdfViewer, made: Path) -> None:
    _open(viewer, _write_poster(made), Place(page=Span(1, 1)), "Poster")
    viewer.canvas.set_zoom(4.0)
    viewer.canvas.go_to_box(0, (700, 900, 900, 1000))
    wait_until(lambda: 0 in viewer.canvas.list_sharp(), "poster", SECONDS)


STATES = (
    State("words", _show_words),
    State("region", _show_region),
    State("scan", _show_scan),
    State("read", _show_read),
    State("password", _show_password),
    State("damaged", _show_damaged),
    State("broken-page", _show_broken_page),
    State("link", _show_link),
    State("outline", _show_outline),
    State("headings", _show_headings),
    State("picture", _show_picture, is_picture=True),
    State("poster", _show_poster),
)


def _locate(viewer: PdfViewer, index: int, x: float, y: float) -> object:
    canvas = viewer.canvas
    rect = canvas.place_box(index, (x, y, x, y))
    across, down = canvas.horizontalScrollBar().value(), canvas.verticalScrollBar().value()
    return QPointF(rect.left() - across, rect.top() - down).toPoint()


def _wait_a_while(viewer: PdfViewer) -> None:
    """Until the small pages are drawn."""
    side = viewer._pages.side  # noqa: SLF001 - the panel beside
    wait_until(lambda: side.thumbnails._pictures.is_idle, "small pages", SECONDS)  # noqa: SLF001 - likewise


# --- the documents


def _write_plan(made: Path) -> Path:
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


def _write_scan(made: Path) -> Path:
    """A page as a telephone sees it: grey paper, a little askew, soft letters."""
    page = Image.new("L", (1240, 1754), 246)
    draw = ImageDraw.Draw(page)
    draw.text((150, 150), "Our norms", fill=40, font_size=52)
    for row, line in enumerate((*NORMS, "", *NORMS[2:])):
        draw.text((150, 270 + 48 * row), line, fill=50, font_size=26)
    noise = Image.effect_noise(page.size, 18)
    page = Image.blend(page.rotate(0.4, fillcolor=246), noise, 0.08)
    picture = made / "scan.jpg"
    page.filter(ImageFilter.GaussianBlur(0.6)).save(picture, quality=70)
    path = made / "scan.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawImage(str(picture), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return path


def _write_poster(made: Path) -> Path:
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


def _draw_wall() -> Image.Image:
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


if __name__ == "__main__":
    main()
