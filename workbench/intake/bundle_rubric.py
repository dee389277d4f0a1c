"""The rubric by which a bundle is judged: its own, or else the one shipped with the program."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.assessment.credential import Rubric
from workbench.assessment.finding import Finding, Severity
from workbench.assessment.submission import RubricReference
from workbench.intake.archive.container import Container
from workbench.intake.archive.errors import ArchiveError, show_name
from workbench.intake.bundle_errors import BundleRubricError, UnknownRubricError
from workbench.intake.rubric.file import RubricError, find_rubric, parse_rubric_json


def read_bundle_rubric(
    container: Container, payload: str, reference: RubricReference
) -> tuple[Rubric, tuple[Finding, ...]]:
    """The rubric that the submission answers, and what is odd about it.

    Raises:
        UnknownRubricError: It is neither in the bundle nor shipped.
        BundleRubricError: The bundle's own cannot be read, and no other is known.
    """
    shipped = _find_shipped(reference)
    file = reference.file or "rubric.json"
    if not container.has(payload + file):
        if shipped is None:
            names = show_name(reference.id), show_name(reference.version)
            raise UnknownRubricError(container.name, *names)
        return shipped, (_say_missing(), *_compare_reference(shipped, reference))
    try:
        raw = container.read(payload + file)
        rubric = parse_rubric_json(raw, f"{container.name}, {show_name(file)}")
    except (ArchiveError, RubricError) as error:
        if shipped is None:
            raise BundleRubricError(container.name, str(error)) from error
        return shipped, (_say_unreadable(str(error)), *_compare_reference(shipped, reference))
    found = (*_compare_reference(rubric, reference), *_compare_shipped(rubric, shipped))
    return rubric, found


def _find_shipped(reference: RubricReference) -> Rubric | None:
    try:
        return find_rubric(reference.id, reference.version)
    except RubricError:
        return None


def _compare_reference(rubric: Rubric, reference: RubricReference) -> Iterator[Finding]:
    if (rubric.id, rubric.version) != (reference.id, reference.version):
        yield Finding(
            check="bundle.rubric_other",
            severity=Severity.BLOCKS,
            sentence=f"The submission answers “{show_name(reference.id)}”, version "
            f"{show_name(reference.version)}; the bundle holds “{show_name(rubric.id)}”, version "
            f"{show_name(rubric.version)}, which is shown.",
            advice="Ask the program's staff for the right bundle.",
        )
    elif reference.sha256 and reference.sha256.lower() != rubric.sha256:
        yield Finding(
            check="bundle.rubric_changed",
            severity=Severity.LOOK,
            sentence="The rubric that is shown is not word for word the one that the "
            "practitioner answered.",
            advice="Ask the program's staff which of the two holds.",
        )


def _compare_shipped(rubric: Rubric, shipped: Rubric | None) -> Iterator[Finding]:
    if shipped is None or (shipped.id, shipped.version) != (rubric.id, rubric.version):
        return
    if shipped.sha256 != rubric.sha256:
        yield Finding(
            check="bundle.rubric_differs",
            severity=Severity.LOOK,
            sentence=f"The bundle's rubric “{show_name(rubric.credential.title)}”, version "
            f"{rubric.version}, differs from the one that comes with this program.",
            advice="The bundle's own is shown. Ask the program's staff which of the two holds.",
        )


def _say_missing() -> Finding:
    return Finding(
        check="bundle.rubric_missing",
        severity=Severity.REMARK,
        sentence="The bundle does not hold its rubric; the one that comes with this program is "
        "shown.",
    )


def _say_unreadable(sentence: str) -> Finding:
    return Finding(
        check="bundle.rubric_unreadable",
        severity=Severity.LOOK,
        sentence="The bundle's own rubric cannot be read; the one that comes with this program "
        f"is shown. {sentence}",
    )
