"""`workbench calibrate`: agreement and severity from a table or from reports, without a window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.errors import make_printable

if TYPE_CHECKING:
    from workbench.calibration.page.overview import Overview
    from workbench.calibration.ratings.scale import Scale


@click.command("calibrate")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--rubric", help="Rubric file, or the id of a shipped rubric, that sets the scale.")
@click.option("--scale", "levels", help="Levels, lowest first, with commas: none,partial,full.")
@click.option("--passing", help="The lowest level that passes; else the highest alone does.")
@click.option("--definitive", default="definitive", help="Assessor whose levels are definitive.")
@click.option(
    "--weights",
    type=click.Choice(["linear", "quadratic", "ordinal", "identity"]),
    default="linear",
    help="How near levels count as agreeing in AC2 and weighted kappa.",
)
@click.option("--need", type=int, help="How many details must pass to earn; else all.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write all figures.")
@click.option("--html", "html_file", type=click.Path(path_type=Path), help="Write the page.")
@click.option("--seed", default=0, help="For the bootstrap and the audit; the same seed repeats.")
def calibrate(  # noqa: PLR0913  one parameter per option
    files: tuple[Path, ...],
    *,
    rubric: str | None,
    levels: str | None,
    passing: str | None,
    definitive: str,
    weights: str,
    need: int | None,
    json_file: Path | None,
    html_file: Path | None,
    seed: int,
) -> None:
    """Compare assessors from FILES.

    FILES is one CSV table with the columns attempt, detail, assessor, level and, if there are
    any, program and when; or any number of JSON reports (mcw-report/1, the copy for the file)
    of several assessors.

    \b
    Examples:
      workbench calibrate levels.csv --scale none,partial,full --html calibration.html
      workbench calibrate reports/*.json --json figures.json
    """
    from workbench.calibration.agreeing.decisions import DecisionRule
    from workbench.calibration.page.overview import overview
    from workbench.calibration.ratings.file import read_ratings
    from workbench.report.saving import save_whole

    scale, labels, titles = _read_scale(rubric, levels, passing)
    source = read_ratings(files, scale, definitive)
    source.labels.update(labels)
    source.titles.update(titles)
    seen = overview(source, DecisionRule(need), weights, seed=seed)  # type: ignore[arg-type]  # a name click has checked
    if json_file is not None:
        from workbench.calibration.page.numbers import format_numbers

        text = json.dumps(format_numbers(seen), ensure_ascii=False, indent=2, allow_nan=False)
        save_whole(json_file, (text + "\n").encode())
    if html_file is not None:
        from workbench.calibration.page.html import format_page

        save_whole(html_file, format_page(seen).encode())
    for line in _lines(seen):
        click.echo(make_printable(line))


def _read_scale(
    rubric: str | None, levels: str | None, passing: str | None
) -> tuple[Scale | None, dict[str, str], dict[str, str]]:
    """The scale that was asked for, with the names of its levels and of the rubric's details."""
    from workbench.calibration.ratings.scale import Scale, scale_of_rubric
    from workbench.intake.rubric.file import find_shipped_rubrics, read_rubric

    if rubric and levels:
        message = "Give --rubric or --scale, not both."
        raise click.UsageError(message)
    if rubric:
        shipped = {one.id: one for one in find_shipped_rubrics()}
        found = shipped.get(rubric) or read_rubric(Path(rubric))
        labels = {level.id: level.label for level in found.levels}
        titles = {detail.id: detail.title for detail in found.details}
        return scale_of_rubric(found), labels, titles
    if levels:
        names = tuple(name.strip() for name in levels.split(","))
        if passing is not None and passing not in names:
            message = f"--passing {passing} is not one of {', '.join(names)}."
            raise click.UsageError(message)
        return Scale(names, passing=None if passing is None else names.index(passing)), {}, {}
    return None, {}, {}


def _lines(seen: Overview) -> list[str]:
    """What the terminal says: the decision, the figures, and what to act on first."""
    from workbench.calibration.page.actions import list_actions
    from workbench.calibration.page.sentences import (
        say_adjacent,
        say_beyond_chance,
        say_comparable,
        say_decision,
        say_exact,
    )

    panel = seen.panel
    lines = [
        say_decision(seen.decisions),
        say_exact(panel),
        say_adjacent(panel),
        say_beyond_chance(panel),
        say_comparable(panel),
    ]
    actions = [f"  {n}. {one.about}: {one.why}" for n, one in enumerate(list_actions(seen), 1)]
    return [*lines, *(["Act on first:", *actions] if actions else [])]
