"""Artifacts made ready to be shown: on disk, looked into, and every citation resolved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from workbench.evidence.pdf.client import PdfClient
from workbench.intake.bundle import Bundle
from workbench.intake.inspection import Inspected, inspect_artifact, resolve_unseen
from workbench.ui.tasks import Tasks


class ArtifactDesk(QObject):
    """Looks into the artifacts of one bundle, one after the other, the one asked for first."""

    inspected = Signal(str)
    """That artifact is on disk, its facts are known and its citations are resolved."""
    failed = Signal(str, str)
    """That artifact cannot be had from the bundle; carries the sentence."""

    def __init__(self, bundle: Bundle, client: PdfClient, tasks: Tasks) -> None:
        super().__init__()
        self.known: dict[str, Inspected] = {}
        self.resolutions = resolve_unseen(bundle.submission)
        self._bundle = bundle
        self._client = client
        self._tasks = tasks
        self._asked: set[str] = set()

    def inspect(self, artifact_id: str) -> None:
        """Have that artifact looked into, unless that is done or under way."""
        artifact = self._bundle.submission.find_artifact(artifact_id)
        if artifact is None or artifact_id in self._asked:
            return
        self._asked.add(artifact_id)
        self._tasks.run(
            lambda: inspect_artifact(self._bundle, artifact, self._client),
            self._keep,
            self._refuse(artifact_id),
        )

    def forget(self, artifact_id: str) -> None:
        """Let that artifact be looked into afresh, as after a failure."""
        self._asked.discard(artifact_id)

    @property
    def is_done(self) -> bool:
        """True when nothing asked for is still under way."""
        return self._asked <= self.known.keys()

    def _keep(self, inspected: Inspected) -> None:
        self.known[inspected.artifact] = inspected
        self.resolutions.update(inspected.resolutions)
        self.inspected.emit(inspected.artifact)

    def _refuse(self, artifact_id: str) -> Callable[[BaseException], None]:
        def refuse(error: BaseException) -> None:
            self._asked.discard(artifact_id)
            self.failed.emit(artifact_id, str(error))

        return refuse
