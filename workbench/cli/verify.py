"""`workbench verify`: is a report or a review as it was signed, where changed, and by whom."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import make_printable

if TYPE_CHECKING:
    from workbench.store.verdict import Trusted


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
    """Verify FILE: a report (PDF, HTML, JSON), a review package (.mcreview) or judgments (.jsonl).

    Ends with 0 when it is intact and its signer known, 3 when it is intact and its signer is not
    known here, 1 when it was changed or bears no signature, 2 when nothing can be said.

    \b
    Examples:
      workbench verify 4F7K-attempt-1-not-yet-report.pdf --trust program.pem
      workbench verify 4F7K-attempt-1-review.mcreview
    """
    from workbench.exchange.verifying import verify_exchanged
    from workbench.report.verdict_words import say_verdict
    from workbench.report.verifying import verify_report

    trusted = _list_trusted(certificates, keys)
    verdict = verify_exchanged(file, trusted) or verify_report(file, trusted)
    if as_json:
        click.echo(json.dumps(asdict(verdict), indent=2))
    else:
        for sentence in say_verdict(file.name, verdict):
            click.echo(make_printable(sentence))
    if verdict.state != "intact":
        sys.exit(1)
    sys.exit(0 if verdict.is_known else 3)


def _list_trusted(certificates: tuple[Path, ...], keys: tuple[str, ...]) -> Trusted:
    """The assessors of this computer, whom they trust, and what was named."""
    from workbench.exchange.trust import list_known_keys
    from workbench.paths import find_data_folder
    from workbench.report.certificate_file import read_certificates
    from workbench.store.public_keys import index_public_keys
    from workbench.store.verdict import Trusted

    named = {"".join(key.lower().split()): "the key that you named" for key in keys}
    known = list_known_keys(find_data_folder())
    return Trusted(
        names={**named, **{key.fingerprint: key.name for key in known}},
        certificates=tuple(der for path in certificates for der in read_certificates(path)),
        public_keys=index_public_keys(known),
    )
