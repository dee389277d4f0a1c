"""`workbench demo`: the main job on the bundle that ships with the program."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

ASSESSOR = "Demo assessor"


@click.command("demo")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for report and pictures.")
@click.option("--no-window", is_flag=True, help="Do the whole job off screen.")
def demo_command(out: Path | None, *, no_window: bool) -> None:
    """Open the demo bundle; with --no-window judge it, report it and take pictures of it.

    Off screen it leaves report.pdf, report.html, report.json and pictures of the review window
    on a cited page and on a cited moment of the recording. It uses a data folder of its own.

    \b
    Example:
      workbench demo --no-window --out demo-out
    """
    from workbench.paths import find_resource

    bundle = find_resource("demo", "4F7K-attempt-1.zip")
    if not no_window:
        from workbench.app import run_window

        sys.exit(run_window(bundle, None))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = out or Path("demo-out")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="workbench-demo-") as home:
        os.environ["WORKBENCH_HOME"] = home
        for path in _do_the_job(bundle, folder):
            click.echo(path)


def _do_the_job(bundle: Path, folder: Path) -> list[Path]:
    from workbench.app import make_application, open_session
    from workbench.paths import find_resource
    from workbench.report.order import Order
    from workbench.report.template import Template
    from workbench.ui.reporting.exporting import export_reports, freeze_export
    from workbench.ui.windowless.headless import open_and_inspect, wait_saved
    from workbench.ui.windowless.portraits import take_portraits
    from workbench.ui.windowless.scripted import play_script, read_script

    make_application()
    script = find_resource("demo", "judgments.json")
    with open_session(ASSESSOR) as session:
        open_and_inspect(session, bundle)
        play_script(session, read_script(script), script.name)
        wait_saved(session)
        export = freeze_export(session)
        reports = export_reports(export, folder, Order(template=Template(file_name="report")))
        return [*reports, *take_portraits(session, folder)]
