from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageFile

from workbench.evidence.pdf.messages import DrawPicture, RefusedError
from workbench.evidence.pdf.worker import pictures
from workbench.evidence.pdf.worker.pictures import Pictures, _find_share, describe_image


def write_halves(path: Path, size: tuple[int, int]) -> Path:
    """The left half dark, the right half bright."""
    image = Image.new("L", size, 20)
    image.paste(230, (size[0] // 2, 0, *size))
    image.save(path)
    return path


def draw_pixel(drawn: Pictures, path: Path, x: int, y: int) -> object:
    """The colour at that pixel of the picture at 100 %."""
    job = DrawPicture(path=str(path), page_index=0, scale=96 / 72, clip=(x, y, x + 1, y + 1))
    return drawn.draw(job).getpixel((0, 0))


def test_a_very_large_photograph_is_decoded_smaller_and_measured_as_it_is(tmp_path: Path) -> None:
    path, drawn = write_halves(tmp_path / "wall.jpg", (8000, 6000)), Pictures()
    assert describe_image(str(path)).sizes == ((6000.0, 4500.0),)
    assert draw_pixel(drawn, path, 1000, 3000) == pytest.approx((20, 20, 20), abs=3)
    assert draw_pixel(drawn, path, 7000, 3000) == pytest.approx((230, 230, 230), abs=3)
    assert drawn._kept is not None
    assert drawn._kept.image.size == (4000, 3000)


@pytest.mark.parametrize(("megapixels", "share"), [(12, 1), (48, 2), (400, 4), (4000, 8)])
def test_a_photograph_is_decoded_no_larger_than_is_kept(megapixels: int, share: int) -> None:
    assert _find_share(megapixels * 1_000_000) == share


def test_only_a_jpeg_may_be_as_large_as_can_be_decoded_smaller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_MOST_PIXELS", 1_000_000)
    size = (1200, 1200)
    assert describe_image(str(write_halves(tmp_path / "wall.jpg", size))).pages == 1
    with pytest.raises(RefusedError, match="picture_too_large"):
        describe_image(str(write_halves(tmp_path / "wall.png", size)))


def test_a_jpeg_beyond_every_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_MOST_JPEG_PIXELS", 1_000_000)
    with pytest.raises(RefusedError, match="picture_too_large"):
        describe_image(str(write_halves(tmp_path / "wall.jpg", (1200, 1200))))


def test_a_picture_that_is_kept_is_not_opened_for_each_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, drawn = write_halves(tmp_path / "wall.png", (200, 100)), Pictures()
    assert draw_pixel(drawn, path, 10, 10) == (20, 20, 20)
    monkeypatch.setattr(pictures, "_open", pytest.fail)
    assert draw_pixel(drawn, path, 190, 90) == (230, 230, 230)
    path.unlink()
    with pytest.raises(RefusedError, match="missing"):
        draw_pixel(drawn, path, 10, 10)


def test_a_picture_that_nobody_looks_at_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, drawn = write_halves(tmp_path / "wall.png", (200, 100)), Pictures()
    draw_pixel(drawn, path, 10, 10)
    drawn.forget_old()
    assert drawn._kept is not None
    monkeypatch.setattr(pictures, "_KEPT_SECONDS", -1.0)
    drawn.forget_old()
    assert not drawn._key
    assert draw_pixel(drawn, path, 10, 10) == (20, 20, 20)


def write_noise(path: Path, share: float) -> Path:
    """A photograph of which only that share arrived."""
    Image.effect_noise((400, 400), 90).convert("RGB").save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: round(len(whole) * share)])
    return path


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_of_a_picture_that_was_cut_off_is_shown_what_there_is(tmp_path: Path, name: str) -> None:
    drawn = Pictures()
    job = DrawPicture(path=str(write_noise(tmp_path / name, 0.6)), page_index=0, scale=96 / 72)
    picture = drawn.draw(job)
    assert drawn.is_damaged
    assert picture.getpixel((200, 390)) == picture.getpixel((10, 395))
    assert len(set(picture.crop((0, 0, 400, 100)).convert("L").tobytes())) > 50


def test_a_picture_of_which_nothing_arrived_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (400, 400), "red").save(path)
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(RefusedError, match="damaged"):
        Pictures().draw(DrawPicture(path=str(path), page_index=0, scale=1.0))


def test_a_sound_picture_after_a_damaged_one_is_not_called_damaged(tmp_path: Path) -> None:
    drawn = Pictures()
    draw_pixel(drawn, write_noise(tmp_path / "a.jpg", 0.6), 5, 5)
    draw_pixel(drawn, write_noise(tmp_path / "b.jpg", 1), 5, 5)
    assert not drawn.is_damaged
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_wrong_checksum_beside_the_pixels_hides_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (40, 30), "red").save(path, dpi=(72, 72))
    content = bytearray(path.read_bytes())
    content[content.index(b"pHYs") + 4 + 9] ^= 0xFF  # behind nine bytes of content (PNG 1.2, 3.2)
    path.write_bytes(content)
    assert describe_image(str(path)).pages == 1
    assert draw_pixel(Pictures(), path, 5, 5) == (255, 0, 0)
