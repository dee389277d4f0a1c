"""A column of widgets that is filled again and again and makes few of them anew.

Making a label and dressing it by the style sheet takes several times as long as giving it other
words, and a column of twenty is filled at every step of the assessor's.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.ui.pieces import Rank, drop_widget, make_label, put_at

W = TypeVar("W", bound=QWidget)


class ReusedColumn(QVBoxLayout):
    """Filled inside `filling`, from the top; what is left over is hidden until it is wanted."""

    def __init__(self, *, gap: int) -> None:
        super().__init__()
        self.setSpacing(gap)
        self.addStretch(1)
        self._shown: list[QWidget] = []
        self._kinds: dict[QWidget, str] = {}
        """Of those that can be used again."""
        self._spare: dict[str, deque[QWidget]] = defaultdict(deque)

    @contextmanager
    def filling(self) -> Iterator[None]:
        """The column is empty at first, and shows at the end what was put into it."""
        earlier, self._shown = self._shown, []
        for widget in earlier:
            if widget in self._kinds:
                self._spare[self._kinds[widget]].append(widget)
            else:
                drop_widget(widget)
        yield
        for number, widget in enumerate(self._shown):
            put_at(self, number, widget)
            widget.show()
        for spare in self._spare.values():
            for widget in spare:
                widget.hide()
                widget.setObjectName("")
        self._chain(earlier)

    def put(self, widget: W) -> W:
        """Put that widget next; it is deleted when the column is filled anew."""
        self._shown.append(widget)
        return widget

    def reuse(self, kind: str, make: Callable[[], W]) -> W:
        """Put a widget of that kind next, one that was there before if there is one to spare."""
        if self._spare[kind]:
            widget = cast("W", self._spare[kind].popleft())
        else:
            widget = make()
            self._kinds[widget] = kind
        return self.put(widget)

    def say(self, text: str, rank: Rank = "plain", *, wrap: bool = True) -> QLabel:
        """Put a label with these words next."""
        label = self.reuse(f"{rank} {wrap}", lambda: make_label("", rank, wrap=wrap))
        label.setText(text)
        return label

    def _chain(self, earlier: list[QWidget]) -> None:
        """Let Tab lead down the column, if other widgets stand in it than before."""
        if self._shown == earlier:
            return
        for widget, following in pairwise(self._list_stops()):
            QWidget.setTabOrder(widget, following)

    def _list_stops(self) -> Iterator[QWidget]:
        for widget in self._shown:
            for one in (widget, *widget.findChildren(QWidget)):
                if one.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    yield one
