"""The viewer of words without layout: text files, and Office files that have no rendition."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QFrame, QStackedWidget, QToolButton, QWidget

from workbench.assessment.evidence import Media
from workbench.assessment.locator import Place
from workbench.errors import WorkbenchError
from workbench.ui.pieces import make_column, make_label, make_row
from workbench.ui.tones import lit
from workbench.ui.viewers.failure_page import FailurePage, name_outside, open_outside
from workbench.ui.viewers.text.found import FoundInSections
from workbench.ui.viewers.text.sections import Section, Spot, find_spot, read_sections
from workbench.ui.viewers.text.table import SheetView
from workbench.ui.viewers.text.words_view import WordsView
from workbench.ui.viewers.viewer import OpenArtifact, Viewer

_SEEN_MILLISECONDS = 1050
_ABOUT: dict[Media, str] = {
    "docx": "The words of the document, without its layout and pictures",
    "odt": "The words of the document, without its layout and pictures",
    "pptx": "The words of the slides, without their layout and pictures",
    "xlsx": "The cells of the workbook, without its layout and charts",
    "text": "Plain text",
}


class TextViewer(Viewer):
    """Shows words and tables, says that it shows no more, and offers to open the file outside."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("textViewer")
        self._artifact: OpenArtifact | None = None
        self._place = Place(whole=True)
        self._sections: tuple[Section, ...] = ()
        self._section = -1
        self._about = make_label("", "small")
        self._choice = QComboBox()
        self._choice.setObjectName("textSection")
        self._choice.setAccessibleName("Slide or sheet")
        self._outside = QToolButton()
        self._outside.setObjectName("textOpenOutside")
        self._text = WordsView()
        self._sheet = SheetView()
        self._failure = FailurePage()
        self._found = FoundInSections(self._text, self._sheet, self._show_section, self)
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(_SEEN_MILLISECONDS)
        self._build()

    @property
    def searchable(self) -> FoundInSections:
        """The words of the sections."""
        return self._found

    def open_at(self, artifact: OpenArtifact, place: Place) -> None:
        """Show that slide, sheet, line or cell."""
        is_new = self._artifact is None or self._artifact.path != artifact.path
        self._artifact, self._place = artifact, place
        if (is_new or not self._sections) and not self._read(artifact):
            return
        spot = find_spot(place, self._sections)
        if spot is None:
            self.failed.emit(f"“{artifact.artifact.title}” has no such place.")
            return
        self._show_section(spot.section)
        self._light(spot)
        self._watch.start()
        QTimer.singleShot(0, self, lambda: self.place_shown.emit(place))

    def release(self) -> None:
        """Show nothing."""
        self._watch.stop()
        self._artifact, self._sections, self._section = None, (), -1
        self._found.open(())
        self._text.clear()

    def _read(self, artifact: OpenArtifact) -> bool:
        """Read the sections; False when there is nothing to show and the failure is said."""
        facts = artifact.facts
        self._sections, self._section = (), -1
        try:
            if facts is not None and facts.problem:
                return self._fail(facts.problem)
            if artifact.media not in _ABOUT:
                return self._fail(f"“{artifact.artifact.title}” cannot be shown here.")
            known = facts if facts is not None and facts.media == artifact.media else None
            self._sections = read_sections(
                artifact.path,
                artifact.media,
                known.texts if known is not None else None,
                known.sheets if known is not None else (),
            )
        except WorkbenchError as error:
            return self._fail(str(error))
        except OSError:
            return self._fail(f"“{artifact.artifact.title}” is no longer where it was.")
        self._list_sections(artifact)
        self._found.open(self._sections)
        return True

    def _list_sections(self, artifact: OpenArtifact) -> None:
        self._about.setText(_ABOUT[artifact.media])
        words = name_outside(artifact.path)
        self._outside.setText(words)
        self._outside.setAccessibleName(f"{words}, in another program")
        self._choice.blockSignals(True)
        self._choice.clear()
        self._choice.addItems([section.title for section in self._sections])
        self._choice.blockSignals(False)
        self._choice.setVisible(len(self._sections) > 1)
        self._pages.setCurrentIndex(0)

    def _show_section(self, number: int) -> None:
        if number == self._section or not 0 <= number < len(self._sections):
            return
        self._section = number
        section = self._sections[number]
        self._choice.setCurrentIndex(number)
        if section.is_table:
            self._sheet.show_rows(section.text)
        else:
            self._text.setPlainText(
                section.text if section.text.strip() else "There are no words here."
            )
        self._kinds.setCurrentWidget(self._sheet if section.is_table else self._text)
        self._found.note_section(number)

    def _light(self, spot: Spot) -> None:
        wash = lit(self.palette())
        self._text.marks.cite(None, wash)
        if spot.lines is None:
            return
        if self._sections[spot.section].is_table:
            self._sheet.light(spot.lines, spot.columns)
            return
        document = self._text.document()
        first = document.findBlockByNumber(spot.lines[0])
        if not first.isValid():
            return
        last = document.findBlockByNumber(min(spot.lines[1], document.blockCount() - 1))
        cursor = QTextCursor(first)
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        self._text.marks.cite(cursor, wash)
        self._text.setTextCursor(QTextCursor(first))
        self._text.centerCursor()

    def _fail(self, sentence: str) -> bool:
        if self._artifact is not None:
            self._failure.say(sentence, self._artifact.path)
        self._pages.setCurrentIndex(1)
        self.failed.emit(sentence)
        return False

    def _note_seen(self) -> None:
        if self._artifact is not None and self._sections and self.isVisible():
            self.seen.emit(self._artifact.artifact.id, self._place)

    def _try_again(self) -> None:
        if self._artifact is not None:
            self._sections = ()
            self.open_at(self._artifact, self._place)

    def _open_outside(self) -> None:
        if self._artifact is not None:
            open_outside(self._artifact.path)

    def _build(self) -> None:
        bar = QFrame()
        bar.setProperty("viewerbar", True)
        row = make_row(self._choice, self._about, 1, self._outside)
        row.setContentsMargins(12, 6, 8, 6)
        bar.setLayout(row)
        self._kinds = QStackedWidget()
        self._kinds.addWidget(self._text)
        self._kinds.addWidget(self._sheet)
        shown = QWidget()
        column = make_column(bar, self._kinds, gap=0)
        column.setStretch(1, 1)
        shown.setLayout(column)
        self._pages = QStackedWidget()
        self._pages.addWidget(shown)
        self._pages.addWidget(self._failure)
        self.setLayout(make_column(self._pages))
        self.setFocusProxy(self._kinds)
        self._choice.currentIndexChanged.connect(self._show_section)
        self._outside.clicked.connect(self._open_outside)
        self._failure.asked_again.connect(self._try_again)
        self._watch.timeout.connect(self._note_seen)
