"""From a practitioner's words for a place to a locator, and to canonical text and back."""

from __future__ import annotations

from workbench.assessment.locating.canonical import format_locator, read_canonical
from workbench.assessment.locating.place import (
    Locator,
    ParseResult,
    Place,
    Region,
    Span,
)

__all__ = [
    "Locator",
    "ParseResult",
    "Place",
    "Region",
    "Span",
    "format_locator",
    "read_canonical",
]
