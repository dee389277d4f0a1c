"""What a report stands on, as facts that can be traced, and how anybody checks them."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.assessment.scorecard import Provenance, Scorecard
from workbench.report.content import Fact
from workbench.report.neutral import neutralise, neutralise_line
from workbench.report.phrases import PROGRAM, say_count, say_instant

ANONYMOUS = "Anonymous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who signs the report, as the report itself says it."""

    by: str
    """Such as `the assessor’s key` or the name in an organisation's certificate."""
    key: str
    """Fingerprint of the key that seals the report's JSON and HTML; empty where none does."""
    certificate: str
    """SHA-256 of the certificate that signs the PDF, in hexadecimal; empty where none does."""


def describe_provenance(
    scorecard: Scorecard, *, name_assessor: bool, show_key: bool, signed: Signed | None
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
    if signed is not None:
        facts += [
            Fact(label="Signed by", value=neutralise_line(signed.by)),
            Fact(label="Signing key", value=signed.key, is_digest=True),
            Fact(label="Certificate", value=signed.certificate, is_digest=True),
        ]
    return tuple(fact for fact in facts if fact.value)


def say_how_to_check(trail: Provenance, signed: Signed | None = None) -> tuple[str, ...]:
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
        _say_signature(signed),
    )


def _say_signature(signed: Signed | None) -> str:
    if signed is None:
        return "This file itself bears no signature: the events are the record that counts."
    return (
        "This file. Run “workbench verify” on it: it says whether the file is as it was signed, "
        "where it was changed, and by whose key it was signed. Programs that check signatures of "
        "PDFs check that of the PDF too. A key is known only to those who were given its "
        "fingerprint some other way: compare it with the program."
    )
