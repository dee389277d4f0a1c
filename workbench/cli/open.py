"""`workbench open`: the window."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("open")
@click.argument("bundle", required=False, type=click.Path(path_type=Path))
@click.option("--assessor", help="Name of the assessor; asked for at the first start otherwise.")
@click.option("--style", type=click.Choice(["light", "dark", "contrast", "system"]))
def open_command(
    bundle: Path | None = None, assessor: str | None = None, style: str | None = None
) -> None:
    """Open the window, on BUNDLE if one is given.

    \b
    Example:
      workbench open sub-2026-0142.zip
    """
    from workbench.app import run_window

    sys.exit(run_window(bundle, assessor, style))
