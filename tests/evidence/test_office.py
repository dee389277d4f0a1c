from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.evidence.office_files import write_docx, write_pptx, write_xlsx, write_zip
from workbench.evidence import office
from workbench.evidence.office import (
    HugeOfficeError,
    ProtectedOfficeError,
    UnreadableOfficeError,
    read_office_text,
    read_sheet_names,
)

WORD = "word/document.xml"


def test_paragraphs_and_tables_come_in_their_order(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "minutes.docx", ["Before", "After"], [["Norm", "Who"], ["a", "b"]])
    assert read_office_text(path, "docx") == ("Before\nNorm\tWho\na\tb\nAfter",)


def test_each_slide_is_one_text_with_its_notes(tmp_path: Path) -> None:
    path = write_pptx(tmp_path / "deck.pptx", [("Norms", "say it slowly"), ("Next steps", "")])
    assert read_office_text(path, "pptx") == ("Norms\n\nNotes\nsay it slowly", "Next steps")


def test_each_sheet_is_one_text_of_rows(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "survey.xlsx",
        {"Survey": [["Q", "n"], ["safe", 12], ["", 0.5]], "Notes": [["x"]]},
    )
    assert read_office_text(path, "xlsx") == ("Q\tn\nsafe\t12\n\t0.5", "x")
    assert read_sheet_names(path) == ("Survey", "Notes")


def test_an_opendocument_text_is_read(tmp_path: Path) -> None:
    namespace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = f'<o xmlns:t="{namespace}"><t:h>Norms</t:h><t:p>We <b>listen</b>.</t:p></o>'
    path = write_zip(tmp_path / "a.odt", {"content.xml": content.encode()})
    assert read_office_text(path, "odt") == ("Norms\nWe listen.",)


def test_an_opendocument_text_with_macros_is_read(tmp_path: Path) -> None:
    content = b'<o xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><t:p>Norms</t:p></o>'
    parts = {"content.xml": content, "Basic/script-lc.xml": b"<!DOCTYPE library:libraries><l/>"}
    path = write_zip(tmp_path / "a.odt", parts)
    assert read_office_text(path, "odt") == ("Norms",)
    declared = write_zip(tmp_path / "b.odt", {"content.xml": b"<!DOCTYPE o>" + content})
    with pytest.raises(UnreadableOfficeError):
        read_office_text(declared, "odt")


def test_a_wrapped_file_is_said_to_be_protected(tmp_path: Path) -> None:
    path = tmp_path / "locked.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(ProtectedOfficeError, match="is protected by a password"):
        read_office_text(path, "docx")


@pytest.mark.parametrize(
    "parts",
    [
        {WORD: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'},
        {WORD: "<!DOCTYPE x>".encode("utf-16")},
        {WORD: b"<x"},
        {"other": b""},
    ],
)
def test_what_no_honest_office_file_holds_is_refused(
    tmp_path: Path, parts: dict[str, bytes]
) -> None:
    with pytest.raises(UnreadableOfficeError):
        read_office_text(write_zip(tmp_path / "a.docx", parts), "docx")


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(HugeOfficeError):
        read_office_text(write_zip(tmp_path / "a.docx", {WORD: bytes(2000)}), "docx")


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no zip")
    with pytest.raises(UnreadableOfficeError):
        read_office_text(path, "xlsx")


def declare(path: Path, former: str, present: str) -> Path:
    """The same package, its main part said to be of another type."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    types = parts["[Content_Types].xml"]
    assert former.encode() in types
    parts["[Content_Types].xml"] = types.replace(former.encode(), present.encode())
    return write_zip(path, parts)


@pytest.mark.parametrize(
    "present",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_a_template_and_a_document_with_macros_are_read(tmp_path: Path, present: str) -> None:
    former = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    path = declare(write_docx(tmp_path / "a.docm", ["What we agreed"]), former, present)
    assert read_office_text(path, "docx") == ("What we agreed",)


@pytest.mark.parametrize("kind", ["slideshow", "template"])
def test_a_show_and_a_template_of_slides_are_read(tmp_path: Path, kind: str) -> None:
    former = "presentationml.presentation.main+xml"
    path = write_pptx(tmp_path / "a.ppsx", [("Our plan", "")])
    path = declare(path, former, f"presentationml.{kind}.main+xml")
    assert "Our plan" in read_office_text(path, "pptx")[0]


def test_a_workbook_whose_cells_share_an_endless_text_is_read_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "MAX_LETTERS", 100_000)
    rows = [["x" * 30_000]] * 50
    texts = read_office_text(write_xlsx(tmp_path / "a.xlsx", {"A": rows, "B": rows}), "xlsx")
    assert [text.count("x") for text in texts] == [120_000, 0]


def test_a_cell_holds_no_more_than_a_cell_may(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"A": [["y" * 10]]})
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    shared = next(name for name, part in parts.items() if b"y" * 10 in part)
    parts[shared] = parts[shared].replace(b"y" * 10, b"y" * 1_000_000)
    assert len(read_office_text(write_zip(path, parts), "xlsx")[0]) == 32_767
