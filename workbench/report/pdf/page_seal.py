"""The seal of a PDF's pages: it tells which page was changed when the signature no longer holds."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Page, Pdf, PdfError

from workbench.report.json_file import lay_out
from workbench.report.seal import SealCheck, SealedPart, check_seal, make_seal
from workbench.store.keys import Identity

REPORT_NAME, SEAL_NAME = "report.json", "seal.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that travels inside the PDF."""

    name: str
    content: bytes
    media_type: str
    description: str


def seal_pages(pdf: Pdf, identity: Identity) -> Attachment:
    """The seal of all pages and of what is attached so far. Raises `KeyLockedError`."""
    return Attachment(
        name=SEAL_NAME,
        content=lay_out(make_seal(identity, [*_list_parts(pdf)])),
        media_type="application/json",
        description="Digests of the pages, sealed with the assessor’s key (mcw-seal/1)",
    )


def check_pages(content: bytes) -> SealCheck | None:
    """What became of the pages since they were sealed; None where no seal can be found."""
    try:
        with Pdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            seal = json.loads(pdf.attachments[SEAL_NAME].get_file().read_bytes())
            return check_seal(seal, [*_list_parts(pdf)])
    except (PdfError, KeyError, ValueError, TypeError, AttributeError, RuntimeError):
        return None


def _list_parts(pdf: Pdf) -> Iterator[SealedPart]:
    for number, page in enumerate(pdf.pages, 1):
        yield SealedPart(f"page {number}", _read_page(page))
    if REPORT_NAME in pdf.attachments:
        inside = pdf.attachments[REPORT_NAME].get_file().read_bytes()
        yield SealedPart(f"the attached {REPORT_NAME}", inside)


def _read_page(page: Page) -> bytes:
    """All that a page shows; of what can't be read any more, a mark that fits no digest."""
    try:
        drawn = page.Contents.read_bytes()
        drawn_too = dict(page.Resources.get("/XObject", {}).items())
        pictures = [drawn_too[name].read_raw_bytes() for name in sorted(drawn_too)]
    except (PdfError, ValueError, AttributeError):
        return b"unreadable"
    return b"\n".join([drawn, *pictures])
