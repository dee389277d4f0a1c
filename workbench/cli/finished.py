"""The bundles of the queue whose review is finished."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.ui.session import Session


def list_finished(session: Session) -> list[Path]:
    """Where the bundle of each finished review of the session's assessor lies."""
    return [
        Path(row.bundle_path)
        for row in session.store.read_submissions(session.identity.fingerprint)
        if row.state == "finished"
    ]
