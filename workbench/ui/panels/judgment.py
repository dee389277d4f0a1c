"""The judgment: the levels by key, the feedback in its places, the rationale; saved as typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLabel, QPushButton, QWidget

from workbench.assessment.credential import Rubric
from workbench.assessment.judgment import ACCEPTED, NOT_ACCEPTED, Feedback, Judgment, Pin
from workbench.assessment.scoring import is_below_passing
from workbench.ui.growing_text import GrowingText
from workbench.ui.level_button import LevelButton
from workbench.ui.pieces import clear_layout, make_column, make_label, make_row, set_property
from workbench.ui.session import SCORING, Session
from workbench.ui.vertical_scroll import VerticalScroll

IDLE_MS = 600
"""Typed words are stored when the keys have been still for that long …"""
LONGEST_MS = 1500
"""… and at the latest that long after the first of them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One level or verdict that can be chosen."""

    id: str
    label: str
    descriptor: str


FIELDS: tuple[tuple[str, str, str], ...] = (
    ("looked_at", "Where I looked", "Which pages and moments you judged by"),
    ("unmet", "Which words of the detail are unmet", "Quote the words of the detail"),
    ("next_step", "One next step", "One thing that would show it"),
    ("praise", "Well done", "What is strong here"),
    ("rationale", "Rationale (stays inside)", "Why this level; the practitioner does not see it"),
)
"""Field, its label, what to write there; all but the last go to the practitioner."""


READ_ONLY = "Nothing can be stored here; the start page says why."
ONLY_BELOW = ("unmet", "next_step")
"""Places that say nothing beside a level that passes; they are shown when they are needed."""


def list_choices(rubric: Rubric, target: str) -> tuple[Choice, ...]:
    """The levels of a detail with their descriptors, or the two verdicts on a part."""
    detail = rubric.find_detail(target)
    if detail is None:
        return (
            Choice(ACCEPTED, "Accepted", "It answers what was asked."),
            Choice(NOT_ACCEPTED, "Not accepted", "Something asked for is missing."),
        )
    return tuple(
        Choice(level.id, level.label, detail.descriptor(level.id) or level.description)
        for level in rubric.levels
    )


class JudgmentPanel(VerticalScroll):
    """Where the present target is judged; nothing is ever preselected."""

    def __init__(self, session: Session) -> None:
        super().__init__("judgmentPanel", "Judgment")
        self._session = session
        self._target: str | None = None
        self._choices: tuple[Choice, ...] = ()
        self._buttons: list[LevelButton] = []
        self._fields: dict[str, GrowingText] = {}
        self._captions: dict[str, QLabel] = {}
        self._boxes: dict[str, QWidget] = {}
        self._idle = self._make_timer(IDLE_MS)
        self._longest = self._make_timer(LONGEST_MS)
        self._build()
        session.target_changed.connect(self._show_target)
        session.judgment_recorded.connect(self._show_judgment)
        session.review_changed.connect(self._show_seal)
        session.judgment_asked.connect(self.focus_levels)
        session.closed.connect(self.store_words)

    # what the window calls

    def choose(self, number: int) -> None:
        """Record the level with that number, from 1; numbers past the scale do nothing."""
        if self._target is not None and 0 < number <= len(self._choices):
            self._record(level=self._choices[number - 1].id, cannot_judge=None)

    def clear_level(self) -> None:
        """Take the level back; the words stay."""
        if self._target is not None:
            self._record(level=None, cannot_judge=None)

    def focus_levels(self) -> None:
        """Put the keyboard on the levels."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_feedback(self) -> None:
        """Put the keyboard into the first place of the feedback."""
        self._fields["looked_at"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_rationale(self) -> None:
        """Put the keyboard into the rationale."""
        self._fields["rationale"].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bring_into_view(self._fields["rationale"])

    def pin(self, pin: Pin, words: str) -> None:
        """Note the place as relied on, and its words where the assessor looked."""
        if self._target is None:
            return
        self.store_words()
        judgment = self._session.review.judgment(self._target)
        if pin in judgment.relied_on:
            return
        looked = " · ".join(part for part in (judgment.feedback.looked_at, words) if part)
        self._session.record(
            replace(
                judgment,
                relied_on=(*judgment.relied_on, pin),
                feedback=replace(judgment.feedback, looked_at=looked),
            )
        )

    def store_words(self) -> None:
        """Record what stands in the fields, now."""
        self._idle.stop()
        self._longest.stop()
        if self._target is not None:
            judgment = self._session.review.judgment(self._target)
            self._record(level=judgment.level, cannot_judge=judgment.cannot_judge)

    # building

    def _make_timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.store_words)
        return timer

    def _build(self) -> None:
        self._levels = QHBoxLayout()
        self._levels.setSpacing(8)
        column = make_column(self._levels, margin=0, gap=10)
        column.setContentsMargins(18, 14, 18, 14)
        for name, label, hint in FIELDS:
            column.addWidget(self._build_field(name, label, hint))
        self._cannot = QPushButton("Cannot judge…")
        self._cannot.setObjectName("cannotJudge")
        self._cannot.setProperty("quiet", True)
        self._cannot.clicked.connect(self._ask_why_not)
        self._seal = make_label("", "small", wrap=True)
        column.addLayout(make_row(self._seal, 1, self._cannot))
        column.addStretch(1)
        self.set_column(column)

    def _build_field(self, name: str, label: str, hint: str) -> QWidget:
        field = GrowingText(hint)
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.textChanged.connect(self._note_typing)
        field.left.connect(self.store_words)
        self._fields[name] = field
        self._captions[name] = make_label(label, "field")
        self._captions[name].setBuddy(field)
        self._boxes[name] = QWidget()
        self._boxes[name].setLayout(make_column(self._captions[name], field, gap=3))
        return self._boxes[name]

    # showing

    def _show_target(self, target: str) -> None:
        self.store_words()
        self._target = None if target == SCORING else target
        clear_layout(self._levels)
        self._buttons = []
        if self._target is None:
            return
        self._choices = list_choices(self._session.rubric, self._target)
        for number, choice in enumerate(self._choices, 1):
            button = LevelButton(str(number), choice.label, choice.descriptor)
            button.clicked.connect(self._chooser(number))
            self._levels.addWidget(button)
            self._buttons.append(button)
        is_detail = self._session.rubric.find_detail(self._target) is not None
        unmet = FIELDS[1][1] if is_detail else "What is missing"
        self._captions["unmet"].setText(unmet)
        self._show_judgment(self._target)
        self._show_seal()
        self._fit_levels()
        self.verticalScrollBar().setValue(0)

    def _chooser(self, number: int) -> Callable[[], None]:
        return lambda: self.choose(number)

    def _show_judgment(self, target: str) -> None:
        if target != self._target:
            return
        judgment = self._session.review.judgment(target)
        is_below = is_below_passing(self._session.rubric, judgment)
        for button, choice in zip(self._buttons, self._choices, strict=True):
            tone = "below" if is_below else "passing"
            button.choose(tone if choice.id == judgment.level else None)
        for name, field in self._fields.items():
            words = _read_words(judgment, name)
            if field.toPlainText() != words and not self._idle.isActive():
                field.blockSignals(True)
                field.setPlainText(words)
                field.blockSignals(False)
            is_wanted = is_below and name in {"looked_at", *ONLY_BELOW}
            set_property(field, "missing", is_wanted and not words.strip())
            applies = is_below or judgment.level is None or bool(words)
            self._boxes[name].setVisible(applies or name not in ONLY_BELOW)
        reason = judgment.cannot_judge
        self._cannot.setText(f"Cannot judge: {reason}" if reason else "Cannot judge…")

    def _show_seal(self) -> None:
        if not self._session.is_open:
            return
        can_write = self._session.can_write
        for widget in (*self._buttons, self._cannot):
            widget.setEnabled(can_write)
        for field in self._fields.values():
            field.setReadOnly(not can_write)
        is_finished = self._session.review.finished_at is not None
        sealed = "Finished. Reopen the review to change it." if is_finished else READ_ONLY
        self._seal.setText("" if can_write else sealed)

    # recording

    def _note_typing(self) -> None:
        if not self._session.is_open or not self._session.can_write:
            return
        self._session.journal.note_typing(is_typing=True)
        self._idle.start()
        if not self._longest.isActive():
            self._longest.start()

    def _record(self, *, level: str | None, cannot_judge: str | None) -> None:
        self._idle.stop()
        self._longest.stop()
        if self._target is None or not self._session.is_open:
            return
        words = {name: field.toPlainText() for name, field in self._fields.items()}
        rationale = words.pop("rationale")
        earlier = self._session.review.judgment(self._target)
        self._session.record(
            Judgment(
                target=self._target,
                level=level,
                cannot_judge=cannot_judge,
                rationale=rationale,
                feedback=Feedback(**words),
                relied_on=earlier.relied_on,
            )
        )
        self._session.journal.note_typing(is_typing=False)

    def _ask_why_not(self) -> None:
        reason, is_given = QInputDialog.getText(
            self, "Cannot judge", "Why can this not be judged? (for example: the page is illegible)"
        )
        if is_given and reason.strip():
            self._record(level=None, cannot_judge=reason.strip())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102 - Qt's
        super().resizeEvent(event)
        self._fit_levels()

    def _fit_levels(self) -> None:
        """Give all levels the height of the one with the most words."""
        if not self._buttons:
            return
        gaps = self._levels.spacing() * (len(self._buttons) - 1)
        width = (self.viewport().width() - 36 - gaps) // len(self._buttons)
        height = max(button.height_for(width) for button in self._buttons)
        for button in self._buttons:
            button.setFixedHeight(height)


def _read_words(judgment: Judgment, name: str) -> str:
    source = judgment if name == "rationale" else judgment.feedback
    words = getattr(source, name)
    return str(words)
