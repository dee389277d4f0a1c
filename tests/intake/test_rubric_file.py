from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import NOT_YET, PROFICIENT, build_rubric
from workbench.assessment.credential import Condition, Level, ReviewPolicy, Rubric
from workbench.intake.rubric.file import (
    RubricContradictionError,
    RubricError,
    RubricFormatError,
    RubricUnreadableError,
    RubricVersionError,
    find_rubric,
    find_shipped_rubrics,
    format_rubric_json,
    parse_rubric_json,
    read_rubric,
)

TOML = """
format = "mcw-rubric/1"
id = "small"
version = "2026.1"
language = "en"
[credential]
title = "Small"
[[levels]]
id = "not-yet"
label = "Not yet"
order = 0
[[levels]]
id = "shown"
label = "Shown"
order = 1
passing = true
[[parts]]
id = "P1"
kind = "portfolio"
title = "Portfolio"
[[parts.outcomes]]
id = "1"
title = "Listen"
statement = "Listen to people."
[[parts.outcomes.details]]
id = "1a"
title = "Asks"
statement = "Asks first"
[parts.outcomes.details.descriptors]
shown = "A question."
not-yet = "No question."
[[parts]]
id = "P2"
kind = "reflection"
title = "Reflection"
[decision]
award_when = { all = [ { every = "1", at_least = "shown" }, { part = "P2", is = "accepted" } ] }
"""


def read(folder: Path, text: str) -> Rubric:
    (folder / "rubrics").mkdir(exist_ok=True)
    path = folder / "rubrics" / "small.toml"
    path.write_text(text, encoding="utf-8")
    return read_rubric(path)


def refuse(error: type[RubricError], change: Callable[[Any], object]) -> str:
    table = json.loads(format_rubric_json(build_rubric()))
    change(table)
    with pytest.raises(RubricError) as caught:
        parse_rubric_json(json.dumps(table).encode(), "sent.zip, rubric.json")
    assert type(caught.value) is error
    return str(caught.value)


def test_a_rubric_in_toml_is_read(tmp_path: Path) -> None:
    rubric = read(tmp_path, TOML)
    assert parse_rubric_json(format_rubric_json(rubric), "x") == rubric
    (detail,) = rubric.details
    assert [d.level for d in detail.descriptors] == ["not-yet", "shown"]
    assert rubric.decision.award_when == Condition(
        all=(Condition(every="1", at_least="shown"), Condition(part="P2", is_="accepted"))
    )
    assert rubric.policy == ReviewPolicy()


def test_the_identity_is_the_digest_of_the_canonical_json() -> None:
    rubric = build_rubric()
    raw = format_rubric_json(rubric)
    assert rubric.sha256 == hashlib.sha256(raw).hexdigest()
    assert parse_rubric_json(raw, "x").identity == rubric.identity
    assert raw == json.dumps(
        json.loads(raw), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()  # fmt: skip


def test_the_identity_does_not_depend_on_order_comments_or_spelt_out_defaults(
    tmp_path: Path,
) -> None:
    lines = TOML.replace('id = "small"\n', "").replace(
        "[credential]", 'id = "small" # a comment\n[credential]\nissuer = ""'
    )
    assert read(tmp_path, lines) == read(tmp_path, TOML)
    assert read(tmp_path, TOML.replace("Asks first", "Asks last")) != read(tmp_path, TOML)


def test_what_is_written_is_read_again() -> None:
    rubric = build_rubric(
        policy=ReviewPolicy(assessors_per_attempt=2, blind=False, attempt_limit=3),
        award_when=Condition(
            any=(
                Condition(count="detail", at_least="proficient", min=2),
                Condition(part="P1", is_="not_accepted"),
            )
        ),
    )
    assert parse_rubric_json(format_rubric_json(rubric), "x") == rubric


def test_fields_that_are_not_known_are_passed_over() -> None:
    table = json.loads(format_rubric_json(build_rubric()))
    table["mood"] = {"is": "good", "descriptors": []}
    table["sha256"] = "0" * 64
    table["parts"][1]["outcomes"][0]["details"][0]["is_"] = 5
    assert parse_rubric_json(json.dumps(table).encode(), "x") == build_rubric()


def test_shipped_rubrics_are_sound_and_found_by_id_and_version() -> None:
    rubrics = find_shipped_rubrics()
    assert {len(rubric.levels) for rubric in rubrics} == {2, 3, 5}
    for rubric in rubrics:
        assert parse_rubric_json(format_rubric_json(rubric), "x") == rubric
        assert find_rubric(rubric.id, rubric.version) == rubric
    assert find_rubric("welcoming-a-family", "1999.1") is None
    assert find_rubric("unheard-of", "2026.1") is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda t: t.pop("format"), "'format' is missing"),
        (lambda t: t.pop("levels"), "'levels' is missing"),
        (
            lambda t: t["parts"][1]["outcomes"][0]["details"][1].pop("statement"),
            "parts, entry 2, outcomes, entry 1, details, entry 2: 'statement' is missing",
        ),
        (lambda t: t["parts"][0].update(kind="essay"), "parts, entry 1: 'kind' has the value"),
        (
            lambda t: t["parts"][1]["outcomes"][0]["details"][0].update(descriptors=[]),
            "details, entry 1: 'descriptors' should be a group of named values",
        ),
        (
            lambda t: t["parts"][1]["outcomes"][0]["details"][0]["descriptors"].update(
                proficient=1
            ),
            "details, entry 1, descriptors: each value should be text",
        ),
        (lambda t: t["decision"].update(award_when=[]), "decision: 'award_when' should be"),
    ],
)
def test_a_broken_rubric_says_where(change: Callable[[Any], object], fault: str) -> None:
    sentence = refuse(RubricFormatError, change)
    assert fault in sentence
    assert "sent.zip, rubric.json" in sentence


def _details(table: Any) -> Any:  # noqa: ANN401 - JSON
    return table["parts"][1]["outcomes"][0]["details"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda t: t.update(id="two words"), "“two words” is no id"),
        (lambda t: _details(t)[0].update(id="1 a"), "details: “1 a” is no id"),
        (lambda t: _details(t)[1].update(id="1a"), "the id “1a” is used twice"),
        (lambda t: _details(t)[1].update(id="P1"), "the id “P1” is used twice"),
        (lambda t: t["levels"].append(dict(t["levels"][0], order=2)), "“not-yet” is used twice"),
        (lambda t: t["parts"][0]["questions"].append(t["parts"][0]["questions"][0]), "P1.1"),
        (lambda t: t["phrases"].append(t["phrases"][0]), "phrases: the id “place” is used twice"),
        (lambda t: t["levels"].pop(), "levels: there should be two to five, not 1"),
        (lambda t: t["levels"][0].update(order=1), "levels, entry 1: 'order' should be 0"),
        (lambda t: t["levels"][1].update(passing=False), "none of them passes"),
        (lambda t: t["levels"][0].update(passing=True), "all of them pass"),
        (lambda t: t["levels"][0].update(id="accepted"), "kept for whole parts"),
        (lambda t: t["parts"].pop(1), "there is no detail to judge"),
        (lambda t: t["parts"][0].update(points=["a"]), "“narrative” has no 'points'"),
        (lambda t: t["parts"][0].update(min_words=-1), "'min_words' cannot be below 0"),
        (lambda t: t["parts"][1]["outcomes"][1].update(details=[]), "outcomes: “2” has no details"),
        (lambda t: t["parts"][1]["outcomes"][1].update(id="detail"), "means every detail"),
        (lambda t: _details(t)[0]["descriptors"].update(high="a"), "there is no level “high”"),
        (lambda t: t.update(policy={"assessors_per_attempt": 0}), "'assessors_per_attempt'"),
        (lambda t: t.update(policy={"attempt_limit": 0}), "'attempt_limit' should be 1 or more"),
    ],
)
def test_a_rubric_that_contradicts_itself_is_refused(
    change: Callable[[Any], object], fault: str
) -> None:
    assert fault in refuse(RubricContradictionError, change)


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        ({}, "exactly one of all, any, every, count and part"),
        ({"all": []}, "exactly one of all"),
        ({"every": "detail", "part": "P1"}, "exactly one of all"),
        ({"every": "detail"}, "'at_least' is missing beside 'every'"),
        ({"count": "detail", "at_least": "proficient"}, "'min' is missing beside 'count'"),
        ({"part": "P1"}, "'is' is missing beside 'part'"),
        ({"part": "P1", "is": "good"}, "'is' should be “accepted”, not “good”"),
        ({"part": "P1", "is": "accepted", "min": 1}, "'min' does not go with 'part'"),
        ({"part": "P2", "is": "accepted"}, "no narrative or reflection part “P2”"),
        ({"every": "7", "at_least": "proficient"}, "there is no outcome “7”"),
        ({"every": "1", "at_least": "high"}, "there is no level “high”"),
        ({"any": [{"all": [{}]}]}, "award_when, any, entry 1, all, entry 1: exactly one"),
    ],
)
def test_a_decision_rule_that_says_nothing_sound_is_refused(
    condition: dict[str, object], fault: str
) -> None:
    sentence = refuse(
        RubricContradictionError, lambda table: table["decision"].update(award_when=condition)
    )
    assert fault in sentence


def test_a_level_above_a_passing_one_passes_too() -> None:
    top = Level(id="top", label="Top", order=2)
    raw = format_rubric_json(build_rubric(levels=(NOT_YET, PROFICIENT, top)))
    with pytest.raises(RubricContradictionError, match="has to pass too"):
        parse_rubric_json(raw, "x")


def test_a_later_format_is_told() -> None:
    sentence = refuse(RubricVersionError, lambda table: table.update(format="mcw-rubric/2"))
    assert "newer version of the program" in sentence


def test_errors_name_file_and_key(tmp_path: Path) -> None:
    with pytest.raises(RubricFormatError) as caught:
        read(tmp_path, TOML.replace('statement = "Asks first"', ""))
    expected = (
        "rubrics/small.toml: parts, entry 1, outcomes, entry 1, details, entry 1: 'statement'"
    )
    assert expected in str(caught.value)


def test_files_that_are_no_toml_are_told(tmp_path: Path) -> None:
    with pytest.raises(RubricUnreadableError, match=r"small\.toml.*line 3"):
        read(tmp_path, "a = 1\nb = 2\nc c\n")
    with pytest.raises(RubricUnreadableError, match=r"gone\.toml"):
        read_rubric(tmp_path / "gone.toml")
    (tmp_path / "a.toml").write_bytes(b'a = "\xff"')
    with pytest.raises(RubricUnreadableError, match="UTF-8"):
        read_rubric(tmp_path / "a.toml")
    (tmp_path / "a.toml").write_bytes(b"a = " + b"[" * 100_000)
    with pytest.raises(RubricUnreadableError):
        read_rubric(tmp_path / "a.toml")
