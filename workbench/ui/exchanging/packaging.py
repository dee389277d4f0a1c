"""The review package of the open review, written where the assessor says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.errors import WorkbenchError
from workbench.exchange.event_file import write_package
from workbench.exchange.package import SUFFIX, format_package
from workbench.exchange.trust import list_known_keys
from workbench.paths import make_file_name
from workbench.ui.message import show_message
from workbench.ui.session import Session

PACKAGES = f"Review package (*{SUFFIX})"
PRIVATE = frozenset({"note"})
"""Kinds of events that stay with the assessor."""


def name_package(session: Session) -> str:
    """A name to begin with, such as `4F7K-attempt-1-review.mcreview`."""
    submission = session.submission
    name = f"{submission.practitioner.key}-attempt-{submission.attempt}-review"
    return f"{make_file_name(name, otherwise='review')}{SUFFIX}"


def make_package(session: Session) -> bytes:
    """The package of the open review: everything but the assessor's notes to themselves.

    Raises:
        KeyLockedError: the key needs its passphrase.
        TrustListError: the list of trusted keys cannot be used.
    """
    events = [event for event in session.journal.own_events if event.kind not in PRIVATE]
    actors = {event.actor for event in events}
    known = [k for k in list_known_keys(session.store.folder) if k.fingerprint in actors]
    return format_package(events, session.identity, known)


def ask_package(session: Session, parent: QWidget) -> None:
    """Ask where the package goes, write it there, and say its digest."""
    name, _kind = QFileDialog.getSaveFileName(
        parent, "Review package for the lead", name_package(session), PACKAGES
    )
    if name:
        save_package(session, Path(name), parent)


def save_package(session: Session, path: Path, parent: QWidget) -> None:
    """Write the package there, and say so or why not."""
    target = path if path.suffix else path.with_suffix(SUFFIX)
    try:
        digest = write_package(target, make_package(session))
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
