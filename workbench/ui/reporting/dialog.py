"""The report before it is written: seen as it will be, written, printed, marked as sent."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QProgressBar,
    QWidget,
)

from workbench.assessment.recording import format_instant
from workbench.report.register import mark_sent, read_register
from workbench.ui.message import show_message
from workbench.ui.pieces import make_button, make_column, make_label, make_row
from workbench.ui.reporting.choices import make_order, read_choices, write_choices
from workbench.ui.reporting.exporting import (
    Export,
    Pictures,
    freeze_export,
    picture,
    write_export,
)
from workbench.ui.reporting.form import ReportForm, make_side
from workbench.ui.reporting.pages import ReportPages, print_pages
from workbench.ui.reporting.preview import ReportPreview
from workbench.ui.reporting.shelf import ReportShelf
from workbench.ui.reporting.signing import needs_unlocking, unlock_to_sign
from workbench.ui.session import Session
from workbench.ui.watch import Watch

SETTLE_MS = 350
LOOK_MS = 100


class ReportDialog(QDialog):
    """For the open review; pictures are taken once, while the form is already there."""

    written = Signal(object)
    """The tuple of files that were written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportDialog")
        self.setWindowTitle("The report")
        self.resize(1120, 860)
        self._session = session
        self._export: Export = freeze_export(session)
        self._pictures: Pictures | None = None
        self._watch = Watch()
        self._is_over = False
        self.form = ReportForm(read_choices(session.store))
        self.pages = ReportPages()
        self._preview = ReportPreview(session, self.pages, self)
        self.shelf = ReportShelf()
        self._status = make_label("", "small", wrap=True)
        self._status.setObjectName("reportStatus")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._arrange()
        self._connect()
        self._set_busy("")
        self._refresh_shelf()
        self._take_pictures()

    # verbs

    def write(self, folder: Path) -> None:
        """Write the chosen files into the folder; `written` follows."""
        choices, export, session = self.form.choices, self._export, self._session
        passphrase, pictures = self.form.passphrase, self._pictures or {}
        write_choices(session.store, choices)
        watch = self._begin("Writing …")
        session.tasks.run(
            lambda: write_export(
                export,
                pictures,
                folder,
                make_order(choices, session.identity, passphrase),
                store=session.store,
                progress=watch.progress,
                is_cancelled=watch.is_cancelled,
            ),
            partial(self._tell_written, folder),
            self._tell_failed,
        )

    def print_on(self, printer: QPrinter) -> None:
        """Print the report as it is seen; nothing while it is being drawn anew."""
        session, path = self._session, self._preview.path
        if path is None:
            return
        watch = self._begin("Printing …")
        session.tasks.run(
            lambda: print_pages(
                path,
                printer,
                session.client,
                progress=watch.progress,
                is_cancelled=watch.is_cancelled,
            ),
            self._tell_printed,
            partial(self._tell_failed, title="The report was not printed"),
        )

    def cancel(self) -> None:
        """Stop what is under way at its next step; what is written stays."""
        self._watch.cancel()

    def done(self, result: int) -> None:  # noqa: D102 - Qt's
        self._timer.stop()
        self._watch.cancel()
        self._is_over = True
        self._preview.outdate()
        write_choices(self._session.store, self.form.choices)
        super().done(result)

    # building

    def _arrange(self) -> None:
        self._write_button = make_button("writeFiles", "Write the files…", self._ask_folder)
        self._write_button.setProperty("primary", True)
        self._print_button = make_button("printReport", "Print…", self._ask_printer)
        self._page_button = make_button("seePage", "See the web page", self._see_page)
        self._cancel_button = make_button("cancelReport", "Cancel", self.cancel)
        close = make_button("closeReport", "Close", self.accept)
        side = make_side(make_column(self.form, self.shelf, 1, gap=18))
        ways = (self._cancel_button, self._page_button, self._print_button, self._write_button)
        buttons = make_row(close, 1, *ways)
        body = make_row(side, self.pages, gap=18)
        self.setLayout(make_column(body, self._bar, self._status, buttons, margin=20, gap=10))

    def _connect(self) -> None:
        self.form.changed.connect(self._note_choice)
        self._timer.timeout.connect(self._draw)
        self._preview.changed.connect(self._enable)
        self._preview.unlocking_asked.connect(self._unlock)
        self._looking.timeout.connect(self._show_progress)
        self.shelf.sent.connect(self._mark_sent)

    # the preview

    def _take_pictures(self) -> None:
        if self._is_over:
            return
        session = self._session
        if not (session.desk.is_done and session.verification.is_done):
            self.pages.say("The artifacts are still being looked into …")
            QTimer.singleShot(SETTLE_MS, self, self._take_pictures)
            return
        export = self._export = freeze_export(session)
        self.pages.say("The pictures of the places are being taken …")
        watch = self._begin("Taking the pictures …")
        self._session.tasks.run(
            lambda: picture(export, progress=watch.progress, is_cancelled=watch.is_cancelled),
            self._keep_pictures,
            self._tell_failed,
        )

    def _keep_pictures(self, pictures: Pictures) -> None:
        if self._is_over:
            return
        self._pictures = pictures
        self._set_busy("")
        self._draw()

    def _note_choice(self) -> None:
        self._preview.outdate()
        self._timer.start()

    def _draw(self) -> None:
        if self._pictures is not None and self.isVisible():
            form = self.form
            self._preview.draw(self._export, self._pictures, form.choices, form.passphrase)

    def _see_page(self) -> None:
        if self._pictures is not None and self._unlock():
            form = self.form
            self._preview.open_page(self._export, self._pictures, form.choices, form.passphrase)

    def _unlock(self) -> bool:
        """Whether what is chosen can be signed; a key unlocked just now is seen to sign."""
        was_locked = needs_unlocking(self._session, self.form.choices)
        if not unlock_to_sign(self._session, self.form.choices, self):
            return False
        if was_locked:
            self._draw()
        return True

    # telling

    def _begin(self, words: str) -> Watch:
        self._watch = Watch()
        self._bar.setRange(0, 0)
        self._looking.start()
        self._set_busy(words)
        return self._watch

    def _set_busy(self, words: str) -> None:
        self._status.setText(words)
        if not words:
            self._looking.stop()
        self._bar.setVisible(bool(words))
        self._cancel_button.setVisible(bool(words))
        self._enable()

    def _enable(self) -> None:
        is_ready = not self._bar.isVisibleTo(self) and self._pictures is not None
        self._write_button.setEnabled(is_ready)
        self._page_button.setEnabled(is_ready)
        self._print_button.setEnabled(is_ready and self._preview.path is not None)

    def _show_progress(self) -> None:
        done, total = self._watch.steps
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _tell_printed(self, _nothing: None) -> None:
        if not self._is_over:
            self._set_busy("")

    def _tell_written(self, folder: Path, files: tuple[Path, ...]) -> None:
        if self._is_over:
            return
        self._set_busy("")
        self._refresh_shelf()
        self.written.emit(files)
        if not files:
            self._status.setText("Cancelled: nothing was written.")
            return
        names = "\n".join(path.name for path in files)
        ways = {
            "Open it": partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(files[0]))),
        }
        show_message(self, "The report is written", f"{names}\n\nin {folder}", ways)

    def _tell_failed(self, error: BaseException, title: str = "The report was not written") -> None:
        if self._is_over:
            return
        self._set_busy("")
        show_message(self, title, str(error))

    def _ask_folder(self) -> None:
        if not self.form.choices.formats:
            self._status.setText("Choose at least one format.")
            return
        if not self._unlock():
            return
        folder = QFileDialog.getExistingDirectory(self, "Where should the report go?")
        if folder:
            self.write(Path(folder))

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.print_on(printer)

    def _refresh_shelf(self) -> None:
        session = self._session
        reports = read_register(session.store, session.identity.fingerprint, session.submission.id)
        self.shelf.show_reports(reports, session.review.finished_at)

    def _mark_sent(self, report: object) -> None:
        session = self._session
        for known in read_register(
            session.store, session.identity.fingerprint, session.submission.id
        ):
            if known == report:
                now = format_instant(datetime.now(UTC))
                mark_sent(
                    session.store, session.identity.fingerprint, session.submission.id, known, now
                )
        self._refresh_shelf()
