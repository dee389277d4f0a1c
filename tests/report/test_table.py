from __future__ import annotations

import csv
import io
import re

import pytest
from openpyxl import load_workbook

from tests.report.builders import build_feedback, build_judgment, build_scorecard
from workbench.report.table import COLUMNS, LONGEST_CELL, format_csv, format_xlsx, list_rows
from workbench.report.table import neutralise_cell as neutral

INJECTIONS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")', "＝1"]  # noqa: RUF001 - it does it too


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_there_is_a_row_for_each_target_of_each_submission() -> None:
    rows = [*list_rows([build_scorecard(), build_scorecard()])]
    targets = [row[COLUMNS.index("target")] for row in rows]
    assert targets == ["1a", "1b", "2a", "P1", "P3"] * 2
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_a_row_says_what_was_judged_and_why() -> None:
    judgment = build_judgment(rationale="It is not there.")
    (row, *_) = read_csv(format_csv(list_rows([build_scorecard(judgments={"1a": judgment})])))
    assert (row["practitioner"], row["attempt"], row["decision"]) == ("4F7K", "1", "not_yet")
    assert (row["level"], row["passes"], row["rationale"]) == ("Not yet", "no", "It is not there.")
    assert row["next step"] == "Mark what the families changed."


@pytest.mark.parametrize("words", INJECTIONS)
def test_no_cell_can_become_a_formula(words: str) -> None:
    judgment = build_judgment(feedback=build_feedback(unmet=words), rationale=words)
    rows = [*list_rows([build_scorecard(judgments={"1a": judgment})])]
    (row, *_) = read_csv(format_csv(rows))
    assert row["unmet"][0] not in "=+-@\t\r＝"  # noqa: RUF001 - it does it too
    sheet = load_workbook(io.BytesIO(format_xlsx(rows))).active
    assert sheet is not None
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert sheet.cell(2, COLUMNS.index("unmet") + 1).value == row["unmet"]


@pytest.mark.parametrize("separator", [";", "|", "\t"])
@pytest.mark.parametrize(
    "words", ["x;=1+1", 'x; "=1+1"', "x\n=1+1", "a,b\n\n+1;@x", "x|-1", "x\t=1"]
)
def test_no_part_of_a_cell_becomes_a_formula_where_another_separator_is_used(
    words: str, separator: str
) -> None:
    judgment = build_judgment(feedback=build_feedback(unmet=words), rationale=words)
    content = format_csv(list_rows([build_scorecard(judgments={"1a": judgment})]))
    read = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator)
    cells = [cell.strip(' "') for row in read for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t")]
    naive = [cell.strip(' "') for cell in re.split(r"[;|\t\r\n]", content.decode("utf-8-sig"))]
    assert not [cell for cell in naive if cell[:1] and cell[:1] in "=+-@"]


def test_a_list_with_dashes_stays_as_it_is_in_a_workbook() -> None:
    judgment = build_judgment(rationale="Two things:\n- one\n- two")
    rows = [*list_rows([build_scorecard(judgments={"1a": judgment})])]
    sheet = load_workbook(io.BytesIO(format_xlsx(rows))).active
    assert sheet is not None
    assert sheet.cell(2, COLUMNS.index("rationale") + 1).value == "Two things:\n- one\n- two"


def test_numbers_stay_numbers_and_words_stay_words() -> None:
    assert neutral(-3) == -3
    assert neutral("a=b") == "a=b"
    assert neutral("Łukasz\u202e 明美\x00") == "Łukasz 明美"


def test_a_cell_longer_than_a_workbook_holds_is_cut_and_says_so() -> None:
    judgment = build_judgment(rationale="word " * 20_000)
    rows = [*list_rows([build_scorecard(judgments={"1a": judgment})])]
    sheet = load_workbook(io.BytesIO(format_xlsx(rows))).active
    assert sheet is not None
    value = str(sheet.cell(2, COLUMNS.index("rationale") + 1).value)
    assert len(value) == LONGEST_CELL
    assert value.endswith("(cut: the report has all of it)")
    assert len(read_csv(format_csv(rows))[0]["rationale"]) > 90_000
