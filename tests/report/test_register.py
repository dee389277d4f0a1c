from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.report.builders import build_scorecard
from workbench.report.register import (
    FiledReport,
    file_report,
    find_outward,
    find_replaced,
    find_standing,
    mark_sent,
    read_register,
)
from workbench.store.store import Store, open_store

FIRST, SECOND = "2026-11-14T15:02:00Z", "2026-11-20T10:00:00Z"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "home")
    yield store
    store.close()


def build_filed(finished: str | None = FIRST, **changes: str) -> FiledReport:
    report = FiledReport(
        written_at="2026-11-14T15:03:00Z", audience="practitioner", finished_at=finished, files=()
    )
    return replace(report, **changes)  # type: ignore[arg-type]  # fields of it


def test_a_report_that_was_written_is_remembered(store: Store) -> None:
    scorecard = build_scorecard()
    file_report(store, scorecard, "file", ["a.pdf"])
    file_report(store, scorecard, "practitioner", ["b.pdf"])
    file_report(store, scorecard, "file", ["a.pdf", "a.html"])
    filed = read_register(store, scorecard.provenance.assessor_key, scorecard.submission.id)
    assert [(r.audience, r.files) for r in filed] == [
        ("practitioner", ("b.pdf",)),
        ("file", ("a.pdf", "a.html")),
    ]


def test_sent_is_noted_of_one_report_alone(store: Store) -> None:
    scorecard = build_scorecard()
    own = file_report(store, scorecard, "practitioner", [])
    file_report(store, scorecard, "file", [])
    mark_sent(store, scorecard.provenance.assessor_key, scorecard.submission.id, own, SECOND)
    filed = read_register(store, scorecard.provenance.assessor_key, scorecard.submission.id)
    assert [(r.audience, r.sent_at) for r in filed] == [("practitioner", SECOND), ("file", None)]


def test_a_register_that_is_damaged_reads_as_empty(store: Store) -> None:
    store.write_setting("reports/a/x", [{"written_at": 3}])
    assert read_register(store, "a", "x") == ()


def test_a_report_stands_as_finished_then_sent_then_superseded() -> None:
    report = build_filed()
    assert find_standing(report, [report], FIRST) == "finished"
    sent = build_filed(sent_at=SECOND)
    assert find_standing(sent, [sent], FIRST) == "sent"
    assert find_standing(sent, [sent], None) == "superseded"  # the review was opened again
    later = build_filed(SECOND, written_at=SECOND)
    assert find_standing(sent, [sent, later], SECOND) == "superseded"
    assert find_standing(later, [sent, later], SECOND) == "finished"


def test_a_draft_stays_a_draft() -> None:
    draft = build_filed(None)
    assert find_standing(draft, [draft, build_filed()], FIRST) == "draft"


def test_a_new_report_says_which_one_it_replaces() -> None:
    earlier = build_filed()
    assert find_replaced([earlier], "practitioner", SECOND) == earlier.written_at
    assert find_replaced([earlier], "practitioner", FIRST) == ""  # the same, written again
    assert find_replaced([earlier], "file", SECOND) == ""
    assert find_replaced([earlier], "practitioner", None) == ""  # a draft replaces nothing
    assert find_replaced([build_filed(None)], "practitioner", SECOND) == ""


def test_the_queue_is_told_of_the_newest_report_for_the_practitioner() -> None:
    sent, own = build_filed(sent_at=SECOND), build_filed(audience="file")
    assert find_outward([own, build_filed(None)], FIRST) is None
    assert find_outward([sent, own], FIRST) == "sent"
    assert find_outward([sent, own], SECOND) == "superseded"
