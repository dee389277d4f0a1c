"""Where a citation leads once the assessor has accepted a proposal for this review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.assessment.evidence import Destination, Resolution
from workbench.assessment.finding import Finding
from workbench.assessment.locator import Locator, format_locator


def format_destination(destination: Destination) -> str:
    """The canonical locator of the destination, without its artifact."""
    return format_locator(Locator((destination.place,)))


def format_choice(choice: Destination, cited: str) -> str:
    """The canonical locator of a choice, with its artifact where that is not the one `cited`."""
    if choice.artifact == cited:
        return format_destination(choice)
    place = replace(choice.place, artifact=f"artifact:{choice.artifact}")
    return format_locator(Locator((place,)))


def apply_answers(resolution: Resolution, answers: Mapping[str, str]) -> Resolution:
    """The resolution with an accepted choice in place of what was cited.

    `answers` holds canonical locators by the key of the finding that offered them. The
    practitioner's words are not touched; an accepted finding is no longer listed.
    """
    for finding in resolution.findings:
        choice = _find_choice(resolution, answers.get(finding.key))
        if choice is not None:
            rest = tuple(other for other in resolution.findings if other is not finding)
            return replace(resolution, status="ok", destinations=(choice,), findings=rest)
    return resolution


def find_open_proposal(resolution: Resolution) -> Finding | None:
    """The first finding that one key can settle, or None."""
    return next((finding for finding in resolution.findings if finding.proposal), None)


def _find_choice(resolution: Resolution, accepted: str | None) -> Destination | None:
    if accepted is None:
        return None
    cited = resolution.citation.artifact
    return next((c for c in resolution.choices if format_choice(c, cited) == accepted), None)
