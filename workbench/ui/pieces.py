"""Small pieces that every panel is made of: labels, keys, rows, spacing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

AnyDialog = TypeVar("AnyDialog", bound=QDialog)
Rank = Literal["title", "page", "section", "small", "body", "field", "key", "plain"]
ButtonRank = Literal["plain", "primary", "quiet", "link", "pill"]


def make_label(text: str = "", rank: Rank = "plain", *, wrap: bool = False) -> QLabel:
    """A label that shows plain text only, whoever wrote it."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("rank", rank)
    label.setWordWrap(wrap)
    if rank == "key":
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label


def make_button(
    name: str, words: str, verb: Callable[[], object], rank: ButtonRank = "plain"
) -> QPushButton:
    """A button that does its verb, by its object name.

    In a dialog Return presses it only where it is made the default: elsewhere Return ends a field.
    """
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAutoDefault(False)
    if rank != "plain":
        button.setProperty(rank, True)
    button.clicked.connect(verb)
    return button


def make_link(name: str, words: str, verb: Callable[[], object]) -> QPushButton:
    """A button that looks like a link and is as wide as its words."""
    link = make_button(name, words, verb, "link")
    link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return link


def make_column(*items: QWidget | QLayout | int, margin: int = 0, gap: int = 8) -> QVBoxLayout:
    """A column of widgets; a number is a stretch of that weight."""
    column = QVBoxLayout()
    column.setContentsMargins(margin, margin, margin, margin)
    column.setSpacing(gap)
    _fill(column, items)
    return column


def make_row(*items: QWidget | QLayout | int, gap: int = 8) -> QHBoxLayout:
    """A row of widgets; a number is a stretch of that weight."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(gap)
    _fill(row, items)
    return row


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and let the look follow."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def show_dialog(dialog: AnyDialog) -> AnyDialog:
    """Open that dialog without waiting for it; it is gone once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def clear_layout(layout: QLayout) -> None:
    """Take every widget and layout out and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            drop_widget(widget)
        elif inner is not None:
            clear_layout(inner)


def drop_widget(widget: QWidget) -> None:
    """Take the widget off the screen and delete it."""
    widget.hide()
    widget.deleteLater()


def put_at(column: QVBoxLayout, number: int, widget: QWidget) -> None:
    """Let the widget be the one of that number in the column, from 0."""
    if column.indexOf(widget) != number:
        column.insertWidget(number, widget)


def _fill(box: QVBoxLayout | QHBoxLayout, items: tuple[QWidget | QLayout | int, ...]) -> None:
    for item in items:
        if isinstance(item, int):
            box.addStretch(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
