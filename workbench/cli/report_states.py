"""What became of the reports that were written: said, and noted as sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.assessment.recording import format_instant
from workbench.errors import make_printable

if TYPE_CHECKING:
    from workbench.report.order import Order
    from workbench.ui.session import Session


def say_states(session: Session, paths: Iterable[Path]) -> Iterator[str]:
    """A line for each report written of those bundles, its words apart by tabs.

    They are the bundle, for whom, when, what it is worth, and the files.

    Raises:
        WorkbenchError: a bundle cannot be opened.
    """
    from workbench.report.register import find_standing, read_register
    from workbench.ui.opened import open_submission

    for path in paths:
        opened = open_submission(path, session.store, session.identity)
        opened.bundle.close()
        reports = read_register(
            session.store, session.identity.fingerprint, opened.bundle.submission.id
        )
        for report in reports:
            standing = find_standing(report, reports, opened.review.finished_at)
            files = ", ".join(report.files)
            words = (path.name, report.audience, report.written_at, standing, files)
            yield "\t".join(map(make_printable, words))


def mark_last_sent(session: Session, submission: str, orders: Iterable[Order]) -> None:
    """Note that the newest report for each of the orders' audiences went out."""
    from workbench.report.register import mark_sent, read_register

    actor, now = session.identity.fingerprint, format_instant(datetime.now(UTC))
    for order in orders:
        reports = read_register(session.store, actor, submission)
        known = [report for report in reports if report.audience == order.audience]
        if known and order.formats:
            mark_sent(session.store, actor, submission, known[-1], now)
