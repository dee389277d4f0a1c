"""The judgment: the levels by key, the feedback in its places, the rationale; saved as typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog

from workbench.assessment.event import Json
from workbench.assessment.history import say_level
from workbench.assessment.judgment import Pin
from workbench.assessment.scoring import is_below_passing
from workbench.ui.judging.fields import FIELDS, JudgmentFields
from workbench.ui.judging.history_dialog import HistoryDialog
from workbench.ui.judging.level_button import LevelButton
from workbench.ui.judging.level_choices import Choice, list_choices
from workbench.ui.judging.notes import keep_note
from workbench.ui.judging.pin_list import PinList, keep_still, name_pin
from workbench.ui.judging.remarks import Remarks
from workbench.ui.judging.snippets import Snippet, fill_in, list_snippets
from workbench.ui.judging.spelling import OWN_WORDS, Speller
from workbench.ui.pieces import (
    drop_widget,
    make_button,
    make_column,
    make_label,
    make_row,
    show_dialog,
)
from workbench.ui.session import Session
from workbench.ui.vertical_scroll import VerticalScroll
from workbench.ui.walk import PAGES

IDLE_MS = 600
"""Typed words are stored when the keys have been still for that long …"""
LONGEST_MS = 1000
"""… and at the latest that long after the first of them."""


READ_ONLY = "Nothing can be stored here; the start page says why."
WHY_NOT = "Why can this not be judged? Choose, or say it in your own words."


class JudgmentPanel(VerticalScroll):
    """Where the present target is judged; nothing is ever preselected."""

    def __init__(self, session: Session) -> None:
        super().__init__("judgmentPanel", "Judgment")
        self._session = session
        self._target: str | None = None
        self._choices: tuple[Choice, ...] = ()
        self._buttons: list[LevelButton] = []
        self._place = ""
        self._speller: Speller | None = None
        self._idle = self._make_timer(IDLE_MS)
        self._longest = self._make_timer(LONGEST_MS)
        self._build()
        session.opened.connect(self._choose_dictionary)
        session.target_changed.connect(self._show_target)
        session.judgment_recorded.connect(self._show_judgment)
        session.review_changed.connect(self._show_seal)
        session.judgment_asked.connect(self.focus_levels)
        session.closed.connect(self.store_words)

    # what the window calls

    def choose(self, number: int) -> None:
        """Record the level with that number, from 1; numbers past the scale do nothing."""
        if self._target is not None and 0 < number <= len(self._choices):
            level = self._choices[number - 1].id
            self._record(level=level, cannot_judge=None, is_chosen=True)

    def clear_level(self) -> None:
        """Take the level back; the words stay."""
        if self._target is not None:
            self._record(level=None, cannot_judge=None)

    def focus_levels(self) -> None:
        """Put the keyboard on the levels."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_field(self, name: str) -> None:
        """Put the keyboard into that field: `looked_at`, `note` and so on."""
        if self._target is not None:
            self._fields.focus(name)
            self.bring_into_view(self._fields.field(name))

    def note_place(self, words: str) -> None:
        """Remember what is on screen, for snippets that name the place."""
        self._place = words

    def pin(self, pin: Pin, screen: QPixmap | None = None) -> None:
        """Note the place as relied on, its words where the assessor looked, and a still."""
        if self._target is None or not self._session.can_write:
            return
        self.store_words()
        judgment = self._session.review.judgment(self._target)
        if pin in judgment.relied_on:
            return
        if screen is not None:
            keep_still(self._session.submission.id, pin, screen)
        words = name_pin(self._session, pin)
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
        if self._target is not None:
            judgment = self._session.review.judgment(self._target)
            self._record(level=judgment.level, cannot_judge=judgment.cannot_judge)

    def ask_why_not(self) -> None:
        """Ask why the present target cannot be judged, and record it."""
        if self._target is None or not self._session.can_write:
            return
        codes = [code.label for code in self._session.rubric.condition_codes]
        reason, is_given = QInputDialog.getItem(self, "Cannot judge", WHY_NOT, ["", *codes])
        if is_given and reason.strip():
            self._record(level=None, cannot_judge=reason.strip())

    def show_history(self) -> None:
        """Show how the judgment of the present target came about."""
        if self._target is not None:
            self.store_words()
            show_dialog(HistoryDialog(self._session, self._target, self.window()))

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
        self._remarks = Remarks(self._session)
        self._pins = PinList(self._session)
        self._pins.removed.connect(self._unpin)
        self._fields = JudgmentFields(self._offer_snippets, self._fill_in)
        self._fields.typed.connect(self._note_typing)
        self._fields.left.connect(self.store_words)
        for name, *_rest in FIELDS:
            self._fields.field(name).word_kept.connect(self._keep_word)
        self._cannot = make_button("cannotJudge", "Cannot judge…", self.ask_why_not, "quiet")
        self._history = make_button("showHistory", "History…", self.show_history, "quiet")
        self._seal = make_label("", "small", wrap=True)
        foot = make_row(self._seal, 1, self._history, self._cannot)
        column = make_column(self._remarks, self._levels, self._pins, self._fields, foot, 1, gap=10)
        column.setContentsMargins(18, 14, 18, 14)
        self.set_column(column)

    # showing

    def _show_target(self, target: str) -> None:
        self.store_words()
        self._target = None if target in PAGES else target
        if self._target is None:
            return
        self._choices = list_choices(self._session.rubric, self._target)
        self._show_choices()
        is_detail = self._session.rubric.find_detail(self._target) is not None
        self._fields.name_unmet(FIELDS[1][1] if is_detail else "What is missing")
        self._show_judgment(self._target)
        self._show_seal()
        self._fit_levels()
        self.verticalScrollBar().setValue(0)

    def _show_choices(self) -> None:
        """A button for each choice: those that are there, and as many more or fewer."""
        for number in range(len(self._buttons) + 1, len(self._choices) + 1):
            button = LevelButton(str(number))
            button.clicked.connect(self._chooser(number))
            self._levels.addWidget(button)
            self._buttons.append(button)
        while len(self._buttons) > len(self._choices):
            drop_widget(self._buttons.pop())
        for button, choice in zip(self._buttons, self._choices, strict=True):
            button.show_level(choice.label, choice.descriptor)

    def _chooser(self, number: int) -> Callable[[], None]:
        return lambda: self.choose(number)

    def _show_judgment(self, target: str) -> None:
        if self._target is None:
            return
        self._remarks.show_for(self._target)
        if target != self._target:
            return
        review = self._session.review
        judgment = review.judgment(target)
        is_below = is_below_passing(self._session.rubric, judgment)
        for button, choice in zip(self._buttons, self._choices, strict=True):
            tone = "below" if is_below else "passing"
            button.choose(tone if choice.id == judgment.level else None)
        is_typed = self._idle.isActive()
        self._fields.show_words(judgment, review.note(target), is_below=is_below, keep=is_typed)
        self._pins.show_pins(judgment.relied_on, can_write=self._session.can_write)
        reason = judgment.cannot_judge
        self._cannot.setText(f"Cannot judge: {reason}" if reason else "Cannot judge…")

    def _show_seal(self) -> None:
        if not self._session.is_open:
            return
        can_write = self._session.can_write
        for widget in (*self._buttons, self._cannot):
            widget.setEnabled(can_write)
        self._fields.set_read_only(is_read_only=not can_write)
        is_finished = self._session.review.finished_at is not None
        sealed = "Finished. Reopen the review to change it." if is_finished else READ_ONLY
        self._seal.setText("" if can_write else sealed)

    # recording

    def _note_typing(self) -> None:
        if self._target is None or not self._session.is_open or not self._session.can_write:
            return
        self._session.journal.note_typing(is_typing=True)
        self._idle.start()
        if not self._longest.isActive():
            self._longest.start()

    def _record(
        self, *, level: str | None, cannot_judge: str | None, is_chosen: bool = False
    ) -> None:
        """Record words and level; a choice counts even if it says what stood (it ends a clash)."""
        self._idle.stop()
        self._longest.stop()
        if self._target is None or not self._session.is_open:
            return
        earlier = self._session.review.judgment(self._target)
        composed = self._fields.compose(earlier, level=level, cannot_judge=cannot_judge)
        is_new = composed != earlier or is_chosen
        keep_note(self._session, self._target, self._fields.words()["note"])
        self._session.journal.note_typing(is_typing=False)
        if is_new:
            self._session.record(composed)

    def _unpin(self, pin: Pin) -> None:
        if self._target is None:
            return
        self.store_words()
        judgment = self._session.review.judgment(self._target)
        left = tuple(other for other in judgment.relied_on if other != pin)
        self._session.record(replace(judgment, relied_on=left))

    # snippets and spelling

    def _offer_snippets(self) -> tuple[Snippet, ...]:
        return list_snippets(self._session.rubric, self._session.store)

    def _fill_in(self, text: str) -> str:
        session = self._session
        detail = session.rubric.find_detail(self._target or "")
        judgment = session.review.judgment(self._target or "")
        values = {
            "detail": self._target or "",
            "title": detail.title if detail else "",
            "statement": detail.statement if detail else "",
            "level": say_level(session.rubric, judgment) if judgment.is_made else "",
            "place": self._place,
            "practitioner": session.submission.practitioner.key,
            "credential": session.rubric.credential.title,
        }
        return fill_in(text, values)

    def _choose_dictionary(self) -> None:
        own = self._session.store.read_setting(OWN_WORDS)
        words = frozenset(str(word) for word in own) if isinstance(own, list) else frozenset[str]()
        is_wanted = self._session.store.read_setting("spelling") is not False
        speller = Speller(self._session.rubric.language, words) if is_wanted else None
        self._speller = speller
        self._fields.use_speller(None)
        if speller is not None:
            self._session.tasks.run(speller.load, lambda _none: self._mark_by(speller))

    def _mark_by(self, speller: Speller) -> None:
        """Mark spelling now that the dictionary is loaded, unless another is meant by now."""
        if speller is self._speller:
            self._fields.use_speller(speller)

    def _keep_word(self) -> None:
        if self._speller is not None and not self._session.store.is_read_only:
            words: list[Json] = [*sorted(self._speller.own_words)]
            self._session.store.write_setting(OWN_WORDS, words)

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
