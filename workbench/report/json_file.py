"""The report as JSON: format `mcw-report/1`, the same bytes for the same scorecard."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from workbench.assessment.answering import format_destination
from workbench.assessment.credential import Level
from workbench.assessment.event import Json
from workbench.assessment.finding import Finding
from workbench.assessment.judgment import PART_VERDICTS, Judgment
from workbench.assessment.scorecard import (
    LookedAt,
    Provenance,
    Recorded,
    Scorecard,
    ScoredDetail,
    ScoredPart,
)
from workbench.report.content import Audience
from workbench.report.saving import save_whole
from workbench.report.template import PLAIN, Template

REPORT_FORMAT = "mcw-report/1"


def write_json(
    scorecard: Scorecard, target: Path, *, audience: Audience, template: Template = PLAIN
) -> None:
    """Write the report for that audience to `target`, unsigned.

    Raises `ReportNotWrittenError` when it can't be put there.
    """
    save_whole(target, format_report_json(scorecard, audience, template=template))


def format_report_json(
    scorecard: Scorecard, audience: Audience, *, template: Template = PLAIN
) -> bytes:
    """The report as UTF-8 JSON, two spaces deep; the layout of the bytes is part of the format.

    Words stand as they were written: whoever shows them has to escape them.
    """
    return lay_out(say_report(scorecard, audience, template=template))


def lay_out(report: Mapping[str, Json]) -> bytes:
    """The one form in which a report's JSON is written."""
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "replace")


def say_report(
    scorecard: Scorecard, audience: Audience, *, template: Template = PLAIN
) -> dict[str, Json]:
    """The report as JSON values.

    For a practitioner it holds no rationale, no findings, no trail, and the assessor's name only
    where the template allows it.
    """
    is_file = audience == "file"
    submission, rubric = scorecard.submission, scorecard.rubric
    trail, decision = scorecard.provenance, scorecard.decision
    return {
        "format": REPORT_FORMAT,
        "audience": audience,
        "submission": {
            "id": submission.id,
            "attempt": submission.attempt,
            "practitioner": submission.practitioner.key,
        },
        "rubric": {
            "id": rubric.id,
            "version": rubric.version,
            "sha256": rubric.sha256,
            "title": rubric.credential.title,
            "levels": [_say_level(level) for level in rubric.levels],
        },
        "assessor": {
            "id": trail.assessor_key if is_file else None,
            "name": trail.assessor_name if is_file or template.names_assessor else None,
        },
        "started": trail.started_at,
        "finished": trail.finished_at,
        "written": trail.written_at,
        "decision": {
            "outcome": decision.outcome,
            "reason": decision.reason,
            "deciding": [*decision.deciding],
        },
        "parts": [_say_part(part, is_file=is_file) for part in scorecard.parts],
        "details": [
            _say_detail(outcome.outcome.id, detail, is_file=is_file)
            for outcome in scorecard.outcomes
            for detail in outcome.details
        ],
        "findings": [_say_finding(finding) for finding in scorecard.findings if is_file],
        "provenance": _say_provenance(trail),
        **({"replaces": scorecard.replaces} if scorecard.replaces else {}),
        **({"trail": [_say_recorded(entry) for entry in scorecard.trail]} if is_file else {}),
    }


def _say_level(level: Level) -> Json:
    return {
        "id": level.id,
        "label": level.label,
        "order": level.order,
        "passing": level.passing,
    }


def _say_part(scored: ScoredPart, *, is_file: bool) -> Json:
    judgment = scored.judgment
    return {
        "id": scored.part.id,
        "title": scored.part.title,
        "verdict": judgment.level if judgment.level in PART_VERDICTS else None,
        "cannot_judge": judgment.cannot_judge,
        "words": scored.words,
        "min_words": scored.part.min_words,
        "feedback": _say_feedback(judgment),
        **({"rationale": judgment.rationale} if is_file else {}),
    }


def _say_detail(outcome: str, scored: ScoredDetail, *, is_file: bool) -> Json:
    judgment = scored.judgment
    return {
        "id": scored.detail.id,
        "outcome": outcome,
        "title": scored.detail.title,
        "statement": scored.detail.statement,
        "level": judgment.level,
        "cannot_judge": judgment.cannot_judge,
        "deciding": scored.is_deciding,
        "feedback": _say_feedback(judgment),
        **({"rationale": judgment.rationale} if is_file else {}),
        "explanations": [*scored.explanations],
        "places": [_say_place(place, is_file=is_file) for place in scored.places],
    }


def _say_feedback(judgment: Judgment) -> Json:
    feedback = judgment.feedback
    return {
        "looked_at": feedback.looked_at,
        "unmet": feedback.unmet,
        "next_step": feedback.next_step,
        "praise": feedback.praise,
    }


def _say_place(place: LookedAt, *, is_file: bool) -> Json:
    return {
        "artifact": place.destination.artifact,
        "title": place.artifact_title,
        "as_written": place.as_written,
        "locator": format_destination(place.destination),
        "words": place.destination.words,
        **({"seen": place.was_seen} if is_file else {}),
    }


def _say_finding(finding: Finding) -> Json:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "sentence": finding.sentence,
    }


def _say_recorded(entry: Recorded) -> Json:
    return {"at": entry.at, "what": entry.what, "event": entry.event}


def _say_provenance(trail: Provenance) -> Json:
    return {
        "bundle": trail.bundle_name,
        "bundle_digest": {"algorithm": "sha256", "value": trail.bundle_digest},
        "integrity": trail.integrity,
        "rubric_identity": trail.rubric_identity,
        "events_head": trail.events_head,
        "event_count": trail.event_count,
        "program_version": trail.program_version,
    }
