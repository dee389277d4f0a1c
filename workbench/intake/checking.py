"""Everything that can be found out about a bundle in one call."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.assessment.credential import Rubric
from workbench.assessment.finding import Finding
from workbench.assessment.submission import Submission
from workbench.errors import WorkbenchError
from workbench.evidence.pdf.client import PdfClient
from workbench.intake.bundle import Bundle, open_bundle
from workbench.intake.check_list import complete_findings
from workbench.intake.checks import check_submission
from workbench.intake.inspection import inspect_artifact, resolve_unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A bundle that was looked through, and closed again."""

    submission: Submission
    rubric: Rubric
    findings: tuple[Finding, ...]
    """Heaviest first."""


def check_bundle(path: Path) -> tuple[Finding, ...]:
    """Every finding: structure, checksums, artifacts, citations, word counts.

    Raises:
        WorkbenchError: the bundle cannot be opened; the sentence says why.
    """
    return examine_bundle(path).findings


def examine_bundle(path: Path) -> Examined:
    """What was handed in, with every finding.

    Raises:
        WorkbenchError: the bundle cannot be opened; the sentence says why.
    """
    bundle = open_bundle(path)
    client = PdfClient()
    client.start()
    try:
        inside = _check_inside(bundle, client)
        findings = complete_findings((*bundle.findings, *bundle.verify(), *inside))
    finally:
        client.close()
        bundle.close()
    return Examined(submission=bundle.submission, rubric=bundle.rubric, findings=findings)


def read_answers(bundle: Bundle) -> tuple[dict[str, str], dict[str, str]]:
    """The answers' plain texts by file, and for those that cannot be read the reason."""
    texts: dict[str, str] = {}
    problems: dict[str, str] = {}
    for answer in bundle.submission.answers:
        try:
            texts[answer.file] = bundle.read_text(answer.file)
        except WorkbenchError as error:
            problems[answer.file] = str(error)
    return texts, problems


def _check_inside(bundle: Bundle, client: PdfClient) -> tuple[Finding, ...]:
    resolutions = resolve_unseen(bundle.submission)
    facts = {}
    for artifact in bundle.submission.artifacts:
        if not bundle.has(artifact.file):
            continue
        try:
            inspected = inspect_artifact(bundle, artifact, client)
        except WorkbenchError:
            # what cannot be had from the bundle is told by its checksums
            continue
        facts[artifact.id] = inspected.facts
        resolutions.update(inspected.resolutions)
    texts, problems = read_answers(bundle)
    return check_submission(
        bundle.rubric,
        bundle.submission,
        texts=texts,
        facts=facts,
        resolutions=resolutions,
        digests=bundle.digests,
        problems=problems,
    )
