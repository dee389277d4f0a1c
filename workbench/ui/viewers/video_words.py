"""Captions on the picture and as a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.evidence.captions import Caption, find_captions_at
from workbench.ui.tones import find_tones
from workbench.ui.viewers.video_clock import format_time

_WIDEST_SHARE = 0.9
_ABOVE_EDGE = 14
_NARROWEST = 200
_GAP = 10
_TIME = Qt.ItemDataRole.UserRole
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop

Index: TypeAlias = QModelIndex | QPersistentModelIndex


def say_caption(caption: Caption) -> str:
    """The words, with who speaks before them."""
    return f"{caption.speaker}: {caption.text}" if caption.speaker else caption.text


class CaptionOverlay(QLabel):
    """The words of the moment, on the lower edge of the picture."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("captionOverlay")
        self.setAccessibleName("Captions")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        # Opaque, for VLC's window below lets nothing shine through.
        self.setStyleSheet(
            "#captionOverlay { background: palette(window-text); color: palette(window);"
            " border-radius: 4px; padding: 4px 10px; }"
        )
        self.hide()

    def say(self, words: str, room: QRect) -> None:
        """Show these words, or nothing, at the lower edge of that part of the parent."""
        self.setText(words)
        self.setVisible(bool(words))
        if not words:
            return
        widest = int(room.width() * _WIDEST_SHARE)
        lines = words.splitlines()
        natural = max(self.fontMetrics().horizontalAdvance(line) for line in lines) + 28
        width = min(widest, natural)
        height = self.heightForWidth(width)
        left = room.left() + (room.width() - width) // 2
        self.setGeometry(left, room.bottom() - height - _ABOVE_EDGE, width, height)
        self.raise_()


class CaptionList(QListWidget):
    """All captions with their times; the current one is followed, any is gone to by a click."""

    moment_chosen = Signal(float)
    """The person chose a line; carries the second at which it begins."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("captionList")
        self.setAccessibleName("List of captions")
        self.setItemDelegate(_CaptionDelegate(self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMinimumWidth(_NARROWEST)
        self._captions: tuple[Caption, ...] = ()
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_captions(self, captions: Sequence[Caption]) -> None:
        """List these."""
        self._captions = tuple(captions)
        self.clear()
        for caption in self._captions:
            item = QListWidgetItem(say_caption(caption).replace("\n", " "))
            item.setData(_TIME, format_time(caption.start))
            said = f"{format_time(caption.start)}, {item.text()}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.addItem(item)

    def follow(self, seconds: float) -> None:
        """Make the line of that moment current, where one stands."""
        standing = find_captions_at(self._captions, seconds)
        if not standing:
            return
        row = self._captions.index(standing[0])
        if row != self.currentRow():
            self.setCurrentRow(row)
            self.scrollToItem(self.item(row), QListWidget.ScrollHint.EnsureVisible)

    def _choose(self, item: QListWidgetItem) -> None:
        self.moment_chosen.emit(self._captions[self.row(item)].start)


class _CaptionDelegate(QStyledItemDelegate):
    """Draws the time in a narrow column and the words beside it, in as many lines as they need."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tones = find_tones(option.palette)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tones.accent_wash))
        painter.setFont(option.font)
        painter.setPen(QColor(tones.muted))
        words = self._words_rect(rect, option)
        time = QRect(rect.left() + _GAP, words.top(), words.left() - rect.left(), words.height())
        painter.drawText(time, Qt.AlignmentFlag.AlignTop, str(index.data(_TIME)))
        painter.setPen(QColor(tones.text))
        painter.drawText(words, _WRAP, str(index.data()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListWidget) else _NARROWEST
        words = self._words_rect(QRect(0, 0, width, 10_000), option)
        metrics: QFontMetrics = option.fontMetrics
        needed = metrics.boundingRect(words, _WRAP, str(index.data()))
        return QSize(width, needed.height() + _GAP)

    def _words_rect(self, rect: QRect, option: QStyleOptionViewItem) -> QRect:
        metrics: QFontMetrics = option.fontMetrics
        column = metrics.horizontalAdvance("0:00:00") + 2 * _GAP
        return rect.adjusted(column, _GAP // 2, -_GAP, -_GAP // 2)
