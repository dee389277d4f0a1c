"""What a check found: a fault or a remark that we carry on past."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs, heaviest first."""

    BLOCKS = "blocks"
    """It blocks scoring until somebody mends it or decides otherwise."""
    LOOK = "look"
    """It needs a look by the assessor."""
    REMARK = "remark"
    """Good to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault or remark, with its place in the submission."""

    check: str
    """Which check raised it, such as `citation.past_the_end`."""
    severity: Severity
    sentence: str
    """What is the case, as plain text for the assessor."""
    advice: str = ""
    """What the assessor can do."""
    request: str = ""
    """What the practitioner can do, in words for a letter; empty when nothing is asked of them."""
    part: str | None = None
    question: str | None = None
    detail: str | None = None
    claim: str | None = None
    citation: int | None = None
    """Which citation of the claim, from 0."""
    artifact: str | None = None
    proposal: str | None = None
    """A canonical locator that one key accepts in place of the cited one, for this review."""

    @property
    def key(self) -> str:
        """A name for this finding that is the same on every opening of the same bundle."""
        parts = (self.check, self.part, self.question, self.detail, self.claim, self.artifact)
        place = "/".join(part or "" for part in parts)
        return place if self.citation is None else f"{place}/{self.citation}"
