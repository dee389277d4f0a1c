"""What is known of an artifact, and where a citation leads in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.assessment.finding import Finding
from workbench.assessment.locator import Place
from workbench.assessment.self_analysis import Citation

Media = Literal["pdf", "docx", "odt", "pptx", "xlsx", "text", "image", "audio", "video", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactFacts:
    """What looking inside an artifact found; None is *not known*."""

    media: Media
    size_bytes: int
    pages: int | None = None
    """Pages of a PDF (or of the PDF rendition), slides of a deck, pages of a TIFF."""
    labels: tuple[str, ...] = ()
    """The printed label of each page, when the document has labels of its own."""
    texts: tuple[str, ...] | None = None
    """The text of each page, in order; all empty for a scan."""
    duration: float | None = None
    """Seconds."""
    has_picture: bool | None = None
    has_sound: bool | None = None
    sheets: tuple[str, ...] = ()
    """The names of a workbook's sheets, in the order of `texts`."""
    author: str = ""
    """Who made it by the file's own properties; kept out of sight while blind."""
    problem: str | None = None
    """A sentence that says why the artifact cannot be opened; None when it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """One place to show: in physical terms (page by count), ready for a viewer."""

    artifact: str
    place: Place
    words: str
    """The place in words, such as `page 6 (printed “3”)` or `2:15–3:10`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Where a citation leads. An ambiguous place is offered as a choice, never guessed."""

    citation: Citation
    status: Literal["ok", "ambiguous", "unresolvable"]
    destinations: tuple[Destination, ...] = ()
    """Places in the order cited; empty unless status is ok."""
    choices: tuple[Destination, ...] = ()
    """What it may mean, when ambiguous; and a proposal, when there is one."""
    findings: tuple[Finding, ...] = ()
