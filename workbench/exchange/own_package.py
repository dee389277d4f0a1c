"""The package of an assessor's own review: what goes into it, and its name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from workbench.assessment.event import Event
from workbench.assessment.review import Review
from workbench.assessment.submission import Submission
from workbench.exchange.package import SUFFIX, format_package
from workbench.exchange.trust import list_known_keys
from workbench.paths import make_file_name
from workbench.store.keys import Identity

PRIVATE = frozenset({"note"})
"""Kinds of events that stay with the assessor."""


def name_package(submission: Submission) -> str:
    """A name to begin with, such as `4F7K-attempt-1-review.mcreview`."""
    name = f"{submission.practitioner.key}-attempt-{submission.attempt}-review"
    return f"{make_file_name(name, otherwise='review')}{SUFFIX}"


def make_own_package(
    review: Review, events: Iterable[Event], identity: Identity, folder: Path
) -> bytes:
    """The package of the review: everything but the assessor's notes to themselves.

    `events` are those known of the submission, `folder` is where the trusted keys are.

    Raises:
        KeyLockedError: the key needs its passphrase.
        TrustListError: the list of trusted keys cannot be used.
    """
    own = [event for event in events if review.owns(event) and event.kind not in PRIVATE]
    actors = {event.actor for event in own}
    known = [key for key in list_known_keys(folder) if key.fingerprint in actors]
    return format_package(own, identity, known)
