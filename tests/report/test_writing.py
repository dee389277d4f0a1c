from __future__ import annotations

from pathlib import Path

import pytest

from tests.report.builders import build_scorecard
from workbench.report.saving import ReportNotWrittenError
from workbench.report.writing import write_reports


def test_all_three_files_land_in_a_folder_made_for_them(tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "autumn"
    files = write_reports(build_scorecard(), {}, folder, audience="practitioner")
    assert [file.name for file in files] == [
        "4F7K-attempt-1-earned-report.pdf",
        "4F7K-attempt-1-earned-report.html",
        "4F7K-attempt-1-earned-report.json",
    ]
    assert sorted(folder.iterdir()) == sorted(files)


def test_a_stem_names_the_files(tmp_path: Path) -> None:
    files = write_reports(build_scorecard(), {}, tmp_path, audience="file", stem="report")
    assert [file.name for file in files] == ["report.pdf", "report.html", "report.json"]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file")
    with pytest.raises(ReportNotWrittenError, match="could not be written to the folder"):
        write_reports(build_scorecard(), {}, tmp_path / "reports", audience="file")
