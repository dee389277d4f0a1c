"""What is worth knowing of the judgment at hand: that it decides, contradicts, or clashes."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QWidget

from workbench.assessment.changing import find_turn, say_turn
from workbench.assessment.contradictions import find_contradictions
from workbench.assessment.event import Event
from workbench.assessment.history import say_level
from workbench.assessment.judgment import Judgment, parse_judgment_body
from workbench.ui.judging.history_dialog import say_when
from workbench.ui.pieces import clear_layout, make_column, make_label, make_link
from workbench.ui.session import Session


class Remarks(QWidget):
    """Quiet lines above the levels; empty most of the time."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("remarks")
        self._session = session
        self._column = make_column(gap=6)
        self.setLayout(self._column)

    def show_for(self, target: str) -> None:
        """Show what there is to say of that target."""
        clear_layout(self._column)
        session = self._session
        clashing = list_clashing(session, target)
        if clashing:
            self._column.addWidget(self._make_clash(clashing))
        for found in find_contradictions(session.rubric, session.submission, session.review):
            if found.target == target:
                self._say(f"▲ {found.words}", "warning")
        turn = find_turn(session.rubric, session.review)
        if target in turn.alone and len(turn.alone) == 1:
            self._say(f"◆ {say_turn(session.rubric, turn)}", "amber")
        self.setVisible(self._column.count() > 0)

    def _say(self, words: str, tone: str) -> None:
        label = make_label(words, wrap=True)
        label.setProperty("tone", tone)
        self._column.addWidget(label)

    def _make_clash(self, clashing: tuple[Event, ...]) -> QFrame:
        box = QFrame()
        box.setObjectName("clash")
        box.setProperty("card", True)
        intro = "You judged this twice, on two computers that did not know of each other. Keep:"
        column = make_column(make_label(intro, wrap=True), margin=10, gap=4)
        for number, event in enumerate(clashing, 1):
            judgment = parse_judgment_body(event.target or "", event.body)
            level = say_level(self._session.rubric, judgment)
            rationale = f" – {judgment.rationale}" if judgment.rationale else ""
            words = f"{level}, {say_when(event.at)}{rationale}"
            keep = partial(self._keep, judgment)
            column.addWidget(make_link(f"keepJudgment-{number}", words, keep))
        box.setLayout(column)
        return box

    def _keep(self, judgment: Judgment) -> None:
        self._session.record(judgment)


def list_clashing(session: Session, target: str) -> tuple[Event, ...]:
    """The judgments of that target that do not know of each other; empty where all is well."""
    ids = session.review.heads.get(("judgment", target), ())
    if len(ids) < 2:  # noqa: PLR2004 - it takes two to clash
        return ()
    return tuple(event for event in session.journal.events if event.id in ids)
