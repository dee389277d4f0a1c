"""Everything that an open submission is, read in one go on a task's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.assessment.credential import Rubric
from workbench.assessment.event import Event, Json
from workbench.assessment.evidence import Resolution
from workbench.assessment.review import Review, fold_review
from workbench.assessment.self_analysis import CitationKey
from workbench.assessment.submission import Submission
from workbench.exchange.trust import find_earlier_keys
from workbench.intake.bundle import Bundle, open_bundle
from workbench.intake.checking import read_answers
from workbench.intake.inspection import resolve_unseen
from workbench.store.keys import Identity
from workbench.store.store import Store
from workbench.ui.settings.preferences import read_limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One open submission with what the store knows of its review."""

    bundle: Bundle
    texts: Mapping[str, str]
    """The answers' plain texts, by file."""
    problems: Mapping[str, str]
    """Why an answer cannot be read, by file."""
    events: tuple[Event, ...]
    review: Review
    resolutions: Mapping[CitationKey, Resolution]
    """Where each citation leads by its words alone."""
    left_off: Mapping[str, Json]
    """Where the assessor was: `target` and `step`."""

    @property
    def submission(self) -> Submission:
        """What was handed in."""
        return self.bundle.submission

    @property
    def rubric(self) -> Rubric:
        """The rubric it answers."""
        return self.bundle.rubric


def open_submission(path: Path, store: Store, identity: Identity) -> Opened:
    """Open the bundle and fold what the store holds of this assessor's review of it.

    Raises:
        WorkbenchError: the bundle cannot be opened; the sentence says why.
    """
    bundle = open_bundle(path, read_limits(store))
    submission = bundle.submission
    events = store.read_events(submission.id)
    review = fold_review(
        events,
        submission=submission.id,
        rubric=bundle.rubric.identity,
        actor=identity.fingerprint,
        earlier_keys=find_earlier_keys(store.folder, identity.fingerprint),
    )
    texts, problems = read_answers(bundle)
    left_off = store.read_setting(left_off_key(submission.id, identity.fingerprint))
    return Opened(
        bundle=bundle,
        texts=texts,
        problems=problems,
        events=events,
        review=review,
        resolutions=resolve_unseen(submission),
        left_off=left_off if isinstance(left_off, dict) else {},
    )


def left_off_key(submission_id: str, actor: str) -> str:
    """The name of the setting that remembers where that assessor was."""
    return f"left_off/{actor}/{submission_id}"
