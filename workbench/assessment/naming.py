"""Which artifact a practitioner means by 'Clip 2' or 'plan.pdf'."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from workbench.assessment.submission import Artifact

_APART = re.compile(r"[\W_]+")


def find_meant(reference: str, artifacts: Iterable[Artifact]) -> Artifact | None:
    """The one artifact that a reference such as `clip:2` or `file:plan.pdf` names, or None."""
    kind, _, label = reference.partition(":")
    names = {_fold(label)} if kind == "file" else {_fold(f"{kind} {label}")}
    if kind == "artifact":
        names.add(_fold(label))
    found = [artifact for artifact in artifacts if names & _list_names(artifact)]
    return found[0] if len(found) == 1 else None


def _list_names(artifact: Artifact) -> set[str]:
    path = PurePosixPath(artifact.file)
    # A file is packed as ID-NAME; the practitioner knows it by its own name.
    own = path.name.removeprefix(f"{artifact.id}-")
    return {_fold(name) for name in (artifact.id, artifact.label, artifact.title, path.name, own)}


def _fold(name: str) -> str:
    return _APART.sub(" ", name).casefold().strip()
