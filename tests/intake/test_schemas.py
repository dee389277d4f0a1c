"""The JSON Schemas and the readers agree, on sound files and on broken ones."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.builders import build_artifact, build_claim, build_rubric, build_submission
from workbench.assessment.credential import Condition, ReviewPolicy
from workbench.assessment.self_analysis import Citation
from workbench.intake.archive.container import open_container
from workbench.intake.bag import read_bag
from workbench.intake.bundle_errors import SubmissionFormatError, SubmissionVersionError
from workbench.intake.rubric.file import (
    RubricContradictionError,
    RubricError,
    find_shipped_rubrics,
    format_rubric_json,
    parse_rubric_json,
)
from workbench.intake.submission_file import format_submission, parse_submission
from workbench.paths import find_resource

WRONG: tuple[Any, ...] = (None, True, -3, 2.5, "", "?", [], ["?"], {}, {"?": 1})


@cache
def validator(name: str) -> Any:  # noqa: ANN401 - the library has no types
    schema = json.loads(find_resource("schemas", f"{name}.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def full_rubric() -> Any:  # noqa: ANN401 - JSON
    """A rubric that has every field of the format."""
    rubric = build_rubric(
        award_when=Condition(
            any=(
                Condition(all=(Condition(every="detail", at_least="proficient"),)),
                Condition(count="1", at_least="proficient", min=1),
                Condition(part="P1", is_="not_accepted"),
            )
        ),
        policy=ReviewPolicy(assessors_per_attempt=2, blind=False, attempt_limit=3, second_read="a"),
    )
    table = json.loads(format_rubric_json(rubric))
    table["credential"] |= {"issuer": "a", "source": "b"}
    table["levels"][0] |= {"description": "a", "passing": False}
    table["parts"][0] |= {"prompt": "a", "count": "each", "word_rule": "guide"}
    table["parts"][1]["outcomes"][0]["details"][0] |= {"look_for": ["a"], "derived": True}
    return table


def full_submission() -> Any:  # noqa: ANN401 - JSON
    """A submission that has every field of the format."""
    artifact = build_artifact(
        media_type="a", renditions=("a",), captions=("a",), duration=2.5, consent="a"
    )
    places = (Citation(artifact="A1", where="a", locator="b"), Citation(artifact="A1", where="a"))
    submission = build_submission(
        artifacts=(artifact,), claims=(build_claim(citations=places),), previous="a"
    )
    return json.loads(format_submission(submission))


def break_once(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:  # noqa: ANN401 - JSON
    """Each place in the JSON, left out or with something else in it, and what comes of it."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else _list_kinds(value):
            shorter = copy.deepcopy(value)
            del shorter[key]
            yield (*path, key, "left out"), shorter
            for where, inner in break_once(value[key], (*path, key)):
                changed = copy.deepcopy(value)
                changed[key] = inner
                yield where, changed
    for wrong in WRONG:
        yield (*path, wrong), wrong


def _list_kinds(values: list[Any]) -> list[int]:
    """Where in the list the first of each kind stands: others alike break alike."""
    kinds: dict[str, int] = {}
    for number, value in enumerate(values):
        kind = sorted(value) if isinstance(value, dict) else type(value).__name__
        kinds.setdefault(str(kind), number)
    return list(kinds.values())


def test_shipped_and_built_rubrics_follow_the_schema() -> None:
    for rubric in (build_rubric(), *find_shipped_rubrics()):
        validator("mcw-rubric-1").validate(json.loads(format_rubric_json(rubric)))
    validator("mcw-rubric-1").validate(full_rubric())


def test_built_submissions_follow_the_schema() -> None:
    validator("mcw-submission-1").validate(json.loads(format_submission(build_submission())))
    validator("mcw-submission-1").validate(full_submission())


@pytest.mark.parametrize("path", sorted(find_resource("demo").glob("*.zip")), ids=lambda p: p.name)
def test_demo_bundles_follow_the_schemas(path: Path) -> None:
    container = open_container(path)
    payload = read_bag(container).payload
    validator("mcw-submission-1").validate(json.loads(container.read(f"{payload}submission.json")))
    validator("mcw-rubric-1").validate(json.loads(container.read(f"{payload}rubric.json")))
    container.close()


def test_schema_and_reader_agree_on_broken_submissions() -> None:
    refused = 0
    for where, table in break_once(full_submission()):
        is_valid = validator("mcw-submission-1").is_valid(table)
        try:
            parse_submission(json.dumps(table).encode(), "x")
        except (SubmissionFormatError, SubmissionVersionError):
            refused += 1
            assert not is_valid, where
        else:
            assert is_valid, where
    assert refused > 200


def test_schema_and_reader_agree_on_broken_rubrics() -> None:
    refused = 0
    for where, table in break_once(full_rubric()):
        is_valid = validator("mcw-rubric-1").is_valid(table)
        try:
            parse_rubric_json(json.dumps(table).encode(), "x")
        except RubricContradictionError:
            # the schema cannot look from one place of a file to another
            refused += 1
        except RubricError:
            refused += 1
            assert not is_valid, where
        else:
            assert is_valid, where
    assert refused > 500
