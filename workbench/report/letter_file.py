"""The letter to a practitioner as a file, of the kind that its name asks for."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.report.letter import Letter, format_letter_text
from workbench.report.pdf.letter import format_letter_pdf
from workbench.report.saving import save_whole


class LetterKindError(WorkbenchError):
    """A name for the letter with an ending that no letter has."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The letter can be written as “.pdf” or as “.txt”, not as “{name}”. Please give its "
            "name one of these endings."
        )


def write_letter(letter: Letter, target: Path, written_at: str) -> None:
    """Write the letter as PDF or as text, by the ending of its name.

    Raises:
        LetterKindError: it ends in neither.
        ReportNotWrittenError: it can't be put there.
    """
    kind = target.suffix.lower()
    if kind == ".pdf":
        save_whole(target, format_letter_pdf(letter, written_at))
    elif kind in {".txt", ".text"}:
        save_whole(target, format_letter_text(letter).encode("utf-8", "replace"))
    else:
        raise LetterKindError(target.name)
