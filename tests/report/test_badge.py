from __future__ import annotations

import json
from typing import Any

import pytest

from tests.report.builders import build_scorecard
from tests.report.samples import build_samples
from workbench.report.badge import NotEarnedError, format_badge, say_badge


def draft() -> dict[str, Any]:
    return dict(json.loads(format_badge(build_samples()["earned"])))


def test_an_earned_credential_has_what_the_specification_asks_for() -> None:
    badge = draft()
    assert badge["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert set(badge) >= {"id", "type", "issuer", "validFrom", "credentialSubject"}
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(badge["type"])
    assert set(badge["issuer"]) >= {"id", "type"}
    achievement = badge["credentialSubject"]["achievement"]
    assert set(achievement) >= {"id", "type", "name", "description", "criteria"}
    assert "proof" not in badge


def test_each_result_leads_to_a_level_of_its_description() -> None:
    subject = draft()["credentialSubject"]
    descriptions = {d["id"]: d for d in subject["achievement"]["resultDescription"]}
    assert len(subject["result"]) == len(descriptions) == 12
    for result in subject["result"]:
        described = descriptions[result["resultDescription"]]
        levels = {level["id"]: int(level["level"]) for level in described["rubricCriterionLevel"]}
        assert described["resultType"] == "RubricCriterionLevel"
        assert levels[result["achievedLevel"]] >= levels[described["requiredLevel"]]


def test_the_practitioner_is_a_pseudonym_that_anybody_can_read() -> None:
    (identity,) = draft()["credentialSubject"]["identifier"]
    assert identity == {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": "4F7K",
        "identityType": "ext:pseudonym",
    }


@pytest.mark.parametrize("name", ["not-yet", "cannot-be-scored", "open"])
def test_nobody_gets_a_badge_that_is_not_earned(name: str) -> None:
    with pytest.raises(NotEarnedError, match="has not been earned"):
        say_badge(build_samples()[name])


def test_an_unfinished_review_gives_no_badge() -> None:
    with pytest.raises(NotEarnedError):
        say_badge(build_scorecard(finished_at=None))


def test_the_same_scorecard_gives_the_same_draft() -> None:
    first, second = format_badge(build_scorecard()), format_badge(build_scorecard())
    assert first == second
