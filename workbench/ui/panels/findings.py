"""Can it be scored? What blocks, what to look at, remarks; then the assessor's word on it."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workbench.assessment.finding import Finding, Severity
from workbench.ui.growing_text import GrowingText
from workbench.ui.pieces import (
    drop_widget,
    make_button,
    make_column,
    make_label,
    make_link,
    make_row,
    put_at,
)
from workbench.ui.session import Session
from workbench.ui.target_names import name_target
from workbench.ui.vertical_scroll import VerticalScroll
from workbench.ui.walk import MAP, SCORING

DIGITS = 5
"""The first findings have a digit key of their own; N and P reach all."""
HEADINGS: tuple[tuple[Severity, str], ...] = (
    (Severity.BLOCKS, "Blocks scoring"),
    (Severity.LOOK, "Needs a look"),
    (Severity.REMARK, "Remarks"),
)


class FindingBox(QFrame):
    """One finding with what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self.ways: list[QPushButton] = []
        """The way to its place, where it has one."""


class FindingsPanel(VerticalScroll):
    """Lists the findings by weight, each one key from its place, and records the answer."""

    letter_asked = Signal(str)
    """A letter that lists what to mend is wanted; carries the assessor's own words."""

    def __init__(self, session: Session) -> None:
        super().__init__("findingsPanel", "Can it be scored?")
        self._session = session
        self._summary = make_label("", "body", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._answer = make_label("", "section", wrap=True)
        self._ways: list[QPushButton] = []
        self._shown: tuple[Finding, ...] | None = None
        """What is listed; None while the list is not of this submission."""
        self._boxes: dict[tuple[Finding, int], FindingBox] = {}
        """By finding and the number of its way: most stand as they were when one is added."""
        self._headings = {severity: make_label("", "section") for severity, _words in HEADINGS}
        for heading in self._headings.values():
            self._list.addWidget(heading)
            heading.hide()
        column = make_column(
            make_label("Can it be scored?", "title"),
            self._summary,
            self._make_answer(),
            self._make_more(),
            self._list,
        )
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addStretch(1)
        self.set_column(column)
        session.opened.connect(self._fill_codes)
        session.findings_changed.connect(self._refresh)
        session.target_changed.connect(self._refresh_if_stale)
        session.review_changed.connect(self._show_answer)

    def go(self, number: int) -> None:
        """Go to the place of the finding of that number, from 1."""
        if number <= len(self._ways):
            self._ways[number - 1].click()

    def walk(self, step: int) -> None:
        """Give the keyboard to the way to the next (1) or previous (-1) finding."""
        if not self._ways:
            return
        at = next((n for n, way in enumerate(self._ways) if way.hasFocus()), -1 if step > 0 else 0)
        way = self._ways[(at + step) % len(self._ways)]
        way.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bring_into_view(way)

    def _make_more(self) -> QLayout:
        letter = make_button("writeLetter", "Letter to the practitioner…", self._ask_letter)
        letter.setToolTip("Writes what is to be mended, as PDF or text")
        where = make_button("showMap", "Map of the evidence", partial(self._session.show, MAP))
        return make_row(letter, where, 1)

    def _ask_letter(self) -> None:
        self.letter_asked.emit(self._words.toPlainText().strip())

    def _make_answer(self) -> QFrame:
        words = "It can be scored"
        self._confirm = make_button("confirmScorable", words, self._say_yes, "primary")
        self._code = QComboBox()
        self._code.setObjectName("conditionCode")
        self._code.setAccessibleName("Why it cannot be scored")
        self._code.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._code.setMinimumContentsLength(12)
        self._code.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._code.wheelEvent = lambda e: e.ignore()  # type: ignore[method-assign] # the wheel changes nothing
        self._words = GrowingText("In your own words, for the practitioner")
        self._words.setObjectName("conditionWords")
        self._words.setAccessibleName("Words on why it cannot be scored")
        self._refuse = make_button("refuseScoring", "It cannot be scored", self._say_no)
        box = QFrame()
        box.setProperty("card", True)
        box.setLayout(
            make_column(
                self._answer,
                make_row(self._confirm, 1),
                make_label("or say why not", "field"),
                make_row(self._code, self._refuse),
                self._words,
                margin=14,
            )
        )
        self._code.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return box

    def _fill_codes(self) -> None:
        self._shown = None
        self._keep_boxes({})
        self._code.clear()
        self._code.addItem("Choose a reason", "")
        for code in self._session.rubric.condition_codes:
            self._code.addItem(code.label, code.id)
        self._show_answer()

    def _say_yes(self) -> None:
        self._session.confirm_scorable()
        self._session.show_unjudged()

    def _say_no(self) -> None:
        code = str(self._code.currentData() or "")
        words = self._words.toPlainText().strip()
        if not code or not words:
            self._answer.setText("Choose a reason and say in a sentence what has to be mended.")
            return
        self._session.refuse(code, words)

    def _show_answer(self) -> None:
        if not self._session.is_open:
            return
        review = self._session.review
        if review.refusal is not None:
            self._answer.setText(f"You said that it cannot be scored: {review.refusal.words}")
        elif review.is_confirmed:
            self._answer.setText("You said that it can be scored.")
        else:
            self._answer.setText("Look through the findings, then say so here.")
        for widget in (self._confirm, self._refuse):
            widget.setEnabled(self._session.can_write)

    def _refresh_if_stale(self) -> None:
        if self._session.target == SCORING and self._shown != self._session.findings:
            self._refresh()

    def _refresh(self) -> None:
        """List the findings, if the page is the one that is looked at."""
        findings = self._session.findings
        if self._session.target != SCORING or findings == self._shown:
            return
        self._shown = findings
        self._summary.setText(say_findings(findings))
        boxes: dict[tuple[Finding, int], FindingBox] = {}
        self._ways.clear()
        rows: list[QWidget] = []
        for severity, words in HEADINGS:
            listed = [finding for finding in findings if finding.severity == severity]
            heading = self._headings[severity]
            heading.setText(f"{words} ({len(listed)})")
            heading.setVisible(bool(listed))
            rows.append(heading)
            for finding in listed:
                key = (finding, min(len(self._ways), DIGITS))
                while key in boxes:  # the same finding twice: each has its box
                    key = (finding, key[1] + DIGITS)
                boxes[key] = self._boxes.get(key) or self._make_finding(*key)
                rows.append(boxes[key])
                self._ways += boxes[key].ways
        for number, row in enumerate(rows):
            put_at(self._list, number, row)
        for way, following in pairwise(self._ways):
            QWidget.setTabOrder(way, following)
        self._keep_boxes(boxes)

    def _keep_boxes(self, boxes: dict[tuple[Finding, int], FindingBox]) -> None:
        """Keep these alone."""
        for key in self._boxes.keys() - boxes.keys():
            drop_widget(self._boxes[key])
        self._boxes = boxes

    def _make_finding(self, finding: Finding, ways_before: int) -> FindingBox:
        box = FindingBox()
        box.setProperty("card", True)
        sentence = make_label(finding.sentence, wrap=True)
        tones = {Severity.BLOCKS: "amber", Severity.LOOK: "warning"}
        sentence.setProperty("tone", tones.get(finding.severity))
        column = make_column(margin=10, gap=3)
        cited = self._say_cited(finding)
        if cited:
            column.addWidget(make_label(cited, "small", wrap=True))
        column.addWidget(sentence)
        if finding.advice:
            column.addWidget(make_label(finding.advice, "small", wrap=True))
        place = self._name_place(finding)
        if place:
            way = self._make_way(finding, place)
            box.ways.append(way)
            key = [make_label(str(ways_before + 1), "key")] if ways_before < DIGITS else []
            column.addLayout(make_row(*key, way, 1))
        box.setLayout(column)
        return box

    def _make_way(self, finding: Finding, place: str) -> QPushButton:
        show = partial(self._session.show_finding, finding)
        go = make_link(f"go-{finding.key}", f"Go to {place}", show)
        go.setAccessibleDescription(finding.sentence)
        return go

    def _say_cited(self, finding: Finding) -> str:
        """What the practitioner wrote, and in which artifact; empty for other findings."""
        claims = self._session.submission.self_analysis.claims
        claim = next((claim for claim in claims if claim.id == finding.claim), None)
        if claim is None or finding.citation is None:
            return ""
        citation = claim.citations[finding.citation]
        return f"{self._session.name_artifact(citation.artifact)} · “{citation.where}”"

    def _name_place(self, finding: Finding) -> str:
        rubric = self._session.rubric
        target = finding.detail or finding.part
        if target is not None and target in rubric.targets:
            return name_target(rubric, target)
        artifact = self._session.submission.find_artifact(finding.artifact or "")
        return f"“{artifact.title}”" if artifact is not None else ""


def say_findings(findings: tuple[Finding, ...]) -> str:
    """How many findings there are of each weight, as a sentence."""
    if not findings:
        return "Nothing was found that needs a look."
    counts = {s: sum(f.severity == s for f in findings) for s, _heading in HEADINGS}
    blocks = counts[Severity.BLOCKS]
    start = "Nothing blocks scoring." if not blocks else f"{blocks} block scoring."
    return f"{start} {counts[Severity.LOOK]} need a look; {counts[Severity.REMARK]} are remarks."
