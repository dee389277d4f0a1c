"""What a report for one audience holds, in the words it says it: PDF and HTML show this."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Audience = Literal["practitioner", "file"]
Tone = Literal["passing", "below", "open"]
"""What a colour means; the words beside it say the same."""
TONE_WORDS: dict[Tone, str] = {"passing": "passing", "below": "below passing", "open": "open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A label and the words beside it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceShown:
    """One place that was looked at."""

    title: str
    words: str
    as_written: str
    note: str
    """Whether the assessor had it on screen; empty where the audience is not told."""
    key: tuple[str, str]
    """Artifact id and canonical locator: where its picture is found."""

    @property
    def alternative(self) -> str:
        """What its picture shows, for those who can't see it."""
        return f"Picture of {self.title}, {self.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One judged thing with all that is said about it."""

    id: str
    title: str
    statement: str
    verdict: str
    tone: Tone
    is_deciding: bool
    levels: tuple[Field, ...]
    """The descriptor of the level, and that of the passing one where it lies higher."""
    fields: tuple[Field, ...]
    places: tuple[PlaceShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeShown:
    """One outcome, with a tone for each of its details."""

    id: str
    title: str
    statement: str
    tones: tuple[Tone, ...]
    cards: tuple[Card, ...]

    @property
    def passing(self) -> int:
        """How many of its details pass."""
        return self.tones.count("passing")

    @property
    def spoken(self) -> str:
        """Its bar in words."""
        return "Details in order: " + ", ".join(TONE_WORDS[tone] for tone in self.tones)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A part on the first page: `Part 1 · overview`, `accepted, 1,214 words`."""

    label: str
    verdict: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One thing to mend first."""

    title: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A label and a value."""

    label: str
    value: str
    is_digest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """A whole report, in words."""

    audience: Audience
    kind: str
    title: str
    subtitle: str
    notice: str
    """That it is not finished, or what it replaces; else empty."""
    opening: str
    closing: str
    """The program's standing words."""
    accent: str
    logo: bytes = field(repr=False)
    logo_words: str
    shows_pictures: bool
    language: str
    author: str
    decision: str
    decision_tone: Tone
    reason: str
    shows_progress: bool
    """False where nothing was judged, because it can't be scored."""
    outcomes: tuple[OutcomeShown, ...]
    part_lines: tuple[PartLine, ...]
    mend: tuple[Mend, ...]
    mend_title: str
    parts: tuple[Card, ...]
    findings: tuple[Field, ...]
    trail: tuple[Field, ...]
    """When, and what was recorded."""
    provenance: tuple[Fact, ...]
    how_to_check: tuple[str, ...]
    footer: tuple[str, str]
