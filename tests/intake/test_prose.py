from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from workbench.intake.prose.reading import (
    ProseDamagedError,
    ProseKindError,
    ProseLockedError,
    read_prose,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def build_docx() -> bytes:
    document = docx.Document()
    document.add_heading("Norms", 1)
    document.add_paragraph("We wrote down what we heard.")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Both"
    table.cell(1, 0).text = "Before"
    table.cell(1, 1).text = "After"
    document.add_paragraph("")
    document.add_paragraph("The end.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repack(raw: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The zip with the content of its entries changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info)))
    return file.getvalue()


# Text


@pytest.mark.parametrize(
    "raw",
    [
        "Łukasz: “Ñandú”".encode(),
        "\ufeffŁukasz: “Ñandú”".encode(),
        "Łukasz: “Ñandú”".encode("utf-16"),
        "\ufeffŁukasz: “Ñandú”".encode("utf-16-be"),
        "Łukasz: “Ñandú”".encode("utf-16-le"),
        "Łukasz: “Ñandú”".encode("utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_a_mark(raw: bytes) -> None:
    assert read_prose(raw, "a.txt") == "Łukasz: “Ñandú”"


def test_text_of_old_windows_is_read() -> None:
    assert read_prose("“Ñandú” – café".encode("cp1252"), "a.txt") == "“Ñandú” – café"
    assert read_prose(b"caf\xe9 \x81", "a.txt") == "café �"


def test_chinese_in_utf_8_is_not_taken_for_utf_16() -> None:
    assert read_prose("明美さん".encode(), "a.txt") == "明美さん"


def test_line_ends_of_any_system_are_read() -> None:
    assert read_prose(b"one\r\ntwo\rthree  \n\nfour\n\n", "a.txt") == "one\ntwo\nthree\n\nfour"


def test_control_characters_are_left_out() -> None:
    assert read_prose(b"one\x1b[31m two\x08", "a.txt") == "one[31m two"


def test_what_is_no_text_is_told() -> None:
    with pytest.raises(ProseKindError, match="no text"):
        read_prose(b"\x00\x01\x02\x00\x00\x07" * 40, "a.txt")
    with pytest.raises(ProseKindError, match="a PDF"):
        read_prose(b"%PDF-1.7", "P1.1.md")


# Markdown


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("# Norms #\nWe **listened** to\n_everybody_.", "Norms\n\nWe listened to everybody."),
        ("- one\n- two\n  more\n* three", "• one\n\n• two more\n\n• three"),
        ("1. one\n2) two", "1. one\n\n2) two"),
        ("> quoted\n> words", "quoted words"),
        ("See [the plan](plan.pdf) and ![a photo](a.jpg)", "See the plan and a photo"),
        ("`code` and \\*stars\\*", "code and *stars*"),
        ("one\n\n---\n\ntwo\n===", "one\n\ntwo"),
        ("```\ncode\n```", "code"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("", ""),
    ],
)
def test_markdown_is_read_without_its_signs(text: str, plain: str) -> None:
    assert read_prose(text.encode(), "a.md") == plain


# HTML


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<p>One <b>bold</b> word.</p><p>Two</p>", "One bold word.\n\nTwo"),
        ("<p>a<br>b</p>", "a\n\nb"),
        ("<ul><li>one<li>two</ul>", "• one\n\n• two"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("Fish &amp; chips &#x41;&nbsp;&lt;b&gt;", "Fish & chips A <b>"),
        ("<head><title>x</title></head><body>y<script>z('<p>')</script></body>", "y"),
        ("<style>p {}</style><svg><text>x</text></svg>y<svg/>z", "yz"),
        ("<img src='file:///etc/passwd' alt='x'>y", "y"),
        ("a <!-- b <p> c --> d", "a d"),
        ("a <![CDATA[ b ]]> c", "a c"),
        ("<p>open <b", "open"),
        ("a < b and b > a", "a < b and b > a"),
        ("<!doctype html>", ""),
    ],
)
def test_html_is_read_without_its_markup(markup: str, plain: str) -> None:
    assert read_prose(markup.encode(), "a.html") == plain


def test_html_is_told_by_its_start_too() -> None:
    assert read_prose(b"<!DOCTYPE html><html><p>One", "a.txt") == "One"
    assert read_prose(b"a <b>c</b>", "a.txt") == "a <b>c</b>"


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<a b='", "<p>", "&#", "<![", "</", "<!"])
@pytest.mark.parametrize("name", ["a.html", "a.md"])
def test_a_long_broken_text_is_read_to_its_end(piece: str, name: str) -> None:
    assert isinstance(read_prose(piece.encode() * 100_000, name), str)


@pytest.mark.parametrize("piece", ["**a ", "*a", "[", "[a](", "`", "_", "# ", "> ", "\\", "- "])
def test_a_long_line_of_signs_is_read_to_its_end(piece: str) -> None:
    assert isinstance(read_prose(piece.encode() * 100_000, "a.md"), str)


# Word


def test_a_word_document_is_read_in_order_with_its_tables() -> None:
    expected = "Norms\n\nWe wrote down what we heard.\n\nBoth\n\nBefore\n\nAfter\n\nThe end."
    assert read_prose(build_docx(), "P1.1.docx") == expected
    assert read_prose(build_docx(), "P1.1.md") == expected


def test_inserted_and_framed_text_is_read_and_deleted_text_is_not() -> None:
    body = (
        "<w:p><w:r><w:t>kept </w:t></w:r><w:ins><w:r><w:t>inserted</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>controlled</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )

    def change(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        return content.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)

    text = read_prose(repack(build_docx(), change), "P1.1.docx")
    assert text.endswith("The end.\n\nkept inserted\n\ncontrolled")


def test_a_word_document_of_others_is_read(reference: Path) -> None:
    for name in ("having-images.docx", "headerFooter.docx"):
        # one holds pictures alone, the other has its words in header and footer
        assert read_prose((reference / "files" / name).read_bytes(), name) == ""


def test_a_locked_word_document_is_told() -> None:
    for name in ("P1.1.docx", "P1.1.doc"):
        with pytest.raises(ProseLockedError, match="password"):
            read_prose(OLE, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_word_document_that_declares_a_type_is_refused(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode(encoding)

    def change(name: str, content: bytes) -> bytes:
        return bomb if name == "word/document.xml" else content

    with pytest.raises(ProseDamagedError, match="document type"):
        read_prose(repack(build_docx(), change), "P1.1.docx")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"PK\x03\x04",
        build_docx()[:-10],
        build_docx() + b"x",
        repack(build_docx(), lambda name, raw: raw if name.startswith("[") else b""),
        repack(build_docx(), lambda _name, _raw: b"<a/>"),
        repack(build_docx(), lambda name, raw: b"<a>" if name == "word/document.xml" else raw),
    ],
)
def test_a_damaged_word_document_is_told(raw: bytes) -> None:
    with pytest.raises(ProseDamagedError, match=r"P1\.1\.docx"):
        read_prose(raw, "P1.1.docx")
