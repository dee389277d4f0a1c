"""The report before it is written: seen as it will be, written, printed, marked as sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QProgressBar,
    QPushButton,
    QWidget,
)

from workbench.assessment.recording import format_instant
from workbench.report.register import mark_sent, read_register
from workbench.ui.message import show_message
from workbench.ui.pieces import make_column, make_label, make_row
from workbench.ui.reporting.choices import make_order, read_choices, write_choices
from workbench.ui.reporting.exporting import (
    Export,
    find_earlier,
    freeze_export,
    picture,
    write_export,
)
from workbench.ui.reporting.form import ReportForm, make_side
from workbench.ui.reporting.pages import Previewed, ReportPages, draw_pages, print_pages
from workbench.ui.reporting.shelf import ReportShelf
from workbench.ui.session import Session
from workbench.ui.watch import Watch

SETTLE_MS = 350
LOOK_MS = 100
Pictures = Mapping[tuple[str, str], bytes]


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
        self._drawn = 0
        self._is_over = False
        self._folder = QTemporaryDir()
        self.form = ReportForm(read_choices(session.store))
        self.pages = ReportPages()
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
        """Print the report as it is seen."""
        session, path = self._session, self._path
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
            self._tell_failed,
        )

    def cancel(self) -> None:
        """Stop what is under way at its next step; what is written stays."""
        self._watch.cancel()

    def done(self, result: int) -> None:  # noqa: D102 - Qt's
        self._timer.stop()
        self._watch.cancel()
        self._is_over = True
        write_choices(self._session.store, self.form.choices)
        super().done(result)

    # building

    def _arrange(self) -> None:
        self._write_button = self._make_button("writeFiles", "Write the files…", self._ask_folder)
        self._write_button.setProperty("primary", True)
        self._print_button = self._make_button("printReport", "Print…", self._ask_printer)
        self._cancel_button = self._make_button("cancelReport", "Cancel", self.cancel)
        close = self._make_button("closeReport", "Close", self.accept)
        side = make_side(make_column(self.form, self.shelf, 1, gap=18))
        buttons = make_row(close, 1, self._cancel_button, self._print_button, self._write_button)
        body = make_row(side, self.pages, gap=18)
        self.setLayout(make_column(body, self._bar, self._status, buttons, margin=20, gap=10))

    def _make_button(self, name: str, words: str, verb: Callable[[], object]) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.clicked.connect(verb)
        return button

    def _connect(self) -> None:
        self.form.changed.connect(self._timer.start)
        self._timer.timeout.connect(self._draw)
        self._looking.timeout.connect(self._show_progress)
        self.shelf.sent.connect(self._mark_sent)

    @property
    def _path(self) -> Path:
        return Path(self._folder.path()) / "preview.pdf"

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

    def _draw(self) -> None:
        if self._pictures is None or not self.isVisible():
            return
        self._drawn += 1
        number, choices = self._drawn, replace(self.form.choices, certificate="")
        export, pictures, session, path = self._export, self._pictures, self._session, self._path

        def work() -> Previewed:
            from workbench.report.writing import format_report  # noqa: PLC0415 - heavy

            order = make_order(choices, session.identity, None)
            card = find_earlier(export.scorecard, order.audience, session.store)
            path.write_bytes(format_report(card, pictures, order, "pdf"))
            session.client.forgive(str(path))
            return draw_pages(path, session.client)

        def show(previewed: Previewed) -> None:
            if number == self._drawn and not self._is_over:
                self.pages.show_pages(previewed)

        def tell(error: BaseException) -> None:
            if not self._is_over:
                self.pages.say(str(error))

        session.tasks.run(work, show, tell)

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
        is_ready = not words and self._pictures is not None
        self._write_button.setEnabled(is_ready)
        self._print_button.setEnabled(is_ready)

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

    def _tell_failed(self, error: BaseException) -> None:
        if self._is_over:
            return
        self._set_busy("")
        show_message(self, "The report was not written", str(error))

    def _ask_folder(self) -> None:
        if not self.form.choices.formats:
            self._status.setText("Choose at least one format.")
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
