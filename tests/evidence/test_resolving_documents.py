"""Citations resolved in documents that were made with known labels, words and times.

`python -m tests.evidence.test_resolving_documents` prints the table of verdicts.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from tests.builders import build_artifact, build_claim
from workbench.assessment.answering import format_destination
from workbench.assessment.evidence import ArtifactFacts, Resolution
from workbench.assessment.resolving import resolve_citation
from workbench.evidence.facts import gather_facts
from workbench.evidence.pdf.client import PdfClient

Verdict = Literal["found", "elsewhere", "choice", "not found", "wrong"]

STAND_IN = "¤"
"""Drawn as the ligature, which the standard encoding has not."""
BOOK = (
    # three pages of front matter, then pages printed 1 to 6
    "A plan for listening\nby a school",
    "Contents\n1 Why we listen 1\n2 How we listen 2\n3 What changed 5",
    "Thanks to everybody who read the {fi}rst draft of the plan for us.",
    (
        "1 Why we listen\nEverybody is to be heard before anything is de-"
        "\ncided about the of{fi}ces."
    ),
    "2 How we listen\nWe ask in six languages and write down what is said.\nFigure 1: The box",
    "The cards are read aloud on Fridays by two students, and nobody",
    "is asked who wrote them, for that is the rule of the box.",
    "3 What changed\nTable 2: Cards by month\nWe ask in six languages and write down more.",
    (
        "The rule was read out \u2018as it stands\u2019 "
        "and \u201cnobody objected to it\u201d that day."
    ),
)
LABELS = ("i", "ii", "iii", "1", "2", "3", "4", "5", "6")


@dataclass(frozen=True, slots=True)
class Case:
    """A citation with its explanation, and where it has to lead."""

    where: str
    explanation: str
    verdict: Verdict
    place: str = ""
    document: str = "book"


CASES = (
    Case("p. 1", "", "found", "page=4"),
    Case("page 2", "", "found", "page=5"),
    Case("p. iii", "", "found", "page=3"),
    Case("pp. ii–iii", "", "found", "page=2"),
    Case("page 9", "", "found", "page=9"),  # nothing is printed 9: the count
    Case("last page", "", "found", "page=9"),
    Case("page 12", "", "not found"),
    Case("p. xii", "", "not found"),
    Case("section 2", "", "found", "page=5&section=2&quote=How%20we%20listen"),
    Case("figure 1", "", "found", "page=5&figure=1"),
    Case("Table 2", "", "found", "page=8&table=2"),
    Case("figure 7", "", "found", "figure=7"),
    Case("p. 2 or 3", "", "choice"),
    Case("throughout", "", "not found"),
    # quoted words: hyphens at the end of a line, ligatures, quotation marks, case
    Case("p. 1", "“before anything is decided about the offices”", "found", "page=4"),
    Case("p. 2", "“before anything is decided about the offices”", "elsewhere", "page=4"),
    Case("p. 5", "“READ THE FIRST DRAFT OF”", "elsewhere", "page=3"),
    Case("p. 1", "“read out 'as it stands' and”", "elsewhere", "page=9"),
    Case("p. 6", "they say “nobody objected to it” there", "found", "page=9"),
    # over the turn of a page, on two pages, on none, nearly
    Case("p. 1", "“by two students, and nobody is asked who wrote them”", "elsewhere", "page=6"),
    Case("p. 1", "“We ask in six languages and write down”", "found", "page=4"),
    Case("p. 1", "“we never wrote any of this down”", "found", "page=4"),
    Case("p. 1", "“is asked who wrote the cards, for that is the rule of the box”", "elsewhere",
         "page=7"),
    Case("p. 12", "“the cards are read aloud on Fridays”", "elsewhere", "page=6"),
    Case("p. 2 or 3", "“the cards are read aloud on Fridays”", "elsewhere", "page=6"),
    # a scan has no words and no labels
    Case("p. 2", "“the cards are read aloud on Fridays”", "found", "page=2", "scan"),
    Case("p. ii", "", "not found", document="scan"),
    Case("p. 4", "", "not found", document="scan"),
    # a recording of 150 seconds
    Case("0:30-1:10", "", "found", "t=30,70", "film"),
    Case("minute 2", "", "found", "t=120", "film"),
    Case("2:45", "", "not found", document="film"),
    Case("last 30 seconds", "", "found", "t=120,150", "film"),
    Case("2", "", "choice", document="film"),
    Case("2:15 pm", "", "not found", document="film"),
)  # fmt: skip


def make_book() -> bytes:
    """Nine pages with printed labels, their ligatures one glyph as printers set them."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A5)
    for words in BOOK:
        text = canvas.beginText(40, 540)
        text.setFont("Helvetica", 10)
        for line in words.splitlines():
            text.textLine(line.replace("{fi}", STAND_IN))
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    with Pdf.open(io.BytesIO(file.getvalue())) as pdf:
        roman, arabic = Dictionary(S=Name("/r")), Dictionary(S=Name("/D"))
        pdf.Root.PageLabels = Dictionary(Nums=[0, roman, 3, arabic])
        for font in pdf.pages[0].Resources.Font.values():
            differences = Array([ord(STAND_IN), Name("/fi")])
            font.Encoding = Dictionary(
                BaseEncoding=Name("/WinAnsiEncoding"), Differences=differences
            )
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def make_scan() -> bytes:
    """Three pages with nothing but a drawn bar."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A5)
    for _ in range(3):
        canvas.rect(40, 300, 200, 40, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def read_documents(folder: Path) -> dict[str, ArtifactFacts]:
    """The facts of the documents as the program itself finds them; the film's are given."""
    client = PdfClient()
    client.start()
    found = {"film": ArtifactFacts(media="video", size_bytes=1, duration=150.0)}
    for name, content in (("book", make_book()), ("scan", make_scan())):
        path = folder / f"{name}.pdf"
        path.write_bytes(content)
        found[name] = gather_facts(path, build_artifact("A1", path.name), client)
    client.close()
    return found


def resolve(case: Case, documents: dict[str, ArtifactFacts]) -> Resolution:
    artifact = build_artifact("A1", "film.mp4" if case.document == "film" else "book.pdf")
    claim = build_claim("1a", case.where, explanation=case.explanation)
    return resolve_citation(claim, 0, artifact, documents[case.document])


def weigh(case: Case, resolution: Resolution) -> Verdict:
    """What became of the citation; *wrong* is a place that it does not mean."""
    proposals = [f.proposal for f in resolution.findings if f.proposal]
    places = [format_destination(place) for place in resolution.destinations]
    if proposals:
        got: Verdict = "elsewhere"
        is_there = proposals[0].split("&quote")[0] == case.place
    elif places:
        got, is_there = "found", places[0].split("&quote")[0] == case.place.split("&quote")[0]
    else:
        got = "choice" if resolution.status == "ambiguous" else "not found"
        is_there = True
    if got == case.verdict and is_there:
        return got
    return "wrong" if places or proposals else got


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ArtifactFacts]:
    return read_documents(tmp_path_factory.mktemp("documents"))


def test_the_documents_are_read_as_they_were_made(documents: dict[str, ArtifactFacts]) -> None:
    assert documents["book"].labels == LABELS
    assert not any(text.strip() for text in documents["scan"].texts or ())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.document} {case.where}")
def test_a_citation_leads_where_it_has_to(case: Case, documents: dict[str, ArtifactFacts]) -> None:
    assert weigh(case, resolve(case, documents)) == case.verdict


def test_no_citation_leads_to_a_wrong_place(documents: dict[str, ArtifactFacts]) -> None:
    table = Counter(weigh(case, resolve(case, documents)) for case in CASES)
    assert table["wrong"] == 0, table


def test_words_that_stand_there_only_nearly_say_so(documents: dict[str, ArtifactFacts]) -> None:
    case = next(case for case in CASES if "who wrote the cards" in case.explanation)
    assert "nearly word for word" in resolve(case, documents).findings[0].sentence


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        known = read_documents(Path(name))
    verdicts = Counter(weigh(case, resolve(case, known)) for case in CASES)
    for verdict in ("found", "elsewhere", "choice", "not found", "wrong"):
        sys.stdout.write(f"{verdict:<10}{verdicts[verdict]:>4}\n")
