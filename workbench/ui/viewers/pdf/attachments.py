"""Files inside a document: saved where the assessor says, and only then; never opened or run."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.evidence.pdf.client import PdfClient
from workbench.evidence.pdf.errors import PdfError
from workbench.evidence.pdf.messages import (
    Attachment,
    Extracted,
    ListAttachments,
    Listed,
    ReadAttachment,
)
from workbench.evidence.pdf.queue import Priority

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST = 120
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


def clean_name(name: str) -> str:
    """A name for the file that no system takes for a path, a device or a hidden file."""
    last = re.split(r"[/\\]", name)[-1]
    clean = _UNSAFE.sub("_", last).strip(" .")
    stem, dot, suffix = clean.rpartition(".")
    if len(clean) > _LONGEST:
        clean = f"{stem[: _LONGEST - len(suffix) - 1]}{dot}{suffix}"[:_LONGEST]
    return f"_{clean}" if _RESERVED.match(clean) else clean or "attachment"


class Attachments(QObject):
    """Lists the files inside a document, and saves one where the assessor says."""

    listed = Signal(object)
    """Each `Attachment` of the document, in order."""
    told = Signal(str)
    """What came of saving, as a sentence."""
    _found = Signal(str, object)
    _answered = Signal(str, object)

    def __init__(self, client: PdfClient, parent: QWidget) -> None:
        super().__init__(parent)
        self._client = client
        self._window = parent
        self._path = ""
        self._answered.connect(self._write, Qt.ConnectionType.QueuedConnection)
        self._found.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def open(self, path: str) -> None:
        """Take up another document; "" for none."""
        self._path = path

    def list_files(self) -> None:
        """Have `listed` say which files there are inside the document."""
        path = self._path
        self._client.request(
            ListAttachments(path=path),
            priority=Priority.THUMBNAIL,
            done=lambda answer: self._found.emit(path, answer),
        )

    def save(self, number: int, attachment: Attachment) -> None:
        """Save that file from inside the document where the assessor says."""
        target, _ = QFileDialog.getSaveFileName(
            self._window, "Save the file from inside the document", clean_name(attachment.name)
        )
        if target:
            self._client.request(
                ReadAttachment(path=self._path, index=number),
                priority=Priority.VISIBLE,
                done=lambda answer: self._answered.emit(target, answer),
            )

    def _pass_on(self, path: str, answer: object) -> None:
        if isinstance(answer, Listed) and path == self._path:
            self.listed.emit(answer.attachments)

    def _write(self, target: str, answer: object) -> None:
        path = Path(target)
        if isinstance(answer, PdfError):
            self.told.emit(str(answer))
        elif isinstance(answer, Extracted):
            try:
                path.write_bytes(answer.content)
            except OSError as error:
                fault = error.strerror or "the disk refused it"
                self.told.emit(f"“{path.name}” could not be saved there: {fault}.")
            else:
                self.told.emit(f"“{path.name}” was saved. It comes from the practitioner’s file.")
