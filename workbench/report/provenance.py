"""What a report stands on, as facts that can be traced, and how anybody checks them."""

from __future__ import annotations

from workbench.assessment.scorecard import Provenance, Scorecard
from workbench.report.content import Fact
from workbench.report.neutral import neutralise, neutralise_line
from workbench.report.phrases import PROGRAM, say_count, say_instant

ANONYMOUS = "Anonymous"


def describe_provenance(
    scorecard: Scorecard, *, name_assessor: bool, show_key: bool
) -> tuple[Fact, ...]:
    """The facts, in the order of reading; the assessor stays anonymous unless named."""
    trail, rubric = scorecard.provenance, scorecard.rubric
    name = neutralise_line(trail.assessor_name) if name_assessor else ANONYMOUS
    facts = [
        Fact(label="Bundle", value=neutralise_line(trail.bundle_name)),
        Fact(label="Bundle digest", value=trail.bundle_digest, is_digest=True),
        Fact(label="Integrity", value=neutralise(trail.integrity)),
        Fact(label="Submission", value=neutralise_line(scorecard.submission.id)),
        Fact(label="Rubric", value=neutralise_line(f"{rubric.id}, version {rubric.version}")),
        Fact(label="Rubric digest", value=rubric.sha256, is_digest=True),
        Fact(label="Newest event", value=trail.events_head or "none yet", is_digest=True),
        Fact(label="Events", value=say_count(trail.event_count, "event")),
        Fact(label="Assessor", value=name),
    ]
    if show_key:
        facts.append(Fact(label="Assessor’s key", value=trail.assessor_key, is_digest=True))
    facts += [
        Fact(label="Review started", value=say_instant(trail.started_at)),
        Fact(label="Review finished", value=say_instant(trail.finished_at) or "not finished"),
        Fact(label="Report written", value=say_instant(trail.written_at)),
        Fact(label="Written by", value=f"{PROGRAM} {neutralise_line(trail.program_version)}"),
    ]
    return tuple(fact for fact in facts if fact.value)


def say_how_to_check(trail: Provenance) -> tuple[str, ...]:
    """What anybody who holds the bundle can do, one step each."""
    bundle = neutralise_line(trail.bundle_name)
    return (
        (
            f"The bundle. Run “workbench check” on {bundle}: every file is read against the "
            "bundle’s own manifest. The SHA-256 of that manifest (manifest-sha256.txt or "
            "manifest-sha512.txt) is the bundle digest above."
        ),
        "The rubric. The SHA-256 of its canonical JSON (RFC 8785) is the rubric digest above.",
        (
            "The judgments. Every judgment is an event in the assessor’s store, signed with the "
            "assessor’s key. The id of an event is the SHA-256 of its canonical JSON; the newest "
            "event of this review has the id above."
        ),
        "This file itself bears no signature: the store of events is the record that counts.",
    )
