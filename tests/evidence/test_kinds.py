from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.office_files import write_docx, write_pptx, write_xlsx, write_zip
from workbench.assessment.evidence import Media
from workbench.evidence.kinds import find_disagreement, find_media, sniff_media


@pytest.mark.parametrize(
    ("head", "name", "media"),
    [
        (b"%PDF-1.7", "a.docx", "pdf"),
        (b"\n\n%PDF-1.4", "a.pdf", "pdf"),
        (b"\xff\xd8\xff\xe0", "a.pdf", "image"),
        (b"\x89PNG\r\n\x1a\n", "a", "image"),
        (b"\0\0\0\x18ftypheic", "a.mp4", "image"),
        (b"\0\0\0\x18ftypavci\0\0\0\0avcimif1", "a.heif", "image"),
        (b"\0\0\0\x10ftypisom\0\0\0\0mif1", "a.mp4", "video"),
        (b"RIFF\0\0\0\0WEBP", "a.webp", "image"),
        (b"RIFF\0\0\0\0WAVE", "a.wav", "audio"),
        (b"\0\0\0\x18ftypisom", "a.mp4", "video"),
        (b"\0\0\0\x18ftypM4A ", "a.m4a", "audio"),
        (b"# Minutes\nwe agreed", "a.md", "text"),
        ("\ufeffnäh".encode("utf-16"), "a.txt", "text"),
        ("Müller".encode("cp1252"), "a.txt", "text"),
        (b"<html>", "a.pdf", "text"),
        (b"\x00\x01\x02\x03", "a.txt", "unknown"),
        (b"", "a.pdf", "unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "unknown"),
        (b"PK\x03\x04 something", "a.docx", "unknown"),
    ],
)
def test_the_content_tells_the_kind(head: bytes, name: str, media: Media) -> None:
    assert sniff_media(head, name) == media


def test_office_files_are_told_apart_by_their_parts(tmp_path: Path) -> None:
    files: list[tuple[Path, Media]] = [
        (write_docx(tmp_path / "a.bin", ["x"]), "docx"),
        (write_pptx(tmp_path / "b.bin", [("x", "")]), "pptx"),
        (write_xlsx(tmp_path / "c.bin", {"Survey": [["x"]]}), "xlsx"),
        (
            write_zip(tmp_path / "d.bin", {"mimetype": b"application/vnd.oasis.opendocument.text"}),
            "odt",
        ),
        (write_zip(tmp_path / "e.docx", {"readme.txt": b"x"}), "unknown"),
    ]
    for path, media in files:
        assert find_media(path, path.name) == media


def test_a_broken_zip_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04" + b"junk" * 100)
    assert find_media(path, path.name) == "unknown"


def test_a_name_that_promises_something_else_is_told() -> None:
    sentence = find_disagreement("image", "part2/plan.pdf")
    assert sentence == "“plan.pdf” is called .pdf but its content is a picture."
    assert find_disagreement("pdf", "plan.PDF") is None
    assert find_disagreement("text", "notes") is None


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("viper.mp3", "audio"),
        ("rabbit320.webm", "video"),
        ("sample_MP.heic", "image"),
        ("Portrait_6.jpg", "image"),
        ("headerFooter.docx", "docx"),
        ("shp-access-chart.pptx", "pptx"),
        ("externalLink.pdf", "pdf"),
    ],
)
def test_real_files_are_what_they_are(reference: Path, name: str, media: Media) -> None:
    assert find_media(reference / "files" / name, name) == media


@pytest.mark.parametrize(
    ("head", "media"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -->\n<svg>", "image"),
        (b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'x' 'y'><svg >", "image"),
        (b"<?xml version='1.0'?><?xml-stylesheet href='a.css'?>\n<!-- a --><svg/>", "image"),
        (b"<!DOCTYPE svg PUBLIC 'x' 'y' [ <!ENTITY red '#f00'> ]><svg >", "image"),
        (b"<drawn:svg xmlns:drawn='http://www.w3.org/2000/svg'/>", "image"),
        (b"<html><svg></svg></html>", "text"),
        (b"<!---->" * 1000, "text"),  # must not take forever
        (b"<!DOCTYPE []>" * 600, "text"),
        (b"A story about <svg>", "text"),
    ],
)
def test_a_drawing_in_svg_is_known_by_its_root(head: bytes, media: str) -> None:
    assert sniff_media(head, "a.svg") == media
