"""The texts of pages with those that a machine has read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.evidence.finding.lines import join_lines
from workbench.evidence.reading.kept import find_kept


def fill_read_pages(path: Path, texts: Sequence[str]) -> tuple[str, ...]:
    """The texts, with what a machine has read on another day of the pages that have none.

    Reads from the disk: not for the UI thread.
    """
    return tuple(text if text.strip() else _recall(path, page) for page, text in enumerate(texts))


def _recall(path: Path, page: int) -> str:
    kept = find_kept(path, page)
    return "" if kept is None else join_lines(kept.lines)
