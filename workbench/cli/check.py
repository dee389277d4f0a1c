"""`workbench check`: what a bundle's checks find, without a window."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import make_printable

if TYPE_CHECKING:
    from workbench.assessment.finding import Finding

HEADINGS = {"blocks": "Blocks scoring", "look": "Needs a look", "remark": "Remarks"}


@click.command("check")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option(
    "--letter",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a letter to the practitioner, as .pdf or .txt.",
)
def check_command(bundle: Path, *, as_json: bool, letter: Path | None) -> None:
    """Check BUNDLE: is it whole, can it be opened, does every citation lead somewhere?

    Ends with 0 when nothing is found, 1 when there are findings, 2 when it cannot be opened.

    \b
    Example:
      workbench check sub-2026-0142.zip --letter letter.pdf
    """
    from workbench.intake.checking import examine_bundle

    examined = examine_bundle(bundle)
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in examined.findings], indent=2))
    else:
        click.echo(make_printable("\n".join(_list_lines(examined.findings))))
    if letter is not None:
        from workbench.report.letter import compose_letter
        from workbench.report.letter_file import write_letter

        written = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        words = compose_letter(examined.submission, examined.rubric, examined.findings)
        write_letter(words, letter, written)
        click.echo(make_printable(f"The letter is in {letter}."), err=True)
    sys.exit(1 if examined.findings else 0)


def _list_lines(findings: Sequence[Finding]) -> Iterator[str]:
    for weight, heading in HEADINGS.items():
        listed = [finding for finding in findings if finding.severity == weight]
        if listed:
            yield f"{heading} ({len(listed)})"
        for finding in listed:
            place = finding.detail or finding.question or finding.artifact or finding.part or ""
            yield f"  {place:6} {finding.sentence}"
            yield f"         {finding.advice}"
    yield f"{len(findings)} findings" if findings else "Nothing found."
