"""A locked key is opened before it has to sign a report."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workbench.store.system_keyring import KeyringError, unlock_by_keyring
from workbench.ui.message import show_message
from workbench.ui.reporting.choices import ReportChoices
from workbench.ui.session import Session
from workbench.ui.start.unlock_dialog import UnlockDialog


def needs_unlocking(session: Session, choices: ReportChoices) -> bool:
    """Whether the key has to sign and is locked; it seals beside an organisation's certificate."""
    return choices.is_signed and session.identity.is_locked


def unlock_to_sign(session: Session, choices: ReportChoices, parent: QWidget) -> bool:
    """Whether what was chosen can be signed; a locked key is asked for, until the window closes."""
    if not needs_unlocking(session, choices):
        return True
    if session.identity.keyring_account:
        return _unlock_by_keyring(session, parent)
    dialog = UnlockDialog(session.identity, parent, for_what="sign reports", can_be_lost=False)
    if not dialog.exec():
        return False
    session.take_key(dialog.identity)
    return True


def _unlock_by_keyring(session: Session, parent: QWidget) -> bool:
    try:
        session.take_key(unlock_by_keyring(session.identity))
    except KeyringError as error:
        show_message(parent, "The key is locked", str(error))
        return False
    return True
