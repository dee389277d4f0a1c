"""The report as it will be: drawn on a task's thread, and always what was asked for last."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from workbench.store.keys import Identity, KeyLockedError
from workbench.ui.reporting.choices import ReportChoices, make_order
from workbench.ui.reporting.exporting import Export, Pictures, find_earlier
from workbench.ui.reporting.pages import Previewed, ReportPages, draw_pages
from workbench.ui.reporting.signing import needs_unlocking
from workbench.ui.session import Session

if TYPE_CHECKING:  # certificates load when a report is written, not when the window starts
    from workbench.report.order import Format, Order


class ReportPreview(QObject):
    """Keeps the pages up to date; of two drawings under way the later one is shown."""

    changed = Signal()
    """`path` is another."""
    unlocking_asked = Signal()

    def __init__(self, session: Session, pages: ReportPages, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pages = pages
        self._folder = QTemporaryDir()
        self._asked = 0
        self.path: Path | None = None
        """The PDF that is seen; None while nothing is, or while it is not what was chosen."""

    def outdate(self) -> None:
        """What is seen is no longer what is chosen; what is under way is never shown."""
        self._asked += 1
        self._keep(None)

    def draw(
        self, export: Export, pictures: Pictures, choices: ReportChoices, passphrase: str | None
    ) -> None:
        """Draw the report; `changed` follows when it is seen."""
        self.outdate()
        session, number = self._session, self._asked
        if needs_unlocking(session, choices):
            sentence = str(KeyLockedError(session.identity.name))
            self._pages.say(sentence, "Unlock the key…", self.unlocking_asked.emit)
            return
        path = Path(self._folder.path()) / f"preview-{number}.pdf"
        ratio = self._pages.devicePixelRatioF()

        def work() -> Previewed:
            order = _make_order(choices, session.identity, passphrase)
            path.write_bytes(_format(export, pictures, order, session, "pdf"))
            return draw_pages(path, session.client, ratio=ratio)

        def show(previewed: Previewed) -> None:
            if number == self._asked:
                self._pages.show_pages(previewed)
                self._keep(path)
            else:
                _remove(path)

        def tell(error: BaseException) -> None:
            if number == self._asked:
                self._pages.say(str(error))

        session.tasks.run(work, show, tell)

    def open_page(
        self, export: Export, pictures: Pictures, choices: ReportChoices, passphrase: str | None
    ) -> None:
        """Show the report as a web page in the browser; the page goes with the dialog."""
        session = self._session
        path = Path(self._folder.path()) / "preview.html"

        def work() -> Path:
            order = _make_order(choices, session.identity, passphrase)
            path.write_bytes(_format(export, pictures, order, session, "html"))
            return path

        def show(page: Path) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(page)))

        session.tasks.run(work, show, lambda error: self._pages.say(str(error)))

    def _keep(self, path: Path | None) -> None:
        if self.path is not None:
            _remove(self.path)
        self.path = path
        self.changed.emit()


def _format(
    export: Export, pictures: Pictures, order: Order, session: Session, form: Format
) -> bytes:
    from workbench.report.writing import format_report  # noqa: PLC0415 - heavy

    card = find_earlier(export.scorecard, order.audience, session.store)
    return format_report(card, pictures, order, form)


def _make_order(choices: ReportChoices, identity: Identity, passphrase: str | None) -> Order:
    """The order; until the certificate's passphrase is typed, the assessor's own key signs."""
    from workbench.report.certificate import CertificateFileError  # noqa: PLC0415 - heavy

    try:
        return make_order(choices, identity, passphrase)
    except CertificateFileError:
        if passphrase or not Path(choices.certificate).is_file():
            raise
        return make_order(replace(choices, certificate=""), identity, None)


def _remove(path: Path) -> None:
    with suppress(OSError):  # the worker may hold it open; the folder goes with the dialog
        path.unlink()
