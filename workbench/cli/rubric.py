"""`workbench rubric check`: what a rubric's checks find."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.errors import make_printable


@click.group("rubric")
def rubric_command() -> None:
    """Work on rubrics."""


@rubric_command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Check the rubric in FILE (TOML) and say what an author should look at.

    Ends with 0 when nothing is found, 1 when there are remarks, 2 when it cannot be read.

    \b
    Example:
      workbench rubric check rubrics/leading-mutual-respect.toml
    """
    from workbench.intake.rubric.check import check_rubric
    from workbench.intake.rubric.file import read_rubric

    rubric = read_rubric(file)
    findings = check_rubric(rubric)
    for finding in findings:
        click.echo(make_printable(f"{finding.severity.upper():7} {finding.sentence}"))
    click.echo(f"{rubric.identity}: {len(findings)} remarks")
    sys.exit(1 if findings else 0)
