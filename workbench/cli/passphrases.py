"""Passphrases without a window: from the environment, else asked for at the terminal."""

from __future__ import annotations

import os

import click

from workbench.store.keys import Identity, KeyLockedError, unlock

KEY_VARIABLE = "WORKBENCH_KEY_PASSPHRASE"
CERTIFICATE_VARIABLE = "WORKBENCH_PASSPHRASE"


def ask_passphrase(words: str, variable: str) -> str:
    """What the environment holds under that name, else what is typed, unseen."""
    return os.environ.get(variable) or str(click.prompt(words, hide_input=True, err=True))


def unlock_by_asking(identity: Identity) -> Identity:
    """The same identity, able to sign.

    Raises:
        KeyLockedError: nobody is there to type the passphrase.
        WrongPassphraseError: it does not fit.
    """
    try:
        given = ask_passphrase(f"Passphrase of the key of {identity.name}", KEY_VARIABLE)
    except click.Abort as error:
        raise KeyLockedError(identity.name) from error
    return unlock(identity, given)
