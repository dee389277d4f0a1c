"""The scorecard before the review is sealed: decision, reason, what is missing, what is unseen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QInputDialog,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.assessment.changing import find_turn, say_turn
from workbench.assessment.contradictions import find_contradictions
from workbench.assessment.history import say_level
from workbench.assessment.scoring import Decision, Missing, is_below_passing
from workbench.ui.ask_ways import ask_ways
from workbench.ui.pieces import (
    clear_layout,
    make_button,
    make_column,
    make_label,
    make_link,
    make_row,
    set_property,
)
from workbench.ui.session import Session
from workbench.ui.target_names import name_target

OUTCOME_WORDS = {
    "earned": "Earned",
    "not_yet": "Not yet earned",
    "cannot_be_scored": "Cannot be scored",
    "open": "Still open",
}
MISSING_WORDS = {
    "judgment": "is not judged yet",
    "clash": "was judged twice: choose which one holds",
    "looked_at": "needs “where I looked”",
    "unmet": "needs the words that are unmet",
    "next_step": "needs one next step",
}


LOOK = "Look at it first"
FINISH = "Finish all the same"


def was_finished(session: Session) -> bool:
    """Whether this review was finished before and opened again: what is unseen is known then."""
    own = filter(session.review.owns, session.journal.events)
    return any(event.kind == "review_finished" for event in own)


class FinishDialog(QDialog):
    """Shows what would be sealed; sealing is an event and can be taken back with a reason."""

    report_asked = Signal()
    package_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Finish the review")
        self.setObjectName("finishDialog")
        self.resize(620, 560)
        self._session = session
        self._decision = make_label("", "page", wrap=True)
        self._reason = make_label("", "body", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._seal = make_button("sealReview", "Finish the review", self._finish)
        self._seal.setProperty("primary", True)
        self._reopen = make_button("reopenReview", "Reopen…", self._ask_reason)
        self._report = make_button("writeReport", "Write the report…", self.report_asked.emit)
        self._package = make_button("writePackage", "Review package…", self.package_asked.emit)
        close = make_button("closeFinish", "Back to the review", self.reject)
        for button in (close, self._reopen, self._package, self._report, self._seal):
            button.setAutoDefault(True)  # no fields here: Return presses what has the focus
        inner = QWidget()
        inner.setLayout(make_column(self._decision, self._reason, self._list, 1, margin=0, gap=10))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        buttons = make_row(close, 1, self._reopen, self._package, self._report, self._seal)
        self.setLayout(make_column(area, buttons, margin=20, gap=14))
        session.review_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        session = self._session
        decision = session.decision
        is_sealed = session.review.finished_at is not None
        self._decision.setText(OUTCOME_WORDS[decision.outcome])
        tones = {"earned": "green", "not_yet": "amber", "cannot_be_scored": "amber"}
        set_property(self._decision, "tone", tones.get(decision.outcome, "muted"))
        self._reason.setText(decision.reason)
        clear_layout(self._list)
        turn = say_turn(session.rubric, find_turn(session.rubric, session.review))
        if turn:
            self._add_heading("What would change it")
            self._list.addWidget(make_label(turn, wrap=True))
        self._show_deciding(decision)
        self._show_missing(session.missing)
        self._show_contradictions()
        self._show_scorecard()
        self._show_unseen()
        self._seal.setVisible(not is_sealed)
        self._seal.setEnabled(not session.missing)
        self._reopen.setVisible(is_sealed)
        self._package.setVisible(is_sealed)
        if is_sealed:
            self._list.addWidget(make_label("The review is finished and sealed.", "section"))

    def _show_deciding(self, decision: Decision) -> None:
        if decision.outcome != "not_yet" or not decision.deciding:
            return
        self._add_heading("What decides")
        for target in decision.deciding:
            self._add_link(target, name_target(self._session.rubric, target))

    def _show_missing(self, missing: tuple[Missing, ...]) -> None:
        if not missing:
            return
        self._add_heading(f"Still missing ({len(missing)})")
        for entry in missing:
            name = name_target(self._session.rubric, entry.target)
            self._add_link(entry.target, f"{name} {MISSING_WORDS[entry.what]}")

    def _show_unseen(self) -> None:
        unseen = self._session.list_unseen()
        if not unseen or self._session.review.finished_at is not None:
            return
        words = (
            "1 cited place was never on screen:"
            if len(unseen) == 1
            else f"{len(unseen)} cited places were never on screen:"
        )
        self._add_heading(words)
        for target, place in unseen:
            self._add_link(target, f"{target}: {place}")

    def _show_contradictions(self) -> None:
        session = self._session
        found = find_contradictions(session.rubric, session.submission, session.review)
        if found:
            self._add_heading("Worth a second look")
        for entry in found:
            self._add_link(entry.target, f"{entry.target}: {entry.words}")

    def _show_scorecard(self) -> None:
        """Every part and detail with its level, in the order of the rubric."""
        session = self._session
        self._add_heading("Scorecard")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(0, 1)
        for row, target in enumerate(session.rubric.targets):
            judgment = session.review.judgment(target)
            level = make_label(say_level(session.rubric, judgment))
            if judgment.level is not None:
                below = is_below_passing(session.rubric, judgment)
                level.setProperty("tone", "amber" if below else "green")
            grid.addWidget(make_label(name_target(session.rubric, target), wrap=True), row, 0)
            grid.addWidget(level, row, 1)
        self._list.addLayout(grid)

    def _add_heading(self, words: str) -> None:
        heading = make_label(words, "section")
        heading.setContentsMargins(0, 10, 0, 0)
        self._list.addWidget(heading)

    def _add_link(self, target: str, words: str) -> None:
        link = make_link(f"missing-{target}", words, lambda: self._go(target))
        link.setAutoDefault(True)
        self._list.addWidget(link)

    def _go(self, target: str) -> None:
        self.reject()
        self._session.show(target)

    def _finish(self) -> None:
        """Seal; cited places that were never on screen are asked about once."""
        session = self._session
        unseen = session.list_unseen()
        if unseen and not was_finished(session):
            count = (
                "One cited place was" if len(unseen) == 1 else f"{len(unseen)} cited places were"
            )
            sentence = f"{count} never on screen. The first is {unseen[0][0]}: {unseen[0][1]}."
            way = ask_ways(self, "Not everything was seen", sentence, [LOOK, FINISH], "Back")
            if way == LOOK:
                self._go(unseen[0][0])
            if way != FINISH:
                return
        session.finish()

    def _ask_reason(self) -> None:
        reason, is_given = QInputDialog.getText(
            self, "Reopen the review", "Why is it opened again? The reason becomes part of it."
        )
        if is_given and reason.strip():
            self._session.reopen(reason.strip())
