"""Start-up: the store, the assessor, the PDF worker and the window are put together here."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from workbench.errors import WorkbenchError
from workbench.evidence.pdf.client import PdfClient
from workbench.paths import find_data_folder
from workbench.store.keys import Identity, create_identity, load_identities
from workbench.store.store import Store, open_store
from workbench.store.system_keyring import unlock_by_keyring
from workbench.ui.garbage import GarbageCollector
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.session import Session
from workbench.ui.start.data_folder import find_or_ask_folder, move_and_tell
from workbench.ui.start.holder import Holder
from workbench.ui.start.next_start import LAST_ASSESSOR, Start
from workbench.ui.start.starting import ask_assessor, open_or_ask, restore_and_tell
from workbench.ui.tasks import Tasks

SWITCH_SECONDS = 0.0005
"""How long another thread may go on when the window wants Python back, which is at every call of
Qt's; five thousandths, as Python has it, made a tenth of a second out of twenty calls."""
LOG = logging.getLogger("workbench")


class NoAssessorError(WorkbenchError):
    """Nobody has said who assesses."""

    def __init__(self) -> None:
        super().__init__(
            "Nobody has said yet who assesses on this computer. "
            "Start the window once, or add --assessor NAME."
        )


@contextmanager
def open_session(
    assessor: str | None = None, *, unlock: Callable[[Identity], Identity] | None = None
) -> Iterator[Session]:
    """A session without a window, on the data folder; everything is closed again after.

    `unlock` opens a locked key; without it such a key stays locked.

    Raises:
        WorkbenchError: the store cannot be opened, or nobody has said who assesses.
    """
    folder = find_data_folder()
    store = open_store(folder)
    try:
        identity = find_assessor(folder, assessor)
        if identity is None:
            raise NoAssessorError
        if identity.is_locked and unlock is not None:
            identity = unlock(identity)
        with running_session(store, identity) as session:
            yield session
    finally:
        store.close()


def find_assessor(folder: Path, name: str | None) -> Identity | None:
    """The assessor of that name (made now if new), or the only one there is, or None."""
    known = load_identities(folder)
    if name is not None:
        found = next((identity for identity in known if identity.name == name), None)
    else:
        found = known[0] if known else None
    if found is None:
        return create_identity(folder, name) if name is not None else None
    return unlock_by_keyring(found) if found.keyring_account and found.is_locked else found


def run_window(bundle: Path | None, assessor: str | None, style: str | None = None) -> int:
    """Open the window, on that bundle if one is given; the program's exit code."""
    app = make_application()
    sys.excepthook = show_fault
    start = Start(bundle=bundle, assessor=assessor)
    while True:
        folder = find_or_ask_folder()
        if folder is None:
            return 2
        store = open_or_ask(folder, is_reading=start.is_reading)
        if store is None:
            return 2
        try:
            start_log(store.folder)
            ended = _run_once(app, store, start, style)
        except WorkbenchError as error:
            _tell("The workbench cannot go on", str(error))
            return 2
        finally:
            store.close()
        if isinstance(ended, int):
            return ended
        start = ended
        if start.folder is not None:
            move_and_tell(store.folder, start.folder)
        if start.restore is not None:
            restore_and_tell(store.folder, start.restore)


def _run_once(app: QApplication, store: Store, start: Start, style: str | None) -> int | Start:
    """Run one window; the exit code, or how the next one starts."""
    look = Look(app, store, style)
    last = store.read_setting(LAST_ASSESSOR)
    known_last = last if isinstance(last, str) else None
    identity = ask_assessor(store.folder, start.assessor, known_last, must_choose=start.is_switch)
    if identity is None:
        return 0
    if not store.is_read_only:
        store.write_setting(LAST_ASSESSOR, identity.fingerprint)
    with running_session(store, identity) as session, _holding(store):
        window = MainWindow(session, look)
        window.show()
        if start.bundle is not None:
            window.open_bundle(start.bundle)
        code = app.exec()
        return window.next_start or code


def start_log(folder: Path) -> None:
    """Keep faults of the program in `workbench.log` of the data folder; no words, no names."""
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - the window alone logs

    try:
        handler = RotatingFileHandler(folder / "workbench.log", maxBytes=500_000, backupCount=1)
        (folder / "workbench.log").chmod(0o600)
    except OSError:  # a folder that cannot be written is told elsewhere
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)


def make_application() -> QApplication:
    """The one Qt application of this process."""
    existing = QCoreApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    app = QApplication([sys.argv[0]])
    sys.setswitchinterval(SWITCH_SECONDS)
    app.setApplicationName("assessor-workbench")
    app.setApplicationDisplayName("Assessor workbench")
    GarbageCollector(app)
    return app


def show_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Log a fault of ours, and show one dialog that offers its details."""
    if issubclass(kind, KeyboardInterrupt):
        QCoreApplication.exit(130)
        return
    LOG.error("a fault of the program", exc_info=(kind, error, trace))
    if QApplication.instance() is None:
        return
    box = QMessageBox()
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Something went wrong in the workbench")
    box.setText(
        "A fault of the program, not of yours. What was saved is safe; you can go on. "
        "If it happens again, please send the details to those who look after the workbench."
    )
    box.setDetailedText("".join(_format_fault(kind, error, trace)))
    box.exec()


@contextmanager
def _holding(store: Store) -> Iterator[None]:
    """Other windows that ask for a copy to read get one meanwhile."""
    if store.is_read_only:
        yield
        return
    holder = Holder(store)
    try:
        yield
    finally:
        holder.close()


@contextmanager
def running_session(store: Store, identity: Identity) -> Iterator[Session]:
    """A session of that assessor on that store, with the processes and threads it needs."""
    client = PdfClient()
    client.start()
    tasks = Tasks()
    session = Session(store, identity, client, tasks)
    try:
        yield session
    finally:
        session.close()
        tasks.close()
        client.close()


def _tell(title: str, sentence: str) -> None:
    box = QMessageBox()
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(sentence)
    box.exec()


def _format_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> list[str]:
    import traceback  # noqa: PLC0415 - needed only when something broke

    return traceback.format_exception(kind, error, trace)
