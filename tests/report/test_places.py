from __future__ import annotations

import io
from pathlib import Path

import pymupdf
import pytest
from PIL import Image

from tests.report.builders import build_place, build_scorecard, draw_still
from workbench.assessment.evidence import Destination, Media
from workbench.assessment.locator import Place, Region, Span
from workbench.evidence.pdf.client import PdfClient
from workbench.report.places import WIDTH, take_picture, take_pictures

QUOTE = "the families were heard"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages; the words of the quote stand on the second, in its upper half."""
    path = tmp_path_factory.mktemp("plan") / "plan.pdf"
    document = pymupdf.open()  # type: ignore[no-untyped-call]  # it ships no types
    for number in range(3):
        page = document.new_page(width=400, height=600)
        page.insert_text((40, 60), f"Heading {number + 1}")
        if number == 1:
            page.insert_text((40, 200), f"Here {QUOTE} at last.")
    document.save(path)  # type: ignore[no-untyped-call]
    return path


def take(path: Path, place: Place, client: PdfClient, media: Media = "pdf") -> Image.Image:
    content = take_picture(path, media, place, client)
    assert content is not None
    return Image.open(io.BytesIO(content)).convert("RGB")


def find_lit(image: Image.Image) -> tuple[float, float, float, float] | None:
    """The box around what is lit, as parts of width and height."""
    red, _green, blue = image.split()
    lit = Image.new("1", image.size)
    pixels = zip(red.tobytes(), blue.tobytes(), strict=True)
    lit.putdata([r - b > 60 for r, b in pixels])
    box = lit.getbbox()
    if box is None:
        return None
    width, height = image.size
    return box[0] / width, box[1] / height, box[2] / width, box[3] / height


def test_a_page_is_as_wide_as_reports_need_it(plan: Path, client: PdfClient) -> None:
    image = take(plan, Place(page=Span(1, 1)), client)
    assert image.size == (WIDTH, WIDTH * 600 // 400)
    assert find_lit(image) is None


def test_the_quoted_words_are_lit_where_they_stand(plan: Path, client: PdfClient) -> None:
    lit = find_lit(take(plan, Place(page=Span(2, 2), quote=QUOTE), client))
    assert lit is not None
    assert 0.3 < lit[1] < lit[3] < 0.37
    assert lit[0] > 0.1


def test_words_that_are_not_on_the_page_light_nothing(plan: Path, client: PdfClient) -> None:
    assert find_lit(take(plan, Place(page=Span(1, 1), quote=QUOTE), client)) is None


def test_a_region_in_percent_is_lit(plan: Path, client: PdfClient) -> None:
    region = Region(unit="percent", x=50, y=50, width=25, height=25)
    lit = find_lit(take(plan, Place(page=Span(1, 1), xywh=region), client))
    assert lit == pytest.approx((0.5, 0.5, 0.75, 0.75), abs=0.02)


@pytest.mark.parametrize("page", [Span(99, 99), "last"])
def test_a_page_past_the_end_is_the_last_one(
    plan: Path, client: PdfClient, page: Span | str
) -> None:
    asked = Place(page=page)  # type: ignore[arg-type]  # both are what a place may hold
    assert (
        take(plan, asked, client).tobytes() == take(plan, Place(page=Span(3, 3)), client).tobytes()
    )


def test_a_photograph_keeps_its_shape(tmp_path: Path, client: PdfClient) -> None:
    path = tmp_path / "wall.png"
    path.write_bytes(draw_still())
    image = take(path, Place(whole=True), client, "image")
    assert image.size == (WIDTH, WIDTH * 360 // 640)


@pytest.mark.parametrize("media", ["audio", "text", "sheet", "slides"])
def test_what_has_no_picture_gives_none(tmp_path: Path, client: PdfClient, media: Media) -> None:
    assert take_picture(tmp_path / "any", media, Place(whole=True), client) is None


def test_the_same_place_is_pictured_once_and_a_broken_file_left_out(
    plan: Path, tmp_path: Path, client: PdfClient
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    bad = Destination(artifact="A2", place=Place(page=Span(1, 1)), words="page 1")
    places = {"1a": [build_place(1), build_place(2), build_place(destination=bad)]}
    steps: list[int] = []
    pictures = take_pictures(
        build_scorecard(places=places),
        {"A1": (plan, "pdf"), "A2": (broken, "pdf")},
        client,
        progress=lambda done, _all: steps.append(done),
    )
    assert sorted(pictures) == [("A1", "page=1"), ("A1", "page=2"), ("A1", "page=6")]
    assert steps == [0, 1, 2, 3]


def test_cancelling_stops_between_two_pictures(plan: Path, client: PdfClient) -> None:
    shown: dict[str, tuple[Path, Media]] = {"A1": (plan, "pdf")}
    assert take_pictures(build_scorecard(), shown, client, is_cancelled=lambda: True) == {}
