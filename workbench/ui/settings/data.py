"""Settings: where the data is, its backups, and work taken from one computer to another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from workbench.errors import WorkbenchError
from workbench.exchange.event_file import write_event_file
from workbench.paths import is_folder_given
from workbench.store.backups import check_backup
from workbench.store.restoring import hold_backup
from workbench.store.store import COPIES_SETTING
from workbench.ui.ask_ways import ask_ways
from workbench.ui.exchanging.bringing import bring_in_asking
from workbench.ui.pieces import make_button, make_column, make_label, make_row
from workbench.ui.session import Session
from workbench.ui.settings.window_verbs import WindowVerbs
from workbench.ui.start.data_folder import ask_new_folder
from workbench.ui.start.next_start import Start

FILES = "Judgments (*.jsonl)"
BROUGHT = "Reviews (*.mcreview *.jsonl)"
RESTORE = "Restore"
COPY_TO = "Choose a folder…"
COPY_NOWHERE = "No copies"
NOTHING_LOST = (
    "Whatever was judged since then and is intact is added to it, so no judgment is lost; the "
    "present file is kept beside it."
)


class DataPage(QWidget):
    """Backups can be made and restored; judgments taken along and brought in."""

    def __init__(self, verbs: WindowVerbs) -> None:
        super().__init__()
        self._verbs = verbs
        self._store = verbs.session.store
        self._list = QListWidget()
        self._list.setObjectName("backups")
        self._list.setAccessibleName("Backups, newest first")
        self._list.setMinimumHeight(6 * self._list.fontMetrics().height())
        self._said = make_label("", "small", wrap=True)
        self._said.setObjectName("dataSaid")
        folder = make_label(
            f"Your judgments, keys and backups are in {self._store.folder}", wrap=True
        )
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        move = make_button("moveFolder", "Another folder…", self._ask_folder)
        can_move = not self._store.is_read_only or self._store.is_write_protected
        move.setEnabled(can_move and not is_folder_given())
        if is_folder_given():
            move.setToolTip("WORKBENCH_HOME names the folder; it is changed there")
        show = make_button("showFolder", "Show the folder", self._show_folder)
        now = make_button("backUpNow", "Back up now", self.back_up)
        restore = make_button("restoreBackup", "Restore the chosen one…", self.ask_restore)
        take = make_button("takeAlong", "Take my judgments along…", self._ask_take)
        bring = make_button("bringIn", "Bring reviews in…", self._ask_bring)
        other = make_button("restoreFile", "Restore from a file…", self._ask_restore_file)
        copies = make_button("copyBackups", "Copy them elsewhere too…", self._ask_copies)
        self._copies = make_label("", "small", wrap=True)
        self._copies.setObjectName("copiesFolder")
        for button in (other, copies):
            button.setEnabled(not self._store.is_read_only)
        hint = (
            "With two computers, take your judgments along as a file and bring them in on the "
            "other. What you judged on both is shown there as a clash for you to settle."
        )
        for button in (now, restore, bring):
            button.setEnabled(not self._store.is_read_only)
        if verbs.session.is_open:
            bring.setEnabled(False)
            bring.setToolTip("Go back to all submissions first (Ctrl+L)")
        self.setLayout(
            make_column(
                folder, make_row(show, move, 1), make_label("Backups", "section"), self._list,
                make_row(now, restore, 1),
                make_row(other, copies, 1), self._copies, make_label(hint, "small", wrap=True),
                make_row(take, bring, 1), self._said, margin=16, gap=8,
            )
        )  # fmt: skip
        self._refresh()
        self._show_copies()

    def copy_to(self, home: Path | None) -> None:
        """Every backup from now on is copied to that folder as well; None for nowhere."""
        self._store.write_setting(COPIES_SETTING, str(home) if home else None)
        self._show_copies()
        if home is not None:
            self.back_up()

    def restore_file(self, backup: Path) -> None:
        """Ask, and restore that backup if it is a good one; the window starts again."""
        try:
            count = check_backup(backup)
        except WorkbenchError as error:
            self._said.setText(str(error))
            return
        sentence = f"The store becomes {backup.name} with its {count:,} events. {NOTHING_LOST}"
        if ask_ways(self, "Restore a backup", sentence, [RESTORE], "Leave it") == RESTORE:
            self._restore(backup)

    def _show_copies(self) -> None:
        home = self._store.read_setting(COPIES_SETTING)
        self._copies.setText(f"Each backup is copied to {home} as well." if home else "")
        self._copies.setVisible(bool(home))

    def _ask_copies(self) -> None:
        words = "Each backup can be copied to a second folder, best on another disk or a stick."
        way = ask_ways(self, "Copies of the backups", words, [COPY_TO, COPY_NOWHERE], "Leave it")
        if way == COPY_NOWHERE:
            self.copy_to(None)
        elif way == COPY_TO:
            name = QFileDialog.getExistingDirectory(self, "A folder for copies of the backups")
            if name:
                self.copy_to(Path(name))

    def _ask_restore_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "A backup", "", "Backups (*.db)")
        if name:
            self.restore_file(Path(name))

    def back_up(self) -> None:
        """Make a backup, opened and compared."""
        try:
            backup = self._store.make_backup().result()
        except WorkbenchError as error:
            self._said.setText(str(error))
            return
        made = f"Backed up and compared: {backup.path.name}"
        self._said.setText(" ".join(filter(None, (made, self._store.notice))))
        self._refresh()

    def ask_restore(self) -> None:
        """Ask, and restore the chosen backup; the window starts again."""
        item = self._list.currentItem()
        if self._list.currentRow() < 0:
            return
        sentence = f"The store becomes the backup of {item.text()}. {NOTHING_LOST}"
        if ask_ways(self, "Restore a backup", sentence, [RESTORE], "Leave it") == RESTORE:
            self._restore(Path(item.data(Qt.ItemDataRole.UserRole)))

    def _restore(self, backup: Path) -> None:
        try:
            held = hold_backup(self._store.folder, backup)
        except WorkbenchError as error:
            self._said.setText(str(error))
            return
        self._verbs.start_again(Start(restore=held))

    def _refresh(self) -> None:
        self._list.clear()
        for backup in self._store.list_backups():
            made = f"{backup.made_at.astimezone():%d %B %Y, %H:%M}"
            item = QListWidgetItem(made)
            item.setData(Qt.ItemDataRole.UserRole, str(backup.path))
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._store.folder)))

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "A folder for your judgments")
        if name:
            self.move_to(Path(name))

    def move_to(self, target: Path) -> None:
        """Ask, and have the data in that folder; the window starts again."""
        if ask_new_folder(self, self._store.folder, target):
            name = self._verbs.session.identity.name
            self._verbs.start_again(Start(folder=target, assessor=name))

    def _ask_take(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, "Take along", "my-judgments.jsonl", FILES)
        if name:
            self._tell(lambda: say_taken(take_along(self._verbs.session, Path(name))))

    def _ask_bring(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "Bring in", "", BROUGHT)
        if name:
            bring_in_asking(self._verbs.session, self, Path(name), self._said.setText)

    def _tell(self, verb: Callable[[], str]) -> None:
        try:
            self._said.setText(verb())
        except WorkbenchError as error:
            self._said.setText(str(error))


def take_along(session: Session, path: Path) -> int:
    """Write all events of this assessor to that file; how many.

    Raises:
        WorkbenchError: it cannot be written.
    """
    actor = session.identity.fingerprint
    events = [event for event in session.store.read_events() if event.actor == actor]
    write_event_file(path, events)
    return len(events)


def say_taken(count: int) -> str:
    """What was written, in a sentence."""
    return f"{count:,} entries are in the file. It holds judgments, no evidence."
