"""The draft of an Open Badges 3.0 credential, for the issuer to complete and to sign.

1EdTech Open Badges Specification 3.0. The draft bears no proof: an issuer's system puts its own
id in the place of the one given here and signs. Nobody who has not earned it gets one.
"""

from __future__ import annotations

import json
from uuid import NAMESPACE_URL, uuid5

from workbench.assessment.credential import Level
from workbench.assessment.event import Json
from workbench.assessment.scorecard import Scorecard, ScoredDetail
from workbench.errors import WorkbenchError
from workbench.report.neutral import neutralise, neutralise_line

CONTEXT: list[Json] = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
_UNNAMED = "The issuer of this credential"


class NotEarnedError(WorkbenchError):
    """A badge was asked for that has not been earned."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"There is no badge for {key}: the credential has not been earned, or the review is "
            "not finished. Finish the review first; reports can be written at any time."
        )


def format_badge(scorecard: Scorecard) -> bytes:
    """The draft as UTF-8 JSON; the same scorecard gives the same bytes.

    Raises:
        NotEarnedError: the credential is not earned, or the review is not finished.
    """
    text = json.dumps(say_badge(scorecard), ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "replace")


def say_badge(scorecard: Scorecard) -> dict[str, Json]:
    """The draft as JSON values. Raises `NotEarnedError`."""
    trail, submission = scorecard.provenance, scorecard.submission
    if scorecard.decision.outcome != "earned" or trail.finished_at is None:
        raise NotEarnedError(neutralise_line(submission.practitioner.key))
    return {
        "@context": CONTEXT,
        "id": _make_id(scorecard, "credential", submission.id, trail.events_head or ""),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": neutralise_line(scorecard.rubric.credential.title),
        "issuer": _say_issuer(scorecard),
        "validFrom": trail.finished_at,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": neutralise_line(submission.practitioner.key),
                    "identityType": "ext:pseudonym",
                }
            ],
            "activityEndDate": trail.finished_at,
            "achievement": _say_achievement(scorecard),
            "result": [_say_result(scorecard, detail) for detail in scorecard.details],
        },
    }


def _say_issuer(scorecard: Scorecard) -> Json:
    issuer = neutralise_line(scorecard.rubric.credential.issuer) or _UNNAMED
    return {
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, f'mcw-issuer:{issuer}')}",
        "type": ["Profile"],
        "name": issuer,
    }


def _say_achievement(scorecard: Scorecard) -> Json:
    rubric = scorecard.rubric
    title = neutralise_line(rubric.credential.title)
    outcomes = "\n".join(f"- {neutralise_line(o.statement or o.title)}" for o in rubric.outcomes)
    return {
        "id": _make_id(scorecard, "achievement"),
        "type": ["Achievement"],
        "achievementType": "MicroCredential",
        "name": title,
        "description": neutralise(rubric.credential.overview) or title,
        "criteria": {
            "narrative": "Every detail of these outcomes was shown clearly and compellingly:\n\n"
            f"{outcomes}"
        },
        "inLanguage": rubric.language or "en",
        "version": rubric.version,
        "resultDescription": [_say_description(scorecard, detail) for detail in scorecard.details],
    }


def _say_description(scorecard: Scorecard, scored: ScoredDetail) -> Json:
    detail = scored.detail
    levels = sorted(scorecard.rubric.levels, key=lambda level: level.order)
    lowest = next(level for level in levels if level.passing)
    return {
        "id": _make_id(scorecard, detail.id),
        "type": ["ResultDescription"],
        "name": neutralise_line(f"{detail.id} · {detail.title}"),
        "resultType": "RubricCriterionLevel",
        "requiredLevel": _make_id(scorecard, detail.id, lowest.id),
        "rubricCriterionLevel": [_say_level(scorecard, scored, level) for level in levels],
    }


def _say_level(scorecard: Scorecard, scored: ScoredDetail, level: Level) -> Json:
    words = neutralise(scored.detail.descriptor(level.id) or level.description)
    return {
        "id": _make_id(scorecard, scored.detail.id, level.id),
        "type": ["RubricCriterionLevel"],
        "name": neutralise_line(level.label),
        "level": str(level.order),
        **({"description": words} if words else {}),
    }


def _say_result(scorecard: Scorecard, scored: ScoredDetail) -> Json:
    achieved = scored.level.id if scored.level else ""
    return {
        "type": ["Result"],
        "resultDescription": _make_id(scorecard, scored.detail.id),
        **({"achievedLevel": _make_id(scorecard, scored.detail.id, achieved)} if achieved else {}),
    }


def _make_id(scorecard: Scorecard, *names: str) -> str:
    """The same id for the same thing of the same rubric, whoever asks."""
    own = "/".join(["mcw-rubric:", scorecard.rubric.identity, *names])
    return f"urn:uuid:{uuid5(NAMESPACE_URL, own)}"
