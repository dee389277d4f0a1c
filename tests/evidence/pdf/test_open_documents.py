from __future__ import annotations

from pathlib import Path

from tests.evidence.pdf.documents import write_pages
from workbench.evidence.pdf.messages import Described
from workbench.evidence.pdf.worker.documents import Documents
from workbench.evidence.pdf.worker.mupdf import Document


class _Describer:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def describe(self, document: Document) -> Described:
        self.asked += 1
        count = document.page_count
        sizes = ((1.0, 1.0),) * count
        return Described(pages=count, sizes=sizes, labels=(), outline=(), is_encrypted=False)


def test_a_document_is_described_once(tmp_path: Path) -> None:
    path = str(write_pages(tmp_path / "plan.pdf", [["Norms"]] * 3))
    documents, describer = Documents(), _Describer()
    answers = [documents.find_description(path, describer.describe) for _ in range(3)]
    assert [answer.pages for answer in answers] == [3, 3, 3]
    assert describer.asked == 1


def test_a_document_that_was_closed_meanwhile_is_described_again(tmp_path: Path) -> None:
    documents, describer = Documents(), _Describer()
    paths = [str(write_pages(tmp_path / f"{n}.pdf", [["Norms"]] * n)) for n in range(1, 7)]
    for _ in range(2):
        pages = [documents.find_description(path, describer.describe).pages for path in paths]
        assert pages == [1, 2, 3, 4, 5, 6]
    assert describer.asked == 12


def test_a_document_that_was_changed_is_described_again(tmp_path: Path) -> None:
    documents, describer = Documents(), _Describer()
    path = write_pages(tmp_path / "plan.pdf", [["Norms"]])
    assert documents.find_description(str(path), describer.describe).pages == 1
    write_pages(path, [["Norms"]] * 2)
    assert documents.find_description(str(path), describer.describe).pages == 2
