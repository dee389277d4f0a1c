"""`workbench doctor`: what the program found on this machine."""

from __future__ import annotations

import json

import click

from workbench.errors import make_printable


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print the facts as JSON.")
def doctor_command(*, as_json: bool) -> None:
    """Say which versions, players, fonts and folders the program uses, and what is missing.

    \b
    Example:
      workbench doctor --json
    """
    from workbench.ui.examination import examine

    facts = examine()
    if as_json:
        click.echo(json.dumps(facts, indent=2))
        return
    width = max(len(name) for name in facts)
    for name, value in facts.items():
        click.echo(make_printable(f"{name:{width}}  {value}"))
