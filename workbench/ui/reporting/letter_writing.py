"""The letter to the practitioner, asked for in the window and written in the background."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.paths import make_file_name
from workbench.report.letter import Letter, compose_letter
from workbench.ui.message import show_message
from workbench.ui.session import Session

KINDS = "PDF (*.pdf);;Plain text (*.txt)"


def ask_letter(session: Session, parent: QWidget, words: str) -> None:
    """Ask where the letter to the practitioner is to go, and write it there."""
    start = name_letter(session)
    name, _kind = QFileDialog.getSaveFileName(parent, "Letter to the practitioner", start, KINDS)
    if name:
        write_own_letter(session, parent, Path(name), words)


def write_own_letter(session: Session, parent: QWidget, target: Path, words: str) -> None:
    """Write the letter as the findings stand in the background, and say so."""

    def tell(path: Path) -> None:
        show_message(parent, "The letter is written", str(path))

    def tell_failure(error: BaseException) -> None:
        show_message(parent, "The letter was not written", str(error))

    letter = compose_own_letter(session, words)
    session.tasks.run(lambda: save_letter(letter, target), tell, tell_failure)


def name_letter(session: Session) -> str:
    """A name to begin with, such as `4F7K-attempt-1-letter.pdf`."""
    submission = session.submission
    name = f"{submission.practitioner.key}-attempt-{submission.attempt}-letter"
    return f"{make_file_name(name, otherwise='letter')}.pdf"


def compose_own_letter(session: Session, words: str) -> Letter:
    """The letter as the findings stand; the words said on refusing come first."""
    refusal = session.review.refusal
    own = words or (refusal.words if refusal is not None else "")
    return compose_letter(session.submission, session.rubric, session.findings, own)


def save_letter(letter: Letter, target: Path) -> Path:
    """Write it, and say where it is; a name without an ending gets that of a PDF."""
    from workbench.report.letter_file import write_letter  # noqa: PLC0415 - heavy

    whole = target if target.suffix else target.with_suffix(".pdf")
    write_letter(letter, whole, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return whole
