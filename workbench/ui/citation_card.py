"""One citation as a card: where it leads, what was written, and whether it has been seen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from workbench.assessment.answering import format_choice
from workbench.assessment.evidence import Destination, Media
from workbench.assessment.finding import Finding
from workbench.assessment.seen import SeenState
from workbench.assessment.self_analysis import CitationKey
from workbench.ui.evidence_walk import Step
from workbench.ui.icons import draw_icon, name_icon
from workbench.ui.pieces import make_column, make_label, set_property
from workbench.ui.session import Session
from workbench.ui.tones import find_tones

SAID: dict[SeenState, str] = {
    "seen": "seen",
    "partly": "partly seen",
    "unseen": "not opened yet",
}


class SeenRing(QWidget):
    """A quiet ring: empty, half full, full."""

    def __init__(self) -> None:
        super().__init__()
        self.state: SeenState = "unseen"
        self.setFixedSize(QSize(16, 16))

    def show_state(self, state: SeenState) -> None:
        """Show whether the place was on screen."""
        self.state = state
        self.setToolTip(SAID[state].capitalize())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, D102 - Qt's
        tones = find_tones(self.palette())
        colour = QColor(tones.muted if self.state == "unseen" else tones.green)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.6))
        circle = self.rect().adjusted(3, 3, -3, -3)
        if self.state == "seen":
            painter.setBrush(colour)
        painter.drawEllipse(circle)
        if self.state == "partly":
            painter.setBrush(colour)
            painter.drawPie(circle, 90 * 16, -180 * 16)
        painter.end()


class CitationCard(QFrame):
    """A card that opens its place by click, Return or Space."""

    chosen = Signal(int)
    """Carries the number of its step."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._step: Step
        self._number = 0
        self._said: tuple[SeenState, Media, str] | None = None
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._key = make_label("n", "key")
        self._ring = SeenRing()
        self._icon = QLabel()
        self._icon.setTextFormat(Qt.TextFormat.PlainText)
        self._title = make_label("", "section", wrap=True)
        self._written = make_label("", "small", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(make_column(self._title, self._written, gap=2), 1)
        row.addWidget(self._key)
        row.addWidget(self._ring)

    def show_step(self, number: int, step: Step) -> None:
        """Show that step, the one of that number; `show_state` follows."""
        self._number, self._step = number, step
        self.setObjectName(f"citation-{step.claim.id}-{step.citation}-{step.destination}")
        self._title.setText(self._say_place())
        self._written.setText(f"as written: “{step.claim.citations[step.citation].where}”")

    def show_state(self, *, is_current: bool, is_next: bool) -> None:
        """Mark the card as the present or the next stop, and show whether it was seen."""
        set_property(self, "current", is_current)
        self._key.setVisible(is_next)
        state, media = self._session.seen_state(self._step.key), self._media()
        colour = find_tones(self.palette()).muted
        self.setAccessibleName(f"{self._title.text()}, {SAID[state]}")
        if (state, media, colour) != self._said:
            self._said = (state, media, colour)
            self._ring.show_state(state)
            self._icon.setPixmap(draw_icon(name_icon(media), QColor(colour), 20))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102 - Qt's
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._number)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102 - Qt's
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self._number)
            return
        super().keyPressEvent(event)

    def _media(self) -> Media:
        known = self._session.desk.known.get(self._artifact_id)
        return known.facts.media if known is not None else "unknown"

    @property
    def _artifact_id(self) -> str:
        return self._step.claim.citations[self._step.citation].artifact

    def _say_place(self) -> str:
        artifact = self._session.submission.find_artifact(self._artifact_id)
        title = artifact.title if artifact is not None else f"{self._artifact_id} (not handed in)"
        place = self._step.place
        return f"{title}, {place.words}" if place is not None and place.words else title


def make_findings(session: Session, key: CitationKey) -> list[QWidget]:
    """What there is to say about that citation, each with its ways out."""
    resolution = session.resolution(key)
    widgets: list[QWidget] = []
    for finding in resolution.findings:
        sentence = make_label(finding.sentence, wrap=True)
        sentence.setProperty("tone", "warning")
        sentence.setContentsMargins(14, 0, 0, 0)
        widgets.append(sentence)
        cited = resolution.citation.artifact
        widgets += [_make_choice(session, finding, one, cited) for one in resolution.choices]
    return widgets


def _make_choice(
    session: Session, finding: Finding, choice: Destination, cited: str
) -> QPushButton:
    locator = format_choice(choice, cited)
    is_proposal = finding.proposal == locator
    title = f"“{session.name_artifact(choice.artifact)}”"
    place = choice.words if choice.artifact == cited else f"{title}, {choice.words}"
    words = f"Go to {place}" + (" and accept it for this review  ⏎" if is_proposal else "")
    button = QPushButton(words)
    button.setObjectName(f"accept-{locator}")
    button.setProperty("proposal", True)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    button.setContentsMargins(14, 0, 0, 0)
    button.clicked.connect(lambda: session.accept(finding, locator))
    return button
