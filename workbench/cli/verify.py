"""`workbench verify`: is a report as it was signed, where was it changed, and who signed it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from workbench.errors import make_printable


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--trust",
    "certificates",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A certificate (PEM or DER) that you trust, such as the program’s; may be repeated.",
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="FINGERPRINT",
    help="Fingerprint of a key that you know, as its owner told it; may be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def verify_command(
    file: Path, certificates: tuple[Path, ...], keys: tuple[str, ...], *, as_json: bool
) -> None:
    """Verify FILE, a report as PDF, HTML or JSON.

    Ends with 0 when it is intact and its signer known, 3 when it is intact and its signer is not
    known here, 1 when it was changed or bears no signature, 2 when nothing can be said.

    \b
    Example:
      workbench verify 4F7K-attempt-1-not-yet-report.pdf --trust program.pem
    """
    from workbench.report.trusting import read_trusted
    from workbench.report.verdict_words import say_verdict
    from workbench.report.verifying import verify_report

    verdict = verify_report(file, read_trusted(certificates, keys))
    if as_json:
        click.echo(json.dumps(asdict(verdict), indent=2))
    else:
        for sentence in say_verdict(file.name, verdict):
            click.echo(make_printable(sentence))
    if verdict.state != "intact":
        sys.exit(1)
    sys.exit(0 if verdict.is_known else 3)
