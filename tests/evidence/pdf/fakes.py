"""A client whose worker misbehaves as it is told."""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.evidence.pdf.client import PdfClient


class FakeWorld:
    """The client, and the journal of what its worker was asked."""

    def __init__(self, folder: Path) -> None:
        self.journal = folder / "journal.txt"
        worker = Path(__file__).with_name("fake_worker.py")
        self.client = PdfClient(
            command=(sys.executable, str(worker), str(self.journal)), patience=0.1
        )
        self.client.start()

    @property
    def asked(self) -> list[str]:
        """The files that the worker was asked about, in order."""
        return self.journal.read_text("utf-8").split() if self.journal.exists() else []

    def close(self) -> None:
        """End the client."""
        self.client.close()
