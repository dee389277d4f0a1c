"""The commands: each is one module, loaded when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from workbench import __version__
from workbench.errors import WorkbenchError

COMMANDS = {
    "open": "workbench.cli.open",
    "demo": "workbench.cli.demo",
    "check": "workbench.cli.check",
    "judge": "workbench.cli.judge",
    "report": "workbench.cli.report",
    "package": "workbench.cli.package",
    "verify": "workbench.cli.verify",
    "rubric": "workbench.cli.rubric",
    "calibrate": "workbench.cli.calibrate",
    "doctor": "workbench.cli.doctor",
}


class LazyGroup(click.Group):
    """Loads a command's module when it is called; a path in place of a command opens it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), f"{cmd_name}_command", None)
        command = command or getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command if isinstance(command, click.Command) else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `workbench BUNDLE` as `workbench open BUNDLE`."""
        first = next((number for number, arg in enumerate(args) if _is_bundle(args, number)), None)
        if first is not None and not set(args[:first]) & set(COMMANDS):
            args = [*args[:first], "open", *args[first:]]
        return super().parse_args(ctx, args)


def _is_bundle(args: list[str], number: int) -> bool:
    is_value = number > 0 and args[number - 1] == "--store"
    return not args[number].startswith("-") and not is_value and args[number] not in COMMANDS


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.version_option(__version__, prog_name="workbench")
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    help="Data folder to use instead of the usual one (or set WORKBENCH_HOME).",
)
@click.pass_context
def cli(context: click.Context, store: Path | None) -> None:
    """Assess micro-credential submissions: claim, evidence and judgment on one screen.

    Without a command the window opens; with a bundle it opens on that bundle.

    \b
    Example:
      workbench sub-2026-0142.zip
    """
    if store is not None:
        os.environ["WORKBENCH_HOME"] = str(store.resolve())
    if context.invoked_subcommand is None:
        context.invoke(import_module(COMMANDS["open"]).open_command)


def run() -> None:
    """Run the command line; what went wrong outside the program is told in one sentence."""
    try:
        cli.main(prog_name="workbench", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except WorkbenchError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
