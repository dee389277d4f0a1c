"""One question at a time to the worker that reads documents."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.messages import Job
from workbench.evidence.pdf.queue import Priority, Ticket


class Question(QObject):
    """Only the last thing asked is answered; whatever was asked before is no longer wanted."""

    answered = Signal(object)
    """The answer, or the `PdfError` in its place."""
    _arrived = Signal(int, object)

    def __init__(self, client: PdfClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._number = 0
        self._ticket: Ticket | None = None
        self._arrived.connect(self._accept, Qt.ConnectionType.QueuedConnection)

    @property
    def is_open(self) -> bool:
        """True while an answer is on its way."""
        return self._ticket is not None

    def ask(self, job: Job[Any]) -> None:
        """Have `answered` say the answer to that."""
        self.drop()
        number = self._number
        self._ticket = self._client.request(
            job,
            priority=Priority.VISIBLE,
            done=lambda answer: self._arrived.emit(number, answer),
        )

    def drop(self) -> None:
        """Want no answer any more."""
        self._number += 1
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _accept(self, number: int, answer: object) -> None:
        if number == self._number:
            self._ticket = None
            self.answered.emit(answer)
