"""What the assessor keeps to themselves on a detail: a note, and a first impression."""

from __future__ import annotations

from workbench.ui.session import Session
from workbench.ui.settings.preferences import EVIDENCE_FIRST


def keep_note(session: Session, target: str, text: str) -> None:
    """Keep that private note; nothing happens when it says what the last one said."""
    note = session.review.note(target)
    if text != note.text and session.can_write:
        session.journal.write("note", target, {"text": text, "impression": note.impression})


def keep_impression(session: Session, target: str, level: str) -> None:
    """Keep that level as the first impression, before the explanation was read."""
    note = session.review.note(target)
    if note.impression is None and session.can_write:
        session.journal.write("note", target, {"text": note.text, "impression": level})


def is_explanation_folded(session: Session, target: str) -> bool:
    """Whether the explanation waits for a first impression or a judgment."""
    review = session.review
    is_wanted = session.store.read_setting(EVIDENCE_FIRST) is True
    is_formed = review.note(target).impression is not None or review.judgment(target).is_made
    return is_wanted and not is_formed
