"""Which reports were written of a submission, and what became of each: kept in the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

import msgspec

from workbench.assessment.event import Json
from workbench.assessment.scorecard import Scorecard
from workbench.report.content import Audience
from workbench.store.store import Store

Standing = Literal["draft", "finished", "sent", "superseded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledReport:
    """One writing of a report."""

    written_at: str
    """UTC instant, ISO 8601; with the audience it names the report."""
    audience: Audience
    finished_at: str | None
    """When the review was finished that it tells of; None for a draft."""
    files: tuple[str, ...]
    sent_at: str | None = None


def read_register(store: Store, actor: str, submission: str) -> tuple[FiledReport, ...]:
    """The reports that were written of that actor's review of it, first to last."""
    stored = store.read_setting(_name(actor, submission))
    try:
        return msgspec.convert(stored or [], tuple[FiledReport, ...])
    except msgspec.ValidationError:  # damaged on the disk; the reports themselves are not touched
        return ()


def file_report(
    store: Store, scorecard: Scorecard, audience: Audience, files: Iterable[str]
) -> FiledReport:
    """Note that the report was written; the same report written again takes its place."""
    trail = scorecard.provenance
    filed = FiledReport(
        written_at=trail.written_at,
        audience=audience,
        finished_at=trail.finished_at,
        files=tuple(files),
    )
    actor, submission = trail.assessor_key, scorecard.submission.id
    kept = [
        known
        for known in read_register(store, actor, submission)
        if (known.written_at, known.audience) != (filed.written_at, audience)
    ]
    _write(store, actor, submission, [*kept, filed])
    return filed


def mark_sent(store: Store, actor: str, submission: str, report: FiledReport, at: str) -> None:
    """Note that the report went to whom it is for."""
    _write(
        store,
        actor,
        submission,
        [
            replace(known, sent_at=at) if known == report else known
            for known in read_register(store, actor, submission)
        ],
    )


def find_standing(
    report: FiledReport, reports: Sequence[FiledReport], finished_at: str | None
) -> Standing:
    """What the report is worth, while the review stands finished at that instant, or open.

    A report is superseded once the review was opened again, or once a later report for the same
    audience tells of a later finish.
    """
    if report.finished_at is None:
        return "draft"
    later = [r for r in reports if r.audience == report.audience and r.finished_at is not None]
    is_newest = all((r.finished_at or "") <= report.finished_at for r in later)
    if report.finished_at != finished_at or not is_newest:
        return "superseded"
    return "sent" if report.sent_at else "finished"


def find_outward(reports: Sequence[FiledReport], finished_at: str | None) -> Standing | None:
    """What the newest finished report for the practitioner is worth; None where there is none."""
    outward = [r for r in reports if r.audience == "practitioner" and r.finished_at is not None]
    return find_standing(outward[-1], outward, finished_at) if outward else None


def find_replaced(
    reports: Sequence[FiledReport], audience: Audience, finished_at: str | None
) -> str:
    """When the report was written that a new one replaces; empty where there is none."""
    earlier = [
        report.written_at
        for report in reports
        if report.audience == audience
        and report.finished_at is not None
        and report.finished_at != finished_at
    ]
    return max(earlier, default="") if finished_at else ""


def _write(store: Store, actor: str, submission: str, reports: Sequence[FiledReport]) -> None:
    if not store.is_read_only:
        store.write_setting(_name(actor, submission), cast("Json", msgspec.to_builtins(reports)))


def _name(actor: str, submission: str) -> str:
    return f"reports/{actor}/{submission}"
