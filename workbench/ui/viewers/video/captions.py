"""Captions as a list and as a transcript beside the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
)

from workbench.evidence.caption_tracks import CaptionTrack
from workbench.evidence.captions import Caption, find_captions_at
from workbench.evidence.finding.hits import Needle, count_hits, find_hits, make_needle
from workbench.evidence.transcript import SpokenParagraph, make_transcript
from workbench.ui.lit_words import LitWords
from workbench.ui.pieces import make_column, make_label, make_row
from workbench.ui.tones import find_tones
from workbench.ui.viewers.video.clock import format_time
from workbench.ui.viewers.video.line_heights import LineHeights
from workbench.ui.viewers.video.words import say_caption

_NARROWEST = 200
_GAP = 10
_SOON = 1.0
"""Citations are written in whole seconds: a line that begins within it is the one that is meant."""
_FEWEST_COLUMNS = 3.0
"""So many widths of the time a line has to have for words beside it."""
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop

Index: TypeAlias = QModelIndex | QPersistentModelIndex


class CaptionPanel(QFrame):
    """The captions line by line or as a transcript, with a field to search them."""

    moment_chosen = Signal(float)
    """The person chose a line; carries the second at which it begins."""
    track_chosen = Signal(int)
    """Another set of captions is wanted, by its number."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("captionPanel")
        self.setMinimumWidth(_NARROWEST)
        self.list = CaptionList()
        self.list.moment_chosen.connect(self.moment_chosen)
        self._captions: tuple[Caption, ...] = ()
        self._seconds = 0.0
        self._search = QLineEdit()
        self._search.setObjectName("captionSearch")
        self._search.setAccessibleName("Search the captions")
        self._search.setPlaceholderText("Search the captions")
        self._search.setClearButtonEnabled(True)
        for clear in self._search.findChildren(QToolButton):
            clear.setObjectName("captionSearchClear")
            clear.setAccessibleName("Clear the search")
        self._count = make_label("", "small")
        self._count.setObjectName("captionCount")
        self._lines = _make_way("captionLines", "Lines", "Line by line, as they stand")
        self._reading = _make_way(
            "captionReading", "Transcript", "For reading: paragraphs by speaker and pause"
        )
        self._lines.setChecked(True)
        ways = QButtonGroup(self)
        ways.addButton(self._lines)
        ways.addButton(self._reading)
        self._tracks = QComboBox()
        self._tracks.setObjectName("captionTracks")
        self._tracks.setAccessibleName("Which captions")
        self._tracks.hide()
        self._build()

    def show_tracks(self, tracks: Sequence[CaptionTrack], number: int) -> None:
        """Offer these sets, and show the one of that number."""
        self._tracks.blockSignals(True)
        self._tracks.clear()
        for track in tracks:
            self._tracks.addItem(track.name)
        self._tracks.setCurrentIndex(number)
        self._tracks.setVisible(len(tracks) > 1)
        self._tracks.blockSignals(False)
        self._captions = tracks[number].captions if tracks else ()
        self._search.clear()
        self._fill()

    def follow(self, seconds: float) -> None:
        """Make the line of that moment current."""
        self._seconds = seconds
        self.list.follow(seconds)

    def _build(self) -> None:
        ways = make_row(self._lines, self._reading, 1, self._count, gap=2)
        head = make_column(self._search, self._tracks, ways, gap=4)
        head.setContentsMargins(8, 8, 8, 4)
        column = make_column(gap=0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.setLayout(column)
        self._search.textChanged.connect(lambda _text: self._narrow())
        self._search.returnPressed.connect(self.list.choose_next)
        self._reading.toggled.connect(lambda _is_on: self._fill())
        self._tracks.activated.connect(self.track_chosen)

    def _fill(self) -> None:
        paragraphs = self._reading.isChecked()
        self.list.show_lines(make_transcript(self._captions) if paragraphs else self._captions)
        self._narrow()
        self.list.follow(self._seconds)

    def _narrow(self) -> None:
        words = self._search.text().strip()
        found = self.list.narrow(words)
        self._count.setText("" if not words else "1 line" if found == 1 else f"{found} lines")


class CaptionList(QListWidget):
    """Lines with their times; the current one is followed, any is gone to by a click."""

    moment_chosen = Signal(float)
    """The person chose a line; carries the second at which it begins."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("captionList")
        self.setAccessibleName("List of captions")
        self._delegate = _CaptionDelegate(self)
        self.setItemDelegate(self._delegate)
        self._heights = LineHeights(self, self._prepare)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.needle = make_needle("")
        """What is searched for, and lit in every line."""
        self._lines: tuple[Caption | SpokenParagraph, ...] = ()
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_lines(self, lines: Sequence[Caption | SpokenParagraph]) -> None:
        """List these."""
        self._lines = tuple(lines)
        self.clear()
        words = [_say(line) for line in self._lines]
        self.addItems(words)
        self._heights.begin(self._delegate.guess_sizes(words))

    def say_time(self, row: int) -> str:
        """When the line of that row begins."""
        return format_time(self._lines[row].start)

    def narrow(self, words: str) -> int:
        """Show only lines that hold these words; how many that are."""
        wanted = make_needle(words)
        count = 0
        for row in range(self.count()):
            item = self.item(row)
            is_hit = not wanted or count_hits(item.text(), wanted) > 0
            item.setHidden(not is_hit)
            count += is_hit
        return count

    def light(self, needle: Needle) -> None:
        """Light these words wherever they stand; those of the current line have an outline."""
        self.needle = needle
        self.viewport().update()

    def choose_next(self) -> None:
        """Go to the next line that is shown, round to the first after the last."""
        shown = [row for row in range(self.count()) if not self.item(row).isHidden()]
        if shown:
            here = self.currentRow()
            row = next((row for row in shown if row > here), shown[0])
            self.setCurrentRow(row)
            self._choose(self.item(row))

    def follow(self, seconds: float) -> None:
        """Make the line of that moment current, and bring it into view."""
        row = find_line_at(self._lines, seconds)
        if row != self.currentRow():
            self.setCurrentRow(row)
            self._bring_into_view(row)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._heights.begin()
        QTimer.singleShot(0, self, lambda: self._bring_into_view(self.currentRow()))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102 - Qt's
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._heights.begin()

    def _prepare(self, item: QListWidgetItem) -> QSize:
        said = f"{self.say_time(self.row(item))}, {item.text()}"
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        return self._delegate.measure(item)

    def _bring_into_view(self, row: int) -> None:
        """With the line after it: what comes next can be read ahead."""
        self._heights.measure_near(row)
        if row < 0:
            self.scrollToTop()
            return
        after = self.visualItemRect(self.item(min(row + 1, self.count() - 1)))
        room = self.viewport().rect()
        if not room.contains(self.visualItemRect(self.item(row)).united(after)):
            self.scrollToItem(self.item(row), QListWidget.ScrollHint.PositionAtCenter)

    def _choose(self, item: QListWidgetItem) -> None:
        self.moment_chosen.emit(self._lines[self.row(item)].start)


def find_line_at(lines: Sequence[Caption | SpokenParagraph], seconds: float) -> int:
    """Number of the line that stands at that moment, or begins soon; else of the last before it.

    -1 before the first of all.
    """
    standing = find_captions_at(lines, seconds)
    if standing:
        return lines.index(standing[0])
    return max((n for n, line in enumerate(lines) if line.start <= seconds + _SOON), default=-1)


def _make_way(name: str, words: str, tip: str) -> QToolButton:
    """One of the two ways to show captions."""
    button = QToolButton()
    button.setObjectName(name)
    button.setText(words)
    button.setAccessibleName(f"{words}: {tip[0].lower()}{tip[1:]}")
    button.setToolTip(tip)
    button.setCheckable(True)
    return button


def _say(line: Caption | SpokenParagraph) -> str:
    if isinstance(line, Caption):
        return say_caption(line).replace("\n", " ")
    return f"{line.speaker}: {line.text}" if line.speaker else line.text


def _fit(words: QRect, height: int) -> QSize:
    """The size of a line whose words begin there and are that high."""
    return QSize(1, height + words.top() - _GAP // 2 + _GAP)


class _CaptionDelegate(QStyledItemDelegate):
    """Draws the time in a narrow column and the words beside it, in as many lines as they need."""

    def __init__(self, view: CaptionList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tones = find_tones(option.palette)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tones.accent_wash))
        painter.setFont(option.font)
        painter.setPen(QColor(tones.muted))
        words = self._words_rect(rect, option.fontMetrics)
        time = rect.adjusted(_GAP, _GAP // 2, 0, 0)
        painter.drawText(time, Qt.AlignmentFlag.AlignTop, self._view.say_time(index.row()))
        painter.setPen(QColor(tones.text))
        text = str(index.data())
        hits = find_hits(text, self._view.needle)
        if hits:
            is_current = index.row() == self._view.currentRow()
            lines = LitWords(text, option.font, words.width())
            lines.paint(
                painter, QPointF(words.topLeft()), hits, option.palette, is_current=is_current
            )
        else:
            painter.drawText(words, _WRAP, text)
        painter.restore()

    def measure(self, item: QListWidgetItem) -> QSize:
        """The size of a line as it is drawn."""
        metrics = self._view.fontMetrics()
        words = self._find_words(metrics)
        return _fit(words, metrics.boundingRect(words, _WRAP, item.text()).height())

    def guess_sizes(self, texts: Sequence[str]) -> list[QSize]:
        """The sizes of lines with these words if all letters are of middling width."""
        metrics = self._view.fontMetrics()
        words = self._find_words(metrics)
        room = max(words.width() // max(metrics.averageCharWidth(), 1), 1)
        counts = [1 + len(text) // room for text in texts]
        sizes = {count: _fit(words, count * metrics.lineSpacing()) for count in set(counts)}
        return [sizes[count] for count in counts]

    def _find_words(self, metrics: QFontMetrics) -> QRect:
        return self._words_rect(QRect(0, 0, self._view.viewport().width(), 10_000), metrics)

    def _words_rect(self, rect: QRect, metrics: QFontMetrics) -> QRect:
        column = metrics.horizontalAdvance("0:00:00") + 2 * _GAP
        if rect.width() < _FEWEST_COLUMNS * column:  # the time above the words
            top = _GAP // 2 + metrics.height()
            return rect.adjusted(_GAP, top, -_GAP, -_GAP // 2)
        return rect.adjusted(column, _GAP // 2, -_GAP, -_GAP // 2)
