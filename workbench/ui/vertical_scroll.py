"""A scroll area that goes up and down only: what is inside takes the width there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class VerticalScroll(QScrollArea):
    """Holds one column of widgets."""

    def __init__(self, object_name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_column(self, column: QLayout) -> None:
        """Show that layout."""
        body = QWidget()
        body.setObjectName(f"{self.objectName()}Body")
        body.setLayout(column)
        self.setWidget(body)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll as little as shows the widget."""
        self.ensureWidgetVisible(widget, 0, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        body = self.widget()
        if body is not None:
            body.setMaximumWidth(self.viewport().width())
