"""The review: outcomes, claim, judgment and evidence side by side, and what its keys do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from workbench.assessment.answering import format_destination
from workbench.assessment.evidence import Destination
from workbench.assessment.judgment import Pin
from workbench.assessment.locator import Place
from workbench.assessment.place_words import say_place
from workbench.ui.finding.beside import HitsBeside
from workbench.ui.keys import KEYS
from workbench.ui.panels.claim import ClaimPanel
from workbench.ui.panels.evidence import EvidencePanel
from workbench.ui.panels.evidence_map import EvidenceMap
from workbench.ui.panels.findings import FindingsPanel
from workbench.ui.panels.header import Header
from workbench.ui.panels.judgment import JudgmentPanel
from workbench.ui.panels.outcomes import OutcomesPanel
from workbench.ui.panels.status import StatusStrip
from workbench.ui.pieces import make_column
from workbench.ui.session import Session
from workbench.ui.style import BASE_PIXELS
from workbench.ui.walk import MAP, SCORING

WIDTHS = (212, 470, 758)
"""Logical pixels for outcomes, claim and evidence in a window of 1440."""
GROWTH = 0.6
"""Share of a larger text size by which outcomes and claim grow, at the cost of the evidence."""
_MOST_LEVELS = 5
HEIGHTS = (440, 400)
"""For claim and judgment."""
_ACT_IN_LIST = frozenset({"leave_field", *(f"choose_{n}" for n in range(1, 6))})
"""Keys of judging that mean something else while hits are listed."""


class ReviewPage(QWidget):
    """Lays the panels out and binds the keys."""

    finish_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("reviewPage")
        self._session = session
        self._shown: tuple[str, Place] | None = None
        self.header = Header(session)
        self.outcomes = OutcomesPanel(session)
        self.claim = ClaimPanel(session)
        self.judgment = JudgmentPanel(session)
        self.findings = FindingsPanel(session)
        self.map = EvidenceMap(session)
        self.evidence = EvidencePanel(session)
        self.status = StatusStrip(session)
        self._lay_out()
        self.header.finish_asked.connect(self.finish_asked)
        self.evidence.place_shown.connect(self._note_shown)
        self.evidence.pin_asked.connect(self._pin_if_open)
        self.evidence.full_asked.connect(self.toggle_full)
        self.evidence.finding.everything_asked.connect(self.find_everywhere)
        session.target_changed.connect(self._choose_middle)
        self._hits = HitsBeside(session, self._middle, self.evidence, self.claim)
        self._hits.left.connect(self._leave_hits)
        self._bind_keys(self._list_verbs())

    def pin(self) -> None:
        """Note the place on screen as relied on for the present judgment."""
        present = self.evidence.find_present() or self._shown
        if present is None:
            return
        artifact_id, place = present
        locator = format_destination(Destination(artifact=artifact_id, place=place, words=""))
        viewer = self.evidence.viewer
        self.judgment.pin(
            Pin(artifact=artifact_id, locator=locator), viewer.picture_present() if viewer else None
        )

    def toggle_full(self) -> None:
        """Give the window to the evidence, or show all panels again."""
        self._show_panels(shown=self.outcomes.isHidden())

    def find_everywhere(self, words: str | None = None) -> None:
        """Show the list of hits in everything: of those words, or of what is selected."""
        self._show_panels(shown=True)
        self._hits.begin(words or self.evidence.finding.find_selected())

    def release(self) -> None:
        """Let go of files, and of what searches in them."""
        self.evidence.release()
        self._hits.close()

    def _leave_hits(self) -> None:
        """From the list of hits back to the claim, or what else stands there."""
        self._choose_middle(self._session.target)
        self.outcomes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_panels(self, *, shown: bool) -> None:
        for panel in (self.header, self.outcomes, self._middle, self.status):
            panel.setVisible(shown)

    def _lay_out(self) -> None:
        work = QSplitter(Qt.Orientation.Vertical)
        work.setObjectName("claimAndJudgment")
        work.addWidget(self.claim)
        work.addWidget(self.judgment)
        work.setSizes(list(HEIGHTS))
        self._middle = QStackedWidget()
        self._work = work
        self._middle.addWidget(self.findings)
        self._middle.addWidget(self.map)
        self._middle.addWidget(work)
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setObjectName("panels")
        for panel, width in ((self.outcomes, 170), (self._middle, 340), (self.evidence, 380)):
            panel.setMinimumWidth(width)
            body.addWidget(panel)
        growth = 1 + (self.fontInfo().pixelSize() / BASE_PIXELS - 1) * GROWTH
        body.setSizes([round(width * growth) for width in WIDTHS])
        body.setStretchFactor(2, 1)
        for splitter in (work, body):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        column = make_column(self.header, body, self.status, gap=0)
        column.setStretch(1, 1)
        self.setLayout(column)

    def _pin_if_open(self) -> None:
        if self._session.is_open:
            self.pin()

    def _walk(self, step: int) -> None:
        """To the next citation; on the page before the review to the next finding."""
        if self._session.target == SCORING:
            self.findings.walk(step)
        elif step > 0:
            self._session.visit_next()
        else:
            self._session.visit_previous()

    def _choose(self, number: int) -> None:
        """A digit is a level; in a list of hits one of them, before the review a finding."""
        if self._hits.is_on:
            self._hits.go(number)
        elif number > _MOST_LEVELS:
            return
        elif self._session.target == SCORING:
            self.findings.go(number)
        else:
            self.judgment.choose(number)

    def _choose_middle(self, target: str) -> None:
        pages = {SCORING: self.findings, MAP: self.map}
        self._middle.setCurrentWidget(pages.get(target, self._work))

    def _note_shown(self, artifact_id: str, place: Place) -> None:
        self._shown = (artifact_id, place)
        title = self._session.name_artifact(artifact_id)
        self.judgment.note_place(", ".join(part for part in (title, say_place(place)) if part))

    # keys

    def _list_verbs(self) -> dict[str, Callable[[], object]]:
        session, judgment = self._session, self.judgment
        return {
            "visit_next": partial(self._walk, 1),
            "visit_previous": partial(self._walk, -1),
            "show_next": partial(session.show_neighbour, 1),
            "show_previous": partial(session.show_neighbour, -1),
            "show_unjudged": session.show_unjudged,
            "go_back": partial(session.go, -1),
            "go_forward": partial(session.go, 1),
            "accept_proposal": self._press_or(session.accept_proposal),
            **{f"choose_{n}": partial(self._choose, n) for n in range(1, 10)},
            "clear_level": judgment.clear_level,
            "focus_feedback": partial(judgment.focus_field, "looked_at"),
            "focus_rationale": partial(judgment.focus_field, "rationale"),
            "focus_note": partial(judgment.focus_field, "note"),
            "ask_why_not": judgment.ask_why_not,
            "show_history": judgment.show_history,
            "pin": self.pin,
            "toggle_rubric_words": self.claim.toggle_rubric_words,
            "leave_field": self._leave_field,
            "undo": self._store_words_then(session.undo),
            "redo": self._store_words_then(session.redo),
            "finish": self.finish_asked.emit,
            "toggle_full": self.toggle_full,
            "find": self.evidence.finding.begin,
            "find_everywhere": self.find_everywhere,
            "find_next": partial(self.evidence.finding.go_on, 1),
            "find_previous": partial(self.evidence.finding.go_on, -1),
            **{key.verb: partial(self._steer, key.verb) for key in KEYS if key.steers},
            "toggle_play": self._press_or(partial(self._steer, "toggle_play")),
        }

    def _bind_keys(self, verbs: Mapping[str, Callable[[], object]]) -> None:
        """Bind what the review does; a key of a menu bound here as well would do neither."""
        for key in (key for key in KEYS if key.verb in verbs):
            for name in key.keys:
                shortcut = QShortcut(QKeySequence(name), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                verb = verbs[key.verb]
                if key.group == "Judge" and key.verb != "pin":
                    acts_in_list = key.verb in _ACT_IN_LIST
                    verb = self._among_panels_then(verb, acts_in_list=acts_in_list)
                shortcut.activated.connect(self._when_open(verb))

    def _when_open(self, verb: Callable[[], object]) -> Callable[[], None]:
        def perform() -> None:
            if self._session.is_open:
                verb()

        return perform

    def _among_panels_then(
        self, verb: Callable[[], object], *, acts_in_list: bool
    ) -> Callable[[], None]:
        """Nothing is judged unseen: the panels come back first, and the key acts the next time."""

        def perform() -> None:
            if self.outcomes.isHidden():
                self._show_panels(shown=True)
            elif self._hits.is_on and not acts_in_list:
                self._leave_hits()
            else:
                verb()

        return perform

    def _press_or(self, verb: Callable[[], object]) -> Callable[[], None]:
        """Return and Space press the button that has the keyboard; elsewhere they do the verb.

        Return in a line, as for a password or a page, is the line's own.
        """

        def perform() -> None:
            widget = QApplication.focusWidget()
            if isinstance(widget, QAbstractButton):
                widget.click()
            elif isinstance(widget, QLineEdit):
                widget.returnPressed.emit()
            else:
                verb()

        return perform

    def _store_words_then(self, verb: Callable[[], object]) -> Callable[[], None]:
        def perform() -> None:
            self.judgment.store_words()
            verb()

        return perform

    def _steer(self, verb: str) -> None:
        viewer = self.evidence.viewer
        if viewer is not None:
            viewer.steer(verb)

    def _leave_field(self) -> None:
        widget = QApplication.focusWidget()
        is_writing = isinstance(widget, QPlainTextEdit | QLineEdit) and not widget.isReadOnly()
        if self.evidence.finding.is_on and not is_writing:
            self.evidence.finding.end()
            return
        if self._hits.is_on and not is_writing:
            self._leave_hits()
            return
        if widget is not None:
            widget.clearFocus()
        self.outcomes.setFocus(Qt.FocusReason.ShortcutFocusReason)
