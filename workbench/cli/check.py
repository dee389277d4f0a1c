"""`workbench check`: what a bundle's checks find, without a window."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from workbench.errors import make_printable


@click.command("check")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def check_command(bundle: Path, *, as_json: bool) -> None:
    """Check BUNDLE: is it whole, can it be opened, does every citation lead somewhere?

    Ends with 0 when nothing is found, 1 when there are findings, 2 when it cannot be opened.

    \b
    Example:
      workbench check sub-2026-0142.zip --json
    """
    from workbench.intake.checking import check_bundle

    findings = check_bundle(bundle)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            click.echo(make_printable(f"{finding.severity.upper():7} {finding.sentence}"))
        click.echo(f"{len(findings)} findings" if findings else "Nothing found.")
    sys.exit(1 if findings else 0)
