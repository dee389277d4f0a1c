"""`workbench report`: a review's report without a window."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("report")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--out", "folder", type=click.Path(path_type=Path), default=Path())
@click.option(
    "--for", "audience", type=click.Choice(["practitioner", "file"]), default="practitioner"
)
@click.option("--assessor", help="Whose review, where several assess on this computer.")
def report_command(bundle: Path, folder: Path, audience: str, assessor: str | None) -> None:
    r"""Write the report of this assessor's review of BUNDLE as PDF, HTML and JSON.

    \b
    Example:
      workbench report sub-2026-0142.zip --out reports --for file
    """
    from workbench.app import make_application, open_session
    from workbench.report.order import Order
    from workbench.report.signer import Signer
    from workbench.ui.exporting import export_reports, freeze_export
    from workbench.ui.headless import open_and_inspect

    make_application()
    with open_session(assessor) as session:
        open_and_inspect(session, bundle)
        order = Order(
            audience="file" if audience == "file" else "practitioner",
            signer=Signer(identity=session.identity),
        )
        for path in export_reports(freeze_export(session), folder, order):
            click.echo(path)
