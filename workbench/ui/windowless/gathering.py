"""From a bundle on disk to what its report is made from, without a window."""

from __future__ import annotations

from pathlib import Path

from workbench.assessment.answering import apply_answers
from workbench.errors import WorkbenchError
from workbench.evidence.pdf.client import PdfClient
from workbench.intake.bundle import Bundle
from workbench.intake.check_list import complete_findings
from workbench.intake.checks import check_submission
from workbench.intake.inspection import Inspected, inspect_artifact, resolve_unseen
from workbench.report.compose import Reviewed, compose_scorecard
from workbench.store.keys import Identity
from workbench.store.store import Store
from workbench.ui.opened import open_submission
from workbench.ui.reporting.exporting import Export, trace_review
from workbench.ui.verification import say_integrity


def gather_export(path: Path, store: Store, identity: Identity, client: PdfClient) -> Export:
    """Everything that the report of that assessor's review of the bundle needs.

    Takes seconds: every artifact is looked into and every checksum verified.

    Raises:
        WorkbenchError: the bundle cannot be opened; the sentence says why.
    """
    opened = open_submission(path, store, identity)
    bundle, review = opened.bundle, opened.review
    try:
        known = _inspect(bundle, client)
        failures = bundle.verify()
    finally:
        bundle.close()
    resolutions = resolve_unseen(bundle.submission)
    for inspected in known.values():
        resolutions.update(inspected.resolutions)
    settled = {key: apply_answers(found, review.answers) for key, found in resolutions.items()}
    checked = check_submission(
        bundle.rubric,
        bundle.submission,
        texts=opened.texts,
        facts={key: inspected.facts for key, inspected in known.items()},
        resolutions=settled,
        digests=bundle.digests,
        problems=opened.problems,
    )
    reviewed = Reviewed(
        submission=bundle.submission,
        rubric=bundle.rubric,
        review=review,
        texts=opened.texts,
        resolutions=settled,
        findings=complete_findings((*bundle.findings, *failures, *checked)),
        events=opened.events,
    )
    provenance = trace_review(bundle, review, identity, say_integrity(failures))
    return Export(scorecard=compose_scorecard(reviewed, provenance), known=known, client=client)


def _inspect(bundle: Bundle, client: PdfClient) -> dict[str, Inspected]:
    """What could be looked into; what could not is told by the checks."""
    known: dict[str, Inspected] = {}
    for artifact in bundle.submission.artifacts:
        if bundle.has(artifact.file):
            try:
                known[artifact.id] = inspect_artifact(bundle, artifact, client)
            except WorkbenchError:
                continue
    return known
