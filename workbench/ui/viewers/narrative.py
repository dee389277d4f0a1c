"""The practitioner's written answers, set for reading: question, answer, word count."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import (
    QColor,
    QFont,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from workbench.assessment.credential import Part
from workbench.assessment.submission import Answer
from workbench.assessment.words import count_words
from workbench.ui.tones import find_tones

MOST_LINE = 760
"""Pixels: longer lines are hard to read."""


class NarrativeViewer(QTextEdit):
    """Draws plain text only; nothing in an answer is ever read as markup."""

    def __init__(self) -> None:
        super().__init__()
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
        questions = {question.id: question.text for question in part.questions}
        cursor = self.textCursor()
        self._write(cursor, part.title, size=1.5, bold=True, after=14)
        if not answers:
            self._write(cursor, "No answer to this part was handed in.", is_muted=True)
        for answer in answers:
            text = texts.get(answer.file, "")
            if answer.question is not None:
                heading = f"{answer.question}  {questions.get(answer.question, '')}"
                self._write(cursor, heading, bold=True, before=20, after=4)
            self._write(cursor, f"{count_words(text)} words", is_muted=True, after=8)
            if answer.file in problems:
                self._write(cursor, problems[answer.file], is_muted=True)
            for paragraph in text.split("\n\n"):
                if paragraph.strip():
                    self._write(cursor, paragraph.strip(), after=10)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        spare = max((event.size().width() - MOST_LINE) // 2, 0)
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(40 + spare)
        form.setRightMargin(40 + spare)
        frame.setFrameFormat(form)
        super().resizeEvent(event)

    def _write(
        self,
        cursor: QTextCursor,
        text: str,
        *,
        size: float = 1.12,
        bold: bool = False,
        is_muted: bool = False,
        before: int = 0,
        after: int = 6,
    ) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(before)
        block.setBottomMargin(after)
        block.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        letters = QTextCharFormat()
        font = QFont(self.font())
        font.setPixelSize(round(self.fontInfo().pixelSize() * (1 if is_muted else size)))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        letters.setFont(font)
        if is_muted:
            letters.setForeground(QColor(find_tones(self.palette()).muted))
        if not self.document().isEmpty():
            cursor.insertBlock(block, letters)
        else:
            cursor.setBlockFormat(block)
        cursor.insertText(text, letters)
