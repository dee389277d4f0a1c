"""Artifacts made ready to be shown: on disk, looked into, and every citation resolved.

Each is looked into twice. The first look makes it ready to be shown, which takes a moment even
for a document of a thousand pages; the second reads its texts. Whatever the assessor asks for
has its first look at once; all else waits in line, one at a time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from workbench.assessment.evidence import Resolution
from workbench.assessment.self_analysis import CitationKey
from workbench.evidence.pdf.client import PdfClient
from workbench.intake.bundle import Bundle
from workbench.intake.inspection import Inspected, inspect_artifact
from workbench.ui.tasks import Tasks


class ArtifactDesk(QObject):
    """Looks into the artifacts of one bundle, the one asked for first."""

    inspected = Signal(str)
    """That artifact is on disk, its facts are known and its citations are resolved.

    Said again when a second look has brought its texts.
    """
    failed = Signal(str, str)
    """That artifact cannot be had from the bundle; carries the sentence."""

    def __init__(
        self,
        bundle: Bundle,
        resolutions: Mapping[CitationKey, Resolution],
        client: PdfClient,
        tasks: Tasks,
    ) -> None:
        super().__init__()
        self.known: dict[str, Inspected] = {}
        self.resolutions = resolutions
        """Where each citation leads by what is known so far; replaced, never changed."""
        self._bundle = bundle
        self._client = client
        self._tasks = tasks
        self._asked: set[str] = set()
        self._waiting: deque[str] = deque()
        self._in_turn: str | None = None
        self._under_way: set[str] = set()

    def inspect(self, artifact_id: str, *, in_turn: bool = False) -> None:
        """Have that artifact looked into now, or in its turn, unless that is done or under way."""
        if self._bundle.submission.find_artifact(artifact_id) is None:
            return
        if artifact_id not in self._asked:
            self._asked.add(artifact_id)
            self._waiting.append(artifact_id)
        if not in_turn and artifact_id in self._waiting and artifact_id not in self._under_way:
            self._waiting.remove(artifact_id)
            self._waiting.appendleft(artifact_id)
            if artifact_id not in self.known:
                self._look(artifact_id, is_first=True)
        self._go_on()

    def forget(self, artifact_id: str) -> None:
        """Let that artifact be looked into afresh, as after a failure."""
        self._asked.discard(artifact_id)

    def stop(self) -> None:
        """Begin nothing more."""
        self._waiting.clear()

    @property
    def is_done(self) -> bool:
        """True when nothing asked for is still under way."""
        return all(key in self.known and self.known[key].is_complete for key in self._asked)

    def _go_on(self) -> None:
        """Begin with the next in line, unless one of them is under way."""
        if self._in_turn is not None:
            return
        following = next((key for key in self._waiting if key not in self._under_way), None)
        if following is not None:
            self._in_turn = following
            self._look(following, is_first=following not in self.known)

    def _look(self, artifact_id: str, *, is_first: bool) -> None:
        artifact = self._bundle.submission.find_artifact(artifact_id)
        if artifact is None:  # pragma: no cover - only what was handed in is asked for
            return
        self._under_way.add(artifact_id)
        self._tasks.run(
            lambda: inspect_artifact(self._bundle, artifact, self._client, is_first_look=is_first),
            self._keep,
            self._refuse(artifact_id),
        )

    def _keep(self, inspected: Inspected) -> None:
        key = inspected.artifact
        self.known[key] = inspected
        self.resolutions = {**self.resolutions, **inspected.resolutions}
        self._end(key, is_done=inspected.is_complete)
        self.inspected.emit(key)
        self._go_on()

    def _refuse(self, artifact_id: str) -> Callable[[BaseException], None]:
        def refuse(error: BaseException) -> None:
            self._asked.discard(artifact_id)
            self._end(artifact_id, is_done=True)
            self.failed.emit(artifact_id, str(error))
            self._go_on()

        return refuse

    def _end(self, artifact_id: str, *, is_done: bool) -> None:
        self._under_way.discard(artifact_id)
        if self._in_turn == artifact_id:
            self._in_turn = None
        if is_done and artifact_id in self._waiting:
            self._waiting.remove(artifact_id)
