"""Checksums verified in the background while the assessor already reads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from workbench.assessment.finding import Finding
from workbench.intake.bundle import Bundle
from workbench.ui.tasks import Tasks


def say_integrity(findings: Sequence[Finding]) -> str:
    """What a verification that ran to its end found, in words for the report."""
    if not findings:
        return "All files are intact: every checksum agrees with the bundle’s manifest."
    return f"{len(findings)} of the bundle’s checks failed: " + " ".join(
        finding.sentence for finding in findings
    )


class Verification(QObject):
    """One verification of one bundle."""

    progressed = Signal(float)
    """Share done, 0 to 1."""
    ended = Signal()

    def __init__(self, bundle: Bundle, tasks: Tasks) -> None:
        super().__init__()
        self.findings: tuple[Finding, ...] = ()
        self.is_done = False
        self._bundle = bundle
        self._tasks = tasks
        self._is_started = False
        self._is_cancelled = False

    def start(self) -> None:
        """Verify every checksum, once; `ended` follows unless it is cancelled."""
        if not self._is_started and not self._is_cancelled:
            self._is_started = True
            self._tasks.run(self._verify, self._end)

    def cancel(self) -> None:
        """Stop soon and announce nothing."""
        self._is_cancelled = True

    @property
    def sentence(self) -> str:
        """What the verification found, in words for the report."""
        if not self.is_done:
            return "The checksums were not verified to the end."
        return say_integrity(self.findings)

    def _verify(self) -> tuple[Finding, ...]:
        return self._bundle.verify(
            progress=lambda done, total: self.progressed.emit(done / total if total else 1.0),
            cancelled=lambda: self._is_cancelled,
        )

    def _end(self, findings: tuple[Finding, ...]) -> None:
        if self._is_cancelled:
            return
        self.findings = findings
        self.is_done = True
        self.ended.emit()
