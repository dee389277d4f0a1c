from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.report.builders import draw_page, draw_still
from workbench.report.pictures import WIDEST, shrink


def test_a_page_stays_a_drawing_without_loss_of_its_lines() -> None:
    small = shrink(draw_page())
    assert small is not None
    assert (small.media_type, small.width, small.height) == ("image/png", WIDEST, 566)


def test_a_still_becomes_a_small_photograph() -> None:
    small = shrink(draw_still())
    assert small is not None
    assert (small.media_type, small.width, small.height) == ("image/jpeg", WIDEST, 225)
    assert len(small.content) < len(draw_still())


def test_transparent_grounds_become_white() -> None:
    buffer = io.BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(buffer, "PNG")
    small = shrink(buffer.getvalue())
    assert small is not None
    with Image.open(io.BytesIO(small.content)) as image:
        assert image.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\nbroken", draw_page()[:900], b"GIF89a"])
def test_what_is_no_picture_is_left_out(content: bytes) -> None:
    assert shrink(content) is None


def test_a_picture_that_would_fill_the_memory_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    assert shrink(draw_page()) is None
