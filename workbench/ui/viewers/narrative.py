"""The practitioner's written answers, set for reading: question, answer, word count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from workbench.assessment.credential import Part
from workbench.assessment.locator import Place
from workbench.assessment.submission import Answer
from workbench.assessment.words import count_words
from workbench.ui.tones import find_tones
from workbench.ui.viewers.searchable import Found, Searchable, Spot
from workbench.ui.viewers.text.marks import WordMarks

MOST_LINE = 760
"""Pixels: longer lines are hard to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One paragraph of a part as it is set."""

    text: str
    size: float = 1.12
    """How much larger than the letters of the program."""
    is_bold: bool = False
    is_muted: bool = False
    before: int = 0
    after: int = 6


def list_written(
    part: Part,
    answers: tuple[Answer, ...],
    texts: Mapping[str, str],
    problems: Mapping[str, str],
) -> Iterator[Written]:
    """The answers to that part in order, each under its question."""
    questions = {question.id: question.text for question in part.questions}
    yield Written(text=part.title, size=1.5, is_bold=True, after=14)
    if not answers:
        yield Written(text="No answer to this part was handed in.", is_muted=True)
    for answer in answers:
        text = texts.get(answer.file, "")
        if answer.question is not None:
            heading = f"{answer.question}  {questions.get(answer.question, '')}"
            yield Written(text=heading, is_bold=True, before=20, after=4)
        yield Written(text=f"{count_words(text)} words", is_muted=True, after=8)
        if answer.file in problems:
            yield Written(text=problems[answer.file], is_muted=True)
        for paragraph in text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n"):
            if paragraph.strip():
                yield Written(text=paragraph.strip(), after=10)


class NarrativeViewer(QTextEdit):
    """Draws plain text only; nothing in an answer is ever read as markup."""

    def __init__(self) -> None:
        super().__init__()
        self.marks = WordMarks(self)
        self.searchable = FoundInAnswers(self)
        self.setObjectName("narrative")
        self.setAccessibleName("Answers")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(40)

    def show_part(
        self,
        part: Part,
        answers: tuple[Answer, ...],
        texts: Mapping[str, str],
        problems: Mapping[str, str],
    ) -> None:
        """Show the answers to that part in order, each under its question."""
        self.clear()
        cursor = self.textCursor()
        for written in list_written(part, answers, texts, problems):
            self._write(cursor, written)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.searchable.texts_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        super().paintEvent(event)
        self.marks.paint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        spare = max((event.size().width() - MOST_LINE) // 2, 0)
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(40 + spare)
        form.setRightMargin(40 + spare)
        frame.setFrameFormat(form)
        super().resizeEvent(event)

    def _write(self, cursor: QTextCursor, written: Written) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(written.before)
        block.setBottomMargin(written.after)
        block.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        letters = QTextCharFormat()
        font = QFont(self.font())
        size = 1 if written.is_muted else written.size
        font.setPixelSize(round(self.fontInfo().pixelSize() * size))
        font.setWeight(QFont.Weight.DemiBold if written.is_bold else QFont.Weight.Normal)
        letters.setFont(font)
        if written.is_muted:
            letters.setForeground(QColor(find_tones(self.palette()).muted))
        if not self.document().isEmpty():
            cursor.insertBlock(block, letters)
        else:
            cursor.setBlockFormat(block)
        cursor.insertText(written.text, letters)


class FoundInAnswers(Searchable):
    """All answers to a part are one passage."""

    def __init__(self, field: NarrativeViewer) -> None:
        super().__init__(field)
        self._field = field
        self._found: Found | None = None

    def list_texts(self) -> Sequence[str]:
        """Questions and answers as they stand."""
        return (self._field.toPlainText(),)

    def find_selected(self) -> str:
        """The words selected in the answers."""
        return self._field.textCursor().selectedText()

    def show_found(self, found: Found | None) -> None:
        """Light every hit."""
        self._found = found
        hits = found.hits.get(0, ()) if found is not None else ()
        spot = found.current if found is not None else None
        current = hits[spot.number] if spot is not None and spot.number < len(hits) else None
        self._field.marks.show_hits(self._field.toPlainText(), hits, current)

    def go_to(self, spot: Spot) -> None:  # noqa: ARG002 - the current one, which was shown
        """Bring the current hit into view."""
        self._field.marks.go_to_current()

    def find_place(self, spot: Spot) -> Place:  # noqa: ARG002 - a part has no places in it
        """The part as a whole."""
        return Place(whole=True)
