"""`workbench judge`: judging from a file, through the verbs that the window uses."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("judge")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--from", "script", required=True, type=click.Path(path_type=Path))
@click.option("--assessor", help="Name of the assessor; made on first use.")
def judge_command(bundle: Path, script: Path, assessor: str | None) -> None:
    """Record the judgments in a JSON file (`mcw-judgments/1`) as a review of BUNDLE.

    \b
    Example:
      workbench judge sub-2026-0142.zip --from judgments.json --assessor "A. Assessor"
    """
    from workbench.app import make_application, open_session
    from workbench.cli.passphrases import unlock_by_asking
    from workbench.ui.windowless.headless import open_and_inspect, wait_saved
    from workbench.ui.windowless.scripted import play_script, read_script

    judgments = read_script(script)
    make_application()
    with open_session(assessor, unlock=unlock_by_asking) as session:
        open_and_inspect(session, bundle)
        play_script(session, judgments, script.name)
        wait_saved(session)
        decision = session.decision
        state = "finished" if session.review.finished_at else "open"
        click.echo(f"{decision.outcome}: {decision.reason} The review is {state}.")
        for missing in session.missing:
            click.echo(f"missing: {missing.target} {missing.what}")
