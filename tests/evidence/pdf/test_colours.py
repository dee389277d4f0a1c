"""Pictures of every kind of pixel, in the colours in which they are meant to be seen."""

from __future__ import annotations

import array
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin, TiffImagePlugin

from tests.evidence.pdf.profiles import write_swapped_profile
from workbench.evidence.pdf.messages import DrawPicture
from workbench.evidence.pdf.worker.colours import to_screen
from workbench.evidence.pdf.worker.pictures import Pictures, describe_image

WIDTH, HEIGHT = 64, 32


def draw_pixel(path: Path, x: int, y: int) -> object:
    job = DrawPicture(path=str(path), page_index=0, scale=96 / 72, clip=(x, y, x + 1, y + 1))
    return Pictures().draw(job).getpixel((0, 0))


def make_ramp(mode: str, code: str, step: float) -> Image.Image:
    """Each column brighter by `step` than the one to its left."""
    row = [round(x * step) if code in "Hi" else x * step for x in range(WIDTH)]
    return Image.frombytes(mode, (WIDTH, HEIGHT), array.array(code, row * HEIGHT).tobytes())


@pytest.mark.parametrize("name", ["scan.png", "scan.tif"])
def test_a_scan_of_sixteen_bits_keeps_its_greys(tmp_path: Path, name: str) -> None:
    make_ramp("I;16", "H", 1000).save(tmp_path / name)
    assert draw_pixel(tmp_path / name, 32, 5) == pytest.approx((124, 124, 124), abs=2)


def test_a_scan_of_twelve_bits_is_as_bright_as_it_can_be(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    make_ramp("I;16", "H", 65).save(path)
    image = TiffImagePlugin.TiffImageFile(path)
    image.tag_v2[TiffImagePlugin.BITSPERSAMPLE] = (12,)
    assert to_screen(image).getpixel((63, 5)) == pytest.approx((255, 255, 255), abs=2)


def test_a_scan_of_sixteen_bits_with_white_for_nothing_is_no_negative(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    make_ramp("I;16", "H", 1000).save(path)
    image = TiffImagePlugin.TiffImageFile(path)
    image.tag_v2[TiffImagePlugin.PHOTOMETRIC_INTERPRETATION] = 0
    assert to_screen(image).getpixel((0, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("mode", "code", "step"), [("I", "i", 5000), ("F", "f", 1 / 63), ("F", "f", -2.5)]
)
def test_measurements_show_from_their_least_to_their_greatest(
    mode: str, code: str, step: float
) -> None:
    drawn = to_screen(make_ramp(mode, code, step))
    ends = (drawn.getpixel((0, 5)), drawn.getpixel((63, 5)))
    assert set(ends) == {(0, 0, 0), (255, 255, 255)}


def test_measurements_that_are_no_numbers_are_shown_as_something() -> None:
    image = make_ramp("F", "f", 1.0)
    image.putpixel((3, 3), float("nan"))
    image.putpixel((4, 4), float("inf"))
    assert to_screen(image).mode == "RGB"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif", "a.avif"])
def test_colours_of_another_screen_are_converted(tmp_path: Path, name: str) -> None:
    image = Image.new("RGB", (WIDTH, HEIGHT), (255, 0, 0))
    image.save(tmp_path / name, icc_profile=write_swapped_profile())
    assert draw_pixel(tmp_path / name, 8, 8) == pytest.approx((0, 0, 255), abs=8)


def test_colours_that_are_told_by_how_they_look_are_converted() -> None:
    image = Image.new("LAB", (8, 8), (138, 209, 198))
    assert to_screen(image).getpixel((4, 4)) == pytest.approx((255, 0, 0), abs=12)


def test_a_png_that_counts_light_itself_is_as_bright_as_it_says(tmp_path: Path) -> None:
    """Half of the light is far more than half of the numbers of a screen."""
    image = Image.new("L", (8, 8), 128)
    for gamma, grey in ((1.0, 186), (0.45455, 128)):
        said = PngImagePlugin.PngInfo()
        said.add(b"gAMA", round(gamma * 100_000).to_bytes(4, "big"))
        image.save(tmp_path / "a.png", pnginfo=said)
        assert draw_pixel(tmp_path / "a.png", 4, 4) == pytest.approx((grey,) * 3, abs=2)


def test_a_profile_that_is_none_changes_nothing() -> None:
    image = Image.new("RGB", (8, 8), (10, 20, 30))
    image.info["icc_profile"] = b"no profile"
    assert to_screen(image).getpixel((4, 4)) == (10, 20, 30)


def test_a_profile_of_other_colours_than_the_picture_has_changes_nothing() -> None:
    image = Image.new("L", (8, 8), 77)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    image.info["icc_profile"] = profile.tobytes()
    assert to_screen(image).getpixel((4, 4)) == (77, 77, 77)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_clear_is_white(mode: str) -> None:
    assert to_screen(Image.new(mode, (8, 8), 0)).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif", "a.avif"])
def test_a_picture_stands_upright_whatever_its_kind(tmp_path: Path, name: str) -> None:
    image = Image.new("RGB", (WIDTH, HEIGHT), (255, 0, 0))
    image.paste((0, 0, 255), (WIDTH // 2, 0, WIDTH, HEIGHT))
    turned = Image.Exif()
    turned[0x0112] = 6  # its right side is to be the bottom
    image.save(tmp_path / name, exif=turned)
    assert describe_image(str(tmp_path / name)).sizes == ((HEIGHT * 0.75, WIDTH * 0.75),)
    assert draw_pixel(tmp_path / name, 16, 8) == pytest.approx((255, 0, 0), abs=6)
    assert draw_pixel(tmp_path / name, 16, 56) == pytest.approx((0, 0, 255), abs=6)
