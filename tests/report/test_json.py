from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.report.builders import build_judgment, build_scorecard
from tests.report.samples import build_samples
from workbench.assessment.scorecard import Scorecard
from workbench.paths import find_resource
from workbench.report.content import Audience
from workbench.report.json_file import format_report_json, write_json
from workbench.report.template import PLAIN, Template

AUDIENCES: tuple[Audience, ...] = ("practitioner", "file")
SAMPLES = build_samples()


def read_schema() -> dict[str, Any]:
    schema = find_resource("schemas", "mcw-report-1.schema.json")
    return dict(json.loads(schema.read_bytes()))


def say(scorecard: Scorecard, audience: Audience, template: Template = PLAIN) -> dict[str, Any]:
    return dict(json.loads(format_report_json(scorecard, audience, template=template)))


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_report_keeps_to_the_schema(name: str, audience: Audience) -> None:
    jsonschema.validate(say(SAMPLES[name], audience), read_schema())


def test_the_schema_refuses_a_rationale_for_the_practitioner() -> None:
    report = say(build_scorecard(), "file") | {"audience": "practitioner", "findings": []}
    report["assessor"] = {"id": None, "name": None}
    with pytest.raises(jsonschema.ValidationError, match="should not be valid"):
        jsonschema.validate(report, read_schema())


def test_a_practitioner_gets_no_rationale_no_findings_and_no_name() -> None:
    report = say(SAMPLES["not-yet"], "practitioner")
    assert "rationale" not in json.dumps(report)
    assert (report["assessor"], report["findings"]) == ({"id": None, "name": None}, [])


def test_the_name_is_there_when_the_program_allows_it() -> None:
    report = say(build_scorecard(), "practitioner", template=Template(names_assessor=True))
    assert report["assessor"] == {"id": None, "name": "Ada Sample"}


def test_the_file_has_rationale_findings_and_assessor() -> None:
    report = say(SAMPLES["not-yet"], "file")
    below = next(detail for detail in report["details"] if detail["id"] == "2b")
    assert below["rationale"].startswith("The adopted text")
    assert below["deciding"]
    assert len(report["findings"]) == 2
    assert report["assessor"]["name"] == "Ada Sample"


def test_words_come_back_as_they_were_written() -> None:
    words = '<b>"\u202e\u0000 Łukasz 明美 עדי'
    judgment = build_judgment(rationale=words)
    report = say(build_scorecard(judgments={"1a": judgment}), "file")
    assert report["details"][0]["rationale"] == words


def test_the_same_scorecard_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    write_json(build_samples()["not-yet"], first, audience="file")
    write_json(build_samples()["not-yet"], second, audience="file")
    assert first.read_bytes() == second.read_bytes()
