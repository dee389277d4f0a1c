"""The settings: look, judging, recordings, data and backups, key, ready words, keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from workbench.assessment.event import Json
from workbench.store.store import Store
from workbench.ui.exchanging.known_keys import KnownKeysPage
from workbench.ui.judging.snippets import SETTING, VARIABLES, read_own
from workbench.ui.keys_dialog import make_keys_grid
from workbench.ui.look import Look
from workbench.ui.pieces import make_column, make_label
from workbench.ui.settings.data import DataPage
from workbench.ui.settings.groups import Groups
from workbench.ui.settings.key import KeyPage
from workbench.ui.settings.preferences import (
    BLIND_ALWAYS,
    EVIDENCE_FIRST,
    LARGEST_GIB,
    LIMIT_RANGES,
    MOST_FILES,
    SHUFFLED,
    SPELLING,
    TOTAL_GIB,
    read_limit,
)
from workbench.ui.settings.window_verbs import WindowVerbs
from workbench.ui.style import BASE_PIXELS, TEXT_SIZES
from workbench.ui.video.choice import PREFERENCES
from workbench.ui.video.habits import Habits

BLIND = (
    "Blind: the practitioner’s name stays out of sight until the review is finished. Where the "
    "rubric asks for it, it cannot be switched off here: a lead assessor may lift it for one "
    "review, with a reason (File, Lift the blind…)."
)


class SettingsDialog(QDialog):
    """Every choice acts at once and is kept."""

    def __init__(self, verbs: WindowVerbs, look: Look, habits: Habits, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setObjectName("settings")
        growth = self.fontInfo().pixelSize() / BASE_PIXELS
        self.resize(round(860 * min(growth, 1.5)), round(600 * min(growth, 1.4)))
        store = verbs.session.store
        groups = Groups()
        groups.add(_make_look(look), "Look")
        groups.add(_make_judging(store), "Judging")
        groups.add(_make_recordings(habits, verbs.tell_player, store), "Evidence")
        groups.add(DataPage(verbs), "Data and backups")
        groups.add(KeyPage(verbs), "You and your key")
        groups.add(KnownKeysPage(verbs), "Keys of others")
        groups.add(_make_snippets(store), "Ready words")
        groups.add(_make_keyboard(), "Keyboard")
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        self.setLayout(make_column(groups, close, margin=16, gap=12))


def _make_look(look: Look) -> QWidget:
    style = _make_combo("settingStyle", "Style", Look.CHOICES, look.style)
    style.activated.connect(lambda number: look.choose_style(Look.CHOICES[number][0]))
    sizes = [(str(percent), f"{percent} %") for percent in TEXT_SIZES]
    size = _make_combo("settingTextSize", "Text size", sizes, str(look.percent))
    size.activated.connect(lambda number: look.choose_percent(TEXT_SIZES[number]))
    return _make_page(_label(style), style, _label(size), size)


def _make_judging(store: Store) -> QWidget:
    first = _make_check(
        store, EVIDENCE_FIRST, "Evidence first: fold the explanation until I have an impression"
    )
    shuffled = _make_check(
        store, SHUFFLED, "Walk the details of each review in an order of its own (against halo)"
    )
    spelling = _make_check(store, SPELLING, "Mark spelling (offline)", default=True)
    blind = _make_check(store, BLIND_ALWAYS, "Review blind also where the rubric leaves it open")
    note = "These hold from the next submission that is opened."
    return _make_page(
        first, shuffled, spelling, blind, make_label(note, "small"),
        make_label(BLIND, "small", wrap=True),
    )  # fmt: skip


def _make_recordings(habits: Habits, tell: Callable[[], None], store: Store) -> QWidget:
    player = _make_combo(
        "settingPlayer", "Recordings are played by", PREFERENCES, habits.preference
    )

    def prefer(number: int) -> None:
        habits.prefer(PREFERENCES[number][0])
        tell()

    player.activated.connect(prefer)
    largest = _make_limit(store, LARGEST_GIB, "settingLargest", "Largest file of a bundle, in GiB")
    total = _make_limit(store, TOTAL_GIB, "settingTotal", "All files of a bundle, in GiB")
    files = _make_limit(store, MOST_FILES, "settingFiles", "Number of files in a bundle")
    note = "A bundle beyond these is not opened; it might be meant to fill your disk."
    return _make_page(
        _label(player), player, _label(largest), largest, _label(total), total,
        _label(files), files, make_label(note, "small", wrap=True),
    )  # fmt: skip


def _make_limit(store: Store, key: str, name: str, words: str) -> QSpinBox:
    field = QSpinBox()
    field.setObjectName(name)
    field.setAccessibleName(words)
    field.setRange(*LIMIT_RANGES[key])
    field.setSuffix(" GiB" if "GiB" in words else "")
    field.setGroupSeparatorShown(True)
    field.setFixedWidth(9 * field.fontInfo().pixelSize())
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.setValue(read_limit(store, key))
    field.setEnabled(not store.is_read_only)
    field.valueChanged.connect(partial(store.write_setting, key))
    return field


def _make_snippets(store: Store) -> QWidget:
    field = QPlainTextEdit()
    field.setObjectName("settingSnippets")
    field.setAccessibleName("Your ready words, one a line")
    field.setTabChangesFocus(True)
    field.setPlainText("\n".join(s.text for s in read_own(store.read_setting(SETTING))))
    field.setReadOnly(store.is_read_only)

    def keep() -> None:
        lines = [line.strip() for line in field.toPlainText().splitlines()]
        own: list[Json] = [{"name": "", "text": line} for line in lines if line]
        store.write_setting(SETTING, own)

    field.textChanged.connect(keep)
    names = "\n".join(f"{{{name}}}  {words}" for name, words in VARIABLES.items())
    return _make_page(
        make_label("One a line. Type / in a field of the judgment to insert one.", wrap=True),
        field,
        make_label(f"Filled in when inserted:\n{names}", "small", wrap=True),
    )


def _make_keyboard() -> QWidget:
    page = QWidget()
    column = make_column()
    column.addLayout(make_keys_grid(columns=1))
    column.addStretch(1)
    page.setLayout(column)
    return page


def _make_page(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = make_column(*widgets, 1, margin=16, gap=8)
    page.setLayout(column)
    return page


def _label(widget: QWidget) -> QWidget:
    label = make_label(widget.accessibleName(), "field")
    label.setBuddy(widget)
    return label


def _make_combo(
    name: str, words: str, choices: tuple[tuple[str, str], ...] | list[tuple[str, str]], now: str
) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setAccessibleName(words)
    combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for _choice, label in choices:
        combo.addItem(label)
    combo.setCurrentIndex(next((n for n, (choice, _) in enumerate(choices) if choice == now), 0))
    return combo


def _make_check(store: Store, key: str, words: str, *, default: bool = False) -> QCheckBox:
    check = QCheckBox(words)
    check.setObjectName(f"setting-{key}")
    kept = store.read_setting(key)
    check.setChecked(kept if isinstance(kept, bool) else default)
    check.setEnabled(not store.is_read_only)
    check.toggled.connect(partial(_keep_check, store, key))
    return check


def _keep_check(store: Store, key: str, is_on: bool) -> None:  # noqa: FBT001 - a slot
    store.write_setting(key, is_on)
