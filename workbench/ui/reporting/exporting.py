"""From the open review to report files, on a task's thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbench import __version__
from workbench.assessment.recording import format_instant
from workbench.assessment.review import Review
from workbench.assessment.scorecard import Provenance, Scorecard
from workbench.evidence.pdf.client import PdfClient
from workbench.intake.bundle import Bundle
from workbench.intake.inspection import Inspected
from workbench.report.compose import Reviewed, compose_scorecard
from workbench.report.content import Audience
from workbench.report.register import file_report, find_replaced, read_register
from workbench.store.keys import Identity
from workbench.store.store import Store
from workbench.ui.session import Session

if TYPE_CHECKING:  # certificates load when a report is written, not when the window starts
    from workbench.report.order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What a report is made from, frozen at the moment it was asked for."""

    scorecard: Scorecard
    known: Mapping[str, Inspected]
    client: PdfClient


def freeze_export(session: Session) -> Export:
    """Everything that the report of the open review needs."""
    keys = session.desk.resolutions
    reviewed = Reviewed(
        submission=session.submission,
        rubric=session.rubric,
        review=session.review,
        texts=session.source.texts,
        resolutions={key: session.resolution(key) for key in keys},
        findings=session.findings,
        events=session.journal.events,
    )
    integrity = session.verification.sentence
    provenance = trace_review(session.source.bundle, session.review, session.identity, integrity)
    return Export(
        scorecard=compose_scorecard(reviewed, provenance),
        known=dict(session.desk.known),
        client=session.client,
    )


Pictures = Mapping[tuple[str, str], bytes]


def _ignore(_done: int, _all: int) -> None:
    """Nobody watches."""


def _go_on() -> bool:
    return False


def export_reports(
    export: Export,
    folder: Path,
    order: Order,
    *,
    store: Store | None = None,
    progress: Callable[[int, int], None] = _ignore,
    is_cancelled: Callable[[], bool] = _go_on,
) -> tuple[Path, ...]:
    """The files of the report that the order asks for, with pictures taken for it.

    With a `store` the report says which earlier one it replaces, and is noted there.

    Raises:
        WorkbenchError: a file cannot be written; the sentence says which.
    """
    pictures = picture(export, progress=progress, is_cancelled=is_cancelled)
    return write_export(
        export,
        pictures,
        folder,
        order,
        store=store,
        progress=progress,
        is_cancelled=is_cancelled,
    )


def picture(
    export: Export,
    *,
    progress: Callable[[int, int], None] = _ignore,
    is_cancelled: Callable[[], bool] = _go_on,
) -> Pictures:
    """A picture of every place that can be pictured; takes seconds."""
    # PyAV and Pillow are heavy: they are loaded when a report is written
    from workbench.report.places import take_pictures  # noqa: PLC0415

    shown = {key: (known.shown, known.shown_media) for key, known in export.known.items()}
    return take_pictures(
        export.scorecard, shown, export.client, progress=progress, is_cancelled=is_cancelled
    )


def write_export(
    export: Export,
    pictures: Pictures,
    folder: Path,
    order: Order,
    *,
    store: Store | None = None,
    progress: Callable[[int, int], None] = _ignore,
    is_cancelled: Callable[[], bool] = _go_on,
) -> tuple[Path, ...]:
    """The same with pictures that were taken before."""
    from workbench.report.writing import write_reports  # noqa: PLC0415 - loads reportlab

    files = write_reports(
        find_earlier(export.scorecard, order.audience, store),
        pictures,
        folder,
        order,
        progress=progress,
        is_cancelled=is_cancelled,
    )
    if store is not None and files:
        file_report(store, export.scorecard, order.audience, [path.name for path in files])
    return files


def find_earlier(scorecard: Scorecard, audience: Audience, store: Store | None) -> Scorecard:
    """The scorecard, with the instant of the report that the next one replaces."""
    if store is None:
        return scorecard
    filed = read_register(store, scorecard.provenance.assessor_key, scorecard.submission.id)
    finished = scorecard.provenance.finished_at
    return replace(scorecard, replaces=find_replaced(filed, audience, finished))


def trace_review(bundle: Bundle, review: Review, identity: Identity, integrity: str) -> Provenance:
    """Where a report written now comes from; `integrity` is what the checksums said."""
    return Provenance(
        bundle_name=bundle.name,
        bundle_digest=bundle.manifest_digest,
        integrity=integrity,
        rubric_identity=bundle.rubric.identity,
        events_head=review.head,
        event_count=review.count,
        assessor_name=identity.name,
        assessor_key=identity.fingerprint,
        program_version=__version__,
        started_at=review.started_at,
        finished_at=review.finished_at,
        written_at=format_instant(datetime.now(UTC)),
    )
