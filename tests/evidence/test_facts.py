from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.office_files import write_docx, write_pptx, write_xlsx
from tests.evidence.pdf.documents import write_no_pages, write_pages
from workbench.assessment.evidence import ArtifactFacts
from workbench.assessment.submission import Artifact
from workbench.evidence import facts as facts_module
from workbench.evidence.facts import PAGES_AT_ONCE, gather_facts
from workbench.evidence.pdf.client import PdfClient


def gather(path: Path, client: PdfClient) -> ArtifactFacts:
    artifact = Artifact(id="A1", label="Artifact 1", title="Our plan", file=f"part2/{path.name}")
    return gather_facts(path, artifact, client)


def test_a_pdf_has_pages_labels_and_texts(client: PdfClient, tmp_path: Path) -> None:
    pages = [[f"page number {number}"] for number in range(PAGES_AT_ONCE + 5)]
    facts = gather(write_pages(tmp_path / "plan.pdf", pages, roman=2), client)
    assert facts.media == "pdf"
    assert facts.problem is None
    assert facts.pages == len(pages)
    assert facts.labels[:3] == ("i", "ii", "1")
    assert facts.texts is not None
    assert [text.strip() for text in facts.texts] == [page[0] for page in pages]


def test_a_problem_is_said_with_the_title_of_the_artifact(
    client: PdfClient, tmp_path: Path
) -> None:
    facts = gather(write_no_pages(tmp_path / "0f3a.pdf"), client)
    assert facts.media == "pdf"
    assert facts.problem is not None
    assert facts.problem.startswith("“Our plan” has no pages.")


def test_slides_are_counted_as_pages(client: PdfClient, tmp_path: Path) -> None:
    facts = gather(write_pptx(tmp_path / "a.pptx", [("One", ""), ("Two", "")]), client)
    assert (facts.media, facts.pages, facts.texts) == ("pptx", 2, ("One", "Two"))


def test_documents_and_workbooks_have_texts(client: PdfClient, tmp_path: Path) -> None:
    facts = gather(write_docx(tmp_path / "a.docx", ["Minutes"]), client)
    assert (facts.pages, facts.texts) == (None, ("Minutes",))
    facts = gather(write_xlsx(tmp_path / "a.xlsx", {"S": [["x", 1]]}), client)
    assert (facts.media, facts.texts) == ("xlsx", ("x\t1",))


def test_text_is_read_in_whatever_encoding(client: PdfClient, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path.write_bytes("Ñandú\r\nsagt „ja“".encode(encoding))
        assert gather(path, client).texts == ("Ñandú\nsagt „ja“",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "“Our plan” is empty"),
        (b"\x00\x01\x02", "“Our plan” is of a kind that cannot be shown here"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "“Our plan” is protected by a password"),
    ],
)
def test_what_cannot_be_shown_is_unknown_and_says_why(
    client: PdfClient, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "thing.bin"
    path.write_bytes(content)
    facts = gather(path, client)
    assert facts.media == "unknown"
    assert words in (facts.problem or "")


@pytest.mark.parametrize("name", ["a.docx", "a.pptx", "a.xlsx"])
def test_an_office_file_spoilt_on_its_way_has_a_problem_and_no_error(
    client: PdfClient, tmp_path: Path, name: str
) -> None:
    writers = {"a.docx": write_docx, "a.pptx": write_pptx, "a.xlsx": write_xlsx}
    contents = {"a.docx": ["words"], "a.pptx": [("words", "")], "a.xlsx": {"A": [["words"]]}}
    whole = writers[name](tmp_path / name, contents[name]).read_bytes()  # type: ignore[operator] # each its own
    said = set()
    for start in range(30, len(whole), max(1, len(whole) // 60)):
        spoilt = whole[:start] + bytes(byte ^ 0x55 for byte in whole[start : start + 40])
        (tmp_path / name).write_bytes(spoilt + whole[start + 40 :])
        said.add(gather(tmp_path / name, client).problem)
    assert any("“Our plan”" in words for words in said if words)


def test_a_fault_of_ours_with_one_file_is_said_of_that_file(
    client: PdfClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_path: Path) -> str:
        raise ArithmeticError

    monkeypatch.setattr(facts_module, "read_plain_text", fail)
    path = tmp_path / "a.txt"
    path.write_text("words")
    assert str(gather(path, client).problem).startswith("“Our plan” is damaged")


def test_a_missing_file_is_a_problem_and_no_error(client: PdfClient, tmp_path: Path) -> None:
    assert "no longer where it was" in (gather(tmp_path / "gone.pdf", client).problem or "")


def test_real_files_have_facts(client: PdfClient, reference: Path) -> None:
    folder = reference / "files"
    assert gather(folder / "Portrait_6.jpg", client).pages == 1
    assert gather(folder / "viper.mp3", client).has_sound is True
    video = gather(folder / "rabbit320.mp4", client)
    assert (video.media, video.has_picture) == ("video", True)
    assert "password" in (gather(folder / "encryption_openpassword.pdf", client).problem or "")
    assert gather(folder / "sample_MP.heic", client).pages == 1
