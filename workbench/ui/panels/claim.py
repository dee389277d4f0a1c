"""The claim: what the detail asks, what the practitioner says, and the places cited for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from workbench.assessment.credential import Detail, Part
from workbench.assessment.self_analysis import Claim
from workbench.assessment.words import count_words
from workbench.evidence.finding.hits import Hit
from workbench.ui.citation_card import CitationCard, make_findings
from workbench.ui.evidence_walk import Step
from workbench.ui.judging.notes import is_explanation_folded, keep_impression
from workbench.ui.lit_words import count_utf16
from workbench.ui.pieces import make_column, make_label, make_link, make_row
from workbench.ui.reused_column import ReusedColumn
from workbench.ui.session import Session
from workbench.ui.target_names import name_target
from workbench.ui.vertical_scroll import VerticalScroll
from workbench.ui.walk import PAGES

NO_IMPRESSION = "unsaid"
"""Kept in place of a level by who wants to read the explanation first after all."""


class ClaimPanel(VerticalScroll):
    """Shows the claims for the present detail, or the questions of the present part."""

    def __init__(self, session: Session) -> None:
        super().__init__("claimPanel", "Claim and citations")
        self._session = session
        self._shows_rubric = False
        self._cards: list[tuple[int, CitationCard]] = []
        self._impression: QFrame | None = None
        self._column = ReusedColumn(gap=8)
        self._column.setContentsMargins(18, 16, 18, 16)
        self.set_column(self._column)
        session.target_changed.connect(self._rebuild_from_top)
        session.review_changed.connect(self._mark)
        session.step_changed.connect(self._mark)
        session.judgment_recorded.connect(self._unfold)
        session.findings_changed.connect(self._rebuild)

    def _unfold(self) -> None:
        if self._impression is not None:
            self._rebuild()

    def toggle_rubric_words(self) -> None:
        """Show or hide the words of the rubric for the present detail."""
        self._shows_rubric = not self._shows_rubric
        self._rebuild()

    def select_words(self, claim_id: str, hit: Hit) -> None:
        """Mark that stretch of the explanation of that claim, and bring it into view."""
        words = self.findChild(QLabel, f"explanation-{claim_id}")
        if isinstance(words, QLabel):
            quoted = Hit(hit.start + 1, hit.end + 1)  # after the quotation mark
            (marked,) = count_utf16(words.text(), (quoted,))
            words.setSelection(marked.start, marked.end - marked.start)
            QTimer.singleShot(0, words, partial(self.bring_into_view, words))

    def _rebuild_from_top(self) -> None:
        self._rebuild()
        self.verticalScrollBar().setValue(0)

    def _rebuild(self) -> None:
        self._cards = []
        self._impression = None
        session = self._session
        with self._column.filling():
            if not session.is_open or session.target in PAGES:
                return
            detail = session.rubric.find_detail(session.target)
            part = session.rubric.find_part(session.target)
            if detail is not None:
                self._show_detail(detail)
            elif part is not None:
                self._show_part(part)
        self._mark()

    def _show_detail(self, detail: Detail) -> None:
        outcome = self._session.rubric.find_outcome_of(detail.id)
        outcome_title = outcome.title if outcome else ""
        self._column.say(f"{detail.id} · {outcome_title}", "small")
        self._column.say(detail.title, "title")
        self._column.reuse("switch", lambda: RubricSwitch(self)).tell(is_shown=self._shows_rubric)
        if self._shows_rubric:
            self._column.put(self._make_rubric_words(detail))
        claims = self._session.submission.self_analysis.claims_for(detail.id)
        if claims and is_explanation_folded(self._session, detail.id):
            self._impression = self._column.put(self._make_impression(detail.id))
        note = self._session.review.note(detail.id)
        if note.impression is not None:
            known = {level.id: level.label for level in self._session.rubric.levels}
            words = known.get(note.impression, "none")
            self._column.say(f"Your first impression, for yourself: {words}", "small")
        steps = self._session.steps
        for claim in claims:
            self._show_claim(claim, steps)
        if not claims:
            self._column.say("The self-analysis says nothing on this detail.", "small")

    def _show_claim(self, claim: Claim, steps: tuple[Step, ...]) -> None:
        if not is_explanation_folded(self._session, claim.detail):
            words = self._column.reuse("explanation", _make_explanation)
            words.setText(f"“{claim.explanation}”")
            words.setAccessibleName(f"Explanation: {claim.explanation}")
            words.setObjectName(f"explanation-{claim.id}")
        for number, step in enumerate(steps):
            if step.claim is claim:
                self._show_step(number, step)

    def _show_step(self, number: int, step: Step) -> None:
        card = self._column.reuse("card", self._make_card)
        card.show_step(number, step)
        self._cards.append((number, card))
        resolution = self._session.resolution(step.key)
        if step.destination == max(len(resolution.destinations) - 1, 0):
            for widget in make_findings(self._session, step.key):
                self._column.put(widget)

    def _make_card(self) -> CitationCard:
        card = CitationCard(self._session)
        card.chosen.connect(self._session.visit)
        return card

    def _make_impression(self, target: str) -> QFrame:
        """Asks for the impression that the evidence alone makes."""
        box = QFrame()
        box.setObjectName("impression")
        box.setProperty("card", True)
        intro = "Evidence first: what is your impression before you read the explanation?"
        column = make_column(make_label(intro, wrap=True), margin=12, gap=4)
        choices = [(level.id, level.label) for level in self._session.rubric.levels]
        for level, label in (*choices, (NO_IMPRESSION, "None yet; show the explanation")):
            form = partial(self._form_impression, target, level)
            column.addWidget(make_link(f"impression-{level}", label, form))
        box.setLayout(column)
        return box

    def _form_impression(self, target: str, level: str) -> None:
        keep_impression(self._session, target, level)
        self._rebuild()

    def _make_rubric_words(self, detail: Detail) -> QFrame:
        box = QFrame()
        box.setProperty("card", True)
        column = make_column(margin=12, gap=6)
        column.addWidget(make_label(detail.statement, "body", wrap=True))
        for level in self._session.rubric.levels:
            text = f"{level.label}: {detail.descriptor(level.id) or level.description}"
            column.addWidget(make_label(text, "small", wrap=True))
        for hint in detail.look_for:
            column.addWidget(make_label(f"Look for: {hint}", "small", wrap=True))
        if detail.derived:
            note = "This detail was derived from the wording of the outcome."
            column.addWidget(make_label(note, "small", wrap=True))
        box.setLayout(column)
        return box

    def _show_part(self, part: Part) -> None:
        texts = self._session.source.texts
        answers = self._session.submission.answers_of(part.id)
        counts = [count_words(texts.get(answer.file, "")) for answer in answers]
        title = name_target(self._session.rubric, part.id)
        self._column.say(title, "title")
        if part.prompt:
            self._column.say(part.prompt, "body")
        self._column.say(say_words(part, counts), "section")
        questions = {question.id: question.text for question in part.questions}
        for answer, count in zip(answers, counts, strict=True):
            if answer.question is not None:
                self._column.say(f"{answer.question} · {questions.get(answer.question, '')}")
                self._column.say(f"{count} words", "small", wrap=False)
        for point in part.points:
            self._column.say(f"•  {point}")

    def _mark(self) -> None:
        steps = self._session.steps if self._session.is_open else ()
        for number, card in self._cards:
            if number < len(steps):
                card.show_state(
                    is_current=number == self._session.step,
                    is_next=number == self._session.step + 1,
                )
                if number == self._session.step:  # once the layout knows where the card is
                    QTimer.singleShot(0, card, partial(self.bring_into_view, card))


class RubricSwitch(QWidget):
    """Shows or hides the words of the rubric."""

    def __init__(self, panel: ClaimPanel) -> None:
        super().__init__()
        self._button = make_link("rubricWords", "", panel.toggle_rubric_words)
        self.setLayout(make_row(self._button, make_label("r", "key"), 1, gap=4))

    def tell(self, *, is_shown: bool) -> None:
        """Say what pressing it does."""
        self._button.setText(f"{'Hide' if is_shown else 'Show'} the rubric’s words")


def _make_explanation() -> QLabel:
    label = make_label("", "body", wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def say_words(part: Part, counts: list[int]) -> str:
    """How long the answers are against the part's minimum, in words."""
    total = sum(counts)
    if not part.min_words:
        return f"{total:,} words"
    if part.count == "each":
        short = sum(count < part.min_words for count in counts)
        enough = "each long enough" if not short else f"{short} shorter than that"
        return f"{total:,} words in all; at least {part.min_words:,} each, {enough}"
    missing = part.min_words - total
    if missing <= 0:
        return f"{total:,} words; the minimum of {part.min_words:,} is met"
    return f"{total:,} words; {missing:,} fewer than the minimum of {part.min_words:,}"
