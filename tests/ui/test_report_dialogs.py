from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QMessageBox,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from tests.builders import build_bundle
from workbench.app import make_application, open_session
from workbench.assessment.judgment import Judgment
from workbench.assessment.recording import format_instant
from workbench.report.register import read_register
from workbench.report.trusting import read_trusted
from workbench.report.verifying import verify_report
from workbench.ui.queue.keeping import make_row
from workbench.ui.reporting.batch_dialog import BatchDialog
from workbench.ui.reporting.choices import read_choices
from workbench.ui.reporting.dialog import ReportDialog
from workbench.ui.session import Session
from workbench.ui.windowless.headless import open_and_inspect, wait_saved


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on a review that is finished, and earned."""
    make_application()
    with open_session("Ada Sample") as session:
        open_and_inspect(session, build_bundle(tmp_path))
        session.confirm_scorable()
        for target, level in {"1a": "proficient", "1b": "proficient", "2a": "proficient",
                              "P1": "accepted", "P3": "accepted"}.items():  # fmt: skip
            session.record(Judgment(target=target, level=level))
        session.finish()
        wait_saved(session)
        row = make_row(session, format_instant(datetime.now(UTC)))
        session.store.note_submission(row).result()
        yield session


def show_dialog(qtbot: QtBot, session: Session) -> ReportDialog:
    dialog = ReportDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(find(dialog, "writeFiles").isEnabled, timeout=30_000)
    return dialog


def find(dialog: ReportDialog | BatchDialog, name: str) -> QPushButton:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    return button


def count_pages(dialog: ReportDialog) -> int:
    return sum(not label.pixmap().isNull() for label in dialog.pages.findChildren(QLabel))


def close_boxes() -> None:
    for box in QApplication.topLevelWidgets():
        if isinstance(box, QMessageBox):
            box.close()


def test_the_report_is_seen_before_it_is_written(qtbot: QtBot, session: Session) -> None:
    dialog = show_dialog(qtbot, session)
    qtbot.waitUntil(lambda: count_pages(dialog) >= 2, timeout=30_000)
    assert dialog.shelf.isHidden()


def test_the_files_that_were_chosen_are_written_signed_and_remembered(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = show_dialog(qtbot, session)
    page = dialog.form.findChild(QCheckBox, "format-html")
    whom = dialog.form.findChild(QRadioButton, "for-file")
    assert isinstance(page, QCheckBox)
    assert isinstance(whom, QRadioButton)
    page.setChecked(False)
    whom.setChecked(True)
    with qtbot.waitSignal(dialog.written, timeout=30_000) as told:
        dialog.write(tmp_path / "out")
    close_boxes()
    (files,) = told.args or [()]
    assert [file.suffix for file in files] == [".pdf", ".json"]
    assert all("-file-" in file.name for file in files)
    verdict = verify_report(files[0], read_trusted())
    assert (verdict.state, verdict.is_known) == ("intact", True)
    assert read_choices(session.store) == dialog.form.choices
    (filed,) = read_register(session.store, session.identity.fingerprint, session.submission.id)
    assert filed.audience == "file"


def test_a_finished_report_is_marked_as_sent(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = show_dialog(qtbot, session)
    with qtbot.waitSignal(dialog.written, timeout=30_000):
        dialog.write(tmp_path / "out")
    close_boxes()
    find(dialog, "markSent").click()
    (filed,) = read_register(session.store, session.identity.fingerprint, session.submission.id)
    assert filed.sent_at
    assert "Sent" in [label.text() for label in dialog.shelf.findChildren(QLabel)]


def test_a_template_that_cannot_be_used_is_told_in_the_preview_and_not_written(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = show_dialog(qtbot, session)
    bad = tmp_path / "bad.toml"
    bad.write_text("format = 'mcw-template/9'", "utf-8")
    dialog.form.use_template(str(bad))

    def told() -> str:
        label = dialog.pages.findChild(QLabel, "previewSentence")
        return label.text() if isinstance(label, QLabel) else ""

    qtbot.waitUntil(lambda: "bad.toml" in told(), timeout=30_000)
    dialog.write(tmp_path / "out")
    qtbot.waitUntil(lambda: any(isinstance(b, QMessageBox) and "bad.toml" in b.text()
                                for b in QApplication.topLevelWidgets()))  # fmt: skip
    close_boxes()
    assert not (tmp_path / "out").exists()


def test_what_is_printed_is_what_is_seen(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    dialog = show_dialog(qtbot, session)
    qtbot.waitUntil(lambda: count_pages(dialog) >= 2, timeout=30_000)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_on(printer)
    qtbot.waitUntil(find(dialog, "printReport").isEnabled, timeout=30_000)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "printed.pdf").stat().st_size > 20_000


def test_the_whole_queue_is_written_with_a_table(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = BatchDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    table = dialog.findChild(QCheckBox, "withTable")
    assert isinstance(table, QCheckBox)
    table.setChecked(True)
    with qtbot.waitSignal(dialog.ended, timeout=60_000):
        dialog.write(tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [
        "4F7K-attempt-1-earned-report.html",
        "4F7K-attempt-1-earned-report.json",
        "4F7K-attempt-1-earned-report.pdf",
        "judgments.xlsx",
    ]


def test_cancelling_a_batch_leaves_the_rest_unwritten(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = BatchDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.ended, timeout=60_000):
        dialog.write(tmp_path / "out")
        dialog.cancel()
    written = [*(tmp_path / "out").iterdir()] if (tmp_path / "out").exists() else []
    assert len(written) in {0, 3}
    assert find(dialog, "writeBatch").isEnabled()


def test_a_report_waits_until_the_bundle_was_verified(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session.verification, "is_done", False)
    dialog = ReportDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    label = dialog.pages.findChild(QLabel, "previewSentence")
    assert isinstance(label, QLabel)
    assert "still being looked into" in label.text()
    assert not find(dialog, "writeFiles").isEnabled()
    monkeypatch.setattr(session.verification, "is_done", True)
    qtbot.waitUntil(find(dialog, "writeFiles").isEnabled, timeout=30_000)
