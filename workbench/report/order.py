"""What is to be written: for whom, in which formats, by which template, signed by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.report.content import Audience
from workbench.report.signer import Signer
from workbench.report.template import PLAIN, Template

Format = Literal["pdf", "html", "json", "badge"]
FORMATS: tuple[Format, ...] = ("pdf", "html", "json")
"""What is written unless something else is asked for."""
SUFFIXES: dict[Format, str] = {
    "pdf": ".pdf",
    "html": ".html",
    "json": ".json",
    "badge": "-badge.json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be written, for whom, and who signs it."""

    audience: Audience = "practitioner"
    formats: tuple[Format, ...] = FORMATS
    template: Template = PLAIN
    signer: Signer | None = None
    """None for a report without a signature."""
