"""Bundles on their way into the queue: a row each, with what became of it."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from workbench.assessment.recording import format_instant
from workbench.assessment.scoring import count_judged, decide
from workbench.store.keys import Identity
from workbench.store.store import Store
from workbench.store.submissions import SubmissionRow, SubmissionState
from workbench.ui.opened import open_submission
from workbench.ui.pieces import (
    clear_layout,
    make_button,
    make_column,
    make_label,
    make_row,
    set_property,
)
from workbench.ui.session import Session
from workbench.ui.vertical_scroll import VerticalScroll

MOST_HEIGHT = 190


class BringingIn(QFrame):
    """Reads bundles one after the other in the background; each can be cancelled while it waits."""

    brought = Signal()
    """A row was added to the queue."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("bringingIn")
        self._session = session
        self._waiting: set[Path] = set()
        self._futures: dict[Path, Future[SubmissionRow]] = {}
        self._said: dict[Path, QLabel] = {}
        self._buttons: dict[Path, QPushButton] = {}
        self._rows = make_column(gap=4)
        area = VerticalScroll("bringingInRows", "Bundles being brought in")
        area.set_column(make_column(self._rows, 1))
        clear = make_button("clearBrought", "Clear the list", self._clear, "link")
        self._count = make_label("", "section")
        self.setLayout(make_column(make_row(self._count, 1, clear), area, gap=6))
        self.setMaximumHeight(MOST_HEIGHT)
        self.hide()

    def bring(self, paths: list[Path]) -> None:
        """Read those bundles and add a row of the queue for each."""
        store, identity = self._session.store, self._session.identity
        for path in paths:
            if path in self._waiting:
                continue
            self._add_row(path)
            self._waiting.add(path)  # before: what is read at once is answered at once
            self._futures[path] = self._session.tasks.run(
                partial(read_row, path, store, identity),
                partial(self._take, path),
                partial(self._refuse, path),
            )
        self.setVisible(bool(self._said))
        self._tell_count()

    def _add_row(self, path: Path) -> None:
        said = make_label("reading …", wrap=True)
        cancel = make_button("cancelBundle", "Cancel", partial(self._cancel, path), "quiet")
        cancel.setAccessibleName(f"Do not bring in {path.name}")
        self._said[path], self._buttons[path] = said, cancel
        row = make_row(make_label(path.name), said, cancel, gap=12)
        row.setStretch(1, 1)
        self._rows.addLayout(row)

    def _take(self, path: Path, row: SubmissionRow) -> None:
        self._session.store.note_submission(row)
        self._end(path, f"✓ {row.practitioner_key}, attempt {row.attempt}", "green")
        self.brought.emit()

    def _refuse(self, path: Path, error: BaseException) -> None:
        self._end(path, f"▲ {error}", "amber")

    def _cancel(self, path: Path) -> None:
        if path in self._waiting and self._futures[path].cancel():
            self._end(path, "not brought in", "muted")

    def _end(self, path: Path, words: str, tone: str) -> None:
        self._waiting.discard(path)
        self._said[path].setText(words)
        set_property(self._said[path], "tone", tone)
        self._buttons[path].hide()
        self._tell_count()

    def _tell_count(self) -> None:
        left = len(self._waiting)
        self._count.setText(f"{left} bundles to go" if left else "All bundles are read")

    def _clear(self) -> None:
        if not self._waiting:
            clear_layout(self._rows)
            self._said.clear()
            self._buttons.clear()
            self._futures.clear()
            self.hide()


def find_bundles(paths: list[Path]) -> list[Path]:
    """The bundles among those paths; a folder that is none stands for the bundles in it."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir() and not _is_bundle(path):
            inner = sorted(path.iterdir())
            found += [p for p in inner if p.suffix.casefold() == ".zip" or _is_bundle(p)]
        else:
            found.append(path)
    return found


def read_row(path: Path, store: Store, identity: Identity) -> SubmissionRow:
    """The queue's row of that bundle, with what the assessor judged of it before.

    Raises:
        WorkbenchError: it cannot be opened; the sentence says why.
    """
    opened = open_submission(path, store, identity)
    opened.bundle.close()
    submission, rubric, review = opened.submission, opened.rubric, opened.review
    judged, total = count_judged(rubric, review)
    is_finished = review.finished_at is not None
    state: SubmissionState = "finished" if is_finished else "in_progress" if judged else "new"
    return SubmissionRow(
        id=submission.id,
        actor=identity.fingerprint,
        attempt=submission.attempt,
        practitioner_key=submission.practitioner.key,
        credential_title=rubric.credential.title,
        rubric=rubric.identity,
        bundle_path=str(path),
        manifest=opened.bundle.manifest_digest,
        opened_at=format_instant(datetime.now(UTC)),
        judged=judged,
        total=total,
        findings=len(opened.bundle.findings),
        state=state,
        decision=decide(rubric, review).outcome if is_finished else None,
    )


def _is_bundle(path: Path) -> bool:
    return path.is_dir() and ((path / "bagit.txt").is_file() or (path / "data").is_dir())
