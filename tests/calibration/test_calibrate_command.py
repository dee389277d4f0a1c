"""`workbench calibrate` reads tables and reports, and writes a page that a stranger can't spoil."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from tests.calibration.designs import Design, simulate
from tests.calibration.test_ratings import _report, _write
from workbench.calibration.figure import Figure
from workbench.calibration.page.sentences import light_of
from workbench.calibration.ratings.file import RatingsFileError
from workbench.calibration.ratings.ratings import RatingsError
from workbench.cli.calibrate import calibrate

if TYPE_CHECKING:
    from pathlib import Path

SCALE = ("--scale", "none,partial,nearly,full")
VOID = {"meta"}


class _Outline(HTMLParser):
    """Collects tags, and notices any that aren't closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _outline(text: str) -> list[str]:
    outline = _Outline()
    outline.feed(text)
    assert outline.open == []
    return outline.tags


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(calibrate, [str(one) for one in arguments], catch_exceptions=False)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of five assessors' levels over some weeks."""
    ratings, _ = simulate(Design(attempts=80, spread=2.5, severity_spread=0.8), seed=4)
    path = tmp_path / "levels.csv"
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["attempt", "detail", "assessor", "level", "when"])
        for row in range(len(ratings)):
            attempt = int(ratings.attempt[row])
            rows.writerow(
                [
                    f"P{attempt}",
                    f"d{ratings.detail[row]}",
                    f"Assessor {ratings.assessor[row]}",
                    ("none", "partial", "nearly", "full")[ratings.level[row]],
                    f"2026-1{attempt // 40}-{1 + attempt % 28:02d}",
                ]
            )
    return path


def test_the_terminal_says_the_decision_first_and_what_to_act_on(table: Path) -> None:
    result = _run(table, *SCALE)
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert "got the same decision from another assessor" in lines[0]
    assert lines[1].startswith("Same level ")
    assert "Act on first:" in lines


def test_the_page_is_whole_loads_nothing_and_runs_nothing(table: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    _run(table, *SCALE, "--html", page)
    text = page.read_text()
    tags = _outline(text)
    assert "script" not in tags
    assert not re.search(r"""(src|href)\s*=|url\(|@import""", text)
    assert "default-src 'none'" in text
    assert text.count('role="img"') == tags.count("svg") == 3
    assert "prefers-color-scheme:dark" in text


def test_the_page_says_every_figure_in_a_sentence(table: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    _run(table, *SCALE, "--html", page)
    text = page.read_text()
    for words in (
        "Would another assessor have decided the same?",
        "Act on first",
        "the mix of levels alone would give",
        "Within one level",
        "Agreement beyond chance",
        "ordinal alpha",
        "Farthest off: Assessor ",
        "No definitive judgments among these ratings.",
        "across passing",
    ):
        assert words in text


def test_the_figures_as_json_have_n_everywhere_and_reasons_for_null(
    table: Path, tmp_path: Path
) -> None:
    target = tmp_path / "figures.json"
    _run(table, *SCALE, "--json", target)
    found = json.loads(target.read_text())
    assert found["format"] == "mcw-calibration/1"
    assert found["ratings"] == 1280
    figures = _figures(found)
    assert len(figures) > 100
    for figure in figures:
        assert isinstance(figure["n"], int)
        assert (figure["value"] is None) == (figure["undefined"] is not None)
    assert found["agreement"]["cohen"]["undefined"].startswith("Cohen's kappa compares two")
    assert {one["assessor"] for one in found["severity"]["assessors"]} == {
        f"Assessor {n}" for n in range(5)
    }


def _figures(node: object) -> list[dict[str, object]]:
    if isinstance(node, list):
        return [figure for one in node for figure in _figures(one)]
    if not isinstance(node, dict):
        return []
    own = [node] if "standing" in node else []
    return own + [figure for one in node.values() for figure in _figures(one)]


def test_what_a_stranger_wrote_is_shown_as_text(tmp_path: Path) -> None:
    wicked = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    reports = [
        _report("A", {"1a": "full", "1b": "none"}),
        _report("B", {"1a": "none", "1b": "full"}),
    ]
    for report in reports:
        for detail in report["details"]:  # type: ignore[attr-defined]  # a list of dicts
            detail |= {"title": wicked, "rationale": wicked, "feedback": {"unmet": wicked}}
        report["assessor"]["name"] = wicked  # type: ignore[index]  # a dict
        report["rubric"]["title"] = wicked  # type: ignore[index]  # a dict
        report["submission"]["practitioner"] = wicked  # type: ignore[index]  # a dict
    paths = [_write(tmp_path, f"{n}.json", report) for n, report in enumerate(reports)]
    page = tmp_path / "page.html"
    _run(*paths, "--html", page)
    tags = _outline(page.read_text())
    assert not {"script", "img"} & set(tags)
    assert "&lt;script&gt;" in page.read_text()


def test_two_reports_are_enough_for_the_first_day(tmp_path: Path) -> None:
    paths = [
        _write(tmp_path, "a.json", _report("A", {"1a": "full", "1b": "none"})),
        _write(tmp_path, "b.json", _report("B", {"1a": "partial", "1b": "none"})),
    ]
    page = tmp_path / "page.html"
    result = _run(*paths, "--html", page)
    text = page.read_text()
    assert result.output.startswith("The same decision in 1 of 1 attempt judged twice")
    assert "Same level on 1 of 2 details judged twice." in text
    assert "Assessor A: Full" in text
    assert "because" in text


def test_assessors_without_shared_work_are_told_how_to_link(tmp_path: Path) -> None:
    path = tmp_path / "apart.csv"
    path.write_text("attempt,detail,assessor,level\nx,1,A,1\nx,1,B,2\ny,1,C,1\ny,1,D,2\n")
    page = tmp_path / "page.html"
    result = _run(path, "--scale", "1,2,3", "--html", page)
    assert "C, D: Share no work with the rest" in result.output
    assert "let C read x" in result.output
    assert "Set 2: not comparable with the others" in page.read_text()


def test_a_shipped_rubric_may_set_the_scale(tmp_path: Path) -> None:
    path = tmp_path / "levels.csv"
    path.write_text("attempt,detail,assessor,level\nx,1,A,wrong\n")
    with pytest.raises(RatingsError, match="'wrong' is not one of"):
        _run(path, "--rubric", "leading-mutual-respect")


def test_a_table_without_a_scale_asks_for_one(table: Path) -> None:
    with pytest.raises(RatingsFileError, match="give --scale or --rubric"):
        _run(table)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RatingsFileError, match=r"gone\.csv can't be read as ratings: No such file"):
        _run(tmp_path / "gone.csv", *SCALE)


def test_the_same_seed_gives_the_same_files(table: Path, tmp_path: Path) -> None:
    pages = [tmp_path / "one.html", tmp_path / "two.html"]
    for page in pages:
        _run(table, *SCALE, "--html", page, "--seed", 3)
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_a_light_goes_by_the_lower_end_but_what_was_seen_good_is_only_watched() -> None:
    lights = {
        (0.9, 0.85): "good",
        (0.9, 0.55): "watch",
        (0.9, 0.2): "watch",
        (0.55, 0.45): "watch",
        (0.55, 0.35): "act",
    }
    for (value, low), light in lights.items():
        assert light_of(Figure(value, 60, 20, 0.1, low, 1.0), (0.6, 0.4)) == light
    assert light_of(Figure(0.2, 19, 9, 0.1, 0.0, 0.4), (0.6, 0.4)) == "unknown"
