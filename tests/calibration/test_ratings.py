"""Ratings say which row is wrong and why, and never take missing for a level."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.report.samples import build_samples
from workbench.assessment.event import EventDraft, seal
from workbench.calibration.ratings.columns import (
    ratings_from_arrays,
    ratings_from_counts,
    ratings_from_crosstab,
    ratings_from_matrix,
)
from workbench.calibration.ratings.events import ratings_from_events
from workbench.calibration.ratings.file import RatingsFileError, ratings_from_csv, read_ratings
from workbench.calibration.ratings.ratings import RatingsError
from workbench.calibration.ratings.scale import Scale, ScaleError, make_scale, make_weights
from workbench.report.json_file import format_report_json

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.assessment.event import Event, EventKind

SCALE = Scale(("none", "partial", "full"))


def test_an_unknown_level_is_named_with_its_row() -> None:
    with pytest.raises(RatingsError, match=r"row 2: 'half' is not one of none, partial, full"):
        ratings_from_arrays(["x", "x"], ["a", "b"], ["j", "j"], ["full", "half"], SCALE)


def test_a_number_off_the_scale_is_named_with_its_row() -> None:
    with pytest.raises(RatingsError, match=r"row 3: 4 is not one of 1, 2, 3"):
        ratings_from_arrays([1, 2, 3], [1, 1, 1], [1, 1, 1], [1, 3, 4], make_scale(3))


def test_a_second_level_for_the_same_detail_is_refused() -> None:
    with pytest.raises(RatingsError, match=r"row 3: the same assessor already .* in row 1"):
        ratings_from_arrays(
            ["x", "y", "x"], ["a", "a", "a"], ["j", "j", "j"], ["full", "none", "none"], SCALE
        )


def test_an_attempt_in_two_programs_is_refused() -> None:
    with pytest.raises(RatingsError, match=r"row 2: this attempt belongs to another program"):
        ratings_from_arrays([1, 1], [1, 2], [1, 1], [1, 1], make_scale(3), program=["p", "q"])


def test_missing_is_left_out_and_counted() -> None:
    ratings = ratings_from_arrays(
        [1, 2, 3], [1, 1, 1], [1, 1, 1], [2.0, np.nan, 1.0], make_scale(3)
    )
    assert len(ratings) == 2
    assert ratings.left_out == 1
    assert ratings.attempts == ("1", "2", "3")


def test_a_table_is_read_whatever_its_separator_and_order() -> None:
    text = "level;assessor;attempt;detail;when\nfull;A;x;1a;2026-11-14\n;B;x;1a;\n"
    ratings = ratings_from_csv(text, SCALE, "table.csv")
    assert ratings.level.tolist() == [2]
    assert ratings.left_out == 1
    assert ratings.when is not None
    assert ratings.when.tolist() == [20771.0]


def test_a_table_names_the_line_of_a_bad_row() -> None:
    text = "attempt,detail,assessor,level\nx,1a,A,full\nx,1b,A,top\n"
    with pytest.raises(RatingsError, match=r"table\.csv can't be used: row 3"):
        ratings_from_csv(text, SCALE, "table.csv")


def test_blank_lines_of_a_table_count_but_are_no_rows() -> None:
    text = "attempt,detail,assessor,level\n\nx,1a,A,full\n,,,\nx,1b,A,top\n"
    with pytest.raises(RatingsError, match="row 5: 'top'"):
        ratings_from_csv(text, SCALE)
    assert ratings_from_csv(text.replace("top", ""), SCALE).left_out == 1


def test_a_level_of_nobody_is_named_with_its_row() -> None:
    text = "attempt,detail,assessor,level\nx,1a, ,full\nx,1b,A,full\n,1b,B,full\n"
    words = "row 2: it names no assessor; row 4: it names no attempt"
    with pytest.raises(RatingsError, match=words):
        ratings_from_csv(text, SCALE)
    with pytest.raises(RatingsError, match="row 2: it names no detail"):
        ratings_from_arrays(["x", "y"], ["1a", None], ["A", "A"], [1, 2], 3)  # type: ignore[arg-type]  # what a gap in a table gives


def test_columns_of_different_lengths_are_refused() -> None:
    for more in ({"program": ["p"]}, {"when": [1.0, 2.0, 3.0]}):
        with pytest.raises(RatingsError, match="one length"):
            ratings_from_arrays(["x", "y"], ["1a", "1a"], ["A", "A"], [1, 2], 3, **more)


def test_names_and_numbers_lists_and_arrays_make_the_same_ratings() -> None:
    columns = (["x", "x", "y"], ["1a", "1a", "1a"], ["A", "B", "A"])
    levels: tuple[object, ...] = (
        ["none", "full", None],
        ["1", "3", ""],
        [1, 3, None],
        [1.0, 3.0, np.nan],
        np.array([1.0, 3.0, np.nan]),
        np.array(["none", "full", ""], dtype=object),
    )
    for given in levels:
        ratings = ratings_from_arrays(*columns, given, ["none", "partial", "full"])  # type: ignore[arg-type]  # lists of all kinds
        assert ratings.level.tolist() == [0, 2]
        assert ratings.left_out == 1


def test_a_table_of_units_needs_rows_of_one_length() -> None:
    with pytest.raises(RatingsError, match="rows of one length"):
        ratings_from_matrix([[1, 2], [1]], 3)


def test_tables_of_counts_must_count_every_level() -> None:
    with pytest.raises(RatingsError, match="3 by 3"):
        ratings_from_crosstab([[1, 2], [2, 3]], 3)
    with pytest.raises(RatingsError, match="3 columns"):
        ratings_from_counts([[1, 2], [2, 3]], 3)
    with pytest.raises(RatingsError, match="row 2: counts must be whole"):
        ratings_from_counts([[1, 2], [-2, 3]], 2)


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(RatingsFileError, match="no column detail, level"):
        ratings_from_csv("attempt,assessor\nx,A\n", SCALE, "table.csv")


def _report(assessor: str, levels: dict[str, str | None], **more: object) -> dict[str, object]:
    return {
        "format": "mcw-report/1",
        "submission": {"id": "urn:uuid:1", "attempt": 1, "practitioner": "4F7K"},
        "rubric": {
            "id": "mutual-respect",
            "version": "1",
            "sha256": "ab",
            "levels": [
                {"id": "full", "label": "Full", "order": 2, "passing": True},
                {"id": "none", "label": "None", "order": 0, "passing": False},
                {"id": "partial", "label": "Partial", "order": 1, "passing": False},
            ],
        },
        "assessor": {"id": assessor, "name": f"Assessor {assessor}"},
        "finished": "2026-11-14T10:42:00Z",
        "decision": {"outcome": "earned"},
        "details": [
            {"id": name, "title": f"Detail {name}", "level": level, "rationale": "because"}
            for name, level in levels.items()
        ],
        "unknown": {"kept": "elsewhere"},
        **more,
    }


def _write(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.write_text(json.dumps(content))
    return path


def test_reports_bring_their_scale_their_words_and_their_names(tmp_path: Path) -> None:
    paths = [
        _write(tmp_path, "a.json", _report("A", {"1a": "full", "1b": None})),
        _write(tmp_path, "b.json", _report("B", {"1a": "partial", "1b": "full"})),
    ]
    found = read_ratings(paths)
    assert found.ratings.scale.levels == ("none", "partial", "full")
    assert found.ratings.scale.passing_level == 2
    assert len(found.ratings) == 3
    assert found.names["A"] == "Assessor A"
    assert found.names["urn:uuid:1"] == "4F7K"
    assert found.words["urn:uuid:1", "1a", "B"].rationale == "because"
    assert found.outcomes["urn:uuid:1", "A"] == "earned"


def test_the_programs_own_reports_are_read(tmp_path: Path) -> None:
    card = build_samples()["not-yet"]
    other = replace(
        card,
        provenance=replace(card.provenance, assessor_key="2b", assessor_name="Bo Sample"),
    )
    paths = []
    for number, one in enumerate((card, other)):
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_bytes(format_report_json(one, "file"))
    source = read_ratings(paths, definitive="Bo Sample")
    details = [scored for outcome in card.outcomes for scored in outcome.details]
    given = [scored for scored in details if scored.judgment.level]
    assert len(source.ratings) == 2 * len(given)
    assert sorted(source.ratings.details) == sorted(scored.detail.id for scored in details)
    assert source.ratings.scale.levels[-1] == "proficient"
    assert source.ratings.assessors[source.ratings.definitive or 0] == "2b"
    assert source.title == card.rubric.credential.title
    assert any(words.rationale for words in source.words.values())


def test_of_two_reports_on_one_attempt_the_last_counts(tmp_path: Path) -> None:
    paths = [
        _write(tmp_path, "new.json", _report("A", {"1a": "full"}, written="2026-11-15T08:00:00Z")),
        _write(tmp_path, "old.json", _report("A", {"1a": "none"}, written="2026-11-14T11:00:00Z")),
    ]
    assert read_ratings(paths).ratings.level.tolist() == [2]


def test_a_level_of_a_report_that_is_not_on_the_scale_is_named_with_its_detail(
    tmp_path: Path,
) -> None:
    path = _write(tmp_path, "a.json", _report("A", {"1a": "full", "1b": "partial"}))
    with pytest.raises(RatingsFileError, match=r"a\.json .* 'partial' of detail 1b is not one"):
        read_ratings([path], Scale(("none", "full")))


def test_reports_of_different_rubrics_are_not_mixed(tmp_path: Path) -> None:
    other = _report("B", {"1a": "full"}, rubric={"id": "other", "levels": []})
    paths = [
        _write(tmp_path, "a.json", _report("A", {"1a": "full"})),
        _write(tmp_path, "b.json", other),
    ]
    with pytest.raises(RatingsFileError, match=r"another rubric than a\.json"):
        read_ratings(paths)


def test_a_report_of_a_newer_format_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.json", _report("A", {}, format="mcw-report/2"))
    with pytest.raises(RatingsFileError, match="a newer version of the workbench may read it"):
        read_ratings([path])


def test_anything_else_is_no_report(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.json", {"format": "mcw-report/1"})
    with pytest.raises(RatingsFileError, match=r"it is no mcw-report/1 report"):
        read_ratings([path])


def _event(
    actor: str, level: str | None, kind: EventKind = "judgment", supersedes: tuple[str, ...] = ()
) -> Event:
    draft = EventDraft(
        kind=kind,
        at="2026-11-14T10:42:00+00:00",
        actor=actor,
        seq=1,
        submission="urn:uuid:1",
        manifest="m",
        rubric="r",
        target="1a",
        supersedes=supersedes,
        body={"level": level},
    )
    return seal(draft, "00")


def test_only_judgments_that_stand_are_ratings() -> None:
    first = _event("A", "none")
    changed = _event("A", "full", supersedes=(first.id,))
    note = _event("A", None, "note")
    truth = _event("L", "partial", "definitive_judgment")
    ratings = ratings_from_events([changed, note, truth, first, _event("B", None)], SCALE)
    assert sorted(ratings.level.tolist()) == [1, 2]
    assert ratings.definitive is not None
    assert ratings.assessors[ratings.definitive] == "definitive"


def test_two_keys_of_one_assessor_are_one_assessor() -> None:
    before = _event("A", "none")
    after = _event("A2", "full", supersedes=(before.id,))
    ratings = ratings_from_events([before, after, _event("B", "full")], SCALE, None, {"A": "A2"})
    assert set(ratings.assessors) == {"A2", "B"}
    with pytest.raises(RatingsError):
        ratings_from_events([before, _event("A2", "full")], SCALE, None, {"A": "A2"})


def test_a_clash_of_one_actor_is_named() -> None:
    with pytest.raises(RatingsError, match="These judgments can't be used"):
        ratings_from_events([_event("A", "none"), _event("A", "full")], SCALE)


def test_weights_come_from_the_declared_scale() -> None:
    assert make_weights(make_scale(4), "linear")[0].tolist() == pytest.approx([1, 2 / 3, 1 / 3, 0])
    assert make_weights(make_scale(3), "adjacent")[0].tolist() == [1, 1, 0]
    assert make_weights(make_scale([0, 1, 10]), "linear")[0, 1] == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("weights", "words"),
    [(np.eye(2), "shape"), (np.zeros((3, 3)), "1 on the diagonal"), ("cubic", "no weights named")],
)
def test_impossible_weights_are_refused(weights: object, words: str) -> None:
    with pytest.raises(ScaleError, match=words):
        make_weights(SCALE, weights)  # type: ignore[arg-type]  # that is the point


def test_disagreements_of_ones_own_become_weights() -> None:
    disagreements = np.array([[0.0, 1, 3], [1, 0, 6], [3, 6, 0]])
    weights = make_weights(make_scale(3), disagreements)
    assert weights == pytest.approx(1 - disagreements / 6)


def test_a_scale_that_repeats_a_level_is_refused() -> None:
    with pytest.raises(ScaleError, match="different names"):
        Scale(("low", "low"))
