"""Drawings in SVG: all that belongs to one is drawn, and nothing beside the file is read."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from workbench.evidence.pdf.messages import DrawPicture, RefusedError
from workbench.evidence.pdf.worker.svg import _WHOLE_PIXELS, Drawings, read_drawing

NAMES = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
EACH_PIXEL = 96 / 72
"""Pixels per point at which a unit of a drawing is a pixel."""


def write(path: Path, inside: str, size: str = "width='80' height='40'") -> str:
    path.write_text(f"<svg {NAMES} {size}>{inside}</svg>")
    return str(path)


def draw(path: str, **more: object) -> Image.Image:
    job = DrawPicture(path=path, page_index=0, scale=EACH_PIXEL, **more)  # type: ignore[arg-type] # what a job takes
    return Drawings().draw(job)


@pytest.mark.parametrize(
    "inside",
    [
        (
            "<linearGradient id='g'><stop stop-color='red'/></linearGradient>"
            "<rect width='80' height='40' fill='url(#g)'/>"
        ),
        (
            "<pattern id='p' width='1' height='1'><rect width='80' height='40' fill='red'/>"
            "</pattern>"
            "<rect width='80' height='40' fill='url(#p)'/>"
        ),
        "<style>.a { fill: red }</style><rect class='a' width='80' height='40'/>",
        (
            "<mask id='m'><rect width='80' height='40' fill='white'/></mask>"
            "<rect width='80' height='40' fill='red' mask='url(#m)'/>"
        ),
        (
            "<filter id='f'><feFlood flood-color='red'/></filter>"
            "<rect width='80' height='40' filter='url(#f)'/>"
        ),
    ],
    ids=["gradient", "pattern", "style sheet", "mask", "filter"],
)
def test_every_way_to_paint_is_drawn(tmp_path: Path, inside: str) -> None:
    assert draw(write(tmp_path / "a.svg", inside)).getpixel((40, 20)) == (255, 0, 0)


def test_what_is_clear_is_white(tmp_path: Path) -> None:
    assert draw(write(tmp_path / "a.svg", "")).getpixel((40, 20)) == (255, 255, 255)


@pytest.mark.parametrize("face", ["sans-serif", "Of No Computer"])
def test_words_are_drawn_in_a_typeface_that_is_there(tmp_path: Path, face: str) -> None:
    words = f"<text y='30' font-size='30' font-family='{face}'>Words</text>"
    drawn = draw(write(tmp_path / "a.svg", words)).convert("L")
    assert drawn.point(lambda grey: 255 if grey < 128 else 0).getbbox() is not None


def test_a_picture_beside_the_drawing_is_not_read(tmp_path: Path) -> None:
    beside = tmp_path / "secret.png"
    Image.new("RGB", (80, 40), "red").save(beside)
    for address in ("secret.png", str(beside), beside.as_uri(), "&#x73;ecret.png"):
        shown = f"<image href='{address}' xlink:href='{address}' width='80' height='40'/>"
        drawn = draw(write(tmp_path / "a.svg", shown))
        assert drawn.getpixel((40, 20)) == (255, 255, 255)


def test_nothing_that_leads_out_is_handed_to_what_draws(tmp_path: Path) -> None:
    inside = "<image xlink:href='//far/away.png'/><use href='https://example.org/#a'/>"
    text = read_drawing(Path(write(tmp_path / "a.svg", inside))).text
    assert "far" not in text
    assert "example.org" not in text


def test_a_picture_inside_the_drawing_is_shown(tmp_path: Path) -> None:
    written = io.BytesIO()
    Image.new("RGB", (8, 4), "red").save(written, "PNG")
    inner = base64.b64encode(written.getvalue()).decode()
    shown = f"<image xlink:href='data:image/png;base64,{inner}' width='80' height='40'/>"
    assert draw(write(tmp_path / "a.svg", shown)).getpixel((40, 20)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("size", "points"),
    [
        ("width='80' height='40'", (60, 30)),
        ("width='2in' height='1in'", (144, 72)),
        ("viewBox='0 0 400 100'", (300, 75)),
        ("width='200' viewBox='0 0 400 100'", (150, 37.5)),
        ("width='100%' height='100%' viewBox='0 0 400 100'", (300, 75)),
        ("", (225, 112.5)),
    ],
)
def test_a_drawing_has_the_size_that_it_says(
    tmp_path: Path, size: str, points: tuple[float, float]
) -> None:
    path = write(tmp_path / "a.svg", "", size)
    assert Drawings().describe(path).sizes[0] == pytest.approx(points)


@pytest.mark.parametrize(
    ("size", "inside", "reason"),
    [
        ("width='0' height='9'", "", "no_size"),
        ("width='1e12' height='9'", "", "no_size"),
        ("", "<g>" * 1000 + "</g>" * 1000, "picture_too_large"),
        ("", "<g>", "damaged"),
        ("", "&never;", "damaged"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_its_reason(
    tmp_path: Path, size: str, inside: str, reason: str
) -> None:
    with pytest.raises(RefusedError, match=reason):
        Drawings().describe(write(tmp_path / "a.svg", inside, size))


def test_a_drawing_without_the_name_of_its_language_is_drawn(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text("<svg width='8' height='4'><rect width='8' height='4' fill='red'/></svg>")
    assert draw(str(path)).getpixel((4, 2)) == (255, 0, 0)


def test_a_piece_of_a_turned_drawing_is_the_piece_of_the_turned_picture(tmp_path: Path) -> None:
    path = write(tmp_path / "a.svg", "<path d='M0 0H30V10H80V40H0Z' fill='red'/>")
    for rotation in (90, 180, 270):
        whole, clip = draw(path, rotation=rotation), (5, 7, 25, 37)
        assert draw(path, rotation=rotation, clip=clip).tobytes() == whole.crop(clip).tobytes()


def test_a_piece_of_a_drawing_too_large_to_be_kept_is_sharp(tmp_path: Path) -> None:
    path = write(tmp_path / "a.svg", "<rect x='40' width='40' height='40'/>")
    scale = EACH_PIXEL * 100
    assert _WHOLE_PIXELS < 80 * 40 * 100**2
    job = DrawPicture(path=path, page_index=0, scale=scale, clip=(3990, 100, 4010, 101))
    piece = Drawings().draw(job)
    assert [piece.getpixel((x, 0)) for x in (9, 10)] == [(255, 255, 255), (0, 0, 0)]
