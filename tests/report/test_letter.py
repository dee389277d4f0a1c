"""The letter to a practitioner: what is asked, in plain and kind words, as text and as PDF."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pikepdf import Pdf

from tests.builders import build_rubric, build_submission
from workbench.assessment.finding import Finding, Severity
from workbench.intake.check_list import CHECK_LIST
from workbench.report.letter import Letter, compose_letter, format_letter_text
from workbench.report.letter_file import LetterKindError, write_letter
from workbench.report.pdf.letter import format_letter_pdf
from workbench.report.saving import ReportNotWrittenError

WRITTEN = "2026-11-24T09:00:00Z"
JARGON = re.compile(
    r"\b(bundle|locator|checksum|citation|canonical|finding|pars\w+|metadata|manifest|zip|"
    r"rendition|resolv\w+|invalid|error|fail\w*|must|wrong)\b",
    re.IGNORECASE,
)


def find(
    check: str = "answer.missing", weight: Severity = Severity.BLOCKS, **changes: str
) -> Finding:
    words = {"sentence": "It is so.", "request": "Please send it.", **changes}
    return Finding(check=check, severity=weight, **words)  # type: ignore[arg-type]  # as spelled out


def compose(*findings: Finding, words: str = "") -> Letter:
    return compose_letter(build_submission(), build_rubric(), findings, words)


def test_what_blocks_is_asked_before_what_only_helps() -> None:
    letter = compose(find(weight=Severity.REMARK), find(weight=Severity.LOOK), find())
    intros = [section.intro.split()[0] for section in letter.sections]
    assert intros == ["Before", "Please", "If"]


def test_what_the_practitioner_cannot_mend_is_left_out() -> None:
    letter = compose(find(request=""))
    assert letter.sections == ()
    assert "every place that you point at was found" in " ".join(letter.opening)


def test_each_place_is_named_once_with_all_that_is_asked_there() -> None:
    asks = (
        compose(
            find(artifact="A1", request="Please send it again."),
            find(artifact="A1", request="Please add captions."),
            find(artifact="A1", request="Please add captions."),
            find(detail="1a", request="Please say where."),
        )
        .sections[0]
        .asks
    )
    assert [ask.place for ask in asks] == ["Artifact 1 · Plan", "1a · Detail 1a"]
    assert asks[0].steps == ("Please send it again.", "Please add captions.")


def test_the_assessors_own_words_stand_before_the_list() -> None:
    text = format_letter_text(compose(find(), words="The sound stops after a minute."))
    assert text.index("The sound stops") < text.index("Before we can go on")


def test_no_name_of_the_practitioner_or_of_a_check_is_in_the_letter() -> None:
    submission = replace(build_submission())
    letter = compose_letter(submission, build_rubric(), [find()])
    assert "answer.missing" not in format_letter_text(letter)


@pytest.mark.parametrize("check", [check for check in CHECK_LIST if check.request])
def test_what_is_asked_is_asked_kindly_and_without_jargon(check: object) -> None:
    request = str(getattr(check, "request", ""))
    assert not JARGON.search(request)
    assert "lease" in request or request.startswith("If you can")


def test_lines_of_the_text_fit_a_mail() -> None:
    text = format_letter_text(compose(find(request="Please send it again. " * 20)))
    assert max(map(len, text.splitlines())) <= 76


def test_the_same_letter_gives_the_same_pdf(tmp_path: Path) -> None:
    letter = compose(*(find(detail="1a", request=f"Please send {n}.") for n in range(90)))
    first = format_letter_pdf(letter, WRITTEN)
    assert first == format_letter_pdf(letter, WRITTEN)
    path = tmp_path / "letter.pdf"
    path.write_bytes(first)
    with Pdf.open(path) as pdf:
        assert len(pdf.pages) > 1
        assert "/StructTreeRoot" in pdf.Root


@pytest.mark.parametrize(("name", "begin"), [("a.pdf", b"%PDF-"), ("a.TXT", b"A Small")])
def test_the_ending_of_the_name_says_what_is_written(
    tmp_path: Path, name: str, begin: bytes
) -> None:
    write_letter(compose(find()), tmp_path / name, WRITTEN)
    assert (tmp_path / name).read_bytes().startswith(begin)


def test_another_ending_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LetterKindError, match=r"“\.pdf” or as “\.txt”, not as “a\.docx”"):
        write_letter(compose(find()), tmp_path / "a.docx", WRITTEN)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReportNotWrittenError):
        write_letter(compose(find()), tmp_path / "none" / "a.txt", WRITTEN)
