from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.report.builders import build_judgment, build_scorecard, draw_page
from workbench.report.order import Order
from workbench.report.saving import ReportNotWrittenError
from workbench.report.template import Template
from workbench.report.writing import format_report, write_reports


def test_all_three_files_land_in_a_folder_made_for_them(tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "autumn"
    files = write_reports(build_scorecard(), {}, folder, Order())
    assert [file.name for file in files] == [
        "4F7K-attempt-1-earned-report.pdf",
        "4F7K-attempt-1-earned-report.html",
        "4F7K-attempt-1-earned-report.json",
    ]
    assert sorted(folder.iterdir()) == sorted(files)


def test_a_stem_names_the_files(tmp_path: Path) -> None:
    order = Order(audience="file", formats=("html", "json"))
    files = write_reports(build_scorecard(), {}, tmp_path, order, stem="report")
    assert [file.name for file in files] == ["report.html", "report.json"]


def test_the_template_names_the_files(tmp_path: Path) -> None:
    order = Order(formats=("json",), template=Template(file_name="{decision} {practitioner}"))
    (file,) = write_reports(build_scorecard(), {}, tmp_path, order)
    assert file.name == "earned-4F7K.json"


def test_a_badge_is_written_only_when_it_is_earned(tmp_path: Path) -> None:
    order = Order(formats=("json", "badge"))
    earned = write_reports(build_scorecard(), {}, tmp_path / "a", order)
    judgments = {"1a": build_judgment()}
    not_yet = write_reports(build_scorecard(judgments=judgments), {}, tmp_path / "b", order)
    assert [file.name for file in earned][1:] == ["4F7K-attempt-1-earned-report-badge.json"]
    assert [file.suffix for file in not_yet] == [".json"]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file")
    with pytest.raises(ReportNotWrittenError, match="could not be written to the folder"):
        write_reports(build_scorecard(), {}, tmp_path / "reports", Order())


def test_cancelling_leaves_what_is_written_and_writes_no_more(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    files = write_reports(
        build_scorecard(),
        {("A1", "page=6"): draw_page()},
        tmp_path,
        Order(),
        progress=lambda done, total: steps.append((done, total)),
        is_cancelled=lambda: len(steps) > 1,
    )
    assert [file.suffix for file in files] == [".pdf"]
    assert steps == [(0, 3), (1, 3), (3, 3)]


def test_two_reports_at_once_are_the_same_as_one_after_the_other() -> None:
    scorecard = build_scorecard(judgments={"1a": build_judgment()})
    expected = format_report(scorecard, {}, Order(), "pdf")
    with ThreadPoolExecutor(4) as pool:
        made = pool.map(lambda _: format_report(scorecard, {}, Order(), "pdf"), range(8))
    assert set(made) == {expected}
