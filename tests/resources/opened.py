"""Looking into the bundles that ship."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pymupdf

from workbench.intake.bundle import Bundle

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
ZIPS = {attempt: DEMO / f"4F7K-attempt-{attempt}.zip" for attempt in (1, 2)}
FOLDER = "part2/artifacts/"


def open_pdf(raw: bytes) -> Any:  # noqa: ANN401 - pymupdf has no types
    return pymupdf.open(stream=raw, filetype="pdf")  # type: ignore[no-untyped-call]


def read_payload(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        entries = {name.partition("/data/")[2]: name for name in archive.namelist()}
        return {short: archive.read(name) for short, name in entries.items() if short}


def read_pdf(bundle: Bundle, file: str) -> Any:  # noqa: ANN401 - likewise
    return open_pdf(bundle.read_bytes(file))


def read_texts(bundle: Bundle, file: str) -> list[str]:
    return [" ".join(page.get_text().split()) for page in read_pdf(bundle, file)]


def find_claim(bundle: Bundle, detail: str) -> tuple[list[tuple[str, str]], list[str]]:
    (claim,) = bundle.submission.self_analysis.claims_for(detail)
    quotes = re.findall("“([^”]+)”", claim.explanation)
    return [(c.artifact, c.where) for c in claim.citations], quotes


def save(bundle: Bundle, name: str, folder: Path) -> str:
    target = folder / name
    target.write_bytes(bundle.read_bytes(FOLDER + name))
    return str(target)
