"""The review package of the open review, written where the assessor says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.errors import WorkbenchError
from workbench.exchange.event_file import write_package
from workbench.exchange.own_package import make_own_package, name_package
from workbench.exchange.package import SUFFIX
from workbench.ui.message import show_message
from workbench.ui.session import Session

PACKAGES = f"Review package (*{SUFFIX})"


def ask_package(session: Session, parent: QWidget) -> None:
    """Ask where the package goes, write it there, and say its digest."""
    name, _kind = QFileDialog.getSaveFileName(
        parent, "Review package for the lead", name_package(session.submission), PACKAGES
    )
    if name:
        save_package(session, Path(name), parent)


def save_package(session: Session, path: Path, parent: QWidget) -> None:
    """Write the package there, and say so or why not."""
    target = path if path.suffix else path.with_suffix(SUFFIX)
    review, events = session.review, session.journal.events
    try:
        content = make_own_package(review, events, session.identity, session.store.folder)
        digest = write_package(target, content)
    except WorkbenchError as error:
        show_message(parent, "The review package was not written", str(error))
        return
    show_message(parent, "The review package is written", say_written(target, digest))


def say_written(path: Path, digest: str) -> str:
    """Where it is, what is in it, and what its digest is for."""
    return (
        f"{path}\n\nIt holds your judgments, no evidence and none of your notes to yourself. "
        "Send it to your lead.\n\nTo prove later that you judged before you saw what others did, "
        f"send this digest first and the package afterwards:\n\n{digest}"
    )
