"""From a scorecard to the words of a report.

What an audience may not see is left out here, once, and so can't reach a page.
"""

from __future__ import annotations

from workbench.assessment.scorecard import Scorecard
from workbench.report.cards import Reader, show_outcome, show_part_line, show_parts
from workbench.report.content import Audience, Field, ReportContent, Tone
from workbench.report.mending import collect_mend, name_mend
from workbench.report.neutral import neutralise, neutralise_line
from workbench.report.phrases import (
    DECISION_TITLES,
    PROGRAM,
    say_day,
    say_instant,
    shorten,
    shorten_digest,
)
from workbench.report.provenance import Signed, describe_provenance, say_how_to_check
from workbench.report.template import PLAIN, Template


def compose(
    scorecard: Scorecard,
    audience: Audience,
    *,
    template: Template = PLAIN,
    signed: Signed | None = None,
) -> ReportContent:
    """The words of the report for that audience, as the program's template has it.

    A practitioner reads the assessor's name only where the template allows it, a rationale never.
    """
    rubric, decision = scorecard.rubric, scorecard.decision
    reader = Reader(audience, template)
    names_assessor = template.names_assessor or audience == "file"
    whose = "the practitioner" if audience == "practitioner" else "the file"
    return ReportContent(
        audience=audience,
        kind=f"Assessment report for {whose}",
        title=neutralise_line(rubric.credential.title),
        subtitle=_say_subtitle(scorecard),
        notice=_say_notice(scorecard),
        opening=neutralise(template.opening),
        closing=neutralise(template.closing),
        accent=template.accent,
        logo=template.logo,
        logo_words=neutralise_line(template.logo_words),
        shows_pictures=reader.gets("pictures"),
        language=rubric.language or "en",
        author=neutralise_line(rubric.credential.issuer or template.name) or PROGRAM,
        decision=DECISION_TITLES[decision.outcome],
        decision_tone=_tone_of_decision(scorecard),
        reason=neutralise(decision.reason),
        shows_progress=reader.gets("progress") and _has_progress(scorecard),
        outcomes=tuple(show_outcome(scorecard, outcome, reader) for outcome in scorecard.outcomes),
        part_lines=tuple(show_part_line(rubric, part) for part in scorecard.parts),
        mend=collect_mend(scorecard) if reader.gets("mend") else (),
        mend_title=name_mend(scorecard),
        parts=show_parts(scorecard, reader),
        findings=_collect_findings(scorecard) if reader.gets("findings") else (),
        trail=_collect_trail(scorecard) if reader.gets("trail") else (),
        provenance=describe_provenance(
            scorecard, name_assessor=names_assessor, show_key=audience == "file", signed=signed
        ),
        how_to_check=say_how_to_check(scorecard.provenance, signed),
        footer=_say_footer(scorecard),
    )


def _say_subtitle(scorecard: Scorecard) -> str:
    trail = scorecard.provenance
    day = say_day(trail.finished_at or trail.written_at)
    is_finished = trail.finished_at is not None
    return " · ".join(
        [
            f"Submission {neutralise_line(scorecard.submission.practitioner.key)}",
            f"attempt {scorecard.submission.attempt}",
            f"assessed {day}" if is_finished else f"not finished, as of {day}",
        ]
    )


def _say_notice(scorecard: Scorecard) -> str:
    """That it may still change, or that an earlier report no longer holds."""
    if scorecard.provenance.finished_at is None:
        return "A draft: the review is not finished, and all of this may change."
    if scorecard.replaces:
        return f"This report replaces the one of {say_instant(scorecard.replaces)}."
    return ""


def _say_footer(scorecard: Scorecard) -> tuple[str, str]:
    submission, trail = scorecard.submission, scorecard.provenance
    key = shorten(submission.practitioner.key, 24)
    return (
        f"{key} · attempt {submission.attempt}",
        (
            f"bundle {shorten_digest(trail.bundle_digest)} · rubric "
            f"{shorten(scorecard.rubric.version, 20)} · how to check: see last page"
        ),
    )


def _tone_of_decision(scorecard: Scorecard) -> Tone:
    outcome = scorecard.decision.outcome
    if outcome == "earned":
        return "passing"
    return "below" if outcome == "not_yet" else "open"


def _has_progress(scorecard: Scorecard) -> bool:
    if scorecard.decision.outcome != "cannot_be_scored":
        return True
    judgments = [detail.judgment for detail in scorecard.details]
    judgments += [part.judgment for part in scorecard.parts]
    return any(judgment.is_made for judgment in judgments)


def _collect_findings(scorecard: Scorecard) -> tuple[Field, ...]:
    labels = {"blocks": "Blocks scoring", "look": "Needs a look", "remark": "Remark"}
    return tuple(
        Field(label=labels[finding.severity], text=neutralise(finding.sentence))
        for finding in scorecard.findings
    )


def _collect_trail(scorecard: Scorecard) -> tuple[Field, ...]:
    return tuple(
        Field(
            label=say_instant(entry.at),
            text=f"{neutralise(entry.what)} · {shorten_digest(entry.event)}",
        )
        for entry in scorecard.trail
    )
