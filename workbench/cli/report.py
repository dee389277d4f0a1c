"""`workbench report`: a review's report, or those of the whole queue, without a window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.finished import list_reviews, takes_reviews
from workbench.cli.passphrases import CERTIFICATE_VARIABLE, ask_passphrase, unlock_by_asking
from workbench.cli.report_states import mark_last_sent, say_states
from workbench.errors import WorkbenchError, make_printable

if TYPE_CHECKING:
    from workbench.report.certificate import SigningCertificate
    from workbench.report.content import Audience
    from workbench.report.order import Format, Order
    from workbench.report.template import Template
    from workbench.ui.reporting.exporting import Export
    from workbench.ui.session import Session

AUDIENCES = ("practitioner", "file", "both")
FORMATS = ("pdf", "html", "json", "badge", "csv", "xlsx")


class NothingToReportError(WorkbenchError):
    """No bundle was named, and the queue holds none."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing to report: name a bundle, or add --all to report on every "
            "submission of the queue whose review is finished."
        )


@click.command("report")
@takes_reviews("files")
@click.option(
    "--for",
    "audience",
    type=click.Choice(AUDIENCES),
    default="practitioner",
    show_default=True,
    help="The practitioner reads no rationale; the file holds everything, with the trail.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="May be repeated; pdf, html and json unless given. csv and xlsx hold all reviews at once.",
)
@click.option(
    "--template", "template", type=click.Path(path_type=Path), help="The program’s TOML file."
)
@click.option("--page", type=click.Choice(["A4", "Letter"]), help="Size of the PDF’s pages.")
@click.option(
    "--name",
    "pattern",
    help="Pattern for names, such as {practitioner}-{decision}; also {attempt}, {audience}, "
    "{credential} and {date}.",
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path),
    help="PKCS#12 file of the organisation that signs the PDF; its passphrase is asked for, or "
    "taken from WORKBENCH_PASSPHRASE.",
)
@click.option(
    "--unsigned",
    is_flag=True,
    help="Without signatures. Else a key with a passphrase is unlocked: it is asked for, or taken "
    "from WORKBENCH_KEY_PASSPHRASE.",
)
@click.option("--sent", is_flag=True, help="Mark what is written as sent, as the window does.")
@click.option("--print", "printer", metavar="PRINTER", help="Print the PDFs there as well.")
@click.option(
    "--states",
    is_flag=True,
    help="Write nothing; list the reports written so far: draft, finished, sent, superseded.",
)
@click.option("--assessor", help="Whose reviews, where several assess on this computer.")
def report_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    bundles: tuple[Path, ...],
    folder: Path,
    audience: str,
    formats: tuple[str, ...],
    template: Path | None,
    page: str | None,
    pattern: str | None,
    certificate: Path | None,
    assessor: str | None,
    printer: str | None,
    *,
    is_all: bool,
    unsigned: bool,
    sent: bool,
    states: bool,
) -> None:
    """Write the report of this assessor's review of each of BUNDLES.

    \b
    Examples:
      workbench report sub-2026-0142.zip --out reports --for both
      workbench report --all --for file --format xlsx --out reports
      workbench report --all --states
    """
    from workbench.app import make_application, open_session
    from workbench.ui.reporting.pages import print_pages
    from workbench.ui.windowless.printing import find_printer

    make_application()
    with open_session(assessor, unlock=None if unsigned or states else unlock_by_asking) as session:
        paths = list_reviews(session, bundles, is_all=is_all)
        if not paths:
            raise NothingToReportError
        if states:
            for line in say_states(session, paths):
                click.echo(line)
            return
        chosen = _choose_template(template, page, pattern)
        orders = [
            _make_order(session, one, formats, chosen, certificate, is_signed=not unsigned)
            for one in _list_audiences(audience)
        ]
        printing = find_printer(printer) if printer else None
        exports = _gather(session, paths)
        for path in _write(session, exports, folder, orders, formats, is_sent=sent):
            click.echo(path)
            if printing is not None and path.suffix == ".pdf":
                print_pages(path, printing, session.client)


def _list_audiences(audience: str) -> list[Audience]:
    audiences: list[Audience] = ["practitioner", "file"]
    return [one for one in audiences if audience in {one, "both"}]


def _choose_template(path: Path | None, page: str | None, pattern: str | None) -> Template:
    from workbench.report.template import PLAIN, read_template

    template = read_template(path) if path else PLAIN
    if page is not None:
        template = replace(template, page="Letter" if page == "Letter" else "A4")
    return replace(template, file_name=pattern) if pattern else template


def _make_order(
    session: Session,
    audience: Audience,
    formats: tuple[str, ...],
    template: Template,
    certificate: Path | None,
    *,
    is_signed: bool,
) -> Order:
    from workbench.report.order import FORMATS as USUAL
    from workbench.report.order import SUFFIXES, Order
    from workbench.report.signer import Signer

    wanted: tuple[Format, ...] = tuple(form for form in SUFFIXES if form in formats)
    signer = None
    if is_signed:
        signer = Signer(identity=session.identity, organisation=_read(certificate))
    return Order(
        audience=audience,
        formats=wanted if formats else USUAL,
        template=template,
        signer=signer,
    )


def _read(certificate: Path | None) -> SigningCertificate | None:
    from workbench.report.certificate import read_certificate

    if certificate is None:
        return None
    # a file that is not there is told before anybody is asked for its passphrase
    passphrase = _ask_passphrase(certificate) if certificate.is_file() else None
    return read_certificate(certificate, passphrase)


@cache
def _ask_passphrase(certificate: Path) -> str:
    return ask_passphrase(f"Passphrase of {certificate.name}", CERTIFICATE_VARIABLE)


def _gather(session: Session, paths: Iterable[Path]) -> Iterator[Export]:
    """What each report is made from; what cannot be opened is told, and the next one follows."""
    from workbench.ui.windowless.gathering import gather_export

    for path in paths:
        try:
            yield gather_export(path, session.store, session.identity, session.client)
        except WorkbenchError as error:
            click.echo(make_printable(str(error)), err=True)


def _write(
    session: Session,
    exports: Iterable[Export],
    folder: Path,
    orders: list[Order],
    formats: tuple[str, ...],
    *,
    is_sent: bool,
) -> Iterator[Path]:
    """Write all files, each told once it is there; those of a bundle are sent once all are."""
    from workbench.report.saving import make_folder
    from workbench.report.table import write_table
    from workbench.ui.reporting.exporting import export_reports

    scorecards = []
    for export in exports:
        scorecards.append(export.scorecard)
        for order in orders:
            if order.formats:
                yield from export_reports(export, folder, order, store=session.store)
        if is_sent:
            mark_last_sent(session, export.scorecard.submission.id, orders)
    for suffix in ("csv", "xlsx"):
        if suffix in formats and scorecards:
            target = folder / f"judgments.{suffix}"
            make_folder(folder, for_file=target.name)
            write_table(scorecards, target)
            yield target
