"""Builders for tests of viewers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor

from workbench.assessment.evidence import ArtifactFacts, Media
from workbench.assessment.locator import Place, Span
from workbench.assessment.submission import Artifact
from workbench.ui.viewers.viewer import Mark, OpenArtifact


def make_artifact(
    path: Path,
    media: Media = "pdf",
    *,
    marks: tuple[Mark, ...] = (),
    facts: ArtifactFacts | None = None,
) -> OpenArtifact:
    """That file as an artifact called “Our plan”."""
    artifact = Artifact(id="A1", label="Artifact 1", title="Our plan", file=f"part2/{path.name}")
    return OpenArtifact(artifact=artifact, path=path, media=media, marks=marks, facts=facts)


def page(number: int, **more: object) -> Place:
    """The page of that number by count."""
    return Place(page=Span(number, number), **more)  # type: ignore[arg-type] # whatever Place takes


def is_amber(colour: QColor) -> bool:
    """True for the outline of a cited place, also where it is blended with what it is drawn on."""
    return colour.red() > 190 and 120 < colour.green() < 195 and colour.blue() < 70
