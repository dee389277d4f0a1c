"""The files of one report: made as an order says, signed, and put in their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from workbench.assessment.scorecard import Scorecard
from workbench.report.badge import format_badge
from workbench.report.html import format_html
from workbench.report.json_file import format_report_json
from workbench.report.names import name_report
from workbench.report.order import SUFFIXES, Format, Order
from workbench.report.pdf.report import format_pdf
from workbench.report.pdf.signature import sign_pdf
from workbench.report.pictures import Pictures
from workbench.report.saving import make_folder, save_whole
from workbench.report.sealing import seal_html, seal_json
from workbench.report.wording import compose


def _ignore(_done: int, _all: int) -> None:
    """Nobody watches."""


def write_reports(
    scorecard: Scorecard,
    pictures: Pictures,
    folder: Path,
    order: Order,
    *,
    stem: str | None = None,
    progress: Callable[[int, int], None] = _ignore,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Path, ...]:
    """The files written into the folder, made if it is not there, in the order of the formats.

    `stem` names them; without it the template's pattern does. A badge is left out unless the
    credential is earned. Cancelled between two files, those written so far stay.

    Raises:
        WorkbenchError: a file cannot be written, or the key is locked; the sentence says which.
    """
    own = stem or name_report(scorecard, order.audience, order.template.file_name)
    formats = [f for f in order.formats if f != "badge" or scorecard.decision.outcome == "earned"]
    make_folder(folder, for_file=own)
    written: list[Path] = []
    for number, form in enumerate(formats):
        progress(number, len(formats))
        if is_cancelled():
            break
        target = folder / f"{own}{SUFFIXES[form]}"
        save_whole(target, format_report(scorecard, pictures, order, form))
        written.append(target)
    progress(len(formats), len(formats))
    return tuple(written)


def format_report(scorecard: Scorecard, pictures: Pictures, order: Order, form: Format) -> bytes:
    """The bytes of one file of the report, signed if the order says so.

    Raises:
        KeyLockedError: the key needs its passphrase.
    """
    audience, template, signer = order.audience, order.template, order.signer
    identity = signer.identity if signer else None
    if form == "badge":
        return format_badge(scorecard)
    signed = signer.describe(audience, template) if signer else None
    if form == "html":
        content = compose(scorecard, audience, template=template, signed=signed)
        page = format_html(content, pictures).encode("utf-8", "replace")
        return seal_html(page, identity) if identity else page
    told = format_report_json(scorecard, audience, template=template)
    told = seal_json(told, identity) if identity else told
    if form == "json":
        return told
    content = compose(scorecard, audience, template=template, signed=signed)
    pdf = format_pdf(
        content,
        pictures,
        told,
        scorecard.provenance.written_at,
        page_size=template.page,
        identity=identity,
    )
    return sign_pdf(pdf, signer.certificate(audience, template)) if signer else pdf
