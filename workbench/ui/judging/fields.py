"""The places for words: four of feedback, the rationale, and a note for oneself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from workbench.assessment.judgment import Feedback, Judgment
from workbench.assessment.review import Note
from workbench.ui.growing_text import GrowingText
from workbench.ui.judging.snippet_list import SnippetList
from workbench.ui.judging.snippets import Snippet
from workbench.ui.judging.spelling import Speller
from workbench.ui.pieces import make_column, make_label, set_property

FIELDS: tuple[tuple[str, str, str], ...] = (
    ("looked_at", "Where I looked", "Which pages and moments you judged by"),
    ("unmet", "Which words of the detail are unmet", "Quote the words of the detail"),
    ("next_step", "One next step", "One thing that would show it"),
    ("praise", "Well done", "What is strong here"),
    ("rationale", "Rationale (stays inside)", "Why this level; the practitioner does not see it"),
    ("note", "Note to myself", "For you alone; it is in no report"),
)
"""Field, its label, what to write there; the first four go to the practitioner."""
ONLY_BELOW = ("unmet", "next_step")
"""Places that say nothing beside a level that passes; they are shown when they are needed."""


class JudgmentFields(QWidget):
    """Shows words and gives back what was typed."""

    typed = Signal()
    left = Signal()

    def __init__(
        self, offer: Callable[[], tuple[Snippet, ...]], fill: Callable[[str], str]
    ) -> None:
        super().__init__()
        self.setObjectName("judgmentFields")
        self._fields: dict[str, GrowingText] = {}
        self._captions: dict[str, QLabel] = {}
        self._boxes: dict[str, QWidget] = {}
        boxes = [self._build(*entry) for entry in FIELDS]
        self._lists = [SnippetList(field, offer, fill) for field in self._fields.values()]
        self.setLayout(make_column(*boxes, gap=10))

    def field(self, name: str) -> GrowingText:
        """The field of that name."""
        return self._fields[name]

    def words(self) -> dict[str, str]:
        """What stands in the fields, by name."""
        return {name: field.toPlainText() for name, field in self._fields.items()}

    def compose(
        self, earlier: Judgment, *, level: str | None, cannot_judge: str | None
    ) -> Judgment:
        """The judgment with these words and that level; pins are the earlier one's."""
        words = self.words()
        del words["note"]
        return Judgment(
            target=earlier.target,
            level=level,
            cannot_judge=cannot_judge,
            rationale=words.pop("rationale"),
            feedback=Feedback(**words),
            relied_on=earlier.relied_on,
        )

    def show_words(self, judgment: Judgment, note: Note, *, is_below: bool, keep: bool) -> None:
        """Show what is recorded; `keep` leaves words alone that are being typed."""
        for name, field in self._fields.items():
            words = _read(judgment, note, name)
            if not keep and field.toPlainText() != words:
                field.blockSignals(True)
                field.setPlainText(words)
                field.blockSignals(False)
            is_wanted = is_below and name in {"looked_at", *ONLY_BELOW}
            set_property(field, "missing", is_wanted and not words.strip())
            applies = is_below or judgment.level is None or bool(words)
            self._boxes[name].setVisible(applies or name not in ONLY_BELOW)

    def name_unmet(self, label: str) -> None:
        """Say what the place for unmet words is called."""
        self._captions["unmet"].setText(label)
        self._fields["unmet"].setAccessibleName(label)

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Let nobody type, or let them."""
        for field in self._fields.values():
            field.setReadOnly(is_read_only)

    def use_speller(self, speller: Speller | None) -> None:
        """Mark spelling by that dictionary."""
        for field in self._fields.values():
            field.use_speller(speller)

    def focus(self, name: str) -> None:
        """Put the keyboard into that field."""
        self._fields[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self, name: str, label: str, hint: str) -> QWidget:
        field = GrowingText(hint)
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setAccessibleDescription(hint)
        field.textChanged.connect(self.typed)
        field.left.connect(self.left)
        self._fields[name] = field
        self._captions[name] = make_label(label, "field")
        self._captions[name].setBuddy(field)
        self._boxes[name] = QWidget()
        self._boxes[name].setLayout(make_column(self._captions[name], field, gap=3))
        return self._boxes[name]


def _read(judgment: Judgment, note: Note, name: str) -> str:
    if name == "note":
        return note.text
    source = judgment if name == "rationale" else judgment.feedback
    return str(getattr(source, name))
