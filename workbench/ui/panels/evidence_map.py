"""Where the evidence lies: every artifact with what is cited of it, drawn; a table behind."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from workbench.assessment.concentration import (
    ArtifactUse,
    Stretch,
    find_uses,
    say_share,
    say_use,
)
from workbench.assessment.evidence import Destination
from workbench.assessment.locator import Place
from workbench.ui.pieces import (
    clear_layout,
    make_button,
    make_column,
    make_label,
    make_link,
    make_row,
)
from workbench.ui.session import Session
from workbench.ui.tones import find_tones
from workbench.ui.vertical_scroll import VerticalScroll
from workbench.ui.walk import MAP

_LEAST_WIDTH = 4.0
_WASH = 90
"""Of 255: what is cited twice is seen to be darker."""
_OWN_KEYS = frozenset(
    {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
)
HEADS = ("Artifact", "Details", "Citations", "Cited")


class UseStrip(QWidget):
    """One artifact as a bar: cited parts filled, darker where more details cite them."""

    chosen = Signal(object)
    """A `Destination`: a part was clicked, or reached with the arrow keys and Return."""

    def __init__(self, use: ArtifactUse) -> None:
        super().__init__()
        self._use = use
        self._at = -1
        self.setObjectName(f"strip-{use.artifact.id}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if use.stretches:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell()

    def sizeHint(self) -> QSize:  # noqa: D102 - Qt's
        return QSize(200, round(self.fontMetrics().height() * 1.1))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102 - Qt's
        del event
        tones = find_tones(self.palette())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(tones.strong_line))
            painter.setBrush(QColor(tones.field))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            for number, stretch in enumerate(self._use.stretches):
                self._paint_stretch(painter, stretch, is_current=number == self._at)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        found = self._find_at(event.position().x())
        if found is not None:
            self.chosen.emit(found.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._at = min(max(self._at + step, 0), len(self._use.stretches) - 1)
            self._tell()
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self._use.stretches[max(self._at, 0)].place)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:  # noqa: D102 - Qt's
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Return would accept a proposal otherwise, wherever the keyboard is.
            event.setAccepted(event.key() in _OWN_KEYS and not event.modifiers())
            return event.isAccepted()
        if isinstance(event, QHelpEvent):
            found = self._find_at(event.pos().x())
            QToolTip.showText(event.globalPos(), _say_stretch(found) if found else "", self)
            return True
        return super().event(event)

    def _paint_stretch(self, painter: QPainter, stretch: Stretch, *, is_current: bool) -> None:
        tones = find_tones(self.palette())
        left, width = self._place(stretch)
        fill = QColor(tones.accent)
        fill.setAlpha(_WASH)
        painter.setBrush(fill)
        painter.setPen(QColor(tones.text if is_current else tones.accent))
        painter.drawRect(QRectF(left, 3, width, self.height() - 6))
        if is_current:
            middle = QPointF(left + width / 2, self.height() / 2)
            painter.setBrush(QColor(tones.text))
            painter.drawEllipse(middle, 3, 3)

    def _place(self, stretch: Stretch) -> tuple[float, float]:
        room = self.width() - 4
        scale = room / (self._use.extent or 1.0)
        width = max((stretch.end - stretch.start) * scale, _LEAST_WIDTH)
        return min(2 + stretch.start * scale, 2 + room - width), width

    def _find_at(self, x: float) -> Stretch | None:
        hits = [s for s in self._use.stretches for left, width in [self._place(s)]
                if left - 2 <= x <= left + width + 2]  # fmt: skip
        return min(hits, key=lambda s: s.end - s.start, default=None)

    def _tell(self) -> None:
        words = f"{self._use.artifact.title}: {say_use(self._use)}"
        if self._at >= 0:
            words += f". {_say_stretch(self._use.stretches[self._at])}"
        self.setAccessibleName(words)


class EvidenceMap(VerticalScroll):
    """The picture of all artifacts; behind it a table that says the same."""

    def __init__(self, session: Session) -> None:
        super().__init__("evidenceMap", "Map of the evidence")
        self._session = session
        self._summary = make_label("", "body", wrap=True)
        self._swap = make_button("mapAsTable", "As a table", self._turn, "link")
        self._picture = QVBoxLayout()
        self._picture.setSpacing(16)
        self._table = QTableWidget(0, len(HEADS))
        self._dress_table()
        self._sides = QStackedWidget()
        drawn = QWidget()
        column = make_column(self._picture, 1)
        drawn.setLayout(column)
        self._sides.addWidget(drawn)
        self._sides.addWidget(self._table)
        title = make_row(make_label("Map of the evidence", "title"), 1, self._swap)
        whole = make_column(title, self._summary, self._sides, margin=18, gap=12)
        whole.setStretch(2, 1)
        self.set_column(whole)
        for signal in (session.opened, session.findings_changed, session.target_changed):
            signal.connect(self._refresh)

    def _dress_table(self) -> None:
        self._table.setObjectName("mapTable")
        self._table.setAccessibleName("Artifacts by their citations")
        self._table.setHorizontalHeaderLabels(HEADS)
        rows = self._table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self._table.setShowGrid(False)
        self._table.setWordWrap(True)
        header = self._table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)

    def _turn(self) -> None:
        is_picture = self._sides.currentIndex() == 0
        self._sides.setCurrentIndex(1 if is_picture else 0)
        self._swap.setText("As a picture" if is_picture else "As a table")

    def _refresh(self) -> None:
        session = self._session
        if not session.is_open or session.target != MAP:
            return
        uses = find_uses(
            session.submission,
            session.resolutions,
            {key: known.facts for key, known in session.desk.known.items()},
        )
        self._summary.setText(say_uses(uses))
        clear_layout(self._picture)
        for use in uses:
            self._picture.addWidget(self._make_row(use))
        self._fill_table(uses)

    def _make_row(self, use: ArtifactUse) -> QFrame:
        words = make_label(f"{use.artifact.label} · {use.artifact.title}", wrap=True)
        said = make_label(say_use(use), "small", wrap=True)
        said.setProperty("tone", None if use.citations else "warning")
        row = QFrame()
        has_way = bool(use.citations) and not use.stretches
        column = make_column(words, gap=4)
        if not has_way:
            strip = UseStrip(use)
            strip.chosen.connect(self._open)
            column.addWidget(strip)
        column.addWidget(said)
        if len(use.details) > 1:
            column.addWidget(make_label(" ".join(use.details), "small", wrap=True))
        if has_way:
            column.addWidget(self._make_way(use))
        row.setLayout(column)
        return row

    def _make_way(self, use: ArtifactUse) -> QPushButton:
        """The way into an artifact that has no length to be drawn."""
        artifact = use.artifact
        show = partial(self._session.open_place, artifact.id, Place(whole=True))
        way = make_link(f"open-{artifact.id}", "Open it", show)
        way.setAccessibleName(f"Open {artifact.title}")
        return way

    def _open(self, place: Destination) -> None:
        self._session.open_place(place.artifact, place.place)

    def _fill_table(self, uses: tuple[ArtifactUse, ...]) -> None:
        self._table.setRowCount(len(uses))
        for row, use in enumerate(uses):
            name = f"{use.artifact.label} · {use.artifact.title}"
            share = say_share(use) or ("" if use.citations else "never")
            cells = (name, " ".join(use.details), str(use.citations), share)
            for column, words in enumerate(cells):
                self._table.setItem(row, column, QTableWidgetItem(words))


def say_uses(uses: tuple[ArtifactUse, ...]) -> str:
    """What stands out, in a sentence or two."""
    cited = [use for use in uses if use.citations]
    never = len(uses) - len(cited)
    if not cited:
        return "No artifact is cited."
    most = max(cited, key=lambda use: len(use.details))
    first = (
        f"{most.artifact.label} carries the most: it is cited for {len(most.details)} details."
        if len(most.details) > 1
        else "No artifact is cited for more than one detail."
    )
    return f"{first} {_say_never(never)}"


def _say_never(count: int) -> str:
    if not count:
        return "Every artifact is cited."
    return "1 artifact is never cited." if count == 1 else f"{count} artifacts are never cited."


def _say_stretch(stretch: Stretch) -> str:
    return f"{stretch.detail}: {stretch.place.words}"
