"""The session's verbs, one after the other, for commands without a window."""

from __future__ import annotations

from pathlib import Path

from workbench.errors import WorkbenchError
from workbench.ui.session import Session
from workbench.ui.windowless.waiting import wait_until


class RefusedError(WorkbenchError):
    """The bundle was not opened, or the store did not take something; the cause's own sentence."""


def open_and_inspect(session: Session, path: Path) -> None:
    """Open the bundle, look into every artifact and verify every checksum.

    Raises:
        RefusedError: it cannot be opened.
    """
    refusals: list[str] = []
    opened: list[bool] = []

    def note() -> None:
        opened.append(True)

    session.opened.connect(note)  # another may be open by now
    session.open_failed.connect(refusals.append)
    session.open_bundle(path)
    wait_until(lambda: bool(opened or refusals), f"“{path.name}” to open")
    session.opened.disconnect(note)
    session.open_failed.disconnect(refusals.append)
    if refusals:
        raise RefusedError(refusals[0])
    desk, verification = session.desk, session.verification
    wait_until(lambda: desk.is_done and verification.is_done, "the artifacts to be read", 600)


def wait_saved(session: Session) -> None:
    """Wait until everything recorded is stored.

    Raises:
        RefusedError: the store could not take it; the sentence says why.
    """
    failures: list[str] = []
    session.save_failed.connect(failures.append)
    session.journal.save_again()
    wait_until(lambda: session.journal.is_saved or bool(failures), "the store")
    session.save_failed.disconnect(failures.append)
    if failures:
        raise RefusedError(failures[0])
