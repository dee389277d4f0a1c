"""Reports of the whole queue in one go: every finished review, with progress and cancel."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)

from workbench.assessment.scorecard import Scorecard
from workbench.errors import WorkbenchError
from workbench.evidence.pdf.client import PdfClient
from workbench.store.keys import Identity
from workbench.store.store import Store
from workbench.ui.pieces import make_button, make_column, make_label, make_row
from workbench.ui.reporting.choices import ReportChoices, make_order, read_choices, write_choices
from workbench.ui.reporting.exporting import export_reports
from workbench.ui.reporting.form import ReportForm, make_side
from workbench.ui.reporting.signing import unlock_to_sign
from workbench.ui.session import Session
from workbench.ui.watch import Watch
from workbench.ui.windowless.gathering import gather_export

LOOK_MS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is to be done, frozen when it was asked for."""

    bundles: tuple[Path, ...]
    folder: Path
    choices: ReportChoices
    passphrase: str | None
    with_table: bool
    store: Store
    identity: Identity
    client: PdfClient


class BatchDialog(QDialog):
    """One form for all; what happened to each is listed."""

    ended = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batchDialog")
        self.setWindowTitle("Reports of the whole queue")
        self.resize(900, 720)
        self._session = session
        self._watch = Watch()
        self._is_over = False
        self.bundles = tuple(
            Path(row.bundle_path)
            for row in session.store.read_submissions(session.identity.fingerprint)
            if row.state == "finished"
        )
        self.form = ReportForm(read_choices(session.store))
        self._table = QCheckBox("One table of all judgments beside them (XLSX)")
        self._table.setObjectName("withTable")
        self.list = QPlainTextEdit()
        self.list.setObjectName("batchList")
        self.list.setAccessibleName("What was written")
        self.list.setReadOnly(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._arrange()
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._set_running(is_running=False)

    def write(self, folder: Path) -> None:
        """Write the reports of every finished review into the folder; `ended` follows."""
        session = self._session
        write_choices(session.store, self.form.choices)
        batch = Batch(
            bundles=self.bundles,
            folder=folder,
            choices=self.form.choices,
            passphrase=self.form.passphrase,
            with_table=self._table.isChecked(),
            store=session.store,
            identity=session.identity,
            client=session.client,
        )
        watch = self._watch = Watch()
        self._looking.start()
        self.list.clear()
        self._set_running(is_running=True)
        session.tasks.run(
            lambda: write_batch(batch, watch),
            lambda _nothing: self._end(""),
            lambda error: self._end(str(error)),
        )

    def cancel(self) -> None:
        """Stop before the next submission; what is written stays."""
        self._watch.cancel()

    def done(self, result: int) -> None:  # noqa: D102 - Qt's
        self._watch.cancel()
        self._is_over = True
        super().done(result)

    def _arrange(self) -> None:
        count = len(self.bundles)
        about = (
            "No review in the queue is finished yet."
            if not count
            else f"{count} finished {'review' if count == 1 else 'reviews'} in the queue. "
            "Reports of the same name are replaced."
        )
        self._write_button = make_button("writeBatch", "Write all…", self._ask_folder)
        self._write_button.setProperty("primary", True)
        self._cancel_button = make_button("cancelBatch", "Cancel", self.cancel)
        close = make_button("closeBatch", "Close", self.accept)
        side = make_side(make_column(self.form, self._table, 1, gap=12))
        right = make_column(make_label(about, "body", wrap=True), self.list, self._bar, gap=10)
        self.setLayout(
            make_column(
                make_row(side, right, gap=18),
                make_row(close, 1, self._cancel_button, self._write_button),
                margin=20,
                gap=12,
            )
        )

    def _ask_folder(self) -> None:
        if not self.form.choices.formats and not self._table.isChecked():
            self.list.setPlainText("Choose at least one format, or the table.")
            return
        if not unlock_to_sign(self._session, self.form.choices, self):
            return
        folder = QFileDialog.getExistingDirectory(self, "Where should the reports go?")
        if folder:
            self.write(Path(folder))

    def _look(self) -> None:
        done, total = self._watch.steps
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        for line in self._watch.take_lines():
            self.list.appendPlainText(line)

    def _end(self, sentence: str) -> None:
        if self._is_over:
            return
        self._looking.stop()
        self._look()
        if sentence:
            self.list.appendPlainText(sentence)
        self._set_running(is_running=False)
        self.ended.emit()

    def _set_running(self, *, is_running: bool) -> None:
        self._bar.setVisible(is_running)
        self._cancel_button.setVisible(is_running)
        self._write_button.setEnabled(bool(self.bundles) and not is_running)


def write_batch(batch: Batch, watch: Watch) -> None:
    """Write the reports of each bundle; what can't be opened is told, and the next one follows.

    Raises:
        WorkbenchError: the choices can't be followed, or the folder can't be written.
    """
    order = make_order(batch.choices, batch.identity, batch.passphrase)
    scorecards: list[Scorecard] = []
    for number, bundle in enumerate(batch.bundles):
        watch.progress(number, len(batch.bundles))
        if watch.is_cancelled():
            watch.tell("Cancelled. What is listed above is written.")
            break
        try:
            export = gather_export(bundle, batch.store, batch.identity, batch.client)
        except WorkbenchError as error:
            watch.tell(str(error))
            continue
        scorecards.append(export.scorecard)
        for path in export_reports(export, batch.folder, order, store=batch.store):
            watch.tell(path.name)
    if batch.with_table and scorecards:
        watch.tell(_write_table(scorecards, batch.folder))
    watch.progress(len(batch.bundles), len(batch.bundles))


def _write_table(scorecards: list[Scorecard], folder: Path) -> str:
    from workbench.report.table import write_table  # noqa: PLC0415 - loads openpyxl

    target = folder / "judgments.xlsx"
    write_table(scorecards, target)
    return target.name
