from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from tests.builders import build_bundle
from tests.report.test_verifying import write_pkcs12
from workbench.app import make_application, open_session
from workbench.assessment.judgment import Judgment
from workbench.assessment.recording import format_instant
from workbench.evidence.pdf.messages import Describe
from workbench.report.register import read_register
from workbench.report.verifying import verify_report
from workbench.store.keys import change_passphrase, load_identities
from workbench.store.verdict import Trusted
from workbench.ui.queue.keeping import make_row
from workbench.ui.reporting.batch_dialog import BatchDialog
from workbench.ui.reporting.choices import ReportChoices, read_choices, write_choices
from workbench.ui.reporting.dialog import ReportDialog
from workbench.ui.session import Session
from workbench.ui.start.unlock_dialog import UnlockDialog
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


def find(dialog: QDialog, name: str) -> QPushButton:
    button = dialog.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    return button


def read(dialog: QDialog, name: str) -> str:
    """The words of that label; none where it does not stand there."""
    label = dialog.findChild(QLabel, name)
    return label.text() if isinstance(label, QLabel) else ""


def count_pages(dialog: ReportDialog) -> int:
    return sum(not label.pixmap().isNull() for label in dialog.pages.findChildren(QLabel))


def picture_pages(dialog: ReportDialog) -> list[QImage]:
    labels = dialog.pages.findChildren(QLabel)
    return [label.pixmap().toImage() for label in labels if not label.pixmap().isNull()]


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
    verdict = verify_report(files[0], Trusted(names={session.identity.fingerprint: "Ada"}))
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


def lock(session: Session, passphrase: str) -> None:
    """Put the session's key under a passphrase, as after a start that did not ask for it."""
    folder = session.store.folder
    change_passphrase(folder, session.identity, passphrase)
    (locked,) = load_identities(folder)
    session.take_key(locked)


def answer_unlock(*attempts: str) -> list[str]:
    """Type these into the dialog once it stands there; what it said to each but the last."""
    said: list[str] = []

    def type_in() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, UnlockDialog):
            QTimer.singleShot(20, type_in)
            return
        field, button = dialog.findChild(QLineEdit, "passphrase"), find(dialog, "unlockKey")
        assert isinstance(field, QLineEdit)
        assert find(dialog, "lostPassphrase").isHidden()
        for attempt in attempts:
            field.setText(attempt)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            said.append(read(dialog, "unlockSaid"))

    QTimer.singleShot(0, type_in)
    return said


def test_a_locked_key_is_unlocked_from_the_preview_and_then_signs(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    lock(session, "nine words")
    dialog = show_dialog(qtbot, session)
    qtbot.waitUntil(lambda: "is locked" in read(dialog, "previewSentence"), timeout=30_000)
    assert not find(dialog, "printReport").isEnabled()
    said = answer_unlock("wrong", "nine words")
    find(dialog, "previewWay").click()
    assert "not the passphrase" in said[0]
    qtbot.waitUntil(find(dialog, "printReport").isEnabled, timeout=30_000)
    with qtbot.waitSignal(dialog.written, timeout=30_000) as told:
        dialog.write(tmp_path / "out")
    close_boxes()
    (files,) = told.args or [()]
    assert [verify_report(file, Trusted(names={})).state for file in files] == ["intact"] * 3
    (still,) = load_identities(session.store.folder)
    assert still.is_locked
    session.reopen("A second look")
    assert session.review.finished_at is None


def test_writing_asks_for_the_passphrase_of_a_locked_key_before_it_asks_for_a_folder(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(session, "nine words")
    asked: list[bool] = []

    def choose(*_: object) -> str:
        asked.append(session.identity.is_locked)
        return str(tmp_path / "out")

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    dialog = show_dialog(qtbot, session)
    answer_unlock("nine words")
    with qtbot.waitSignal(dialog.written, timeout=30_000):
        find(dialog, "writeFiles").click()
    close_boxes()
    assert asked == [False]


def test_a_locked_key_that_stays_locked_writes_nothing(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(session, "nine words")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", pytest.fail)
    for dialog in (show_dialog(qtbot, session), BatchDialog(session)):
        dialog.show()
        QTimer.singleShot(0, leave_unlock)
        find(dialog, "writeFiles" if isinstance(dialog, ReportDialog) else "writeBatch").click()
        dialog.close()
    assert session.identity.is_locked


def leave_unlock() -> None:
    """Leave the dialog for the passphrase once it stands there."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, UnlockDialog):
        dialog.reject()
    else:
        QTimer.singleShot(20, leave_unlock)


def test_a_locked_key_does_not_stand_in_the_way_of_an_unsigned_report(
    qtbot: QtBot, session: Session
) -> None:
    lock(session, "nine words")
    dialog = show_dialog(qtbot, session)
    signed = dialog.form.findChild(QCheckBox, "reportSigned")
    assert isinstance(signed, QCheckBox)
    signed.setChecked(False)
    qtbot.waitUntil(lambda: count_pages(dialog) >= 2, timeout=30_000)


def test_the_whole_queue_is_signed_once_the_key_is_unlocked(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(session, "nine words")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    dialog = BatchDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    answer_unlock("nine words")
    with qtbot.waitSignal(dialog.ended, timeout=60_000):
        find(dialog, "writeBatch").click()
    pdf = next((tmp_path / "out").glob("*.pdf"))
    assert verify_report(pdf, Trusted(names={})).state == "intact"


def test_changing_for_whom_shows_another_report_and_no_printing_of_the_old_one(
    qtbot: QtBot, session: Session
) -> None:
    dialog = show_dialog(qtbot, session)
    qtbot.waitUntil(find(dialog, "printReport").isEnabled, timeout=30_000)
    before = picture_pages(dialog)
    choose(dialog, "for-file")
    assert not find(dialog, "printReport").isEnabled()
    qtbot.waitUntil(find(dialog, "printReport").isEnabled, timeout=30_000)
    assert picture_pages(dialog) != before


def test_files_are_named_after_the_pattern_that_was_typed(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = show_dialog(qtbot, session)
    type_pattern(dialog, "{decision} of {practitioner}")
    with qtbot.waitSignal(dialog.written, timeout=30_000) as told:
        dialog.write(tmp_path / "out")
    close_boxes()
    (files,) = told.args or [()]
    assert {file.stem for file in files} == {"earned-of-4F7K"}


def test_a_pattern_that_cannot_be_followed_is_told_with_those_that_can(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = show_dialog(qtbot, session)
    type_pattern(dialog, "{who}")
    dialog.write(tmp_path / "out")
    qtbot.waitUntil(lambda: any("{practitioner}" in words for words in read_boxes()))
    close_boxes()


def test_return_in_a_field_of_the_form_presses_no_button(qtbot: QtBot, session: Session) -> None:
    dialog = show_dialog(qtbot, session)
    pressed: list[QPushButton] = []
    for button in dialog.findChildren(QPushButton):
        button.clicked.disconnect()
        button.clicked.connect(partial(pressed.append, button))
    type_pattern(dialog, "{decision}")
    assert pressed == []


def test_cancelled_while_it_is_written_the_report_is_not_noted(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = show_dialog(qtbot, session)
    assert find(dialog, "cancelReport").isHidden()
    with qtbot.waitSignal(dialog.written, timeout=30_000) as told:
        dialog.write(tmp_path / "out")
        assert not find(dialog, "cancelReport").isHidden()
        find(dialog, "cancelReport").click()
    close_boxes()
    (files,) = told.args or [()]
    filed = read_register(session.store, session.identity.fingerprint, session.submission.id)
    assert len(files) < 3
    assert bool(filed) == bool(files)
    assert ("Cancelled" in read(dialog, "reportStatus")) == (not files)
    assert find(dialog, "writeFiles").isEnabled()


def test_a_report_is_superseded_once_the_review_was_opened_again(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = show_dialog(qtbot, session)
    with qtbot.waitSignal(dialog.written, timeout=30_000):
        dialog.write(tmp_path / "out")
    close_boxes()
    dialog.close()
    session.reopen("A page was overlooked")
    wait_saved(session)
    later = show_dialog(qtbot, session)
    assert "Superseded: no longer holds" in [
        label.text() for label in later.shelf.findChildren(QLabel)
    ]
    assert later.findChild(QPushButton, "markSent") is None


def test_no_format_is_told_before_a_folder_is_asked_for(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", pytest.fail)
    write_choices(session.store, ReportChoices(formats=()))
    dialog = show_dialog(qtbot, session)
    find(dialog, "writeFiles").click()
    assert "at least one format" in read(dialog, "reportStatus")
    batch = BatchDialog(session)
    qtbot.addWidget(batch)
    find(batch, "writeBatch").click()
    assert "at least one format" in batch.list.toPlainText()


def test_only_the_pages_that_were_asked_for_are_printed(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = show_dialog(qtbot, session)
    qtbot.waitUntil(find(dialog, "printReport").isEnabled, timeout=30_000)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)
    dialog.print_on(printer)
    qtbot.waitUntil(find(dialog, "printReport").isEnabled, timeout=30_000)
    assert session.client.ask(Describe(path=str(tmp_path / "printed.pdf"))).pages == 1


def test_an_organisation_signs_from_the_window_and_a_wrong_passphrase_is_seen(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    certificate, _ = write_pkcs12(tmp_path, "P-256", "right")
    dialog = show_dialog(qtbot, session)
    dialog.form.use_certificate(str(certificate))
    qtbot.waitUntil(find(dialog, "printReport").isEnabled, timeout=30_000)
    field = dialog.form.findChild(QLineEdit, "certificatePassphrase")
    assert isinstance(field, QLineEdit)
    field.setText("wrong")
    field.editingFinished.emit()
    qtbot.waitUntil(lambda: "does not open it" in read(dialog, "previewSentence"), timeout=30_000)
    field.setText("right")
    field.editingFinished.emit()
    qtbot.waitUntil(find(dialog, "printReport").isEnabled, timeout=30_000)
    with qtbot.waitSignal(dialog.written, timeout=30_000) as told:
        dialog.write(tmp_path / "out")
    close_boxes()
    (files,) = told.args or [()]
    assert verify_report(files[0], Trusted(names={})).signer == "Program Office"
    assert read_choices(session.store).certificate == str(certificate)


def test_the_web_page_is_seen_in_the_browser_before_it_is_written(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def open_url(url: QUrl) -> None:
        seen.append(Path(url.toLocalFile()).read_text("utf-8"))

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    dialog = show_dialog(qtbot, session)
    choose(dialog, "for-file")
    find(dialog, "seePage").click()
    qtbot.waitUntil(lambda: bool(seen), timeout=30_000)
    assert "Assessment report for the file" in seen[0]


def choose(dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QRadioButton, name)
    assert isinstance(button, QRadioButton)
    button.setChecked(True)


def type_pattern(dialog: QDialog, pattern: str) -> None:
    line = dialog.findChild(QLineEdit, "reportPattern")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.setText(pattern)
    QTest.keyClick(line, Qt.Key.Key_Return)


def read_boxes() -> list[str]:
    return [box.text() for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox)]
