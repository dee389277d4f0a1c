"""The practitioner's account: for every detail the places cited and how they show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

CitationKey: TypeAlias = tuple[str, int]
"""Claim id and the citation's number within the claim, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The pointing into one artifact, in the practitioner's own words."""

    artifact: str
    """The artifact's id."""
    where: str
    """As written; never changed."""
    locator: str | None = None
    """A canonical locator that the practitioner's program supplied; derived again on opening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One entry of the self-analysis: a detail, the places cited for it, the explanation."""

    id: str
    detail: str
    citations: tuple[Citation, ...]
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfAnalysis:
    """All claims, in the practitioner's order."""

    claims: tuple[Claim, ...]

    def claims_for(self, detail_id: str) -> tuple[Claim, ...]:
        """The claims made for that detail."""
        return tuple(claim for claim in self.claims if claim.detail == detail_id)
