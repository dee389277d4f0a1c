"""The window: the queue and the review, the menus, and what asks before it acts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QWidget

from workbench.paths import find_resource
from workbench.ui.about import AboutDialog
from workbench.ui.exchanging.bringing import bring_in_asking
from workbench.ui.exchanging.packaging import ask_package
from workbench.ui.judging.lift_blind_dialog import LiftBlindDialog
from workbench.ui.keys_dialog import KeysDialog
from workbench.ui.look import Look
from workbench.ui.menus import fill_menus
from workbench.ui.message import show_message
from workbench.ui.pieces import make_column, show_dialog
from workbench.ui.queue.bringing_in import BringingIn, find_bundles
from workbench.ui.queue.keeping import QueueKeeper
from workbench.ui.queue.page import QueuePage
from workbench.ui.reporting.finish_dialog import FinishDialog
from workbench.ui.reporting.letter_writing import ask_letter
from workbench.ui.review_page import ReviewPage
from workbench.ui.save_warning import SaveWarning
from workbench.ui.session import Session
from workbench.ui.settings.dialog import SettingsDialog
from workbench.ui.settings.player_menu import PlayerMenu
from workbench.ui.settings.window_verbs import WindowVerbs
from workbench.ui.start.next_start import Start
from workbench.ui.unsaved import ask_unsaved, keep_copy
from workbench.ui.video.habits import Habits
from workbench.ui.windowless.waiting import TooSlowError, wait_until

if TYPE_CHECKING:
    from workbench.ui.reporting.batch_dialog import BatchDialog
    from workbench.ui.reporting.dialog import ReportDialog

DEMO = "4F7K-attempt-1.zip"
REVIEW_SUFFIXES = frozenset({".mcreview", ".jsonl"})
BUNDLES = "Submission bundles (*.zip);;All files (*)"


class MainWindow(QMainWindow):
    """Shows the queue until a submission is open, then its review."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("Assessor workbench")
        self.resize(1440, 900)
        self.session = session
        self._look = look
        self.next_start: Start | None = None
        """Set when the window closes only to start again."""
        self._habits = Habits(session.store)
        self._finish: FinishDialog | None = None
        self.queue = QueuePage(session.store, session.identity.fingerprint)
        self.review = ReviewPage(session)
        self._keeper = QueueKeeper(session)
        self._bringing = BringingIn(session)
        self.queue.add_foot(self._bringing)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.queue)
        self._pages.addWidget(self.review)
        self._warning = SaveWarning(session.outbox)
        middle = QWidget()
        middle.setLayout(make_column(self._warning, self._pages, gap=0))
        self.setCentralWidget(middle)
        self._players = PlayerMenu(self._habits, session.tasks, self)
        self._players.chosen.connect(self.review.status.show_player)
        fill_menus(self, look, self._players)
        self._connect()
        self._restore_geometry()
        if session.store.notice:
            self.queue.say(session.store.notice)
        QTimer.singleShot(0, self, self.review.evidence.prepare)

    # the verbs of the menus

    def open_bundle(self, path: Path) -> None:
        """Open that bundle; what cannot be opened is told above the queue."""
        self.queue.say(f"Opening {path.name} …", is_problem=False)
        self.session.open_bundle(path)

    def take_in(self, paths: list[Path]) -> None:
        """Open a single bundle; several, or a folder of them, become rows of the queue."""
        for path in paths:
            if path.suffix.lower() in REVIEW_SUFFIXES:
                self.bring_in(path)
        paths = [path for path in paths if path.suffix.lower() not in REVIEW_SUFFIXES]
        if not paths:
            return
        bundles = find_bundles(paths)
        if len(bundles) == 1 and bundles == paths:
            self.open_bundle(bundles[0])
        elif bundles:
            self._bringing.bring(bundles)
        else:
            self.queue.say("No bundle was found there: a bundle is a .zip file or a folder.")

    def ask_folder_of_bundles(self) -> None:
        """Ask for a folder and bring in every bundle in it."""
        name = QFileDialog.getExistingDirectory(self, "A folder with bundles in it")
        if name:
            self.take_in([Path(name)])

    def lift_blind(self) -> None:
        """Show the practitioner's name before the review is finished, if a lead decided it."""
        if not self.session.is_open or not self.session.can_write or not self.session.is_blind:
            return
        dialog = LiftBlindDialog(self)
        if dialog.exec():
            self.session.lift_blind(dialog.lead, dialog.reason)

    def open_demo(self) -> None:
        """Open the submission that ships with the program."""
        self.open_bundle(find_resource("demo", DEMO))

    def ask_bundle(self) -> None:
        """Ask for a bundle and open it."""
        name, _kind = QFileDialog.getOpenFileName(self, "Open a submission bundle", "", BUNDLES)
        if name:
            self.open_bundle(Path(name))

    def ask_folder(self) -> None:
        """Ask for a bundle that is a folder and open it."""
        name = QFileDialog.getExistingDirectory(self, "Open a bundle that is a folder")
        if name:
            self.open_bundle(Path(name))

    def ask_letter(self, words: str) -> None:
        """Ask where the letter to the practitioner is to go, and write it there."""
        ask_letter(self.session, self, words)

    def show_queue(self) -> None:
        """Leave the review and show all submissions."""
        self.session.close()
        self.queue.refresh()
        self.queue.say(self.session.store.notice or "")
        self._pages.setCurrentWidget(self.queue)
        self.setWindowTitle("Assessor workbench")

    def show_finish(self) -> None:
        """Show the scorecard; there the review is finished and reported."""
        self.review.judgment.store_words()
        if self._finish is not None:
            self._finish.close()
        self._finish = FinishDialog(self.session, self)
        self._finish.report_asked.connect(self.show_report)
        self._finish.package_asked.connect(self.ask_package)
        self._finish.destroyed.connect(self._forget_finish)
        show_dialog(self._finish)

    def finish_if_open(self) -> None:
        """Show the scorecard of the open review, if one is open."""
        if self.session.is_open:
            self.show_finish()

    def ask_package(self) -> None:
        """Ask where the review package of the open review goes, and write it there."""
        if self.session.is_open:
            self.review.judgment.store_words()
            ask_package(self.session, self)

    def bring_in(self, path: Path) -> None:
        """Bring in a review package or a file of judgments; what became of it is told."""

        def tell(sentence: str) -> None:
            self.queue.refresh()
            self.queue.say(sentence, is_problem=False)

        bring_in_asking(self.session, self, path, tell)

    def show_keys(self) -> None:
        """Show all keys."""
        show_dialog(KeysDialog(self))

    def show_settings(self) -> SettingsDialog:
        """Show the settings."""
        self.review.judgment.store_words()
        verbs = WindowVerbs(
            session=self.session, start_again=self.start_again, tell_player=self._players.tell
        )
        return show_dialog(SettingsDialog(verbs, self._look, self._habits, self))

    def show_about(self) -> None:
        """Show versions, licence, and which player shows recordings and why."""
        show_dialog(AboutDialog(self, self._habits.preference))

    def show_report(self) -> ReportDialog | None:
        """Show the report of the open review as it will be; there it is written and printed."""
        if not self.session.is_open:
            return None
        from workbench.ui.reporting.dialog import ReportDialog  # noqa: PLC0415 - loads the printer

        self.review.judgment.store_words()
        return show_dialog(ReportDialog(self.session, self))

    def show_batch(self) -> BatchDialog:
        """Show how the reports of the whole queue are written."""
        from workbench.ui.reporting.batch_dialog import BatchDialog  # noqa: PLC0415 - loads the printer

        return show_dialog(BatchDialog(self.session, self))

    def toggle_full(self) -> None:
        """Give the evidence the whole window, or the panels their room again."""
        if self.session.is_open:
            self.review.toggle_full()

    def find_here(self) -> None:
        """Find words in what is shown."""
        if self.session.is_open:
            self.review.evidence.finding.begin()

    def find_everywhere(self) -> None:
        """Find words in everything that was handed in."""
        if self.session.is_open:
            self.review.find_everywhere()

    def find_on(self, step: int) -> None:
        """To the next hit (1) or the one before (-1)."""
        if self.session.is_open:
            self.review.evidence.finding.go_on(step)

    def start_again(self, start: Start) -> None:
        """Close, and start again in that way."""
        self.next_start = start
        if not self.close():
            self.next_start = None

    def switch_assessor(self) -> None:
        """Let somebody else assess."""
        self.start_again(Start(is_switch=True))

    def read_newest(self) -> None:
        """Read what another window has written meanwhile; write, if that one was closed."""
        self.start_again(Start(assessor=self.session.identity.name, is_reading=True))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102 - Qt's
        self.review.judgment.store_words()
        if not self._may_leave():
            event.ignore()
            return
        self.session.close()
        self.review.release()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        if not self.session.store.is_read_only:
            self.session.store.write_setting("window_geometry", geometry)
        super().closeEvent(event)

    def _may_leave(self) -> bool:
        """Whether everything is stored, or the assessor says that it need not be."""
        outbox = self.session.outbox
        with suppress(TooSlowError):
            wait_until(lambda: not outbox.waiting or bool(outbox.trouble), "the store", 10)
        return not outbox.waiting or ask_unsaved(self, outbox)

    # building

    def _connect(self) -> None:
        session = self.session
        self.queue.chosen.connect(self.open_bundle)
        self.queue.dropped.connect(self.take_in)
        self._bringing.brought.connect(self.queue.refresh)
        self.queue.open_asked.connect(self.ask_bundle)
        self.queue.demo_asked.connect(self.open_demo)
        self.queue.newest_asked.connect(self.read_newest)
        self.review.finish_asked.connect(self.show_finish)
        self.review.findings.letter_asked.connect(self.ask_letter)
        session.opened.connect(self._show_review)
        session.open_failed.connect(self._tell_open_failed)
        self._warning.keep_asked.connect(lambda: keep_copy(self, session.outbox))

    def _restore_geometry(self) -> None:
        geometry = self.session.store.read_setting("window_geometry")
        if isinstance(geometry, str):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    # telling

    def _show_review(self) -> None:
        self.queue.say("")
        session = self.session
        title = session.rubric.credential.title
        self.setWindowTitle(f"{session.submission.practitioner.key} · {title}")
        self._pages.setCurrentWidget(self.review)
        self.review.outcomes.setFocus(Qt.FocusReason.OtherFocusReason)
        self._players.tell()

    def _forget_finish(self) -> None:
        self._finish = None

    def _tell_open_failed(self, sentence: str) -> None:
        if self._pages.currentWidget() is self.queue:
            self.queue.say(sentence)
        else:
            show_message(self, "The bundle was not opened", sentence)
